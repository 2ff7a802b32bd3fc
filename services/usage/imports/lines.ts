import { isUtf8 } from 'node:buffer'
import { Fault, type ImportSource } from './import-format'

/** A longer line is refused and skipped without being held: memory stays bounded whatever the input. */
export const longestLine = 65_536

export interface Line {
  readonly line: number
  readonly text: string
  readonly fault?: Fault
}

const faults = {
  long: new Fault('LineTooLong', `The line is longer than ${longestLine} bytes; only its beginning was kept.`),
  utf8: new Fault('InvalidUtf8', 'The line is not UTF-8. Convert the file (iconv -t UTF-8) and import it again.'),
  nul: new Fault('NulCharacter', 'The line holds a NUL character.'),
}

const newline = 10

/** The lines of a stream, a block at a time because one await a line would cost more than the parsing. `\r` stays. */
export async function* lineBlocks(source: ImportSource): AsyncGenerator<Line[]> {
  let number = 0
  let held: Uint8Array[] = []
  let heldBytes = 0

  const hold = (bytes: Uint8Array) => {
    // One byte more than the limit is enough to know, and to show, that the line is too long.
    const kept = bytes.subarray(0, longestLine + 1 - heldBytes)
    if (kept.length === 0) return // not even an empty view: it would keep its whole chunk in memory
    held.push(kept)
    heldBytes += kept.length
  }
  const release = () => {
    const bytes = held.length === 1 ? held[0]! : Buffer.concat(held, heldBytes)
    held = []
    heldBytes = 0
    return bytes
  }

  for await (const chunk of source) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    const first = bytes.indexOf(newline)
    if (first < 0) {
      hold(bytes)
      continue
    }
    hold(bytes.subarray(0, first))
    const block = [lineOf(release(), ++number)]
    const last = bytes.lastIndexOf(newline)
    if (last > first) number = splitInto(block, bytes.subarray(first + 1, last), number)
    hold(bytes.subarray(last + 1))
    yield withoutByteOrderMark(block)
  }
  if (heldBytes > 0) yield withoutByteOrderMark([lineOf(release(), ++number)])
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function splitInto(block: Line[], bytes: Uint8Array, number: number): number {
  const whole = isUtf8(bytes) ? asBuffer(bytes).toString('utf8') : undefined
  if (whole !== undefined && !whole.includes('\0')) {
    for (const text of whole.split('\n')) {
      const fits = text.length * 3 <= longestLine || Buffer.byteLength(text) <= longestLine
      block.push(fits ? { line: ++number, text } : lineOf(Buffer.from(text), ++number))
    }
    return number
  }
  for (let start = 0; start <= bytes.length; ) {
    const end = bytes.indexOf(newline, start)
    const stop = end < 0 ? bytes.length : end
    block.push(lineOf(bytes.subarray(start, stop), ++number))
    start = stop + 1
  }
  return number
}

function lineOf(bytes: Uint8Array, line: number): Line {
  const text = asBuffer(bytes.length > longestLine ? bytes.subarray(0, longestLine) : bytes).toString('utf8')
  if (bytes.length > longestLine) return { line, text, fault: faults.long }
  if (!isUtf8(bytes)) return { line, text, fault: faults.utf8 }
  return text.includes('\0') ? { line, text, fault: faults.nul } : { line, text }
}

function withoutByteOrderMark(block: Line[]): Line[] {
  const first = block[0]!
  if (first.line === 1 && first.text.startsWith('\uFEFF')) block[0] = { ...first, text: first.text.slice(1) }
  return block
}

export const isBlank = (text: string) => text.trim() === ''
export const withoutReturn = (text: string) => (text.endsWith('\r') ? text.slice(0, -1) : text)
