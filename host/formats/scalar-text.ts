import type { EnumType } from '../../dtos/contract/message-type'

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

/** JSV's form of a date with offset: always seven digits. A Date has no offset of its own. */
export const offsetText = (date: Date): string => `${date.toISOString().slice(0, -1)}0000+00:00`

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
