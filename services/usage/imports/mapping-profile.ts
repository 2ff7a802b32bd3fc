import { shown } from './event-fields'
import { timeReader } from './timestamps'
import { isZone } from './zone-time'

/**
 * Where a field's value comes from: a column's name; a fixed value; a column with a table of words; or the first case whose
 * conditions all hold. A value that no rule gives is absent, which refuses the row where the field is needed.
 */
export type FieldRule =
  | string
  | { readonly value: string }
  | { readonly column: string; readonly map: Readonly<Record<string, string>>; readonly otherwise?: string }
  | { readonly cases: readonly Case[] }

export interface Case {
  /**
   * Column → what it may be: a text with `*` for anything, `>0` for a number above, `@table` for a number that begins with an entry
   * of a prefix table. `$direction`, `$resolution` and `$meter` are the fields of that name, which must have been ruled before.
   */
  readonly when?: Readonly<Record<string, string | readonly string[]>>
  readonly value: string
}

export const ruledFields = [
  'account',
  'customer',
  'direction',
  'resolution',
  'meter',
  'quantity',
  'unit',
  'count',
  'product',
  'wallet',
  'price',
  'currency',
] as const
export type RuledField = (typeof ruledFields)[number]

/** A file of this form teaches the import a new kind of CSV; the built-in CDR profiles are of the same form. */
export interface MappingProfile {
  readonly name: string
  readonly title?: string
  readonly delimiter?: string
  readonly quote?: string
  /** The first line names the columns; otherwise `columns` does. */
  readonly header?: boolean
  readonly columns?: readonly string[]
  /** So many of the last columns may be missing from a row. */
  readonly optionalColumns?: number
  readonly decimalComma?: boolean
  /** IANA name; local times of the file are of this zone. */
  readonly zone: string
  /** `iso`, `epoch`, `epoch-ms`, or a pattern such as `DD.MM.YYYY HH:mm:ss`. */
  readonly timeFormat?: string
  /** `{profile}` and `{host}` are filled in. */
  readonly source?: string
  /** Columns that make the event's id; without them, or where they are empty, it is a hash of the line. */
  readonly id?: readonly string[]
  readonly occurredAt: string
  readonly fields: Readonly<Partial<Record<RuledField, FieldRule>>>
  readonly prefixTables?: Readonly<Record<string, readonly string[]>>
  /** Columns kept with the event for drill-down. */
  readonly data?: readonly string[]
}

const known = new Set([
  'name',
  'title',
  'delimiter',
  'quote',
  'header',
  'columns',
  'optionalColumns',
  'decimalComma',
  'zone',
  'timeFormat',
  'source',
  'id',
  'occurredAt',
  'fields',
  'prefixTables',
  'data',
])

/** A profile from a JSON file. Every fault at once, as a profile is written by hand. */
export function readProfile(json: string, fileName = 'profile'): MappingProfile {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new Error(`${fileName} is not JSON: ${(error as Error).message}`)
  }
  const faults = profileFaults(value)
  if (faults.length > 0)
    throw new Error(`${fileName} is not an import profile:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
  return value as MappingProfile
}

export function profileFaults(value: unknown): string[] {
  if (!isObject(value)) return ['It is not an object.']
  const faults: string[] = []
  const profile = value as unknown as MappingProfile & Record<string, unknown>
  const need = (holds: unknown, message: string) => {
    if (!holds) faults.push(message)
  }
  for (const key of Object.keys(value)) need(known.has(key), `${key} is not known; known: ${[...known].join(', ')}.`)
  need(isName(profile.name), 'name is missing: letters, digits, "-" and "_", at most 64.')
  need(profile.delimiter === undefined || isCharacter(profile.delimiter), 'delimiter is not one character.')
  need(profile.quote === undefined || isCharacter(profile.quote), 'quote is not one character.')
  need(profile.header === true || isTexts(profile.columns), 'columns is missing: a list of names, or "header": true.')
  need(
    typeof profile.zone === 'string' && isZone(profile.zone),
    `zone is ${shown(profile.zone)}; expected an IANA name such as "Europe/Paris", or "UTC".`,
  )
  const format = profile.timeFormat ?? 'iso'
  need(
    typeof format === 'string' && timeReader(format, 'UTC'),
    `timeFormat is ${shown(format)}; expected iso, epoch, epoch-ms, or a pattern with YYYY, MM and DD.`,
  )
  const { optionalColumns = 0 } = profile
  need(Number.isInteger(optionalColumns) && optionalColumns >= 0, 'optionalColumns is not a whole number.')
  need(profile.id === undefined || isTexts(profile.id), 'id is not a list of columns.')
  need(profile.data === undefined || isTexts(profile.data), 'data is not a list of columns.')
  need(profile.source === undefined || typeof profile.source === 'string', 'source is not text.')
  need(typeof profile.occurredAt === 'string', 'occurredAt is missing: the column of the start time.')
  const tables = profile.prefixTables ?? {}
  need(isObject(tables) && Object.values(tables).every(isTexts), 'prefixTables is not an object of lists.')
  if (!isObject(profile.fields)) return [...faults, 'fields is missing: how a row becomes account, meter, quantity …']
  for (const field of ['account', 'meter', 'quantity']) need(field in profile.fields, `fields.${field} is missing.`)

  const columns = profile.header === true || !isTexts(profile.columns) ? undefined : new Set(profile.columns)
  const column = (name: unknown, where: string) => {
    need(
      typeof name === 'string' && (!columns || columns.has(name)),
      `${where} names the column ${shown(name)}, which columns does not have.`,
    )
  }
  column(profile.occurredAt, 'occurredAt')
  for (const name of isTexts(profile.id) ? profile.id : []) column(name, 'id')
  for (const name of isTexts(profile.data) ? profile.data : []) column(name, 'data')
  for (const [field, rule] of Object.entries(profile.fields)) {
    const where = `fields.${field}`
    const at = (ruledFields as readonly string[]).indexOf(field)
    need(at >= 0, `${where} is not known; known: ${ruledFields.join(', ')}.`)
    for (const fault of ruleFaults(
      rule,
      (name, part) => {
        if (!name.startsWith('$')) return column(name, where + part)
        const other = (ruledFields as readonly string[]).indexOf(name.slice(1))
        need(
          other >= 0 && other < at,
          `${where}${part} looks at ${name}; only fields ruled before ${field} can be looked at: ${ruledFields.slice(0, Math.max(at, 0)).join(', ')}.`,
        )
      },
      tables,
    ))
      faults.push(where + fault)
  }
  return faults
}

function ruleFaults(rule: unknown, column: (name: string, part: string) => void, tables: object): string[] {
  if (typeof rule === 'string') {
    column(rule, '')
    return []
  }
  if (!isObject(rule)) return [' is neither a column nor a rule.']
  if (typeof rule.value === 'string' && Object.keys(rule).length === 1) return []
  if (typeof rule.column === 'string') {
    column(rule.column, '')
    return isObject(rule.map) && Object.values(rule.map).every((word) => typeof word === 'string')
      ? []
      : ['.map is not an object of texts.']
  }
  if (!Array.isArray(rule.cases)) return [' has none of value, column with map, cases.']
  return rule.cases.flatMap((entry: unknown, i) => {
    if (!isObject(entry) || typeof entry.value !== 'string') return [`.cases[${i}] has no value.`]
    return Object.entries((entry.when ?? {}) as Record<string, unknown>).flatMap(([name, tests]) => {
      column(name, `.cases[${i}]`)
      return [tests].flat().flatMap((test) => {
        if (typeof test !== 'string') return [`.cases[${i}].when.${name} is not a text or a list of texts.`]
        return test.startsWith('@') && !(test.slice(1) in tables)
          ? [`.cases[${i}] names the prefix table ${test}, which prefixTables does not have.`]
          : []
      })
    })
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string' && text !== '')
const isCharacter = (value: unknown) => typeof value === 'string' && value.length === 1 && value !== '\n' && value !== '\r'
const isName = (value: unknown) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value)
