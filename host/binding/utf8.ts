import { isUtf8 } from 'node:buffer'
import { FormatException } from '../../dtos/contract'

const byteOrderMark = 0xfeff

/** The text of a body. A byte order mark is tolerated; bytes that are no UTF-8 are refused, never replaced. */
export function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  // What was replaced stands in the text, as does the character itself where somebody sent it.
  if (text.includes('\ufffd') && !isUtf8(bytes)) throw new FormatException('The body is not valid UTF-8')
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text
}
