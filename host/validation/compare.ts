import { Decimal } from 'decimal.js'
import type { TypeRef } from '../../dtos/contract'

/** How a value stands to what a rule compares it with: negative, 0, positive; NaN where the two have no order. */
export type Compare = (value: unknown) => number

type Numeric = number | bigint | Decimal
const isNumeric = (value: unknown): value is Numeric =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof Decimal

const order = <T extends number | bigint | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : a === b ? 0 : Number.NaN)

/** Compiles the comparison with a rule's argument, which is read as what the member is: a text for a date, a number for a decimal. */
export function compareWith(argument: unknown, type: TypeRef): Compare {
  const other = comparand(argument, type)
  if (isNumeric(other)) return numberComparison(other)
  if (other instanceof Date) return (value) => (value instanceof Date ? order(value.getTime(), other.getTime()) : Number.NaN)
  if (typeof other === 'string') {
    if (scalarOf(type) === 'timeSpan') return durationComparison(other)
    return (value) => (typeof value === 'string' ? order(value, other) : Number.NaN)
  }
  return (value) => (value === other ? 0 : Number.NaN)
}

/** The argument of a rule as the values of its member are held. */
export function comparand(argument: unknown, type: TypeRef): unknown {
  const scalar = scalarOf(type)
  if (scalar === 'decimal' && (typeof argument === 'string' || typeof argument === 'number')) return new Decimal(argument)
  if ((scalar === 'dateTime' || scalar === 'dateTimeOffset') && typeof argument === 'string') {
    const date = new Date(argument)
    if (Number.isNaN(date.getTime()))
      throw new TypeError(`${JSON.stringify(argument)} is no date; write it as 2026-01-31 or 2026-01-31T12:00:00Z`)
    return date
  }
  return argument
}

function numberComparison(other: Numeric): Compare {
  if (typeof other === 'number') return (value) => (typeof value === 'number' ? order(value, other) : mixed(value, other))
  return (value) => mixed(value, other)
}

/** Exact across kinds: JavaScript orders numbers and big integers without rounding, decimals do it by their digits. */
function mixed(value: unknown, other: Numeric): number {
  if (!isNumeric(value)) return Number.NaN
  if (value instanceof Decimal || other instanceof Decimal) return asDecimal(value).comparedTo(asDecimal(other))
  return value < other ? -1 : value > other ? 1 : value <= other ? 0 : Number.NaN
}

const asDecimal = (value: Numeric): Decimal => (value instanceof Decimal ? value : new Decimal(String(value)))

function durationComparison(text: string): Compare {
  const other = ticks(text)
  if (other === undefined) throw new TypeError(`${JSON.stringify(text)} is no time span; write it as PT1H30M or 01:30:00`)
  return (value) => {
    const span = typeof value === 'string' ? ticks(value) : undefined
    return span === undefined ? Number.NaN : order(span, other)
  }
}

const iso = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/
const clock = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/

/** A time span in units of 100 ns, as .NET counts. */
function ticks(text: string): bigint | undefined {
  const parts = iso.exec(text) ?? clock.exec(text)
  if (!parts) return undefined
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts
  const whole = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds)
  const all = whole * 10_000_000n + BigInt(fraction.padEnd(7, '0'))
  return sign ? -all : all
}

const scalarOf = (type: TypeRef): string | undefined => (type.kind === 'scalar' ? type.scalar : undefined)
