import { Decimal } from 'decimal.js'
import type { Member, Scalar, TypeRef } from '../../dtos/contract'

/** The first moment of .NET's calendar, its default date. */
const firstDate = new Date('0001-01-01T00:00:00Z')

/** What a value type holds when nobody said anything; reference types (strings, bytes, uris, anything) have none: absent is null. */
const defaults: Readonly<Record<Scalar, unknown>> = {
  string: undefined,
  boolean: false,
  char: '\0',
  sbyte: 0,
  byte: 0,
  int16: 0,
  uint16: 0,
  int32: 0,
  uint32: 0,
  int64: 0,
  uint64: 0,
  float: 0,
  double: 0,
  decimal: new Decimal(0),
  dateTime: firstDate,
  dateTimeOffset: firstDate,
  date: '0001-01-01',
  time: '00:00:00',
  timeSpan: 'PT0S',
  guid: '00000000-0000-0000-0000-000000000000',
  uri: undefined,
  bytes: undefined,
  any: undefined,
}

/** What ServiceStack's rules see where the caller sent nothing: an optional member is `Nullable`, so null. */
export function absentValue({ type, optional }: Member): unknown {
  if (optional) return undefined
  return type.kind === 'scalar' ? defaults[type.scalar] : zeroOf(type)
}

/** Whether a value is its type's default, which NotEmpty refuses; an optional member's only default is null. */
export function isDefault({ type, optional }: Member): (value: unknown) => boolean {
  const initial = absentValue({ type, optional } as Member)
  if (initial === undefined) return () => false
  if (initial instanceof Date) return (value) => value instanceof Date && value.getTime() === initial.getTime()
  if (initial instanceof Decimal) return (value) => value instanceof Decimal && value.isZero()
  if (initial === 0) return (value) => value === 0 || value === 0n
  return (value) => value === initial
}

const zeroOf = (type: TypeRef): unknown =>
  type.kind === 'enum' && type.type.members.some((member) => member.value === 0) ? 0 : undefined
