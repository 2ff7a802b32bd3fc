import type { WriteOptions } from '../../dtos/contract/format'
import type { DictionaryRef, EnumRef, ListRef, MessageType, TypeRef } from '../../dtos/contract/message-type'
import { anyText, entriesOf, isAbsent, isIterable } from './any-text'
import { isOmitted } from './default-values'
import { nameWriter } from './member-names'
import { onceAType } from './once-a-type'
import { enumNames } from './scalar-text'
import { deepest, type Syntax, tooDeep, wrongKind } from './syntax'
import { wireMembers } from './wire-members'

/** A value, never null, as text. `depth` counts the objects and lists around it. */
export type TextOf = (value: any, depth: number) => string

/** Declared members only, whatever else the service's objects have. Compiled once per type into closures. */
export function compileText(type: TypeRef, syntax: Syntax, options: WriteOptions): TextOf {
  const objectText = onceAType(fieldsText)
  const nameOf = nameWriter(options.names)

  const compile = (ref: TypeRef): TextOf => byKind[ref.kind](ref as never)

  const byKind: { readonly [K in TypeRef['kind']]: (ref: Extract<TypeRef, { kind: K }>) => TextOf } = {
    scalar: (ref) => (ref.scalar === 'any' ? (value, depth) => anyText(value, syntax, depth) : syntax.scalars[ref.scalar]),
    enum: (ref) => (options.enumsAsNumbers ? enumNumber(ref) : enumText(ref, syntax)),
    list: (ref) => listText(ref),
    dictionary: (ref) => dictionaryText(ref),
    object: ({ type }) => objectText(type),
    stream: () => () => {
      throw new Error(`A stream is sent as it is, never as ${syntax.name}.`)
    },
  }

  function fieldsText(type: MessageType): TextOf {
    const fields = wireMembers(type).map((member) => {
      const key = syntax.key(nameOf(member))
      return {
        name: member.name,
        opening: `{${key}`,
        head: `,${key}`,
        write: compile(member.type),
        // JSV has no null: such a member would read back as an empty text. Null is a default too.
        asNull: syntax.nullItem !== '' && ((options.writeNulls && !options.omitDefaults) || member.nullAsNull),
        omits: isOmitted(member, options),
      }
    })
    // Nothing is cut off what was put together: that would copy it.
    return (value, depth) => {
      if (typeof value !== 'object') throw wrongKind(type.name, value)
      if (depth > deepest) throw tooDeep()
      let out = ''
      for (let at = 0; at < fields.length; at++) {
        const field = fields[at]!
        const item = value[field.name]
        if (isAbsent(item)) {
          if (field.asNull) out += (out === '' ? field.opening : field.head) + syntax.nullItem
        } else if (field.omits === undefined || !field.omits(item))
          out += (out === '' ? field.opening : field.head) + field.write(item, depth + 1)
      }
      return out === '' ? '{}' : `${out}}`
    }
  }

  function listText(list: ListRef): TextOf {
    const { item } = list
    const write = compile(item)
    const nullItem = item.kind === 'object' ? syntax.nullObject : syntax.nullItem
    return (value, depth) => {
      if (!Array.isArray(value) && !isIterable(value)) throw wrongKind('a list', value)
      if (depth > deepest) throw tooDeep()
      let out = ''
      if (Array.isArray(value)) {
        for (let at = 0; at < value.length; at++) {
          const one = value[at]
          const text = isAbsent(one) ? nullItem : write(one, depth + 1)
          out += at === 0 ? text : `,${text}`
        }
        return `[${out}]`
      }
      let first = true
      for (const one of value) {
        const text = isAbsent(one) ? nullItem : write(one, depth + 1)
        out += first ? text : `,${text}`
        first = false
      }
      return `[${out}]`
    }
  }

  function dictionaryText({ key, value: type }: DictionaryRef): TextOf {
    const write = compile(type)
    const keyName = keyNames(key)
    const asNull = options.writeNullEntries && syntax.nullItem !== ''
    return (value, depth) => {
      if (typeof value !== 'object') throw wrongKind('a dictionary', value)
      if (depth > deepest) throw tooDeep()
      let out = ''
      for (const [name, one] of entriesOf(value))
        if (!isAbsent(one)) out += `,${syntax.key(keyName(name))}${write(one, depth + 1)}`
        else if (asNull) out += `,${syntax.key(keyName(name))}${syntax.nullItem}`
      return `{${out.slice(1)}}`
    }
  }

  return compile(type)
}

/** The name, or the member value; a flags enum is its number. */
export function enumText({ type }: EnumRef, syntax: Syntax): TextOf {
  if (type.flags) return (value) => (typeof value === 'number' ? String(value) : syntax.text(String(value)))
  const nameOf = enumNames(type)
  const known = new Map<unknown, string>()
  for (const { value, name } of type.members) known.set(value, syntax.text(nameOf(value))).set(name, syntax.text(nameOf(name)))
  return (value) => known.get(value) ?? syntax.text(nameOf(value))
}

/** `teai`: a number whatever it is called; of an enum of texts its place. */
function enumNumber({ type: { members } }: EnumRef): TextOf {
  const numbers = new Map<unknown, string>()
  for (const [place, { name, value }] of members.entries()) {
    const number = String(typeof value === 'number' ? value : place)
    numbers.set(name, number).set(value, number)
  }
  return (value) => numbers.get(value) ?? String(Number(value))
}

/** How a dictionary's key is written: as it is, an enum's by its name. */
export const keyNames = (key: DictionaryRef['key']): ((key: unknown) => string) =>
  key.kind === 'enum' && !key.type.flags ? enumNames(key.type) : String
