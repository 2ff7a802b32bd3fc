import { Decimal } from 'decimal.js'
import type { EnumType } from '../../dtos/contract'
import { bare, type ScalarReader } from './value-reader'

const integerText = /^-?\d{1,15}$/

/** Names in any case, member values, numbers of members; for flags also `Read,Write` and any sum of members. */
export function enumeration(type: EnumType): ScalarReader {
  const exact = new Map<string, string | number>()
  const anyCase = new Map<string, string | number>()
  const numbers = new Set<number>()
  const learn = (text: string, value: string | number) => {
    if (!exact.has(text)) exact.set(text, value)
    if (!anyCase.has(text.toLowerCase())) anyCase.set(text.toLowerCase(), value)
  }
  // The text on the wire comes first, where it is another member's name.
  for (const member of type.members) learn(member.memberValue ?? member.name, member.value)
  for (const member of type.members) learn(member.name, member.value)
  for (const { value } of type.members) {
    if (typeof value === 'number') numbers.add(value)
    else learn(value, value)
  }
  const bits = [...numbers].reduce((all, value) => all | value, 0)

  const fromNumber = (value: number) => {
    if (numbers.has(value)) return value
    return type.flags && Number.isInteger(value) && value >= 0 && value <= 0x7fff_ffff && (value & ~bits) === 0
      ? value + 0
      : undefined
  }
  const fromName = (name: string) => {
    const value = exact.get(name) ?? anyCase.get(name.toLowerCase())
    return value === undefined && integerText.test(name) ? fromNumber(Number(name)) : value
  }
  const fromText = (text: string): unknown => {
    const name = bare(text)
    if (!type.flags || !name.includes(',')) return fromName(name)
    let sum = 0
    for (const part of name.split(',')) {
      const value = fromName(part.trim())
      if (typeof value !== 'number') return undefined
      sum |= value
    }
    return sum
  }
  return {
    valueType: true,
    fromText,
    fromJson: (value) => {
      if (typeof value === 'string') return fromText(value)
      return typeof value === 'number' || value instanceof Decimal ? fromNumber(Number(value)) : undefined
    },
  }
}
