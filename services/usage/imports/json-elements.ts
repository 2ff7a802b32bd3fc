import { isUtf8 } from 'node:buffer'
import { Fault, type ImportSource } from './import-format'
import { type Line, longestLine } from './lines'

const faults = {
  long: new Fault('LineTooLong', `The element is longer than ${longestLine} bytes; only its beginning was kept.`),
  utf8: new Fault('InvalidUtf8', 'The element is not UTF-8.'),
  cut: new Fault('MalformedJson', 'The document ends in the middle of this element.'),
}

const [quote, backslash, comma, openList, closeList, openObject, closeObject, newline] = Buffer.from(
  '"\\,[]{}\n',
) as unknown as number[]
const isSpace = (byte: number) => byte === 32 || byte === newline || byte === 13 || byte === 9

/** The elements of one JSON document as text, without holding more than one: the members of a list, or the values one after another. */
export async function* jsonElements(source: ImportSource): AsyncGenerator<Line> {
  let line = 1
  let begun = false
  let base = 0
  let depth = 0
  let inString = false
  let escaped = false
  let element: { line: number; bytes: number[] } | undefined

  const finish = (fault?: Fault): Line => {
    const bytes = Buffer.from(element!.bytes)
    const found = { line: element!.line, text: bytes.subarray(0, longestLine).toString('utf8') }
    element = undefined
    const reason = bytes.length > longestLine ? faults.long : isUtf8(bytes) ? fault : faults.utf8
    return reason ? { ...found, fault: reason } : found
  }
  const keep = (byte: number) => {
    element ??= { line, bytes: [] }
    if (element.bytes.length <= longestLine) element.bytes.push(byte)
  }

  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    for (const byte of bytes) {
      if (byte === newline) line++
      if (inString) {
        keep(byte)
        if (escaped) escaped = false
        else if (byte === backslash) escaped = true
        else if (byte === quote) inString = false
        continue
      }
      if (!begun) {
        if (isSpace(byte) || byte >= 0xbb) continue // spaces, and the bytes of a byte order mark
        begun = true
        if (byte === openList) {
          base = depth = 1
          continue
        }
      }
      const between = depth <= base
      if (between && (isSpace(byte) || byte === comma || (byte === closeList && base === 1))) {
        if (element) yield finish()
        continue
      }
      if (between && element && (byte === openObject || byte === openList)) yield finish()
      keep(byte)
      if (byte === quote) inString = true
      else if (byte === openObject || byte === openList) depth++
      else if ((byte === closeObject || byte === closeList) && depth > base && --depth === base) yield finish()
    }
  }
  if (element) yield finish(depth > base || inString ? faults.cut : undefined)
}
