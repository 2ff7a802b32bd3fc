import { Decimal } from 'decimal.js'
import { ApiMember, type MemberKind } from '../../host'

/** A member that may be absent: a class, a list, a text, or a nullable value. */
export const maybe = (type: MemberKind, name?: string) => ApiMember({ type, isOptional: true, ...(name ? { name } : {}) })
/** A .NET value type: always there; the class gives its zero. */
export const value = (type: MemberKind, name?: string) => ApiMember({ type, isOptional: false, ...(name ? { name } : {}) })

/** The zeros of the value types that TypeScript writes in another way. */
export const zero = {
  date: () => new Date(-62_135_596_800_000),
  decimal: () => new Decimal(0),
  guid: '00000000-0000-0000-0000-000000000000',
  span: 'PT0S',
  char: '\u0000',
} as const
