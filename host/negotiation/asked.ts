import { decodePart } from '../binding/url-encoded'

/** What the query says about the answer itself: `?format=`, `?callback=` and `?jsconfig=`. */
export interface Asked {
  /** Every value in its order; none: not asked. */
  readonly formats: readonly string[]
  readonly callbacks: readonly string[]
  readonly configs: readonly string[]
}

const decoded = (text: string): string => decodePart(text) ?? text

/** Positions of one character, asked from left to right: each stretch is searched once, however long the query. */
const nextOf = (query: string, character: string): ((start: number) => number) => {
  let at = -1
  return (start) => {
    if (at < start) at = query.indexOf(character, start)
    if (at < 0) at = query.length
    return at
  }
}

/** A name of neither length can be neither, unless escapes hide it. */
const nameIn = (query: string, start: number, end: number, escaped: boolean): string => {
  const length = end - start
  if (escaped) return decoded(query.slice(start, end)).toLowerCase()
  return length === 6 || length === 8 ? query.slice(start, end).toLowerCase() : ''
}

/** Looks at the names only; other values stay unread. Names compare without case. */
const readPairs = (query: string): Asked => {
  const nextAnd = nextOf(query, '&')
  const nextEquals = nextOf(query, '=')
  const nextEscape = nextOf(query, '%')
  const formats: string[] = []
  const callbacks: string[] = []
  const configs: string[] = []
  for (let start = 0; start < query.length; ) {
    const end = nextAnd(start)
    const nameEnd = Math.min(nextEquals(start), end)
    const name = nameIn(query, start, nameEnd, nextEscape(start) < nameEnd)
    if (name === 'format') formats.push(decoded(query.slice(nameEnd + 1, end)))
    else if (name === 'callback') callbacks.push(decoded(query.slice(nameEnd + 1, end)))
    else if (name === 'jsconfig') configs.push(decoded(query.slice(nameEnd + 1, end)))
    start = end + 1
  }
  return { formats, callbacks, configs }
}

/** Most queries hold none of the words, nor an escape that could hide one. */
const mayAsk = /format|callback|jsconfig|%/i

/** Undefined: the query says nothing of the kind. */
export const readAsked = (query: string): Asked | undefined => (mayAsk.test(query) ? readPairs(query) : undefined)
