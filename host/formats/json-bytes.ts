import type { DictionaryRef, ListRef, MessageType, Scalar, TypeRef } from '../../dtos/contract/message-type'
import { anyText, entriesOf, isAbsent, isIterable } from './any-text'
import { ByteText } from './byte-text'
import { compilePlain } from './json-plain'
import { onceAType } from './once-a-type'
import { plainNumbers } from './scalar-table'
import { deepest, type Syntax, tooDeep, wrongKind } from './syntax'
import { enumText, keyNames } from './text-walk'
import { wireMembers } from './wire-members'

/** Puts a value, never null, where the JSON grows. `depth` counts the objects and lists around it. */
type Put = (value: any, depth: number) => void

/** Whoever writes is done before anybody else begins, or stands inside of him: all writers share one place. */
const out = new ByteText()

const ready = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf8'))
const nothing = ready('null')

/**
 * The JSON of a type's values: declared members only, compiled once into closures. Long lists that JSON.stringify would write alike go to it, which
 * is the fastest there; everything shorter is put together byte by byte.
 */
export function compileJson(type: TypeRef, syntax: Syntax, writeNulls: boolean): (body: unknown) => string {
  const objectPut = onceAType(fieldsPut)
  const { scalars } = syntax

  const compile = (ref: TypeRef): Put => byKind[ref.kind](ref as never)

  const byKind: { readonly [K in TypeRef['kind']]: (ref: Extract<TypeRef, { kind: K }>) => Put } = {
    scalar: ({ scalar }) => scalarPut(scalar),
    enum: (ref) => {
      const textOf = enumText(ref, syntax)
      return (value, depth) => out.text(textOf(value, depth))
    },
    list: (ref) => listPut(ref),
    dictionary: (ref) => dictionaryPut(ref),
    object: ({ type }) => objectPut(type),
    stream: () => () => {
      throw new Error(`A stream is sent as it is, never as ${syntax.name}.`)
    },
  }

  function scalarPut(scalar: Scalar): Put {
    if (scalar === 'any') return (value, depth) => out.text(anyText(value, syntax, depth))
    const textOf = scalars[scalar]
    if (scalar === 'string') return (value) => (typeof value === 'string' ? out.quoted(value) : out.text(textOf(value)))
    if (!plainNumbers.has(scalar)) return (value) => out.text(textOf(value))
    return (value) =>
      typeof value === 'number' && (value | 0) === value && value > 0 ? out.number(value) : out.text(textOf(value))
  }

  function fieldsPut(type: MessageType): Put {
    const fields = wireMembers(type).map((member) => {
      const key = syntax.key(member.wireName)
      return {
        name: member.name,
        opening: ready(`{${key}`),
        head: ready(`,${key}`),
        put: compile(member.type),
        asNull: writeNulls || member.nullAsNull === true,
      }
    })
    const wide = fields.some(({ head }) => head.some((byte) => byte >= 0x80))
    return (value, depth) => {
      if (typeof value !== 'object') throw wrongKind(type.name, value)
      if (depth > deepest) throw tooDeep()
      if (wide) out.widen()
      let empty = true
      for (let at = 0; at < fields.length; at++) {
        const field = fields[at]!
        const item = value[field.name]
        const absent = isAbsent(item)
        if (absent && !field.asNull) continue
        out.put(empty ? field.opening : field.head)
        empty = false
        if (absent) out.put(nothing)
        else field.put(item, depth + 1)
      }
      if (empty) out.unit(0x7b)
      out.unit(0x7d)
    }
  }

  function listPut({ item }: ListRef): Put {
    const put = compile(item)
    const one = (value: unknown, depth: number) => (isAbsent(value) ? out.put(nothing) : put(value, depth))
    const items: Put = (value, depth) => {
      if (!Array.isArray(value) && !isIterable(value)) throw wrongKind('a list', value)
      if (depth > deepest) throw tooDeep()
      out.unit(0x5b)
      if (Array.isArray(value))
        for (let at = 0; at < value.length; at++) {
          if (at > 0) out.unit(0x2c)
          one(value[at], depth + 1)
        }
      else {
        let first = true
        for (const each of value) {
          if (!first) out.unit(0x2c)
          first = false
          one(each, depth + 1)
        }
      }
      out.unit(0x5d)
    }
    const long = longPlain({ kind: 'list', item } as ListRef, writeNulls)
    return (value, depth) => {
      const text = long?.(value, depth)
      if (text === undefined) items(value, depth)
      else out.text(text)
    }
  }

  function dictionaryPut({ key, value: type }: DictionaryRef): Put {
    const put = compile(type)
    const keyName = keyNames(key)
    return (value, depth) => {
      if (typeof value !== 'object') throw wrongKind('a dictionary', value)
      if (depth > deepest) throw tooDeep()
      let empty = true
      for (const [name, item] of entriesOf(value)) {
        if (isAbsent(item)) continue
        out.unit(empty ? 0x7b : 0x2c)
        empty = false
        out.text(syntax.key(keyName(name)))
        put(item, depth + 1)
      }
      if (empty) out.unit(0x7b)
      out.unit(0x7d)
    }
  }

  const put = compile(type)
  const long = type.kind === 'list' ? longPlain(type, writeNulls) : undefined
  return (body) => long?.(body, 1) ?? out.whole(put, body)
}

/** A few items are put together faster than they are looked through and handed on. */
const few = 8

/**
 * JSON.stringify is the fastest writer of long lists, but writes all that it is given: records that were looked through go to it as they are, others
 * as copies of what is declared; undefined where it cannot write them right (dates, decimals …), or the list is short.
 */
function longPlain(ref: ListRef, writeNulls: boolean): ((value: unknown, depth: number) => string | undefined) | undefined {
  const plain = compilePlain(ref, writeNulls)
  if (!plain) return undefined
  return (value, depth) => {
    if (Array.isArray(value) && value.length <= few) return undefined
    if (plain.is(value, depth)) return JSON.stringify(value)
    const copy = plain.copy(value, depth)
    return copy === undefined ? undefined : JSON.stringify(copy)
  }
}
