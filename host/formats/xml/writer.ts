import type { DictionaryRef, ListRef, MessageType, ObjectRef, ScalarRef, TypeRef } from '../../../dtos/contract/message-type'
import { entriesOf, isAbsent, isIterable } from '../any-text'
import { deepest, tooDeep, wrongKind } from '../syntax'
import { type AnyValue, readAny } from './any-value'
import { xmlMembers } from './members'
import { entryName, namespaces, objectNamespace, scalarNames, type XmlName, xmlNameOf } from './names'
import { offsetParts, xmlEnum, xmlScalars } from './scalars'
import { generatedPrefix, Scope } from './scope'
import { escapeXml } from './text'

/** An element: of a value that is there, and of null. */
export interface ElementWriter {
  readonly write: (value: any) => string
  readonly nil: string
}

/** What stands between an element's tags; '' where nothing does. */
type Content = (value: any) => string

/** A place in the document. Depth counts elements, level what the value is nested in. */
interface Place {
  readonly scope: Scope
  readonly depth: number
  readonly level: number
}

/** Kinds of which .NET has no null: an absent one is left out, since a typed client would refuse `i:nil`. */
const referenceScalars: ReadonlySet<string> = new Set(['string', 'uri', 'bytes', 'any'])
const isValueType = (type: TypeRef): boolean =>
  type.kind === 'enum' || (type.kind === 'scalar' && !referenceScalars.has(type.scalar))

/** The writers of one document type, compiled as deep as its types go without repeating, deeper when a value first does. */
export class XmlWriters {
  readonly #objects = new Map<MessageType, Map<string, Content>>()
  readonly #anys = new Map<string, ElementWriter>()
  readonly #open = new Set<MessageType>()

  /** An element of the type; `place` is its own. */
  element({ name, namespace }: XmlName, type: TypeRef, place: Place): ElementWriter {
    const { depth } = place
    let { scope } = place
    let attributes = ''
    const prefix = scope.prefix(namespace)
    if (prefix === undefined) {
      attributes += ` xmlns="${escapeName(namespace)}"`
      scope = scope.within(namespace)
    }
    const tag = (prefix ?? '') + name
    const inner = contentNamespace(type)
    if (inner !== undefined && scope.prefix(inner) === undefined) {
      attributes += ` xmlns:${generatedPrefix(depth)}="${escapeName(inner)}"`
      scope = scope.with(inner, generatedPrefix(depth))
    }
    const inside = { ...place, scope }
    return type.kind === 'scalar' && type.scalar === 'any'
      ? this.#anyElement(tag, attributes, inside)
      : this.tagged(tag, attributes, type, inside)
  }

  /** The same with its tag and attributes given. */
  tagged(tag: string, attributes: string, type: TypeRef, place: Place): ElementWriter {
    const open = `<${tag}${attributes}>`
    const close = `</${tag}>`
    const nil = `<${tag}${attributes} i:nil="true" />`
    const empty = isText(type) ? open + close : isValueType(type) ? nil : `<${tag}${attributes} />`
    const content = this.#content(type, place)
    return {
      nil,
      write: (value) => {
        const text = content(value)
        return text === '' ? empty : open + text + close
      },
    }
  }

  #content(type: TypeRef, place: Place): Content {
    switch (type.kind) {
      case 'scalar':
        return scalarContent(type, place.scope)
      case 'enum':
        return xmlEnum(type)
      case 'list':
        return this.#list(type, place)
      case 'dictionary':
        return this.#dictionary(type, place)
      case 'object':
        return this.#object(type, place)
      case 'stream':
        return () => {
          throw new Error('A stream is sent as it is, never as XML.')
        }
    }
  }

  #list(type: ListRef, place: Place): Content {
    if (place.level > deepest) return refuseDepth
    const { write, nil } = this.item(type, place)
    return (values) => {
      if (!isIterable(values)) throw wrongKind('a list', values)
      let out = ''
      for (const value of values) out += isAbsent(value) ? nil : write(value)
      return out
    }
  }

  /** An item of the list whose element is at the place. */
  item(type: ListRef, place: Place): ElementWriter {
    const name = { name: xmlNameOf(type.item).name, namespace: xmlNameOf(type).namespace }
    return this.element(name, type.item, inner(place, 1))
  }

  #dictionary(type: DictionaryRef, place: Place): Content {
    if (place.level > deepest) return refuseDepth
    const prefix = place.scope.prefix(namespaces.arrays)!
    const open = `<${prefix}${entryName(type)}>`
    const close = `</${prefix}${entryName(type)}>`
    const part = inner(place, 2)
    const key = this.element({ name: 'Key', namespace: namespaces.arrays }, type.key, part)
    // An object's keys are texts.
    const keyOf = type.key.kind === 'scalar' && type.key.scalar === 'boolean' ? isTrue : (name: unknown) => name
    const { write, nil } = this.element({ name: 'Value', namespace: namespaces.arrays }, type.value, part)
    return (entries) => {
      if (typeof entries !== 'object') throw wrongKind('a dictionary', entries)
      let out = ''
      for (const [name, value] of entriesOf(entries)) {
        out += open + key.write(keyOf(name)) + (isAbsent(value) ? nil : write(value)) + close
      }
      return out
    }
  }

  #object({ type }: ObjectRef, place: Place): Content {
    const known = this.#objects.get(type) ?? new Map<string, Content>()
    this.#objects.set(type, known)
    const key = `${place.depth} ${place.level} ${place.scope.key}`
    const written = known.get(key)
    if (written) return written
    let compiled: Content | undefined
    const write: Content = (value) => (compiled ??= this.#fields(type, place))(value)
    known.set(key, write)
    // A type within itself is compiled when a value goes that deep.
    if (!this.#open.has(type)) {
      this.#open.add(type)
      compiled = this.#fields(type, place)
      this.#open.delete(type)
      known.set(key, compiled)
    }
    return known.get(key)!
  }

  #fields(type: MessageType, place: Place): Content {
    if (place.level > deepest) return refuseDepth
    const fields = xmlMembers(type).map(({ member, name, namespace }) => {
      const { write, nil } = this.element({ name, namespace }, member.type, inner(place, 1))
      return { name: member.name, write, nil: isLeftOut(member) ? '' : nil }
    })
    return (value) => {
      if (typeof value !== 'object') throw wrongKind(type.name, value)
      let out = ''
      for (const field of fields) {
        const item = value[field.name]
        out += isAbsent(item) ? field.nil : field.write(item)
      }
      return out
    }
  }

  /** A value whose type only the running program knows is said by `i:type`. */
  #anyElement(tag: string, attributes: string, place: Place): ElementWriter {
    const write = (value: AnyValue): string => {
      const { type, value: plain } = value
      const name = xmlNameOf(type)
      const key = `${tag} ${attributes} ${place.depth} ${place.level} ${name.name}`
      let element = this.#anys.get(key)
      if (!element) this.#anys.set(key, (element = this.#typed(tag, attributes, name, type, place)))
      return plain === null ? element.nil : element.write(plain)
    }
    return { nil: `<${tag}${attributes} i:nil="true" />`, write: (value) => write(readAny(value)) }
  }

  #typed(tag: string, attributes: string, { name, namespace }: XmlName, type: TypeRef, place: Place): ElementWriter {
    const prefix = generatedPrefix(place.depth)
    const said = `${attributes} xmlns:${prefix}="${namespace}" i:type="${prefix}:${name}"`
    return this.tagged(tag, said, type, { ...place, scope: place.scope.with(namespace, prefix) })
  }
}

const inner = ({ scope, depth, level }: Place, elements: number): Place => ({ scope, depth: depth + elements, level: level + 1 })

const refuseDepth: Content = () => {
  throw tooDeep()
}

const isTrue = (name: unknown): boolean => name === true || String(name).toLowerCase() === 'true'

const isText = (type: TypeRef): boolean =>
  type.kind === 'scalar' && (type.scalar === 'string' || type.scalar === 'uri' || type.scalar === 'bytes')

const isLeftOut = ({
  type,
  optional,
  dataMember,
}: {
  readonly type: TypeRef
  readonly optional: boolean
  readonly dataMember?: { readonly emitDefaultValue?: boolean }
}) => dataMember?.emitDefaultValue === false || (isValueType(type) && !optional)

/** The namespace of what is in an element, where it must be declared. */
function contentNamespace(type: TypeRef): string | undefined {
  if (type.kind === 'object') return objectNamespace(type.type)
  if (type.kind === 'list' || type.kind === 'dictionary') return xmlNameOf(type).namespace
  return type.kind === 'scalar' && type.scalar === 'dateTimeOffset' ? scalarNames.dateTimeOffset.namespace : undefined
}

function scalarContent({ scalar }: ScalarRef, scope: Scope): Content {
  if (scalar !== 'dateTimeOffset') return xmlScalars[scalar]
  const prefix = scope.prefix(scalarNames.dateTimeOffset.namespace)!
  return (value) => {
    const parts = offsetParts(value)
    if (!parts) return ''
    return `<${prefix}DateTime>${parts.instant}</${prefix}DateTime><${prefix}OffsetMinutes>${parts.minutes}</${prefix}OffsetMinutes>`
  }
}

const escapeName = (namespace: string): string => escapeXml(namespace).replaceAll('"', '&quot;')
