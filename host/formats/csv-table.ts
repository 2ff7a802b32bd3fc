import { Decimal } from 'decimal.js'
import type { DictionaryRef, ListRef, MessageType, ObjectRef, TypeRef } from '../../dtos/contract/message-type'
import { entriesOf, isAbsent, isIterable } from './any-text'
import { anyCellWriter, type CellOf, cellWriter, headerCell } from './csv-cell'
import { pickedList, pickedObject } from './picked-member'
import { wrongKind } from './syntax'
import { keyNames } from './text-walk'
import { columnName, wireMembers } from './wire-members'

/** A body, never null, as CSV: header and rows, each with its line end. */
export type TableOf = (body: any) => string

const lineEnd = '\r\n'

/** What is a row depends on the declared type alone, never on the value. */
export function compileTable(type: TypeRef): TableOf {
  if (type.kind === 'list') return listTable(type)
  if (type.kind === 'dictionary') return dictionaryTable(type)
  if (type.kind === 'object') return objectTable(type)
  const cell = cellWriter(type)
  // A scalar is its bare text, without a line end.
  return (value) => cell(value)
}

function listTable({ item }: ListRef): TableOf {
  if (item.kind === 'object') return rows(item.type)
  if (item.kind === 'dictionary') return dictionaryRows(cellWriter(item.value))
  if (item.kind === 'list') {
    const line = listTable(item)
    return (lists) => Array.from(asList(lists), (list) => (isAbsent(list) ? lineEnd : line(list))).join('')
  }
  const cell = cellWriter(item)
  return (values) => {
    const cells = Array.from(asList(values), cell)
    return cells.length > 0 ? cells.join() + lineEnd : ''
  }
}

function rows(type: MessageType): TableOf {
  const { header, row } = rowsOf(type)
  return (records) => {
    let out = header
    for (const record of asList(records)) out += row(record)
    return out
  }
}

/** The header, and the row of a record or of null, each with its line end. */
export function rowsOf(type: MessageType): { readonly header: string; readonly row: (record: unknown) => string } {
  const columns = columnsOf(type)
  const row = rowWriter(columns)
  const nullRow = ','.repeat(Math.max(columns.length - 1, 0)) + lineEnd
  return { header: headerOf(columns), row: (record) => (isAbsent(record) ? nullRow : row(record as Record<string, unknown>)) }
}

function oneRow(type: MessageType): TableOf {
  const columns = columnsOf(type)
  const row = rowWriter(columns)
  return (record) => headerOf(columns) + row(record)
}

/** An envelope's list or dictionary is what is exported, else its object, else itself. */
function objectTable({ type }: ObjectRef): TableOf {
  const picked = pickedList(type) ?? pickedObject(type)
  if (!picked) return oneRow(type)
  const table = picked.type.kind === 'object' ? oneRow(picked.type.type) : compileTable(picked.type)
  return (body) => (isAbsent(body[picked.name]) ? '' : table(body[picked.name]))
}

interface Column {
  readonly name: string
  readonly header: string
  readonly cell: CellOf
  /** What stands between it and the column before. */
  readonly before: string
}

const columnsOf = (type: MessageType): readonly Column[] =>
  wireMembers(type).map((member, index) => ({
    name: member.name,
    before: index === 0 ? '' : ',',
    header: headerCell(columnName(member)),
    cell: cellWriter(member.type),
  }))

const headerOf = (columns: readonly Column[]): string => columns.map(({ header }) => header).join() + lineEnd

const rowWriter =
  (columns: readonly Column[]) =>
  (record: Record<string, unknown>): string => {
    if (typeof record !== 'object') throw wrongKind('an object', record)
    let out = ''
    for (const { name, cell, before } of columns) out += before + cell(record[name])
    return out + lineEnd
  }

/** One row under its keys; entries that are objects are a row each, `Key,Value`. */
function dictionaryTable({ key: keyType, value }: DictionaryRef): TableOf {
  const cell = cellWriter(value)
  const nameOf = keyNames(keyType)
  if (value.kind === 'object') {
    return (entries) =>
      ['Key,Value', ...Array.from(entriesOf(entries), ([key, one]) => `${headerCell(nameOf(key))},${cell(one)}`), ''].join(
        lineEnd,
      )
  }
  return (entries) => {
    const pairs = [...entriesOf(entries)]
    if (pairs.length === 0) return ''
    return pairs.map(([key]) => headerCell(nameOf(key))).join() + lineEnd + pairs.map(([, one]) => cell(one)).join() + lineEnd
  }
}

/** A column for each key that any of them has, in ordinal order; each value under its own key (chapter 11, R-4.50). */
export function dictionaryRows(cell: CellOf): TableOf {
  return (dictionaries) => {
    const records = Array.from(asList(dictionaries), (one) => (isAbsent(one) ? new Map() : new Map(entriesOf(one as object))))
    const keys = [...new Set(records.flatMap((record) => [...record.keys()]))].sort((a, b) => (a < b ? -1 : 1))
    if (keys.length === 0) return ''
    const lines = records.map((record) => keys.map((key) => cell(record.get(key))).join())
    return [keys.map((key) => headerCell(String(key))).join(), ...lines, ''].join(lineEnd)
  }
}

/** A body of unknown type: what a list of plain objects or one object can be, else a cell. */
export function anyTable(body: unknown): string {
  if (isIterable(body) && !(body instanceof Map) && !(body instanceof Uint8Array)) {
    const items = [...body]
    const records = items.length > 0 && items.every((item) => isAbsent(item) || isRecord(item))
    return records ? anyRows(items) : items.length > 0 ? items.map(anyCellWriter).join() + lineEnd : ''
  }
  return isRecord(body) ? oneAny(body) : anyCellWriter(body)
}

const anyRows = dictionaryRows(anyCellWriter)

/** An object that is more than one value in itself. */
const isRecord = (value: unknown): value is object =>
  value instanceof Map ||
  (typeof value === 'object' && value !== null && !isIterable(value) && !atoms.some((atom) => value instanceof atom))
const atoms = [Date, Decimal, Error, URL]

function oneAny(record: object): string {
  const pairs = [...entriesOf(record)]
  if (pairs.length === 0) return ''
  return (
    pairs.map(([key]) => headerCell(anyHeader(String(key)))).join() +
    lineEnd +
    pairs.map(([, one]) => anyCellWriter(one)).join() +
    lineEnd
  )
}

/** An error that is not part of a declared reply: the one column `ResponseStatus`. */
const anyHeader = (key: string): string => (key === 'responseStatus' ? 'ResponseStatus' : key)

function asList(value: unknown): Iterable<unknown> {
  if (!isIterable(value)) throw wrongKind('a list', value)
  return value
}
