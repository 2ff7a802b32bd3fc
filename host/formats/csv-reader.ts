import { type Info, parse } from 'csv-parse/sync'
import { FormatException } from '../../dtos/contract/errors'
import type { MessageType } from '../../dtos/contract/message-type'
import { defaultLimits } from '../binding/limits'

type Row = Readonly<Record<string, string>>
type Cell = string | null

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
  const names = header.record.map((name) => (name ?? '').trim())
  if (names.length > defaultLimits.keys) throw new FormatException(`More than ${defaultLimits.keys} columns`)
  return lines.map(({ record, info }) => {
    if (record.length > names.length) throw new FormatException(`Line ${info.lines} has more cells than there are columns`)
    const row: Record<string, string> = Object.create(null)
    record.forEach((cell, column) => {
      if (cell !== null) row[names[column]!] = cell
    })
    return row
  })
}

function parseLines(text: string): { readonly record: readonly Cell[]; readonly info: Info }[] {
  try {
    return parse(text, {
      cast: (cell, { quoting }) => (cell === '' && !quoting ? null : cell),
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as { record: Cell[]; info: Info }[]
  } catch (error) {
    throw new FormatException(complaint(error as { code?: string; lines?: number }))
  }
}

/** The parser's own words quote what was sent. */
function complaint({ code, lines }: { readonly code?: string; readonly lines?: number }): string {
  const what = code === 'CSV_QUOTE_NOT_CLOSED' ? 'A quote is not closed' : 'Not CSV that is read here'
  return lines === undefined ? what : `${what} (line ${lines})`
}
