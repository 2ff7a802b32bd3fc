import { FormatException } from '../../../dtos/contract/errors'
import type { DictionaryRef, EnumType, Member, MessageType, Scalar, TypeRef } from '../../../dtos/contract/message-type'
import { OffsetDate } from '../../../dtos/contract/offset-date'
import { defaultLimits } from '../../binding/limits'
import { NameIndex } from '../../binding/name-index'
import { offsetText } from '../scalar-text'
import { anyTree } from './any-tree'
import { parseXml, type XmlNode } from './nodes'

/** An element as the binder's tree. `depth` counts the objects and lists around it. */
type ReadNode = (node: XmlNode, depth: number) => unknown

/** The root's name, namespaces and order do not matter. */
export function xmlReader(type: MessageType): (text: string) => unknown {
  const read = new NodeReaders().object(type)
  return (text) => read(parseXml(text), 1)
}

/** `<ArrayOfLoan>`: an element an item. */
export function xmlListReader(type: MessageType): (text: string) => unknown {
  const read = new NodeReaders().of({ kind: 'list', item: { kind: 'object', type } })
  return (text) => read(parseXml(text), 1) ?? []
}

/** An element that says to be null is null, whatever the type. */
const orNull =
  (read: ReadNode): ReadNode =>
  (node, depth) =>
    node.attributes.nil === 'true' || node.attributes.nil === '1' ? null : read(node, depth)

class NodeReaders {
  readonly #objects = new Map<MessageType, ReadNode>()

  of(type: TypeRef, member?: Member): ReadNode {
    switch (type.kind) {
      case 'scalar':
        return orNull(type.scalar === 'any' ? anyTree : (scalars[type.scalar] ?? scalarText))
      case 'enum':
        return orNull(enumText(type.type))
      case 'stream':
        return orNull(scalarText)
      case 'list':
        return orNull(this.#list(type.item, member))
      case 'dictionary':
        return orNull(this.#dictionary(type, member))
      case 'object':
        return orNull(member?.discriminator ? this.#discriminated(type.type, member.discriminator) : this.object(type.type))
    }
  }

  #list(itemType: TypeRef, member?: Member): ReadNode {
    const item = this.of(itemType, member)
    return (node, depth) => {
      checkDepth(depth)
      // What is no list is for the binder to refuse by the member's name.
      if (hasTextOnly(node)) return node.text
      return node.elements.map((one) => item(one, depth + 1))
    }
  }

  #dictionary({ key: keyType, value: valueType }: DictionaryRef, member?: Member): ReadNode {
    const key = this.of(keyType)
    const value = this.of(valueType, member)
    return (node, depth) => {
      checkDepth(depth)
      if (hasTextOnly(node)) return node.text
      const tree = newTree()
      for (const entry of node.elements) {
        const keyNode = part(entry, 'key')
        const valueNode = part(entry, 'value')
        if (!keyNode) throw new FormatException('An entry of a dictionary has no Key')
        tree[String(key(keyNode, depth + 1) ?? '')] = valueNode ? value(valueNode, depth + 1) : null
      }
      return tree
    }
  }

  object(type: MessageType): ReadNode {
    const known = this.#objects.get(type)
    if (known) return known
    const members = type.members.filter((member) => !member.ignoreIn)
    const names = new NameIndex(members)
    const values: ReadNode[] = []
    const read: ReadNode = (node, depth) => {
      checkDepth(depth)
      if (hasTextOnly(node)) return node.text
      if (node.elements.length > defaultLimits.keys)
        throw new FormatException(`More than ${defaultLimits.keys} elements in one object`)
      const tree = newTree()
      const seen = new Set<number>()
      for (const child of node.elements) {
        const index = names.get(child.name)
        if (index !== undefined && seen.has(index))
          throw new FormatException(`${members[index]!.declaredName} stands twice in one object`)
        if (index !== undefined) seen.add(index)
        tree[child.name] = index === undefined ? null : values[index]!(child, depth + 1)
      }
      return tree
    }
    this.#objects.set(type, read)
    values.push(...members.map((member) => this.of(member.type, member)))
    return read
  }

  /** The class that a value of the named property selects; one that nobody knows is for the binder to refuse. */
  #discriminated(base: MessageType, { property, subTypes }: NonNullable<Member['discriminator']>): ReadNode {
    const readBase = this.object(base)
    const readers = new Map([...subTypes].map(([kind, type]) => [kind, this.object(type)]))
    return (node, depth) => {
      const kind = part(node, property.toLowerCase())
      const read = (kind && readers.get(kind.text)) ?? readBase
      const tree = read(node, depth)
      // The binder looks for the property by its own name, XML has it with a capital.
      if (kind && typeof tree === 'object' && tree !== null) {
        delete (tree as Record<string, unknown>)[kind.name]
        Object.assign(tree, { [property]: kind.text })
      }
      return tree
    }
  }
}

/** Without a prototype: whatever the caller's names are, they are names. */
const newTree = (): Record<string, unknown> => Object.create(null)

const part = ({ elements }: XmlNode, name: string): XmlNode | undefined => elements.find((one) => one.name.toLowerCase() === name)

const hasTextOnly = ({ elements, text }: XmlNode): boolean => elements.length === 0 && text.trim() !== ''

function checkDepth(depth: number): void {
  if (depth > defaultLimits.depth) throw new FormatException(`Nested deeper than ${defaultLimits.depth} levels`)
}

/** Blanks around a value are how the document is laid out; those of a text are its own. */
const scalarText: ReadNode = (node) => (node.elements.length > 0 ? elementsOf(node) : node.text.trim())

/** Elements where a scalar belongs: an object, for the binder to refuse. */
const elementsOf = ({ elements }: XmlNode): object => Object.fromEntries(elements.map(({ name, text }) => [name, text]))

/** The instant on the clock of the offset, in one text; what is no date stays as it is for the binder to refuse. */
function withOffset(text: string, minutes: number): string {
  if (!(Math.abs(minutes) <= 14 * 60)) throw new FormatException('OffsetMinutes is no number of minutes within 14 hours')
  const instant = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
  if (Number.isNaN(instant.getTime())) return text
  return offsetText(new OffsetDate(instant.getTime(), minutes))
}

const codeNumber = /^\s*\d{1,5}\s*$/

const scalars: Readonly<Partial<Record<Scalar, ReadNode>>> = {
  string: (node) => (node.elements.length > 0 ? elementsOf(node) : node.text),
  // A char is its code number; what is none is the char itself.
  char: ({ text }) => (codeNumber.test(text) ? String.fromCharCode(Number(text)) : text),
  bytes: ({ text }) => text.replace(/\s+/g, ''),
  dateTimeOffset: (node, depth) => {
    const instant = part(node, 'datetime')
    return instant ? withOffset(instant.text.trim(), Number(part(node, 'offsetminutes')?.text ?? 0)) : scalarText(node, depth)
  },
}

/** Names of flags stand beside each other. */
const enumText = ({ flags }: EnumType): ReadNode =>
  flags
    ? (node, depth) => (node.elements.length > 0 ? scalarText(node, depth) : node.text.trim().replace(/\s+/g, ','))
    : scalarText
