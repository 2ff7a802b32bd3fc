import type { LedgerEvent } from '../ledger/usage-event'
import { type CsvRecord, csvRecords } from './csv-records'
import { decimalText } from './decimal-text'
import { type RawEvent, usageEvent } from './event-fields'
import { Fault, type ImportFormat, type ImportItem, itemOf, type ReadOptions, rejection } from './import-format'
import { lineIds } from './line-ids'
import { type Case, type FieldRule, type MappingProfile, ruledFields } from './mapping-profile'
import { timeReader } from './timestamps'

/** A profile as an import format. */
export const mappedCsv = (
  profile: MappingProfile,
  detect: ImportFormat<LedgerEvent>['detect'] = () => false,
): ImportFormat<LedgerEvent> => ({
  name: profile.name,
  title: profile.title ?? profile.name,
  mediaTypes: [],
  detect,
  async *read(source, options = {}) {
    const delimiter = profile.delimiter ?? ','
    let columns = profile.header ? undefined : profile.columns!
    let convert = columns && rowReader(profile, columns, options)
    for await (const block of csvRecords(source, { delimiter, quote: profile.quote }))
      for (const record of block) {
        if (convert) yield record.fault ? rejection(record, record.fault) : convert(record)
        else {
          columns = record.fields.map((name) => name.trim())
          const fault = record.fault ?? headerFault(profile, columns)
          convert = fault ? (row) => rejection(row, row.fault ?? fault) : rowReader(profile, columns, options)
          if (fault) yield rejection(record, fault)
        }
      }
  },
})

function headerFault(profile: MappingProfile, columns: readonly string[]): Fault | undefined {
  const missing = [...columnsUsed(profile)].filter((name) => !columns.includes(name))
  if (missing.length === 0) return undefined
  return new Fault(
    'InvalidHeader',
    `The header has no column ${missing.join(', ')}; it has ${columns.join(', ').slice(0, 500)}. No row was read.`,
  )
}

function* columnsUsed(profile: MappingProfile): Generator<string> {
  yield profile.occurredAt
  yield* profile.id ?? []
  yield* profile.data ?? []
  for (const rule of Object.values(profile.fields)) {
    if (typeof rule === 'string') yield rule
    else if ('column' in rule) yield rule.column
    else if ('cases' in rule)
      for (const { when = {} } of rule.cases) for (const name of Object.keys(when)) if (!name.startsWith('$')) yield name
  }
}

/** The row's columns and, behind `$`, the fields ruled so far. */
type Values = (name: string) => string

function rowReader(
  profile: MappingProfile,
  columns: readonly string[],
  options: ReadOptions,
): (record: CsvRecord) => ImportItem<LedgerEvent> {
  const at = new Map(columns.map((name, i) => [name, i]))
  const rules = ruledFields.flatMap((field) => {
    const rule = profile.fields[field]
    return rule === undefined ? [] : [[field, compileRule(rule, profile)] as const]
  })
  const readTime = timeReader(profile.timeFormat ?? 'iso', options.zone ?? profile.zone)!
  const source =
    options.source ??
    (profile.source ?? 'cdr:{profile}:{host}').replace('{profile}', profile.name).replace('{host}', options.host ?? 'local')
  const hashOf = lineIds()
  const fewest = columns.length - (profile.optionalColumns ?? 0)

  return (record) => {
    const { fields } = record
    if (fields.length > columns.length || fields.length < fewest)
      return rejection(
        record,
        new Fault('ColumnCount', `The row has ${fields.length} columns instead of ${columns.length} (${profile.name}).`),
      )
    const ruled: Record<string, string> = {}
    const value: Values = (name) => (name.startsWith('$') ? (ruled[name.slice(1)] ?? '') : (fields[at.get(name)!] ?? '').trim())
    const parts = profile.id?.map(value) ?? []
    const id = parts.some((part) => part !== '') ? parts.join('/') : hashOf(fields)
    for (const [field, rule] of rules) {
      const found = rule(value)
      if (found !== undefined && found !== '') ruled[field] = found
    }
    for (const field of ['direction', 'meter', 'resolution'] as const)
      if (ruled[field] === undefined && typeof profile.fields[field] === 'object')
        return rejection(
          record,
          new Fault('NoRuleMatches', `No rule of the profile ${profile.name} gives this row a ${field}.`, id),
        )
    const raw: RawEvent & Record<string, unknown> = {
      ...ruled,
      account: ruled.account,
      meter: ruled.meter,
      source,
      id,
      occurredAt: readTime(value(profile.occurredAt)),
      quantity: number(ruled.quantity, profile),
      price: number(ruled.price, profile),
      data: profile.data && Object.fromEntries(profile.data.map((name) => [name, value(name)])),
    }
    return itemOf(record, usageEvent(raw, { occurredAt: profile.occurredAt }))
  }
}

const number = (text: string | undefined, { decimalComma }: MappingProfile) =>
  text !== undefined && decimalComma ? (decimalText(text, true) ?? text) : text

function compileRule(rule: FieldRule, profile: MappingProfile): (value: Values) => string | undefined {
  if (typeof rule === 'string') return (value) => value(rule)
  if ('value' in rule) return () => rule.value
  if ('column' in rule) {
    const words = new Map(Object.entries(rule.map))
    return (value) => words.get(value(rule.column)) ?? rule.otherwise
  }
  const cases = rule.cases.map((entry) => ({ holds: compileCase(entry, profile), value: entry.value }))
  return (value) => cases.find(({ holds }) => holds(value))?.value
}

function compileCase({ when = {} }: Case, profile: MappingProfile): (value: Values) => boolean {
  const tests = Object.entries(when).map(([name, anyOf]) => {
    const any = [anyOf].flat().map((test) => compileTest(test, profile))
    return (value: Values) => {
      const text = value(name)
      return any.some((holds) => holds(text))
    }
  })
  return (value) => tests.every((holds) => holds(value))
}

function compileTest(test: string, { prefixTables = {} }: MappingProfile): (text: string) => boolean {
  if (test.startsWith('@')) {
    const prefixes = prefixTables[test.slice(1)]!
    return (text) => {
      const number = text.replace(/^(?:\+|00)/, '')
      return prefixes.some((prefix) => number.startsWith(prefix))
    }
  }
  if (/^>\d+$/.test(test)) return (text) => Number(text) > Number(test.slice(1))
  if (!test.includes('*')) return (text) => text === test
  const parts = test.split('*')
  return (text) => {
    let from = parts[0]!.length
    if (!text.startsWith(parts[0]!)) return false
    for (const part of parts.slice(1, -1)) {
      const found = text.indexOf(part, from)
      if (found < 0) return false
      from = found + part.length
    }
    const last = parts.at(-1)!
    return text.length - last.length >= from && text.endsWith(last)
  }
}
