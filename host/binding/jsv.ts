/** A piece of JSV with its quotes and brackets still on; what it means depends on the type that reads it. */
export type RawJsv = string

/** The index behind the quoted text that begins at `start`; -1 where it has no end. A quote in it is doubled. */
function quotedEnd(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    at = text.indexOf('"', at)
    if (at < 0) return -1
    if (text.charCodeAt(at + 1) !== 34) return at + 1
    at += 2
  }
}

/** The index behind the bracketed value that begins at `start`, by counting its own kind of bracket outside quotes; -1 where it has no end. */
function bracketedEnd(text: string, start: number): number {
  const open = text.charCodeAt(start)
  const close = open + 2
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 34 && beginsValue(text, at)) {
      at = quotedEnd(text, at) - 1
      if (at < 0) return -1
    } else if (unit === open) depth++
    else if (unit === close && --depth === 0) return at + 1
  }
  return -1
}

/** A quote within a bare text is part of it: `{Name:a"b}`. */
function beginsValue(text: string, at: number): boolean {
  let before = at - 1
  while (isBlank(text.charCodeAt(before))) before--
  const unit = text.charCodeAt(before)
  return unit === 44 || unit === 58 || unit === 91 || unit === 123
}

/** The index behind the value that begins at `start`, which is the text's end or a comma; -1 where it is broken. */
function valueEnd(text: string, start: number): number {
  const unit = text.charCodeAt(start)
  if (!beginsClosed(unit)) {
    const comma = text.indexOf(',', start)
    return comma < 0 ? text.length : comma
  }
  let end = unit === 34 ? quotedEnd(text, start) : bracketedEnd(text, start)
  while (end >= 0 && isBlank(text.charCodeAt(end))) end++
  return end < 0 || end === text.length || text.charCodeAt(end) === 44 ? end : -1
}

/** Begins a value that says itself where it ends: a quote or a bracket. */
const beginsClosed = (unit: number) => unit === 34 || unit === 91 || unit === 123
const isBlank = (unit: number) => unit === 32 || unit === 9 || unit === 10 || unit === 13

/** Skips blanks, but only those before something that begins with a quote or bracket: others belong to a bare text. */
function valueStart(text: string, from: number): number {
  let at = from
  while (isBlank(text.charCodeAt(at))) at++
  return beginsClosed(text.charCodeAt(at)) ? at : from
}

const piece = (text: string, start: number, end: number): RawJsv =>
  isBlank(text.charCodeAt(end - 1)) && beginsClosed(text.charCodeAt(start))
    ? text.slice(start, end).trimEnd()
    : text.slice(start, end)

/** `a,b,[c]` in its items; a comma at the end is no item. Undefined where it is broken. */
export function jsvItems(inner: string): RawJsv[] | undefined {
  const items: RawJsv[] = []
  for (let at = 0; at < inner.length; ) {
    const start = valueStart(inner, at)
    const end = valueEnd(inner, start)
    if (end < 0) return undefined
    items.push(piece(inner, start, end))
    at = end + 1
  }
  return items
}

/** `a:1,b:{c:2}` in its pairs, keys unquoted. Undefined where it is broken. */
export function jsvPairs(inner: string): [key: string, value: RawJsv][] | undefined {
  const pairs: [string, RawJsv][] = []
  if (inner.trim() === '') return pairs
  for (let at = 0; at <= inner.length; ) {
    while (isBlank(inner.charCodeAt(at))) at++
    let keyEnd = inner.charCodeAt(at) === 34 ? quotedEnd(inner, at) : inner.indexOf(':', at)
    if (keyEnd < 0) return undefined
    const key = jsvText(inner.slice(at, keyEnd))
    while (isBlank(inner.charCodeAt(keyEnd))) keyEnd++
    // An empty name is one only where it is written as such: `"":x`.
    if ((key === '' && inner.charCodeAt(at) !== 34) || inner.charCodeAt(keyEnd) !== 58) return undefined
    const start = valueStart(inner, keyEnd + 1)
    const end = valueEnd(inner, start)
    if (end < 0) return undefined
    pairs.push([key, piece(inner, start, end)])
    at = end + 1
  }
  return pairs
}

/** What stands between the brackets of a whole text: `[…]` or `{…}`; undefined where it is not one such value. */
export function jsvInner(text: string, open: '[' | '{'): string | undefined {
  if (!text.startsWith(open) || bracketedEnd(text, 0) !== text.length) return undefined
  return text.slice(1, -1)
}

/** The text of a scalar: quoted ones lose their quotes. */
export function jsvText(raw: RawJsv): string {
  const text = raw.startsWith('"') ? raw.trimEnd() : raw
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
}

/** Whether no more than `depth` brackets are open at once, outside quotes: asked before anything recurses. */
export function jsvDepthWithin(text: string, depth: number): boolean {
  let open = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 34 && (at === 0 || beginsValue(text, at))) {
      const end = quotedEnd(text, at)
      if (end > 0) at = end - 1
    } else if (unit === 91 || unit === 123) {
      if (++open > depth) return false
    } else if ((unit === 93 || unit === 125) && open > 0) open--
  }
  return true
}

/** Whole JSV text → tree: objects, lists and texts, since JSV itself does not say what a scalar is. Undefined where it is broken. */
export function readJsv(text: string): unknown {
  if (text.startsWith('{')) {
    const inner = jsvInner(text, '{')
    const pairs = inner === undefined ? undefined : jsvPairs(inner)
    if (pairs === undefined) return undefined
    const tree: Record<string, unknown> = {}
    for (const [key, raw] of pairs) {
      const value = readJsv(raw)
      if (value === undefined) return undefined
      Object.defineProperty(tree, key, { value, enumerable: true, configurable: true, writable: true })
    }
    return tree
  }
  if (!text.startsWith('[')) return jsvText(text)
  const inner = jsvInner(text, '[')
  const items = inner === undefined ? undefined : jsvItems(inner)
  if (items === undefined) return undefined
  const list: unknown[] = []
  for (const raw of items) {
    const value = raw === '' ? null : readJsv(raw)
    if (value === undefined) return undefined
    list.push(value)
  }
  return list
}
