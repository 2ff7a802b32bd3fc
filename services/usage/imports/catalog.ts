import type { CatalogEntity, EntityKind } from '../ledger/entities'
import { longestText, shown } from './event-fields'
import { Fault, type ImportFormat, itemOf } from './import-format'
import { isBlank, lineBlocks } from './lines'
import { isoTime } from './timestamps'

type Shape = 'text' | 'texts' | 'time'
type Members<E> = Readonly<Record<Exclude<keyof E, 'kind'>, Shape>>
type EntityOf<K extends EntityKind> = Extract<CatalogEntity, { kind: K }>

/** What a line of each kind may say; an entity that gains a member does not compile before it stands here. */
const members: { readonly [K in EntityKind]: Members<EntityOf<K>> } = {
  organization: { id: 'text', name: 'text', parent: 'text', currency: 'text', timeZone: 'text', status: 'text' },
  account: {
    key: 'text',
    sid: 'text',
    organization: 'text',
    parent: 'text',
    name: 'text',
    companyName: 'text',
    status: 'text',
    currency: 'text',
    externalCodes: 'texts',
  },
  customer: { id: 'text', account: 'text', parent: 'text', name: 'text', referenceId: 'text' },
  product: { code: 'text', aggregate: 'text', name: 'text', family: 'text', unitOfMeasure: 'text', chargeType: 'text' },
  rate: {
    id: 'text',
    meter: 'text',
    product: 'text',
    account: 'text',
    organization: 'text',
    currency: 'text',
    unitPrice: 'text',
    validFrom: 'time',
    validTo: 'time',
  },
  wallet: { account: 'text', name: 'text', product: 'text', currency: 'text', balance: 'text' },
}

const mostTexts = 1000
const utc = isoTime('UTC')

const readers: Readonly<Record<Shape, (value: unknown) => { value: unknown } | undefined>> = {
  text: (value) => (typeof value === 'string' && value.length <= longestText ? { value } : undefined),
  texts: (value) =>
    Array.isArray(value) && value.length <= mostTexts && value.every((text) => readers.text(text)) ? { value } : undefined,
  time(value) {
    if (typeof value === 'number') return Number.isSafeInteger(value) ? { value } : undefined
    const time = typeof value === 'string' ? utc(value.length === 10 ? `${value}T00:00:00Z` : value) : undefined
    return time === undefined ? undefined : { value: time }
  },
}

const expected: Readonly<Record<Shape, string>> = {
  text: `text of at most ${longestText} characters`,
  texts: `a list of at most ${mostTexts} texts`,
  time: 'milliseconds, a date, or a date and time (ISO 8601)',
}

/** Master data, one entity a line: `{"kind":"account","key":"5ea7…","organization":"o-1","name":"acme"}`. Safe to repeat. */
export const catalog: ImportFormat<CatalogEntity> = {
  name: 'catalog',
  title: 'Catalog (JSON lines of master data)',
  mediaTypes: [],
  detect: (_, firstText) =>
    new RegExp(`^\\s*\\uFEFF?\\{\\s*"kind"\\s*:\\s*"(?:${Object.keys(members).join('|')})"`).test(firstText),
  async *read(source) {
    for await (const block of lineBlocks(source)) {
      for (const line of block) {
        if (line.fault || !isBlank(line.text)) yield itemOf(line, line.fault ?? entity(line.text))
      }
    }
  },
}

function entity(text: string): CatalogEntity | Fault {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return new Fault('MalformedJson', `Not JSON: ${(error as Error).message.slice(0, 200)}`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return new Fault('MalformedJson', `Expected an object, found ${shown(value)}.`)
  const { kind, ...given } = value as Record<string, unknown>
  if (typeof kind !== 'string' || !Object.hasOwn(members, kind))
    return new Fault('UnknownType', `kind is ${shown(kind)}; expected ${Object.keys(members).join(', ')}.`)
  const shapes = members[kind as EntityKind] as Readonly<Record<string, Shape>>
  const read: Record<string, unknown> = { kind }
  for (const [name, raw] of Object.entries(given)) {
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined
    if (!shape)
      return new Fault('InvalidField', `${shown(name)} is no member of ${kind}; known: ${Object.keys(shapes).join(', ')}.`)
    if (raw === null) continue
    const found = readers[shape](raw)
    if (!found) return new Fault('InvalidField', `${name} is ${shown(raw)}; expected ${expected[shape]}.`)
    read[name] = found.value
  }
  return read as unknown as CatalogEntity
}
