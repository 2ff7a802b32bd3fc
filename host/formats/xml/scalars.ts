import { Decimal } from 'decimal.js'
import type { EnumRef, Scalar } from '../../../dtos/contract/message-type'
import { offsetOf } from '../../../dtos/contract/offset-date'
import { scalarTable } from '../scalar-table'
import { exponentText } from '../scalar-text'
import { escapeXml } from './text'

/** No zeros at the end of a fraction. */
const shortFraction = (date: Date): string => date.toISOString().replace(/\.?0+Z$/, 'Z')

const table = scalarTable({
  text: escapeXml,
  double: exponentText,
  true: 'true',
  false: 'false',
  dateTime: shortFraction,
  dateTimeOffset: shortFraction,
  nothing: '',
})

const hex = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i
const dashed = (value: unknown): string => table.guid(value).replace(hex, '$1-$2-$3-$4-$5').toLowerCase()

/** XML, unlike JSON, has numbers that are none. */
const floating = (write: (value: unknown) => string) => (value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? (Number.isNaN(value) ? 'NaN' : value > 0 ? 'INF' : '-INF') : write(value)

/** A scalar's text; empty where there is none (an invalid date). */
export const xmlScalars: Readonly<Record<Scalar, (value: unknown) => string>> = {
  ...table,
  // A char is its code number.
  char: (value) => (typeof value === 'string' ? String(value.charCodeAt(0) || 0) : table.char(value)),
  guid: dashed,
  float: floating(table.float),
  double: floating(table.double),
}

/** The instant, and the minutes east of Greenwich. */
export function offsetParts(value: unknown): { readonly instant: string; readonly minutes: number } | undefined {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? undefined : { instant: shortFraction(value), minutes: offsetOf(value) }
  const text = xmlScalars.dateTimeOffset(value)
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(text) ?? []
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) return undefined
  return { instant: shortFraction(date), minutes: sign ? (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1) : 0 }
}

/** Declared names, whatever the member values are; of flags all that are set, else the number. */
export function xmlEnum({ type }: EnumRef): (value: unknown) => string {
  const names = new Map<unknown, string>()
  for (const { name } of type.members) names.set(name, escapeXml(name))
  for (const { name, value } of type.members) names.set(value, escapeXml(name))
  // An object's keys are texts, whatever the enum's values are.
  for (const { name, value } of type.members) if (!names.has(String(value))) names.set(String(value), escapeXml(name))
  const single = (value: unknown) => names.get(value) ?? escapeXml(String(value))
  if (!type.flags) return single
  const bits = type.members.flatMap(({ name, value }) =>
    typeof value === 'number' && value > 0 ? [{ name: escapeXml(name), value }] : [],
  )
  return (value) => {
    if (typeof value !== 'number' || names.has(value)) return single(value)
    const set = bits.filter((bit) => (value & bit.value) === bit.value)
    return set.reduce((all, bit) => all | bit.value, 0) === value ? set.map(({ name }) => name).join(' ') : String(value)
  }
}

/** What an `any` value is, for its `i:type`; undefined: no scalar. */
export function scalarKindOf(value: unknown): Scalar | undefined {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? 'int64' : 'decimal'
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? (value === (value | 0) ? 'int32' : 'int64') : 'double'
  if (value instanceof Date) return 'dateTime'
  if (Decimal.isDecimal(value)) return 'decimal'
  return value instanceof Uint8Array ? 'bytes' : undefined
}
