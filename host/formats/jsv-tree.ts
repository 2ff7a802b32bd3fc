import { FormatException } from '../../dtos/contract/errors'
import type { DictionaryRef, Member, MessageType, TypeRef } from '../../dtos/contract/message-type'
import { jsvDepthWithin, jsvInner, jsvItems, jsvPairs, jsvText, type RawJsv, readJsv } from '../binding/jsv'
import { defaultLimits } from '../binding/limits'
import { NameIndex } from '../binding/name-index'

/** A piece of JSV, never empty, as the binder's tree. `depth` counts the objects and lists around it. */
type ReadTree = (raw: RawJsv, depth: number) => unknown

/**
 * JSV does not say what a value is: `[a]` is a list or a text, by the member that it is for. So the body is read by the type, once
 * compiled; what a scalar's text means is for the binder.
 */
export function compileJsvTree(type: MessageType): (text: string) => unknown {
  const read = new TreeReaders().object(type)
  return (text) => read(text.trim(), 1)
}

/** The same of many: `[{…},{…}]`, brackets or not. */
export function compileJsvTrees(type: MessageType): (text: string) => unknown {
  const read = new TreeReaders().list({ kind: 'object', type })
  return (text) => {
    const whole = text.trim()
    return read(whole.startsWith('[') ? whole : `[${whole}]`, 1)
  }
}

class TreeReaders {
  readonly #objects = new Map<MessageType, ReadTree>()

  of(type: TypeRef, member?: Member): ReadTree {
    switch (type.kind) {
      case 'scalar':
        return type.scalar === 'any' ? anyTree : jsvText
      case 'enum':
      case 'stream':
        return jsvText
      case 'list':
        return this.list(type.item, member)
      case 'dictionary':
        return this.dictionary(type, member)
      case 'object':
        return member?.discriminator ? this.#discriminated(type.type, member.discriminator) : this.object(type.type)
    }
  }

  list(itemType: TypeRef, member?: Member): ReadTree {
    const item = this.of(itemType, member)
    return (raw, depth) => {
      // What is no list is for the binder to refuse by the member's name.
      if (!raw.startsWith('[')) return jsvText(raw)
      checkDepth(depth)
      const inner = jsvInner(raw, '[')
      const items = inner === undefined ? undefined : jsvItems(inner)
      if (items === undefined) throw broken('list')
      return items.map((one) => (one === '' ? null : item(one, depth + 1)))
    }
  }

  dictionary({ value: type }: DictionaryRef, member?: Member): ReadTree {
    const value = this.of(type, member)
    return (raw, depth) => {
      if (!raw.startsWith('{')) return jsvText(raw)
      const tree = newTree()
      for (const [key, one] of pairsOf(raw, depth)) tree[key] = one === '' ? null : value(one, depth + 1)
      return tree
    }
  }

  object(type: MessageType): ReadTree {
    const known = this.#objects.get(type)
    if (known) return known
    const members = type.members.filter((member) => !member.ignoreIn)
    const names = new NameIndex(members)
    const values: ReadTree[] = []
    const read: ReadTree = (raw, depth) => {
      if (!raw.startsWith('{')) {
        if (depth === 1) throw new FormatException('An object in braces is expected')
        return jsvText(raw)
      }
      const tree = newTree()
      for (const [name, one] of pairsOf(raw, depth)) {
        const index = names.get(name)
        if (index === undefined) tree[name] = jsvText(one)
        else if (one !== '') tree[name] = values[index]!(one, depth + 1)
      }
      return tree
    }
    this.#objects.set(type, read)
    values.push(...members.map((member) => this.of(member.type, member)))
    return read
  }

  /** The class that a value of the named property selects; one that nobody knows is for the binder to refuse. */
  #discriminated(base: MessageType, { property, subTypes }: NonNullable<Member['discriminator']>): ReadTree {
    const readBase = this.object(base)
    const readers = new Map([...subTypes].map(([kind, type]) => [kind, this.object(type)]))
    return (raw, depth) => {
      if (!raw.startsWith('{')) return jsvText(raw)
      const kind = pairsOf(raw, depth).find(([name]) => name === property)?.[1]
      return ((kind === undefined ? undefined : readers.get(jsvText(kind))) ?? readBase)(raw, depth)
    }
  }
}

/** Without a prototype: whatever the caller's names are, they are names. */
const newTree = (): Record<string, unknown> => Object.create(null)

function pairsOf(raw: RawJsv, depth: number): [string, RawJsv][] {
  checkDepth(depth)
  const inner = jsvInner(raw, '{')
  const pairs = inner === undefined ? undefined : jsvPairs(inner)
  if (pairs === undefined) throw broken('object')
  if (pairs.length > defaultLimits.keys) throw new FormatException(`More than ${defaultLimits.keys} names in one object`)
  return pairs
}

function checkDepth(depth: number): void {
  if (depth > defaultLimits.depth) throw new FormatException(`Nested deeper than ${defaultLimits.depth} levels`)
}

const broken = (what: 'list' | 'object') =>
  new FormatException(`The end of the ${what} is missing, or text follows it; texts with any of " : , { } [ ] stand in quotes`)

/** Objects, lists and texts: JSV itself says no more. */
const anyTree: ReadTree = (raw, depth) => {
  const tree = jsvDepthWithin(raw, defaultLimits.depth + 1 - depth) ? readJsv(raw) : undefined
  if (tree === undefined) throw broken(raw.startsWith('[') ? 'list' : 'object')
  return tree
}
