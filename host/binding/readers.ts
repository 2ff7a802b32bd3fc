import type { Member, MessageType, TypeRef } from '../../dtos/contract'
import { anyValue } from './any-value'
import { dictionaryReader } from './dictionaries'
import { discriminatedReader } from './discriminated'
import { enumeration } from './enums'
import { refuse } from './faults'
import { jsvText } from './jsv'
import { listReader } from './lists'
import { MemberPlan } from './member-plan'
import { type ObjectOptions, ObjectReader } from './objects'
import { scalarReader } from './scalars'
import type { ScalarReader, ValueReader } from './value-reader'

/** Numbers with thousands commas: two of them joined would read as one. */
const commaNumbers: ReadonlySet<string> = new Set(['float', 'double', 'decimal'])

/** The readers of all types that one message leads to, each made once. */
export class Readers {
  readonly #objects = new Map<MessageType, ObjectReader>()

  constructor(private readonly options: ObjectOptions) {}

  object(type: MessageType): ObjectReader {
    const known = this.#objects.get(type)
    if (known) return known
    const reader = new ObjectReader(type, this.options)
    this.#objects.set(type, reader)
    reader.members = type.members
      .filter((member) => !member.ignoreIn)
      .map((member) => new MemberPlan(member, this.#of(member.type, member)))
    return reader
  }

  /** Items of a message that is itself a list. */
  list(item: TypeRef): ValueReader {
    return this.#of({ kind: 'list', item })
  }

  #of(type: TypeRef, member?: Member): ValueReader {
    const { limits } = this.options
    switch (type.kind) {
      case 'scalar':
        return type.scalar === 'any'
          ? anyValue
          : scalarValue(scalarReader({ ...type, scalar: type.scalar }), type.scalar === 'string', commaNumbers.has(type.scalar))
      case 'enum':
        return scalarValue(enumeration(type.type), false, false)
      case 'list':
        return listReader(this.#of(type.item, member), limits, 'nullable' in type.item && type.item.nullable)
      case 'dictionary':
        return dictionaryReader(type.key, this.#of(type.key, member), this.#of(type.value, member), limits)
      case 'object':
        return member?.discriminator ? this.#discriminated(type.type, member.discriminator) : this.object(type.type)
      case 'stream':
        return nothing
    }
  }

  #discriminated(base: MessageType, discriminator: NonNullable<Member['discriminator']>): ValueReader {
    const subTypes = new Map([...discriminator.subTypes].map(([kind, type]) => [kind, this.object(type)]))
    return discriminatedReader(this.object(base), discriminator, subTypes, this.options.limits)
  }
}

/** Streams are answers, never values of a request. */
const nothing: ValueReader = {
  valueType: false,
  single: false,
  fromText: () => undefined,
  fromJsv: () => undefined,
  fromTree: (value, fault) => refuse(fault, value),
}

/** An empty text is no value of anything but a string. */
function scalarValue(scalar: ScalarReader, isString: boolean, single: boolean): ValueReader {
  return {
    valueType: scalar.valueType,
    single,
    fromText: scalar.fromText,
    fromJsv: (raw) => {
      const text = jsvText(raw)
      return text === '' && !isString ? null : (scalar.fromUnquoted ?? scalar.fromText)(text)
    },
    fromTree: (value, fault) => {
      if (value === '' && !isString) return null
      const read = scalar.fromJson(value)
      return read === undefined ? refuse(fault, value) : read
    },
  }
}
