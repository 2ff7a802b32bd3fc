import { FormatException } from '../../dtos/contract'
import type { ReadLimits } from './limits'

/**
 * One pass over the text before anything recurses: refuses what nests too deep or has too many names in an object (threats 3.1), and says whether a number
 * would lose digits, a zero at its end or its exponent in `JSON.parse`. Whether it is JSON at all is for the parser to say.
 */
export function scanJson(text: string, numbers: boolean, limits: ReadLimits): boolean {
  if (!numbers && text.length <= limits.keys && opens(text, '{') + opens(text, '[') <= limits.depth) return false
  const names: number[] = [0]
  let depth = 0
  let loses = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 34) {
      at = stringEnd(text, at)
      if (at < 0) break
    } else if (unit === 123 || unit === 91) {
      if (++depth > limits.depth)
        throw new FormatException(`Nested deeper than ${limits.depth} levels at byte ${byteAt(text, at)}`)
      names[depth] = 0
    } else if (unit === 125 || unit === 93) {
      if (depth > 0) depth--
    } else if (unit === 58) {
      if (++names[depth]! > limits.keys)
        throw new FormatException(`More than ${limits.keys} names in one object at byte ${byteAt(text, at)}`)
    } else if (numbers && ((unit >= 48 && unit <= 57) || unit === 45)) {
      const end = numberEnd(text, at)
      loses ||= losesText(text, at, end)
      at = end - 1
    }
  }
  return loses
}

/** How often the character stands in the text: what is not opened cannot nest, and a short text has no room for many names. */
function opens(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++
  return count
}

/** The index of the quote that ends the string; -1 where there is none. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === 92) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return -1
}

/** The index behind a run of what numbers are made of. */
function numberEnd(text: string, start: number): number {
  let end = start + 1
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (!((unit >= 48 && unit <= 57) || unit === 46 || unit === 45 || unit === 43 || unit === 101 || unit === 69)) break
  }
  return end
}

/** A double keeps fifteen digits, but not `1.50`, `1e3` or `-0`. */
function losesText(text: string, start: number, end: number): boolean {
  if (end - start > 15) return true
  if (end - start === 1) return false
  let point = false
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 101 || unit === 69) return true
    if (unit === 46) point = true
  }
  const first = text.charCodeAt(start)
  return point ? text.charCodeAt(end - 1) === 48 || first === 45 : first === 45 && text.charCodeAt(start + 1) === 48
}

/** The place in the bytes that were sent: what editors and `xxd` count. */
export const byteAt = (text: string, index: number): number => Buffer.byteLength(text.slice(0, index))
