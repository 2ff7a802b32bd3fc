import { Decimal } from 'decimal.js'
import type { Scalar, TypeRef } from '../../dtos/contract/message-type'
import { isAbsent } from './any-text'
import { jsvSyntax, jsvWriter } from './jsv-text'
import { plainNumbers, scalarTable } from './scalar-table'
import { base64, exponentText, offsetText, shortIsoText } from './scalar-text'
import { enumText } from './text-walk'

const needsQuotes = /[",\r\n]/

/** A cell as it stands between commas. */
export function csvQuote(text: string): string {
  const first = text.charCodeAt(0)
  return first === bracket || first === brace || needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const bracket = 91
const brace = 123

/** What spreadsheets run as a formula, blanks before it or not; the full-width signs count as theirs. */
const formula = /^[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^ *[\t\r\0]/

/** Texts only: a number, a char or a time span with a minus is no formula (threats 3.8). */
export const guardFormula = (text: string): string => (beginsWord(text) || !formula.test(text) ? text : `'${text}`)

/** An ASCII letter or digit: most texts, of which none is a formula. */
function beginsWord(text: string): boolean {
  const unit = text.charCodeAt(0)
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57)
}

const cellScalars = scalarTable({
  text: (text) => text,
  string: guardFormula,
  double: exponentText,
  true: 'True',
  false: 'False',
  dateTime: shortIsoText,
  dateTimeOffset: offsetText,
  nothing: '',
})

export type CellOf = (value: unknown) => string

/** Numbers and booleans: nothing in them needs quotes. */
const bareScalars: ReadonlySet<Scalar> = new Set<Scalar>(['boolean', 'decimal', ...plainNumbers])

/** A column's writer: scalars as their text, all else as JSV; null is an empty cell. */
export function cellWriter(type: TypeRef): CellOf {
  const write = textOf(type)
  if (type.kind === 'scalar' && bareScalars.has(type.scalar)) return (value) => (isAbsent(value) ? '' : write(value))
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
