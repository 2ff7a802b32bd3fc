import { HttpError, type Member } from '../../dtos/contract'
import { compileTransforms, type Transform } from './class-transforms'
import { type Fault, refuse } from './faults'
import { isTreeObject } from './tree'
import type { ValueReader } from './value-reader'

/** How one member is read: what its type's reader says, and what the member adds to it. */
export class MemberPlan {
  readonly name: string
  readonly wireName: string
  /** Text of path, query and form is the value. */
  readonly literal: boolean
  readonly reader: ValueReader
  readonly transform?: Transform
  /** class-transformer makes instances before it calls the functions. */
  readonly #madeFirst: boolean
  /** A box and the hidden field beside it: the first of the two texts counts, where the member is no nullable. */
  readonly #cut: boolean

  constructor(member: Member, reader: ValueReader) {
    const { type } = member
    this.name = member.name
    this.wireName = member.wireName
    this.reader = reader
    this.transform = compileTransforms(member)
    this.literal = this.transform === undefined && type.kind === 'scalar' && type.scalar === 'string'
    this.#madeFirst = holdsObjects(type)
    this.#cut = type.kind === 'scalar' && type.scalar === 'boolean' && !member.optional
  }

  /** `sent`: everything that the query or form says, the plain object that transforms look at. */
  fromText(text: string, repeated: boolean, sent: object): unknown {
    if (this.transform) return this.#transformed(text, sent, undefined)
    if (this.#cut) return this.reader.fromText(text.includes(',') ? text.slice(0, text.indexOf(',')) : text)
    return repeated && this.reader.single ? undefined : this.reader.fromText(text)
  }

  fromTree(value: unknown, sent: object, fault: Fault): unknown {
    if (this.transform) return this.#transformed(value, sent, fault)
    return value === null || value === undefined ? null : this.reader.fromTree(value, fault)
  }

  /** The functions see what class-transformer would show them; what they give is then read as if it had been sent. */
  #transformed(raw: unknown, sent: object, bodyFault: Fault | undefined): unknown {
    const fault = bodyFault ?? { path: '', value: undefined, cells: true }
    const made = this.#madeFirst && typeof raw === 'object' && raw !== null
    const value = made ? this.reader.fromTree(raw, fault) : raw
    if (made && value === undefined) return undefined
    let result: unknown
    try {
      result = this.transform!(value, sent)
    } catch (error) {
      // Functions trip over what they did not expect: that is the caller's fault. What they refuse with an error of ours stays.
      if (error instanceof HttpError) throw error
      return refuse(fault, raw)
    }
    if (made || result === undefined || result === null) return result ?? null
    if (typeof result === 'string' && !bodyFault)
      return result === '' ? (this.reader.fromTree('', fault) ?? null) : this.reader.fromText(result)
    const read = this.reader.fromTree(result, fault)
    return read === undefined && typeof result === 'object' && !Array.isArray(result) && !isTreeObject(result) ? result : read
  }
}

function holdsObjects(type: Member['type']): boolean {
  if (type.kind === 'list') return holdsObjects(type.item)
  return type.kind === 'dictionary' ? holdsObjects(type.value) : type.kind === 'object'
}
