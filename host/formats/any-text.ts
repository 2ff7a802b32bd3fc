import { Decimal } from 'decimal.js'
import type { TypeRef } from '../../dtos/contract/message-type'
import { base64 } from './scalar-text'
import { deepest, type Syntax, tooDeep } from './syntax'

export const isAbsent = (value: unknown): value is null | undefined =>
  value === null || value === undefined || typeof value === 'function' || typeof value === 'symbol'

/** Whether a declared type says anything of its values. */
export const isKnown = (type: TypeRef | undefined): type is TypeRef =>
  type !== undefined && (type.kind !== 'scalar' || type.scalar !== 'any')

/** The entries of a dictionary, whichever of the two forms the service uses. */
export const entriesOf = (value: object): Iterable<[unknown, unknown]> =>
  value instanceof Map ? value.entries() : Object.entries(value)

export const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Iterable<unknown>)[Symbol.iterator] === 'function'

/** A value of which only the running program knows what it is: `any` members, replies of unknown type. Never a `__type`. */
export function anyText(value: unknown, syntax: Syntax, depth = 1): string {
  switch (typeof value) {
    case 'string':
      return syntax.text(value)
    case 'number':
      return syntax.scalars.double(value)
    case 'bigint':
      return String(value)
    case 'boolean':
      return syntax.scalars.boolean(value)
    case 'object':
      return value === null ? syntax.nullItem : objectText(value, syntax, depth)
    default:
      return syntax.nullItem
  }
}

function objectText(value: object, syntax: Syntax, depth: number): string {
  if (depth > deepest) throw tooDeep()
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return plainText(value as Record<string, unknown>, syntax, depth)
  if (value instanceof Date) return syntax.scalars.dateTime(value)
  if (Decimal.isDecimal(value)) return syntax.scalars.decimal(value)
  if (value instanceof Uint8Array) return syntax.text(base64(value))
  if (value instanceof Error) return syntax.text(value.message)
  if (value instanceof Map) return mapText(value, syntax, depth)
  if (isIterable(value)) return itemsText(value, syntax, depth)
  const own = (value as { toJSON?: unknown }).toJSON
  return typeof own === 'function' ? anyText(own.call(value, ''), syntax, depth + 1) : plainText(value as never, syntax, depth)
}

function plainText(value: Record<string, unknown>, syntax: Syntax, depth: number): string {
  let out = ''
  for (const key of Object.keys(value)) {
    const item = value[key]
    if (!isAbsent(item)) out += `,${syntax.key(key)}${anyText(item, syntax, depth + 1)}`
  }
  return `{${out.slice(1)}}`
}

function mapText(value: ReadonlyMap<unknown, unknown>, syntax: Syntax, depth: number): string {
  let out = ''
  for (const [key, item] of value) if (!isAbsent(item)) out += `,${syntax.key(String(key))}${anyText(item, syntax, depth + 1)}`
  return `{${out.slice(1)}}`
}

function itemsText(value: Iterable<unknown>, syntax: Syntax, depth: number): string {
  let out = ''
  for (const item of value) out += `,${anyText(item, syntax, depth + 1)}`
  return `[${out.slice(1)}]`
}
