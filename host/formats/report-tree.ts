import { Decimal } from 'decimal.js'
import { decimalText } from '../../dtos/contract/decimal'
import type { DictionaryRef, EnumRef, Member, MessageType, ObjectRef, Scalar, TypeRef } from '../../dtos/contract/message-type'
import { type AtomKind, nothing, type ReportEntry, type ReportObject, type ReportValue } from '../../metadata-pages/report-pages'
import { entriesOf, isAbsent, isIterable } from './any-text'
import { base64, enumNames, isoText } from './scalar-text'
import { keyNames } from './text-walk'
import { wireMembers } from './wire-members'

/** How much of an answer goes into one page: it is for reading, the other formats have the rest. */
export interface ReportLimits {
  readonly rows: number
  /** Items of a list inside a row. */
  readonly innerRows: number
  readonly values: number
  readonly letters: number
  readonly longestText: number
  readonly depth: number
}

export const reportLimits: ReportLimits = {
  rows: 1000,
  innerRows: 100,
  values: 20_000,
  letters: 500_000,
  longestText: 2000,
  depth: 20,
}

export interface ReportTree {
  readonly value: ReportValue
  /** Nothing was cut, and the answer can be read again: as JSON. */
  readonly isWhole: boolean
}

/** An answer as its report shows it: declared members only, whatever a service's object has beside them. Never throws for what a value is. */
export function reportTree(body: unknown, type: TypeRef | undefined, writeNulls: boolean, limits = reportLimits): ReportTree {
  const walk = new Walk(limits, writeNulls)
  const value = walk.value(body, type, '', 1, limits.rows)
  return { value, isWhole: walk.isWhole }
}

/** A kind of scalar as a page shows it. */
const looks: Readonly<Record<Exclude<Scalar, 'any'>, AtomKind>> = {
  string: 'text',
  boolean: 'flag',
  char: 'text',
  sbyte: 'number',
  byte: 'number',
  int16: 'number',
  uint16: 'number',
  int32: 'number',
  uint32: 'number',
  int64: 'number',
  uint64: 'number',
  float: 'number',
  double: 'number',
  decimal: 'number',
  dateTime: 'date',
  dateTimeOffset: 'date',
  date: 'text',
  time: 'text',
  timeSpan: 'text',
  guid: 'text',
  uri: 'link',
  bytes: 'bytes',
}

/** Members that hold addresses, where the type does not say so. */
const addresses = /(?:^|_)(?:ur[il]s?|href|links?|location|self|next|prev|previous|first|last)$|(?:Ur[il]|URL|URI|Href|Link)s?$/i

/** A path, or an address in a member that holds addresses. */
const isAddress = (text: string, name: string): boolean =>
  (text.startsWith('/') || (/^https?:\/\//i.test(text) && addresses.test(name))) && !/\s/.test(text)

class Walk {
  isWhole = true
  #values: number
  #letters: number
  /** What is being looked at, from the root down: a value inside itself is cut. */
  readonly #above = new Set<object>()
  readonly #known = new Map<MessageType, readonly Member[]>()

  constructor(
    private readonly limits: ReportLimits,
    private readonly writeNulls: boolean,
  ) {
    this.#values = limits.values
    this.#letters = limits.letters
  }

  value(value: unknown, ref: TypeRef | undefined, name: string, depth: number, rows: number): ReportValue {
    if (isAbsent(value)) return nothing
    this.#values--
    if (depth > this.limits.depth) return this.#cut()
    if (ref === undefined || (ref.kind === 'scalar' && ref.scalar === 'any')) return this.#any(value, name, depth, rows)
    switch (ref.kind) {
      case 'scalar':
        return this.#atom(value, looks[ref.scalar as Exclude<Scalar, 'any'>], name)
      case 'enum':
        return this.#enum(value, ref)
      case 'stream':
        return this.#cut()
      default:
        if (typeof value !== 'object' || value === null) return nothing
        return this.#inside(value, () => {
          if (ref.kind === 'object') return this.#object(value as Record<string, unknown>, ref, depth, rows)
          if (ref.kind === 'dictionary') return this.#dictionary(value, ref, depth, rows)
          return isIterable(value) ? this.#list(value, ref.item, name, depth, rows) : nothing
        })
    }
  }

  #inside(value: object, look: () => ReportValue): ReportValue {
    if (this.#above.has(value)) return this.#cut()
    this.#above.add(value)
    try {
      return look()
    } finally {
      this.#above.delete(value)
    }
  }

  #cut(): ReportValue {
    this.isWhole = false
    return { kind: 'atom', as: 'text', text: '…' }
  }

  #object(value: Record<string, unknown>, { type }: ObjectRef, depth: number, rows: number): ReportObject {
    const entries: ReportEntry[] = []
    for (const member of this.#members(type)) {
      const own = value[member.name]
      if (isAbsent(own) && !this.writeNulls && !member.nullAsNull) continue
      entries.push({
        name: member.wireName,
        label: member.declaredName,
        value: this.value(own, member.type, member.wireName, depth + 1, rows),
      })
    }
    return { kind: 'object', name: type.name, entries, left: 0 }
  }

  #members(type: MessageType): readonly Member[] {
    const known = this.#known.get(type)
    if (known) return known
    const members = wireMembers(type)
    this.#known.set(type, members)
    return members
  }

  #dictionary(value: object, { key, value: type }: DictionaryRef, depth: number, rows: number): ReportObject {
    const keyName = keyNames(key)
    return this.#entries(
      Array.from(entriesOf(value), ([name, own]) => [keyText(name, keyName), own] as const),
      type,
      depth,
      rows,
    )
  }

  #entries(pairs: readonly (readonly [string, unknown])[], type: TypeRef | undefined, depth: number, rows: number): ReportObject {
    const there = pairs.filter(([, own]) => !isAbsent(own))
    const entries: ReportEntry[] = []
    for (const [name, own] of there) {
      if (entries.length >= rows || this.#values <= 0) break
      const text = this.#letterRoom(name)
      entries.push({ name: text, label: text, value: this.value(own, type, name, depth + 1, rows) })
    }
    const left = there.length - entries.length
    if (left > 0) this.isWhole = false
    return { kind: 'object', entries, left }
  }

  /** Rows inside rows are fewer. What can be walked only once is not walked again for JSON. */
  #list(list: Iterable<unknown>, item: TypeRef | undefined, name: string, depth: number, rows: number): ReportValue {
    const size = Array.isArray(list) ? list.length : list instanceof Set ? list.size : undefined
    if (size === undefined) this.isWhole = false
    const items: ReportValue[] = []
    let left: number | undefined = 0
    for (const one of list) {
      if (items.length >= rows || this.#values <= 0) {
        left = size === undefined ? undefined : size - items.length
        this.isWhole = false
        break
      }
      items.push(this.value(one, item, name, depth + 1, Math.min(rows, this.limits.innerRows)))
    }
    return { kind: 'list', ...namesOf(item), items, left }
  }

  #enum(value: unknown, { type }: EnumRef): ReportValue {
    if (typeof value === 'object') return nothing
    return type.flags ? this.#text(String(value), 'number') : this.#text(enumNames(type)(value), 'text')
  }

  /** An object where a scalar is declared could carry what was never declared: it is not looked into. */
  #atom(value: unknown, as: AtomKind, name: string): ReportValue {
    const text = scalarText(value)
    if (text === undefined) return nothing
    if (as === 'number' && typeof value === 'string' && !/^-?[\d.]/.test(text)) return this.#text(text, 'text')
    if (as === 'text' && isAddress(text, name)) return this.#text(text, 'link')
    return this.#text(text, as)
  }

  #text(text: string, as: AtomKind): ReportValue {
    const shown = this.#letterRoom(text)
    return { kind: 'atom', as: shown === text ? as : 'text', text: shown }
  }

  #letterRoom(text: string): string {
    const most = this.#letters > 0 ? this.limits.longestText : 40
    this.#letters -= Math.min(text.length, most)
    if (text.length <= most) return text
    this.isWhole = false
    return `${text.slice(0, most)}… (${text.length.toLocaleString('en')} characters)`
  }

  /** A value of which only the running program knows what it is. */
  #any(value: unknown, name: string, depth: number, rows: number): ReportValue {
    if (typeof value !== 'object' || value === null) return this.#atom(value, anyLooks[typeof value] ?? 'text', name)
    if (value instanceof Date) return this.#atom(value, 'date', name)
    if (Decimal.isDecimal(value)) return this.#atom(value, 'number', name)
    if (value instanceof Uint8Array) return this.#atom(value, 'bytes', name)
    if (value instanceof URL) return this.#atom(value, 'link', name)
    if (value instanceof Error) return this.#text(value.message, 'text')
    return this.#inside(value, () => {
      if (value instanceof Map)
        return this.#entries(
          Array.from(value, ([key, own]) => [keyText(key), own] as const),
          undefined,
          depth,
          rows,
        )
      if (isIterable(value)) return this.#list(value, undefined, name, depth, rows)
      const own = (value as { toJSON?: unknown }).toJSON
      if (typeof own === 'function') return this.value(own.call(value, ''), undefined, name, depth + 1, rows)
      return this.#entries(Object.entries(value), undefined, depth, rows)
    })
  }
}

/** A key that is an object says nothing, unless it is a date or the like. */
const keyText = (key: unknown, nameOf: (key: unknown) => string = String): string =>
  typeof key === 'object' && key !== null ? (scalarText(key) ?? '…') : nameOf(key)

const namesOf = (item: TypeRef | undefined) =>
  item?.kind === 'object' ? { itemName: item.type.name, itemNames: wireMembers(item.type).map(({ wireName }) => wireName) } : {}

const anyLooks: Readonly<Record<string, AtomKind>> = { number: 'number', bigint: 'number', boolean: 'flag' }

/** A scalar by its digits and letters; undefined where there is nothing to show: NaN, a date that is none, an object. */
function scalarText(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return Number.isFinite(value) ? String(value) : undefined
    case 'bigint':
    case 'boolean':
      return String(value)
    case 'object':
      break
    default:
      return undefined
  }
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : isoText(value)
  if (Decimal.isDecimal(value)) return value.isFinite() ? decimalText(value) : undefined
  if (value instanceof Uint8Array) return base64(value)
  return value instanceof URL ? value.href : undefined
}
