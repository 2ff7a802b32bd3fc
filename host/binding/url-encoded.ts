import { isUtf8 } from 'node:buffer'
import type { NameIndex } from './name-index'

/** The texts that a query or form has for the members of a message, by the members' index. */
export interface Found {
  readonly texts: (string | undefined)[]
  /** Members that were named more than once: their texts are joined with commas. */
  repeated?: Set<number>
  /** Members whose text is not the encoding of anything. */
  undecodable?: Set<number>
  /** Names that mean nothing; kept only where somebody asks. */
  unknown?: string[]
  /** Names in all. */
  count: number
}

export const nothingFound = (): Found => ({ texts: [], count: 0 })

/** `a=1&b=%20&c` in its pairs, still encoded; a name without `=` has no value (clients T7). */
export function eachPair(raw: string, visit: (name: string, value: string) => void): void {
  for (let at = 0, equals = -1; at < raw.length; ) {
    let end = raw.indexOf('&', at)
    if (end < 0) end = raw.length
    if (equals < at) {
      equals = raw.indexOf('=', at)
      if (equals < 0) equals = raw.length
    }
    if (end > at) visit(raw.slice(at, Math.min(equals, end)), equals < end ? raw.slice(equals + 1, end) : '')
    at = end + 1
  }
}

/** One part of a query or form, decoded; undefined where its bytes are no UTF-8. A `%` that escapes nothing stands for itself. */
export function decodePart(part: string): string | undefined {
  const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part
  if (!spaced.includes('%')) return spaced
  try {
    return decodeURIComponent(spaced)
  } catch {
    const bytes = Buffer.from(spaced.replace(/%(?![0-9a-fA-F]{2})/g, '%25').replace(/[^\x20-\x7e]+/g, encodeLoose), 'latin1')
    return unescapeBytes(bytes)
  }
}

const encodeLoose = (text: string) => Buffer.from(text, 'utf8').toString('latin1')

function unescapeBytes(bytes: Buffer): string | undefined {
  let length = 0
  for (let at = 0; at < bytes.length; at++, length++) {
    if (bytes[at] === 37) {
      bytes[length] = Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16)
      at += 2
    } else bytes[length] = bytes[at]!
  }
  const decoded = bytes.subarray(0, length)
  return isUtf8(decoded) ? decoded.toString('utf8') : undefined
}

/** Adds one named text: empty ones are skipped, repeated ones joined. */
function add(found: Found, index: number | undefined, name: string | undefined, text: string | undefined, raw: string): void {
  if (index === undefined) {
    if (name !== undefined) found.unknown?.push(name)
    return
  }
  if (text === '') return
  if (text === undefined) {
    found.undecodable ??= new Set()
    found.undecodable.add(index)
  }
  const earlier = found.texts[index]
  if (earlier === undefined) {
    found.texts[index] = text ?? raw
    return
  }
  found.texts[index] = `${earlier},${text ?? raw}`
  found.repeated ??= new Set()
  found.repeated.add(index)
}

/** Walks the raw text once; values of unknown names are not even decoded. */
export function findEncoded(raw: string, names: NameIndex, found: Found): Found {
  const encoded = raw.includes('%') || raw.includes('+')
  let equals = -1
  let likely = 0
  for (let at = 0; at < raw.length; ) {
    let end = raw.indexOf('&', at)
    if (end < 0) end = raw.length
    if (equals < at) {
      equals = raw.indexOf('=', at)
      if (equals < 0) equals = raw.length
    }
    if (end > at) {
      found.count++
      const sent = raw.slice(at, Math.min(equals, end))
      const name = encoded ? decodePart(sent) : sent
      const index = name === undefined ? undefined : names.get(name, likely)
      if (index === undefined) found.unknown?.push(name ?? sent)
      else likely = index + 1
      if (index !== undefined && equals < end) {
        const value = raw.slice(equals + 1, end)
        add(found, index, name, encoded ? decodePart(value) : value, value)
      }
    }
    at = end + 1
  }
  return found
}

/** The same for parts that arrived decoded (multipart). */
export function findParts(parts: readonly (readonly [string, string])[], names: NameIndex, found: Found): Found {
  for (const [name, value] of parts) {
    found.count++
    add(found, names.get(name), name, value, value)
  }
  return found
}
