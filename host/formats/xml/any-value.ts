import type { ScalarRef, TypeRef } from '../../../dtos/contract/message-type'
import { entriesOf, isAbsent, isIterable } from '../any-text'
import { scalarKindOf } from './scalars'

/** A value with the type that it turned out to have; `null`: there is none. */
export interface AnyValue {
  readonly type: TypeRef
  readonly value: unknown
}

const any: ScalarRef = { kind: 'scalar', scalar: 'any' }
const string: ScalarRef = { kind: 'scalar', scalar: 'string' }

/** What .NET would call a value: its scalars, lists, and dictionaries for all other objects. Never a `__type`. */
export function readAny(value: unknown): AnyValue {
  const scalar = scalarKindOf(value)
  if (scalar) return { type: { kind: 'scalar', scalar }, value }
  if (isAbsent(value)) return { type: any, value: null }
  if (value instanceof Error) return { type: string, value: value.message }
  if (value instanceof Map) return dictionary(value)
  if (isIterable(value)) return list(value)
  const own = (value as { toJSON?: unknown }).toJSON
  return typeof own === 'function' ? readAny(own.call(value, '')) : dictionary(value)
}

/** What is absent in an object is not in it. */
function dictionary(value: object): AnyValue {
  const entries = [...entriesOf(value)].filter(([, item]) => !isAbsent(item))
  const type = entries.every(([, item]) => typeof item === 'string') ? string : any
  return { type: { kind: 'dictionary', key: string, value: type }, value: new Map(entries) }
}

/** Texts are a list of texts, ints of ints, dictionaries of dictionaries; a mixture, or lists within, is a list of anything. */
function list(value: Iterable<unknown>): AnyValue {
  const items = [...value]
  const read = items.map((item) => (isAbsent(item) || isList(item) ? undefined : readAny(item)))
  const item = items.some(isList) ? any : commonType(read.flatMap((one) => (one ? [one.type] : [])))
  return { type: { kind: 'list', item }, value: item === any ? items : read.map((one) => one?.value ?? null) }
}

const isList = (value: unknown): boolean => isIterable(value) && !(value instanceof Map) && !(value instanceof Uint8Array)

function commonType([first, ...others]: readonly TypeRef[]): TypeRef {
  if (!first) return any
  if (first.kind === 'scalar') return others.every((type) => type.kind === 'scalar' && type.scalar === first.scalar) ? first : any
  if (first.kind !== 'dictionary' || !others.every((type) => type.kind === 'dictionary')) return any
  return others.every((type) => type.kind === 'dictionary' && type.value === first.value) ? first : { ...first, value: any }
}
