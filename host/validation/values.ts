import { Decimal } from 'decimal.js'
import { decimalText } from '../../dtos/contract/decimal'

const longestValue = 40
const longestMeta = 200

export const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`)

/** A value as texts show it: numbers and dates in .NET's invariant form, strings cut; undefined for what has no short text. */
export function shown(value: unknown): string | undefined {
  if (typeof value === 'string') return cut(value, longestValue)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (value instanceof Date) return invariantDate(value)
  if (value instanceof Decimal) return decimalText(value)
  return undefined
}

/** A value as `meta` carries it: JSV, where a date at midnight is the day alone. */
export function metaText(value: unknown): string | undefined {
  if (typeof value === 'string') return cut(value, longestMeta)
  if (value instanceof RegExp) return cut(value.source, longestMeta)
  if (value instanceof Date) return isoDate(value)
  return shown(value)
}

const two = (part: number) => String(part).padStart(2, '0')

function invariantDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const day = `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${String(date.getUTCFullYear()).padStart(4, '0')}`
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
}

function isoDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.replace('.000Z', 'Z')
}
