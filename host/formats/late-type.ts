import { DescribeError, describe } from '../../dtos/contract/describe'
import type { MessageType, TypeRef } from '../../dtos/contract/message-type'
import { entriesOf, isAbsent, isIterable } from './any-text'

type Write = (body: unknown) => string

/**
 * A writer of replies whose type is not declared: an instance of a class that says its members, and a list or dictionary of such, is written by
 * them, each class compiled when it first comes; anything else as `unknown` says.
 */
export function lateBound(compile: (type: TypeRef) => Write, unknown: Write): Write {
  const types = new WeakMap<Function, MessageType | null>()
  const writers = new WeakMap<MessageType, Partial<Record<TypeRef['kind'], Write>>>()

  function typeOfInstance(value: unknown): MessageType | null {
    if (typeof value !== 'object' || value === null) return null
    const prototype = Object.getPrototypeOf(value)
    const target = prototype === null || prototype === Object.prototype ? undefined : prototype.constructor
    if (typeof target !== 'function' || isIterable(value)) return null
    let type = types.get(target)
    if (type === undefined) types.set(target, (type = described(target)))
    return type
  }

  /** The class of all that is there; null where there are several, or none. */
  function common(values: readonly unknown[]): MessageType | null {
    const present = values.filter((value) => !isAbsent(value))
    const type = typeOfInstance(present[0])
    return type && present.every((value) => typeOfInstance(value) === type) ? type : null
  }

  function lateType(value: unknown): { readonly type: MessageType; readonly ref: TypeRef } | undefined {
    const instance = typeOfInstance(value)
    if (instance) return { type: instance, ref: { kind: 'object', type: instance } }
    if (Array.isArray(value)) {
      const type = common(value)
      return type ? { type, ref: { kind: 'list', item: { kind: 'object', type } } } : undefined
    }
    if (typeof value !== 'object' || value === null || isIterable(value) !== value instanceof Map) return undefined
    // An error's body, whatever its status was made by, is no dictionary.
    if ('responseStatus' in value) return undefined
    const type = common(Array.from(entriesOf(value), ([, item]) => item))
    return type
      ? { type, ref: { kind: 'dictionary', key: { kind: 'scalar', scalar: 'string' }, value: { kind: 'object', type } } }
      : undefined
  }

  return (body) => {
    const late = lateType(body)
    if (!late) return unknown(body)
    let known = writers.get(late.type)
    if (!known) writers.set(late.type, (known = {}))
    return (known[late.ref.kind] ??= compile(late.ref))(body)
  }
}

/** A class that says nothing of its members, or not enough, is not known by them. */
function described(target: Function): MessageType | null {
  try {
    const type = describe(target)
    return type.members.length > 0 ? type : null
  } catch (error) {
    if (error instanceof DescribeError) return null
    throw error
  }
}
