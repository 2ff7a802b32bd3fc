import type { EnumType, MessageType, Scalar, TypeRef } from '../../dtos/contract/message-type'
import { isAbsent } from './any-text'
import { deepest } from './syntax'
import { wireMembers } from './wire-members'

/** How values of a type are handed to JSON.stringify, where it writes what the writer would. */
export interface Plain {
  /** The value can go as it is: nothing undeclared in it, nothing of another kind, no null to leave out. */
  readonly is: (value: any, depth: number) => boolean
  /** A copy that can; undefined where the value needs the writer. */
  readonly copy: (value: any, depth: number) => unknown
}

const scalar = (is: (value: any) => boolean): Plain => ({ is, copy: (value) => (is(value) ? value : undefined) })
const text = scalar((value) => typeof value === 'string')
const boolean = scalar((value) => typeof value === 'boolean')
const integer = scalar((value) => typeof value === 'number')
// A double keeps the sign of its zero, which JSON.stringify drops.
const double = scalar((value) => typeof value === 'number' && (value !== 0 || 1 / value > 0))

const plainScalars: Readonly<Partial<Record<Scalar, Plain>>> = {
  string: text,
  char: text,
  date: text,
  time: text,
  timeSpan: text,
  guid: text,
  uri: text,
  boolean,
  float: double,
  double,
  sbyte: integer,
  byte: integer,
  int16: integer,
  uint16: integer,
  int32: integer,
  uint32: integer,
  int64: integer,
  uint64: integer,
}

/** Undefined for a type whose values JSON.stringify never writes right: dates, decimals, renamed members … */
export function compilePlain(type: TypeRef, writeNulls: boolean): Plain | undefined {
  const objects = new Map<MessageType, Plain | undefined>()

  function compile(ref: TypeRef): Plain | undefined {
    if (ref.kind === 'scalar') return plainScalars[ref.scalar]
    if (ref.kind === 'enum') return isNamedAsValued(ref.type) ? text : undefined
    if (ref.kind === 'list') return listOf(compile(ref.item))
    return ref.kind === 'object' ? objectOf(ref.type) : undefined
  }

  function objectOf(type: MessageType): Plain | undefined {
    if (objects.has(type)) return objects.get(type)
    // A type that holds itself is left to the writer.
    objects.set(type, undefined)
    const plain = recordOf(type, compile, writeNulls)
    objects.set(type, plain)
    return plain
  }

  return compile(type)
}

enum Kind {
  text,
  number,
  other,
}

function recordOf(type: MessageType, compile: (ref: TypeRef) => Plain | undefined, writeNulls: boolean): Plain | undefined {
  const members = wireMembers(type)
  const { prototype } = type.target
  if (
    !members.every(({ name, wireName, nullAsNull }) => name === wireName && !nullAsNull && isOrdinary(name)) ||
    !isBare(prototype, members)
  )
    return undefined
  const values: Plain[] = []
  for (const member of members) {
    const plain = compile(member.type)
    if (!plain) return undefined
    values.push(plain)
  }
  const names = members.map((member) => member.name)
  const asNull = members.map((member) => writeNulls || member.nullAsNull)
  const mustHaveAll = asNull.includes(true)
  const kinds = values.map((plain) => (plain === text ? Kind.text : plain === integer ? Kind.number : Kind.other))

  const is = (value: any, depth: number): boolean => {
    if (typeof value !== 'object' || value === null || depth > deepest) return false
    const itsPrototype = Object.getPrototypeOf(value)
    if (itsPrototype !== Object.prototype && itsPrototype !== prototype) return false
    let at = 0
    // One pass: the names are met in the declared order, or they are not all declared.
    for (const key in value) {
      while (names[at] !== key) if (mustHaveAll || ++at >= names.length) return false
      const item = value[key]
      const kind = kinds[at]
      if (kind === Kind.text) {
        if (typeof item !== 'string') return false
      } else if (kind === Kind.number) {
        if (typeof item !== 'number') return false
      } else if (!values[at]!.is(item, depth + 1)) return false
      at++
    }
    return !mustHaveAll || at === names.length
  }

  const copy = (value: any, depth: number): unknown => {
    if (typeof value !== 'object' || value === null || depth > deepest) return undefined
    const record: Record<string, unknown> = {}
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!
      const item = value[name]
      if (isAbsent(item)) {
        if (asNull[at]) record[name] = null
        continue
      }
      const copied = values[at]!.copy(item, depth + 1)
      if (copied === undefined) return undefined
      record[name] = copied
    }
    return record
  }

  return { is, copy }
}

function listOf(item: Plain | undefined): Plain | undefined {
  if (!item) return undefined
  const isArray = (value: any, depth: number) =>
    Array.isArray(value) && Object.getPrototypeOf(value) === Array.prototype && depth <= deepest
  const is = (value: any, depth: number): boolean => {
    if (!isArray(value, depth)) return false
    for (const one of value) if (!item.is(one, depth + 1)) return false
    return true
  }
  const copy = (value: any, depth: number): unknown => {
    if (!isArray(value, depth)) return undefined
    const items: unknown[] = []
    for (const one of value) {
      const copied = isAbsent(one) ? null : item.is(one, depth + 1) ? one : item.copy(one, depth + 1)
      if (copied === undefined) return undefined
      items.push(copied)
    }
    return items
  }
  return { is, copy }
}

/** The same for a value of unknown type: nothing in it but plain objects, lists, texts, numbers and booleans. */
export function isPlainTree(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return double.is(value, depth)
  if (typeof value !== 'object' || value === null || depth > deepest) return false
  const prototype = Object.getPrototypeOf(value)
  if (prototype === Array.prototype) return isPlainList(value as unknown[], depth)
  if (prototype !== Object.prototype) return false
  for (const key in value) if (!isPlainTree((value as Record<string, unknown>)[key], depth + 1)) return false
  return true
}

function isPlainList(list: readonly unknown[], depth: number): boolean {
  for (let at = 0; at < list.length; at++) if (!isPlainTree(list[at], depth + 1)) return false
  return true
}

const isNamedAsValued = ({ flags, members }: EnumType): boolean =>
  !flags && members.every(({ name, value, memberValue }) => value === (memberValue ?? name))

/** Names of Object.prototype and index-like names do not stand where they are put. */
const isOrdinary = (name: string): boolean => !(name in Object.prototype) && !/^\d+$/.test(name)

/** Nothing on the class that an object's own keys would not show: no accessor of a member, nothing enumerable. */
const isBare = (prototype: object | null, members: readonly { name: string }[]): boolean => {
  if (prototype === null || prototype === Object.prototype) return true
  if (Object.keys(prototype).length > 0) return false
  return members.every(({ name }) => !Object.hasOwn(prototype, name)) && isBare(Object.getPrototypeOf(prototype), members)
}
