import type { Atom, ReportList, ReportObject, ReportValue } from './report-value'
import { exactSum } from './sums'
import { lastWord } from './words'

/** Undefined: the row does not have the name. */
export type Cell = ReportValue | undefined

/** A column of a table of objects. */
export interface Column {
  /** As in JSON. */
  readonly name: string
  readonly label: string
  /** A code is one word and stays on its line; what is long may break anywhere. */
  readonly look: 'number' | 'words' | 'code' | 'long'
  /** Numbers that mean something together: thousands are set off. */
  readonly isAmount: boolean
  /** Undefined: no sum makes sense. */
  readonly sum: string | undefined
  /** For bars: the value of each row, 0 where there is none; undefined: this is not the main number. */
  readonly parts: readonly number[] | undefined
}

export interface Grid {
  readonly columns: readonly Column[]
  /** By row, then by column. */
  readonly rows: readonly (readonly Cell[])[]
  /** Names that found no place. */
  readonly leftColumns: number
  /** The rows are in the order of the first column. */
  readonly isSorted: boolean
}

const mostColumns = 40
const longestCode = 36
/** A table with more columns has the sheet's full width and no bars. */
export const manyColumns = 7

/** Numbers that are names: never grouped, never added. */
const names = new Set(
  'id ids code year month day hour port version zip phone number no key index page offset limit rank position row line order status type'.split(
    ' ',
  ),
)
/** Numbers that are no part of a whole. */
const measures = new Set(
  'price rate ratio percent percentage share average avg mean median min max latitude longitude lat lng age score level factor scale precision temperature'.split(
    ' ',
  ),
)
/** A column that says in what the numbers of its row are counted. */
const units = new Set(['unit', 'units', 'currency', 'uom'])

/** The union of the rows' names, in the order in which they come; columns in which there is nothing are left out (R-4.90). */
export const gridOf = ({ items, itemNames = [] }: ReportList): Grid => {
  const labels = new Map<string, string>()
  const seen = new Set<string>()
  for (const row of items)
    for (const { name, label, value } of entriesOf(row)) {
      if (!labels.has(name)) labels.set(name, label)
      if (value.kind !== 'nothing') seen.add(name)
    }
  const order = new Map(itemNames.map((name, index) => [name, index]))
  const all = [...labels]
    .filter(([name]) => seen.has(name))
    .sort(([one], [other]) => (order.get(one) ?? 0) - (order.get(other) ?? 0))
  const shown = all.slice(0, mostColumns)
  const at = new Map(shown.map(([name], index) => [name, index]))
  const rows = items.map((row) => {
    const cells: Cell[] = shown.map(() => undefined)
    for (const { name, value } of entriesOf(row)) {
      const index = at.get(name)
      if (index !== undefined) cells[index] = value
    }
    return cells
  })
  const columns = shown.map(([name, label], index) =>
    columnOf(
      name,
      label,
      rows.map((cells) => cells[index]),
    ),
  )
  return {
    columns: withBars(onlyOneUnit(columns, rows), rows),
    rows,
    leftColumns: all.length - shown.length,
    isSorted: isSorted(rows),
  }
}

const entriesOf = (row: ReportValue): ReportObject['entries'] => (row.kind === 'object' ? row.entries : [])

const columnOf = (name: string, label: string, cells: readonly Cell[]): Column => {
  const atoms = cells.filter((cell): cell is Atom => cell?.kind === 'atom')
  const isNumber =
    atoms.length > 0 &&
    cells.every((cell) => cell === undefined || cell.kind === 'nothing' || (cell.kind === 'atom' && cell.as === 'number'))
  const word = lastWord(label)
  const isAmount = isNumber && !names.has(word)
  const adds = isAmount && !measures.has(word) && atoms.length > 1
  const isShort = cells.every(
    (cell) => cell === undefined || cell.kind === 'nothing' || (cell.kind === 'atom' && cell.text.length <= longestCode),
  )
  const isWords = atoms.some(({ as, text }) => as === 'text' && /\s/.test(text))
  return {
    name,
    label,
    look: isNumber ? 'number' : isWords ? 'words' : isShort ? 'code' : 'long',
    isAmount,
    sum: adds ? exactSum(atoms.map(({ text }) => text)) : undefined,
    parts: undefined,
  }
}

/** Minutes and segments make no sum together. */
const onlyOneUnit = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly Column[] => {
  const mixed = columns.some(
    ({ label }, index) => units.has(lastWord(label)) && new Set(rows.map((cells) => textOf(cells[index]))).size > 1,
  )
  return mixed ? columns.map((column) => ({ ...column, sum: undefined })) : columns
}

/** The last number that can be added is the one that the table is about. */
const withBars = (columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly Column[] => {
  if (columns.length > manyColumns || columns.length < 2) return columns
  const main = columns.findLastIndex(({ sum }) => sum !== undefined)
  const parts = rows.map((cells) => Number(textOf(cells[main]) ?? 0))
  if (main < 0 || parts.some((part) => !(part >= 0)) || !parts.some((part) => part > 0)) return columns
  return columns.map((column, index) => (index === main ? { ...column, parts } : column))
}

const textOf = (value: Cell): string | undefined => (value?.kind === 'atom' ? value.text : undefined)

const isSorted = (rows: readonly (readonly Cell[])[]): boolean => {
  if (rows.length < 3) return false
  const first = rows.map(([cell]) => cell)
  if (!first.every((cell): cell is Atom => cell?.kind === 'atom')) return false
  const isBefore = first.every(({ as }) => as === 'number')
    ? (one: Atom, other: Atom) => Number(one.text) <= Number(other.text)
    : (one: Atom, other: Atom) => one.text <= other.text
  return first.every((cell, at) => at === 0 || isBefore(first[at - 1] as Atom, cell)) && first[0]!.text !== first.at(-1)!.text
}
