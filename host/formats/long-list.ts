import type { ListRef, TypeRef } from '../../dtos/contract/message-type'
import { pickedList } from './picked-member'
import { wrongKind } from './syntax'

type Items = Iterable<unknown> | AsyncIterable<unknown>

/** A type's list, and where its items are in an answer. */
export interface LongList {
  readonly list: ListRef
  items(body: unknown): Items
}

/** The list that the answer is; formats of rows also take the one that an envelope carries. Undefined: there is none. */
export function longListOf(type: TypeRef, ofEnvelope: boolean): LongList | undefined {
  if (type.kind === 'list') return { list: type, items: asItems }
  const picked = ofEnvelope && type.kind === 'object' ? pickedList(type.type) : undefined
  if (picked?.type.kind !== 'list') return undefined
  const { name } = picked
  return { list: picked.type, items: (body) => asItems((body as Record<string, unknown>)[name] ?? []) }
}

function asItems(value: unknown): Items {
  if (typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value))
    return value as Items
  throw wrongKind('a list', value)
}
