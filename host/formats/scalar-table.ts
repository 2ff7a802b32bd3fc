import { Decimal } from 'decimal.js'
import { decimalText } from '../../dtos/contract/decimal'
import type { Scalar } from '../../dtos/contract/message-type'
import { base64 } from './scalar-text'
import { wrongKind } from './syntax'

/** In what a text format's scalars differ from another's. */
export interface ScalarForms {
  text(text: string): string
  /** Of the member kind `string` where it differs from other texts (CSV's guard against formulas). */
  string?(text: string): string
  /** A number of the kind `double` where it differs from JavaScript's. */
  double?(value: number): string
  readonly true: string
  readonly false: string
  dateTime(date: Date): string
  dateTimeOffset(date: Date): string
  /** What stands for NaN, the infinities and invalid dates: no format has them. */
  readonly nothing: string
}

/** Kinds that JavaScript has as numbers, and writes as such. */
export const plainNumbers: ReadonlySet<Scalar> = new Set<Scalar>([
  'sbyte',
  'byte',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float',
  'double',
])

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** The writers of all kinds of scalar. Lossless changes of kind are made (a driver's `"12.50"` for a decimal, 0 and 1 for a bool); others throw. */
export function scalarTable(forms: ScalarForms): Readonly<Record<Scalar, (value: unknown) => string>> {
  const { nothing } = forms
  const string = forms.string ?? forms.text

  const texts = (write: (text: string) => string, kind: string) => (value: unknown) => {
    if (typeof value === 'string') return write(value)
    if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return write(String(value))
    if (value instanceof URL) return write(value.href)
    throw wrongKind(`a ${kind}`, value)
  }
  const numbers =
    (kind: string, write: (value: number) => string = String) =>
    (value: unknown) => {
      // Whole numbers are most of them, and ask for no other look.
      if (typeof value === 'number' && (value | 0) === value && value !== 0) return `${value}`
      if (typeof value === 'number') return Number.isFinite(value) ? (Object.is(value, -0) ? '-0' : write(value)) : nothing
      return otherNumber(value, kind)
    }
  const otherNumber = (value: unknown, kind: string): string => {
    if (typeof value === 'bigint') return String(value)
    if (Decimal.isDecimal(value)) return value.isFinite() ? decimalText(value) : nothing
    if (typeof value === 'string' && jsonNumber.test(value)) return value
    throw wrongKind(`a number (${kind})`, value)
  }
  const decimal = (value: unknown) => {
    if (typeof value !== 'number') return otherNumber(value, 'decimal')
    return Number.isFinite(value) ? decimalText(new Decimal(value)) : nothing
  }
  const dates = (write: (date: Date) => string) => (value: unknown) => {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? nothing : write(value)
    if (typeof value === 'string') return forms.text(value)
    throw wrongKind('a date', value)
  }
  const boolean = (value: unknown) => {
    if (value === true || value === 1) return forms.true
    if (value === false || value === 0) return forms.false
    throw wrongKind('a boolean', value)
  }
  const bytes = (value: unknown) => {
    if (value instanceof Uint8Array) return forms.text(base64(value))
    if (typeof value === 'string') return forms.text(value)
    if (Array.isArray(value)) return forms.text(Buffer.from(value).toString('base64'))
    throw wrongKind('bytes', value)
  }

  return {
    string: texts(string, 'string'),
    char: texts(forms.text, 'char'),
    date: texts(forms.text, 'date'),
    time: texts(forms.text, 'time'),
    timeSpan: texts(forms.text, 'time span'),
    guid: texts(forms.text, 'guid'),
    uri: texts(forms.text, 'uri'),
    any: texts(string, 'text'),
    boolean,
    bytes,
    decimal,
    dateTime: dates(forms.dateTime),
    dateTimeOffset: dates(forms.dateTimeOffset),
    sbyte: numbers('sbyte'),
    byte: numbers('byte'),
    int16: numbers('int16'),
    uint16: numbers('uint16'),
    int32: numbers('int32'),
    uint32: numbers('uint32'),
    int64: numbers('int64'),
    uint64: numbers('uint64'),
    float: numbers('float'),
    double: numbers('double', forms.double),
  }
}
