import type { IncomingHttpHeaders } from 'node:http'
import { isSame, type Validators } from './conditional'

/** First and last byte, both included. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * The part that `Range` asks for; undefined: the whole. Several parts, other units and what is no range are answered whole, as RFC 9110 14.2 lets us;
 * `unsatisfiable` is 416.
 */
export function rangeOf(headers: IncomingHttpHeaders, length: number, known: Validators): Range | 'unsatisfiable' | undefined {
  const { range } = headers
  if (range === undefined) return undefined
  const ifRange = headers['if-range']
  if (typeof ifRange === 'string' && !isSame(ifRange, known)) return undefined
  const [, first, last] = /^bytes=\s*(\d*)-(\d*)\s*$/i.exec(range) ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  if (first === '') {
    const count = Math.min(Number(last), length)
    return count === 0 ? 'unsatisfiable' : { start: length - count, end: length - 1 }
  }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  if (start >= length) return 'unsatisfiable'
  return { start, end: last === '' ? length - 1 : Math.min(Number(last), length - 1) }
}
