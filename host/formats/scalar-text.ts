import type { EnumType } from '../../dtos/contract/message-type'
import { offsetOf } from '../../dtos/contract/offset-date'

const pad = '0000Z'

/** `2024-05-06T07:08:09Z`, or with seven digits: the one form that every client reads. */
export function isoText(date: Date): string {
  const text = date.toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text.slice(0, -1) + pad
}

/** JSV and CSV: the date alone at midnight. */
export function shortIsoText(date: Date): string {
  const text = isoText(date)
  return text.endsWith('T00:00:00Z') ? text.slice(0, -10) : text
}

/** The time on the clock of the offset, and the offset: `+02:00`. */
function clockOf(date: Date): { readonly clock: Date; readonly offset: string } {
  const minutes = offsetOf(date)
  const size = Math.abs(minutes)
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    clock: new Date(date.getTime() + minutes * 60_000),
    offset: `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`,
  }
}

/** JSV's form of a date with offset: always seven digits. */
export function offsetText(date: Date): string {
  const { clock, offset } = clockOf(date)
  return `${clock.toISOString().slice(0, -1)}0000${offset}`
}

/** As other dates; with an offset where there is one. */
export function isoOffsetText(date: Date): string {
  if (offsetOf(date) === 0) return isoText(date)
  const { clock, offset } = clockOf(date)
  return isoText(clock).slice(0, -1) + offset
}

export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** What an enum's value is called on the wire, and whether that is a name: a value without member stays its number, as text. */
export function enumNames(type: EnumType): (value: unknown) => string {
  const names = new Map<unknown, string>()
  for (const member of type.members) names.set(member.name, member.memberValue ?? member.name)
  for (const member of type.members) names.set(member.value, member.memberValue ?? member.name)
  // An object's keys are texts, whatever the enum's values are.
  for (const { value } of type.members) if (!names.has(String(value))) names.set(String(value), names.get(value)!)
  return (value) => names.get(value) ?? String(value)
}

/** A double with an exponent where .NET writes one: from 1E+17 on, and below 1E-04. */
export function exponentText(value: number): string {
  const size = Math.abs(value)
  if ((size < 1e17 && size >= 1e-4) || size === 0) return String(value)
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  return `${mantissa}E${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`
}
