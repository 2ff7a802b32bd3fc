import { isUtf8 } from 'node:buffer'
import { HttpError } from '../../dtos/contract'

const nul = (): HttpError =>
  new HttpError(400, 'BadRequest', 'The path holds a NUL character (%00), which no address here has. Leave it out.')

const bytesIn = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4)

/** Bytes that are no UTF-8 keep their escapes as text. */
const decodeBytes = (escapes: string): string => {
  const bytes = Buffer.from(escapes.replaceAll('%', ''), 'hex')
  if (bytes.includes(0)) throw nul()
  if (isUtf8(bytes)) return bytes.toString()
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const end = at + bytesIn(bytes[at]!)
    const letter = bytes.subarray(at, end)
    const whole = end <= bytes.length && isUtf8(letter)
    text += whole ? letter.toString() : escapes.slice(at * 3, at * 3 + 3)
    at = whole ? end : at + 1
  }
  return text
}

const decodeRun = (run: string): string => run.split('%2F').map(decodeBytes).join('%2F')

/** One segment, decoded once. `%2F` stays as it is, and so does what is no escape; it never throws but for NUL. */
export const decodeSegment = (segment: string): string =>
  segment.includes('%') ? segment.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeRun) : segment

/** The segments of a path, decoded, without empty ones; `.` and `..` are resolved, `%2f` separates. */
export const segmentsOf = (path: string): string[] => {
  if (path.includes('\0')) throw nul()
  const escaped = path.includes('%')
  const segments: string[] = []
  for (const piece of (escaped ? path.replaceAll('%2f', '/') : path).split('/')) {
    if (piece === '') continue
    const segment = escaped ? decodeSegment(piece) : piece
    if (segment === '..') segments.pop()
    else if (segment !== '.') segments.push(segment)
  }
  return segments
}

/** A captured value: `+` is a blank, and `%2B` was one by now. */
export const capturedText = (segment: string): string => (segment.includes('+') ? segment.replaceAll('+', ' ') : segment)
