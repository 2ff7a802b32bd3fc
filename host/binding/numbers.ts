import { Decimal } from 'decimal.js'
import { numeralText, parseDecimal } from '../../dtos/contract/decimal'
import { bare, type ScalarReader } from './value-reader'

const integerText = /^-?\d+$/
/** Invariant culture: thousands in threes, a point, an exponent (R-3.11). */
const numberText = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?([eE][+-]?\d{1,4})?$/
/** Longer texts are no amounts; the limit keeps what one number costs small. */
const longestNumber = 200

/** Integers that a double holds: in JSON they may have a point or an exponent as long as they are whole (R-3.31). */
export function integer(min: number, max: number): ScalarReader {
  const inRange = (value: number) => (value >= min && value <= max && Number.isInteger(value) ? value + 0 : undefined)
  const fromText = (text: string) => {
    const digits = bare(text)
    return integerText.test(digits) ? inRange(Number(digits)) : undefined
  }
  return {
    valueType: true,
    fromText,
    fromJson: (value) => {
      if (typeof value === 'number') return inRange(value)
      if (typeof value === 'string') return fromText(value)
      return typeof value === 'bigint' || value instanceof Decimal ? inRange(Number(value)) : undefined
    },
  }
}

/** 64-bit integers: all digits are kept, or the value is refused; never rounded. */
export function bigInteger(min: bigint, max: bigint, as: 'bigint' | 'number'): ScalarReader {
  const settle =
    as === 'bigint'
      ? (value: bigint) => (value >= min && value <= max ? value : undefined)
      : (value: bigint) => (value >= min && value <= max && Number.isSafeInteger(Number(value)) ? Number(value) : undefined)
  const fromText = (text: string) => {
    const digits = bare(text)
    return digits.length <= longestNumber && integerText.test(digits) ? settle(BigInt(digits)) : undefined
  }
  return {
    valueType: true,
    fromText,
    fromJson: (value) => {
      if (typeof value === 'number') return Number.isSafeInteger(value) ? settle(BigInt(value)) : undefined
      if (typeof value === 'bigint') return settle(value)
      if (typeof value === 'string') return fromText(value)
      return value instanceof Decimal && value.isInteger() && value.e < 20 ? settle(BigInt(value.toFixed())) : undefined
    },
  }
}

/** Finite numbers only: JSON has no others (R-3.11). */
export function floating(max: number, settle = (value: number) => value): ScalarReader {
  const inRange = (value: number) => (value >= -max && value <= max ? settle(value) : undefined)
  const fromText = (text: string) => {
    const number = bare(text)
    return number !== '' && numberText.test(number)
      ? inRange(Number(number.includes(',') ? number.replaceAll(',', '') : number))
      : undefined
  }
  return {
    valueType: true,
    fromText,
    fromJson: (value) => {
      if (typeof value === 'number') return inRange(value)
      if (typeof value === 'string') return fromText(value)
      return typeof value === 'bigint' || value instanceof Decimal ? inRange(Number(value)) : undefined
    },
  }
}

/** A float has 32 bits: the number of the fewest digits that has the same ones, as it will be written (R-4.7). */
export function single(value: number): number {
  const bits = Math.fround(value)
  for (let digits = 1; bits !== value && digits < 9; digits++) {
    const short = Number(bits.toPrecision(digits))
    if (Math.fround(short) === bits) return short
  }
  return bits === value ? value : Number(bits.toPrecision(9))
}

/** .NET's decimal ends here; typed clients cannot hold more. */
const greatestDecimal = new Decimal('79228162514264337593543950335')
const inDecimalRange = (value: Decimal | undefined) =>
  value === undefined || value.e < greatestDecimal.e || value.abs().lessThanOrEqualTo(greatestDecimal) ? value : undefined

/** What nearly all amounts look like: nothing to take away or to put in. */
const plainDecimal = /^-?(?:0|[1-9]\d{0,27})(?:\.\d{1,28})?$/

function decimalFromText(text: string): Decimal | undefined {
  if (plainDecimal.test(text)) return parseDecimal(text)
  const [, sign = '', whole = '', fraction = '', exponent = ''] =
    (text.length <= longestNumber && numberText.exec(bare(text))) || []
  if (whole === '' && fraction === '') return undefined
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '') || '0'
  return inDecimalRange(parseDecimal(`${sign === '-' ? '-' : ''}${digits}${fraction === '' ? '' : `.${fraction}`}${exponent}`))
}

/** Decimals keep their text: `3.10` stays `3.10`. */
export const decimal: ScalarReader = {
  valueType: true,
  fromText: decimalFromText,
  fromJson: (value) => {
    if (typeof value === 'string') return decimalFromText(value)
    if (typeof value === 'number') return Number.isFinite(value) ? decimalFromText(String(value)) : undefined
    if (typeof value === 'bigint') return decimalFromText(String(value))
    return value instanceof Decimal && value.isFinite() ? inDecimalRange(value) : undefined
  },
}

/** The text of a number or boolean of a body, for members that are strings (R-3.31). */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  return value instanceof Decimal ? numeralText(value) : undefined
}
