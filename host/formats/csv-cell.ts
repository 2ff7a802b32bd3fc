import { Decimal } from 'decimal.js'
import type { TypeRef } from '../../dtos/contract/message-type'
import { isAbsent } from './any-text'
import { jsvSyntax, jsvWriter } from './jsv-text'
import { scalarTable } from './scalar-table'
import { base64, offsetText, shortIsoText } from './scalar-text'
import { enumText } from './text-walk'

const needsQuotes = /[",\r\n]|^[[{]/

/** A cell as it stands between commas. */
export const csvQuote = (text: string): string => (needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What spreadsheets run as a formula, blanks before it or not; the full-width signs count as theirs. */
const formula = /^[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^ *[\t\r\0]/

/** Texts only: a number, a char or a time span with a minus is no formula (threats 3.8). */
export const guardFormula = (text: string): string => (formula.test(text) ? `'${text}` : text)

const cellScalars = scalarTable({
  text: (text) => text,
  string: guardFormula,
  true: 'True',
  false: 'False',
  dateTime: shortIsoText,
  dateTimeOffset: offsetText,
  nothing: '',
})

export type CellOf = (value: unknown) => string

/** A column's writer: scalars as their text, all else as JSV; null is an empty cell. */
export function cellWriter(type: TypeRef): CellOf {
  const write = textOf(type)
  return (value) => (isAbsent(value) ? '' : csvQuote(write(value)))
}

function textOf(type: TypeRef): CellOf {
  if (type.kind === 'scalar') return type.scalar === 'any' ? anyCell : cellScalars[type.scalar]
  if (type.kind === 'enum') {
    const write = enumText(type, { ...jsvSyntax, text: (text) => text })
    return (value) => write(value, 1)
  }
  return jsvWriter(type)
}

const anyJsv = jsvWriter(undefined)

/** The kind is the value's own. */
function anyCell(value: unknown): string {
  if (typeof value === 'string') return guardFormula(value)
  if (typeof value === 'boolean') return cellScalars.boolean(value)
  if (typeof value === 'number') return cellScalars.double(value)
  if (value instanceof Date) return cellScalars.dateTime(value)
  if (Decimal.isDecimal(value)) return cellScalars.decimal(value)
  if (value instanceof Uint8Array) return base64(value)
  return anyJsv(value)
}

export const anyCellWriter: CellOf = (value) => (isAbsent(value) ? '' : csvQuote(anyCell(value)))

/** A name in the header. Dictionary keys are data, so they are guarded as texts are. */
export const headerCell = (name: string): string => csvQuote(guardFormula(name))
