import type { LedgerEvent } from '../ledger/usage-event'
import { type CsvRecord, csvRecords } from './csv-records'
import { hasControl, shown, usageEvent } from './event-fields'
import { Fault, type ImportFormat, type ImportItem, itemOf, type ReadOptions, rejection } from './import-format'
import { lineIds } from './line-ids'
import { peek } from './peek'
import { isoTime } from './timestamps'

const required = ['occurred_at', 'account', 'meter', 'quantity']
const optional = [
  'event_id',
  'source',
  'customer',
  'direction',
  'resolution',
  'unit',
  'count',
  'product',
  'wallet',
  'price',
  'currency',
]

/**
 * Our own CSV (usage-domain 4.3): a header, columns in any order, times in UTC unless they carry an offset. Columns that begin with
 * `data.` are kept with the event; any other unknown one refuses the file, because a misspelt `customer` would lose money in silence.
 */
export const genericCsv: ImportFormat<LedgerEvent> = {
  name: 'csv',
  title: 'Tollgate CSV',
  mediaTypes: ['text/csv'],
  detect: (_, firstText) => {
    const header = firstText.slice(0, firstText.search(/[\r\n]|$/))
    return ['occurred_at', 'account', 'meter'].every((name) =>
      new RegExp(`(?:^\\uFEFF?|[,;\\t"])${name}(?:[,;\\t"]|$)`).test(header),
    )
  },
  async *read(source, options = {}) {
    const { text, rest } = await peek(source, (text) => text.includes('\n'))
    const delimiter = delimiterOf(text.slice(0, text.search(/\n|$/)))
    let convert: ((record: CsvRecord) => ImportItem<LedgerEvent>) | undefined
    for await (const block of csvRecords(rest, { delimiter }))
      for (const record of block) {
        if (convert) yield record.fault ? rejection(record, record.fault) : convert(record)
        else {
          const columns = record.fields.map((name) => name.trim())
          const fault = record.fault ?? headerFault(columns)
          convert = fault ? (row) => rejection(row, row.fault ?? fault) : rowReader(columns, options)
          if (fault) yield rejection(record, fault)
        }
      }
  },
}

/** A comma, or what spreadsheets of other countries write instead: whichever the header has most of. */
function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((each) => [each, header.split(each).length] as const)
  return counts.reduce((most, next) => (next[1] > most[1] ? next : most))[0]
}

function headerFault(columns: readonly string[]): Fault | undefined {
  const faults = [
    ...required.filter((name) => !columns.includes(name)).map((name) => `${name} is missing`),
    ...columns.filter((name) => !isKnown(name)).map((name) => `${shown(name)} is not known`),
    ...columns.filter((name, i) => columns.indexOf(name) < i).map((name) => `${name} is there twice`),
  ]
  if (faults.length === 0) return undefined
  const words = `Columns: ${[...required, ...optional].join(', ')}; your own begin with "data.".`
  return new Fault('InvalidHeader', `The header is not usable: ${faults.slice(0, 10).join('; ')}. No row was read. ${words}`)
}

const isKnown = (name: string) =>
  required.includes(name) || optional.includes(name) || (/^data\../.test(name) && name.length <= 64 && !hasControl(name))
const utc = isoTime('UTC')
const names = { id: 'event_id', occurredAt: 'occurred_at' }

function rowReader(columns: readonly string[], options: ReadOptions): (record: CsvRecord) => ImportItem<LedgerEvent> {
  const at = Object.fromEntries(columns.map((name, i) => [name, i]))
  const data = columns.filter((name) => name.startsWith('data.'))
  const fallback = options.source ?? `csv:generic:${options.host ?? 'local'}`
  const hashOf = lineIds()
  return (record) => {
    const { fields } = record
    if (fields.length !== columns.length)
      return rejection(record, new Fault('ColumnCount', `The row has ${fields.length} columns, the header ${columns.length}.`))
    const value = (name: string) => (name in at ? fields[at[name]!]!.trim() : undefined)
    const kept = data.filter((name) => fields[at[name]!] !== '').map((name) => [name.slice(5), fields[at[name]!]])
    return itemOf(
      record,
      usageEvent(
        {
          source: value('source') || fallback,
          id: value('event_id') || hashOf(fields),
          account: value('account'),
          customer: value('customer'),
          meter: value('meter'),
          occurredAt: utc(value('occurred_at')!),
          quantity: value('quantity'),
          unit: value('unit'),
          count: value('count'),
          direction: value('direction'),
          resolution: value('resolution'),
          product: value('product'),
          wallet: value('wallet'),
          price: value('price'),
          currency: value('currency'),
          data: Object.fromEntries(kept),
        },
        names,
      ),
    )
  }
}
