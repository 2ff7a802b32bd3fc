import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decimal } from 'decimal.js'
import { decimalText } from '../../../dtos/contract/decimal'
import { readJson } from '../../../host/binding/json-reader'
import { parseXml, type XmlNode } from '../../../host/formats/xml/nodes'

// What the reference answered to each recorded request, and how two answers are compared.

const folder = join(process.cwd(), '../shared/golden/wire')

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | null>>
  readonly body?: string
  readonly contains?: readonly string[]
  readonly lacks?: readonly string[]
}
export interface Case {
  readonly id: string
  readonly host: string
  readonly request: {
    readonly method: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly response: Answer
  readonly compare?: string
}
interface Wanted {
  readonly response: Answer
  readonly compare?: string
}
type Known = Partial<Wanted> & { readonly skip?: boolean; readonly reference?: boolean; readonly oneOf?: readonly Wanted[] }

const known: Readonly<Record<string, Known>> = existsSync(folder)
  ? JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'))
  : {}

/** Absent where the recordings are. */
export const cases: readonly Case[] = existsSync(folder)
  ? readFileSync(join(folder, 'cases.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Case)
      .filter(({ id }) => !known[id]?.skip)
  : []

/** Every answer that is right: ours on purpose, else the reference's. */
export function wanted({ id, response, compare = 'json' }: Case): readonly Wanted[] {
  const ours = known[id]
  if (!ours) return [{ response, compare }]
  const own = ours.oneOf ?? (ours.response ? [{ response: ours.response, compare: ours.compare ?? 'json' }] : [])
  return ours.reference ? [...own, { response, compare }] : own
}

/** Whether a text is one of the answers; the status is for others to compare. */
export const isWanted = (text: string, { response, compare }: Wanted): boolean => {
  const lower = text.toLowerCase()
  if (response.contains?.some((part) => !lower.includes(part.toLowerCase()))) return false
  if (response.lacks?.some((part) => lower.includes(part.toLowerCase()))) return false
  if (compare === 'none' || response.body === undefined) return true
  return (compared[compare ?? 'json'] ?? compared.text!)(text, response.body)
}

const compared: Readonly<Record<string, (ours: string, theirs: string) => boolean>> = {
  text: (ours, theirs) => plain(ours) === plain(theirs),
  json: (ours, theirs) => ours !== '' && theirs !== '' && same(readJson(ours, true), readJson(theirs, true)),
  jsonl: (ours, theirs) => {
    const [mine, yours] = [ours.split('\n'), theirs.split('\n')]
    return (
      mine.length === yours.length && mine.every((line, index) => line === yours[index] || compared.json!(line, yours[index]!))
    )
  },
  xml: (ours, theirs) => same(shown(parseXml(ours)), shown(parseXml(theirs))),
  // The words of parsers are not compared.
  xmlerror: (ours, theirs) => same(shown(statusOf(ours)), shown(statusOf(theirs))),
}

const date = /\b\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?/g
const guid = /\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b/gi

/** Dates and Guids in one form. */
const plain = (text: string): string =>
  text
    .replace(date, (found) =>
      new Date(
        /T.*(?:Z|[+-]\d\d:\d\d)$/.test(found) ? found : `${found.slice(0, 10)}T${found.slice(11) || '00:00:00'}Z`,
      ).toISOString(),
    )
    .replace(guid, (found) => found.replaceAll('-', '').toLowerCase())

function same(ours: unknown, theirs: unknown): boolean {
  if (ours instanceof Decimal) ours = decimalText(ours)
  if (theirs instanceof Decimal) theirs = decimalText(theirs)
  if (typeof ours !== 'object' || typeof theirs !== 'object' || !ours || !theirs)
    return plain(String(ours)) === plain(String(theirs))
  const [mine, yours] = [ours as Record<string, unknown>, theirs as Record<string, unknown>]
  return [...new Set([...Object.keys(mine), ...Object.keys(yours)])].every(
    (name) => name in mine && name in yours && same(mine[name], yours[name]),
  )
}

/** Elements and texts in their order, without namespaces, and without those that are nil. */
const shown = ({ name, elements, text }: XmlNode): unknown => [
  name,
  elements.length > 0 ? elements.filter(({ attributes }) => attributes.nil !== 'true').map(shown) : text,
]

function statusOf(text: string): XmlNode {
  const status = parseXml(text).elements.find(({ name }) => name === 'ResponseStatus')!
  return { ...status, elements: status.elements.filter(({ name }) => name !== 'Message') }
}
