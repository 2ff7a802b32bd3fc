import { Decimal } from 'decimal.js'
import type { WriteOptions } from '../../dtos/contract/format'
import type { EnumType, Member } from '../../dtos/contract/message-type'

/** The instant and the texts that a value type of .NET begins with. */
const firstInstant = Date.parse('0001-01-01T00:00:00Z')
const firstTexts: ReadonlySet<unknown> = new Set([
  '\u0000',
  'PT0S',
  '0001-01-01',
  '00000000-0000-0000-0000-000000000000',
  '0'.repeat(32),
])

function isDefault(value: unknown): boolean {
  if (value === 0 || value === 0n || value === false) return true
  if (value instanceof Date) return value.getTime() === firstInstant
  return (Decimal.isDecimal(value) && value.isZero()) || firstTexts.has(value)
}

const isFirst = ({ members }: EnumType) => {
  const first = members.find(({ value }) => value === 0) ?? members.find(({ value }) => typeof value === 'string')
  return (value: unknown) => value === 0 || (first !== undefined && (value === first.value || value === first.name))
}

/** Which values of a member are left out under `edv` and `ide:false`: a nullable member that is set stays; undefined: none. */
export function isOmitted(
  { type, optional }: Member,
  { omitDefaults, omitDefaultEnums }: WriteOptions,
): ((value: unknown) => boolean) | undefined {
  if (optional) return undefined
  if (type.kind === 'enum') return omitDefaultEnums ? isFirst(type.type) : undefined
  return omitDefaults && type.kind === 'scalar' && type.scalar !== 'string' && type.scalar !== 'any' ? isDefault : undefined
}
