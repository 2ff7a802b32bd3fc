import { type Info, parse } from 'csv-parse/sync'
import { FormatException } from '../../dtos/contract/errors'
import type { MessageType } from '../../dtos/contract/message-type'
import { defaultLimits } from '../binding/limits'

type Row = Readonly<Record<string, string>>
interface Line {
  readonly record: readonly (string | typeof empty)[]
  readonly info: Info
}

/** A header and at most one row, for one message: what a second row says would be lost (R-3.35, R chapter 11). */
export const csvReader =
  (type: MessageType) =>
  (text: string): Row => {
    const rows = readRows(text)
    if (rows.length > 1) throw new FormatException(`${type.name} takes one row, not ${rows.length}`)
    return rows[0] ?? {}
  }

/** A row each. */
export const csvListReader = () => readRows

/** Cells by their column's name, as they stand: blanks belong to a value, not to a name. An empty cell says nothing, `""` says an empty text. */
function readRows(text: string): Row[] {
  const [header, ...lines] = parseLines(text)
  if (!header) return []
  const names = header.record.map((name) => (name === empty ? '' : name.trim()))
  if (names.length > defaultLimits.keys) throw new FormatException(`More than ${defaultLimits.keys} columns`)
  return lines.map(({ record, info }) => {
    if (record.length > names.length) throw new FormatException(`Line ${info.lines} has more cells than there are columns`)
    const row: Record<string, string> = Object.create(null)
    record.forEach((cell, column) => {
      if (cell !== '') row[names[column]!] = cell === empty ? '' : cell
    })
    return row
  })
}

/** A quoted empty cell, or what may be one. */
const quotedEmpty = /(?:^|[,\r\n])""(?:[,\r\n]|$)/

const options = {
  info: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
}
// A function per cell makes the parser six times slower: only where it can matter.
const exactOptions = {
  ...options,
  cast: (cell: string, { quoting }: { quoting: boolean }) => (cell === '' && quoting ? empty : cell),
}
/** What no text of a cell is. */
const empty = Symbol('an empty text')

function parseLines(text: string): Line[] {
  try {
    return parse(text, quotedEmpty.test(text) ? exactOptions : options) as unknown as Line[]
  } catch (error) {
    throw new FormatException(complaint(error as { code?: string; lines?: number }))
  }
}

/** The parser's own words quote what was sent. */
function complaint({ code, lines }: { readonly code?: string; readonly lines?: number }): string {
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'A quote is not closed' : 'Not CSV that is read here'
  return lines === undefined ? what : `${what} (line ${lines})`
}
