/** An answer as the report shows it: what is declared, already cut to what fits on a page. The host makes it from a service's value. */
export type ReportValue = Nothing | Atom | ReportList | ReportObject

/** Null, absent, or a value that is not of its declared kind. */
export interface Nothing {
  readonly kind: 'nothing'
}

export type AtomKind = 'text' | 'number' | 'flag' | 'date' | 'link' | 'bytes'

/** A scalar by its text on the wire. */
export interface Atom {
  readonly kind: 'atom'
  readonly as: AtomKind
  readonly text: string
}

export interface ReportList {
  readonly kind: 'list'
  /** The name of the items' type, where it is declared. */
  readonly itemName?: string
  /** The declared order of the items' names. */
  readonly itemNames?: readonly string[]
  readonly items: readonly ReportValue[]
  /** How many items are not shown; undefined: nobody knows how many. */
  readonly left: number | undefined
}

export interface ReportObject {
  readonly kind: 'object'
  /** The type's name, where it is declared. */
  readonly name?: string
  readonly entries: readonly ReportEntry[]
  /** How many entries are not shown. */
  readonly left: number
}

export interface ReportEntry {
  /** As in JSON. */
  readonly name: string
  /** For people: the declared name, in words where it is a member's. */
  readonly label: string
  readonly value: ReportValue
}

export const nothing: Nothing = { kind: 'nothing' }

export const isTable = (list: ReportList): boolean =>
  list.items.some(({ kind }) => kind === 'object') && list.items.every(({ kind }) => kind === 'object' || kind === 'nothing')

/** An object that reads well on one line. */
export const isSmall = ({ entries, left }: ReportObject): boolean =>
  left === 0 && entries.length <= 3 && entries.every(({ value: { kind } }) => kind === 'atom' || kind === 'nothing')

/** A list that reads well on one line. */
export const isShort = ({ items, left }: ReportList): boolean =>
  left === 0 && items.length > 0 && items.length <= 8 && items.every(({ kind }) => kind === 'atom' || kind === 'nothing')
