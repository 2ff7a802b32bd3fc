import { parse } from 'csv-parse/sync'
import { Fault, type ImportSource } from './import-format'
import { isBlank, type Line, lineBlocks, longestLine, withoutReturn } from './lines'

export interface CsvRecord extends Line {
  /** Empty when there is a fault. */
  readonly fields: readonly string[]
}

export interface CsvShape {
  /** One character. */
  readonly delimiter: string
  readonly quote?: string
}

const malformed = new Fault(
  'MalformedCsv',
  'A quote opens, closes or stands where none may (RFC 4180): quote the whole field and double the quotes inside it.',
)

/**
 * The records of a CSV stream. Where a record ends is found here and not by csv-parse, because a quote that never closes must cost
 * one line and not the rest of the file; what its fields are is csv-parse's business.
 */
export async function* csvRecords(source: ImportSource, { delimiter, quote = '"' }: CsvShape): AsyncGenerator<CsvRecord[]> {
  let held: Line[] = []
  const fieldsOf = (records: Line[]) => parseRecords(records, delimiter, quote)
  for await (const block of lineBlocks(source)) {
    const { found, rest } = cut(held.concat(block), delimiter, quote, false)
    held = rest
    if (found.length > 0) yield fieldsOf(found)
  }
  const { found } = cut(held, delimiter, quote, true)
  if (found.length > 0) yield fieldsOf(found)
}

/** Joins the lines of quoted line breaks, drops blank ones, and leaves in `rest` a record that may go on in the next block. */
function cut(lines: Line[], delimiter: string, quote: string, atEnd: boolean): { found: Line[]; rest: Line[] } {
  const found: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    if (line.fault || !line.text.includes(quote)) {
      if (line.fault || !isBlank(line.text) || line.text.includes(delimiter)) found.push(line)
      continue
    }
    let last = i
    let length = line.text.length
    let end = scan(line.text, delimiter, quote, false)
    while (end === 'open' && last + 1 < lines.length && !lines[last + 1]!.fault && length <= longestLine) {
      const next = lines[++last]!
      length += next.text.length + 1
      end = scan(next.text, delimiter, quote, true)
    }
    if (end === 'open' && last + 1 === lines.length && length <= longestLine && !atEnd) return { found, rest: lines.slice(i) }
    if (end !== 'closed' || length > longestLine) found.push({ ...line, fault: malformed })
    else if (last === i) found.push(line)
    else {
      const text = lines.slice(i, last + 1).map((each) => each.text)
      found.push({ line: line.line, text: text.join('\n') })
      i = last
    }
  }
  return { found, rest: [] }
}

/** Whether a record ends with this line, goes on (inside a quoted field), or has a quote that RFC 4180 does not know. */
function scan(line: string, delimiter: string, quote: string, inside: boolean): 'closed' | 'open' | 'bad' {
  const text = withoutReturn(line)
  let at = 0
  let open = inside
  for (;;) {
    if (!open) {
      const nextQuote = text.indexOf(quote, at)
      if (nextQuote < 0) return 'closed'
      if (nextQuote > at && text[nextQuote - 1] !== delimiter) return 'bad'
      at = nextQuote + 1
      open = true
    }
    const end = text.indexOf(quote, at)
    if (end < 0) return 'open'
    if (text[end + 1] === quote) {
      at = end + 2
      continue
    }
    if (end + 1 >= text.length) return 'closed'
    if (text[end + 1] !== delimiter) return 'bad'
    at = end + 2
    open = false
  }
}

function parseRecords(lines: Line[], delimiter: string, quote: string): CsvRecord[] {
  const sound = lines.filter((line) => !line.fault)
  let rows = rowsOf(sound.map(({ text }) => withoutReturn(text)).join('\n'), delimiter, quote)
  if (rows?.length !== sound.length) rows = undefined
  let next = 0
  return lines.map((line) => {
    if (line.fault) return { ...line, fields: [] }
    const alone = rows ? [rows[next++]!] : rowsOf(withoutReturn(line.text), delimiter, quote)
    return alone?.length === 1 ? { ...line, fields: alone[0]! } : { ...line, fault: malformed, fields: [] }
  })
}

function rowsOf(text: string, delimiter: string, quote: string): string[][] | undefined {
  try {
    return parse(text, { delimiter, quote, escape: quote, record_delimiter: '\n', relax_column_count: true })
  } catch {
    return undefined
  }
}
