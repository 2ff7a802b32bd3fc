import type { LedgerEvent, VoidEvent } from '../ledger/usage-event'
import { longestText, shown, usageEvent } from './event-fields'
import { Fault, type ImportFormat, type ImportItem, type ImportSource, itemOf, type RejectionCode } from './import-format'
import { jsonElements } from './json-elements'
import { isBlank, type Line, lineBlocks } from './lines'
import { peek } from './peek'
import { isoTime } from './timestamps'

/**
 * CloudEvents 1.0 in JSON: one event a line, one event alone, or a list (usage-domain 4.3 b). `type` is `usage.` and the meter, `subject`
 * the account or `account/customer`; `usage.void` takes an earlier event back.
 */
export const cloudEvents: ImportFormat<LedgerEvent> = {
  name: 'cloudevents',
  title: 'CloudEvents (JSON lines, a list, or one event)',
  mediaTypes: [
    'application/x-ndjson',
    'application/jsonl',
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/json',
  ],
  detect: (fileName, firstText) => /\.(jsonl|ndjson|json)$/i.test(fileName) || /"specversion"\s*:/.test(firstText),
  async *read(source, { mediaType } = {}) {
    const { rest, whole } = await form(source, mediaType)
    if (whole) {
      for await (const element of jsonElements(rest)) yield read(element)
      return
    }
    for await (const block of lineBlocks(rest)) {
      for (const line of block) if (line.fault || !isBlank(line.text)) yield read(line)
    }
  },
}

/** Whether a media type is one document (true) or a line an event; of the others the first bytes tell. */
const documents: Readonly<Record<string, boolean>> = {
  'application/x-ndjson': false,
  'application/jsonl': false,
  'application/cloudevents+json': true,
  'application/cloudevents-batch+json': true,
}

async function form(source: ImportSource, mediaType = ''): Promise<{ rest: ImportSource; whole: boolean }> {
  const said = documents[mediaType.split(';')[0]!.trim().toLowerCase()]
  if (said !== undefined) return { rest: source, whole: said }
  const { text, rest } = await peek(source, () => false)
  return { rest, whole: isDocument(text) }
}

/** A list, or one object over several lines, is a document; JSON lines begin each line with an object. */
function isDocument(firstText: string): boolean {
  const lines = firstText.replace(/^[^[{]*/, '').split('\n', 8)
  const [head = '', second] = lines.map((line) => line.trim()).filter((line) => line !== '')
  return head.startsWith('[') || (head.startsWith('{') && !head.endsWith('}') && second !== undefined && !second.startsWith('{'))
}

const read = (line: Line): ImportItem<LedgerEvent> => itemOf(line, line.fault ?? parse(line.text))

export function parse(text: string): LedgerEvent | Fault {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return new Fault('MalformedJson', `Not JSON: ${(error as Error).message.slice(0, 200)}`)
  }
  return fromCloudEvent(value)
}

const names = {
  account: 'subject',
  meter: 'type',
  occurredAt: 'time',
  quantity: 'data.quantity',
  count: 'data.count',
  price: 'data.price',
}
const anyTime = isoTime()
const deepest = 8

/** An event that was already parsed, such as an element of a message's list. */
export function fromCloudEvent(value: unknown): LedgerEvent | Fault {
  if (!isObject(value)) return new Fault('MalformedJson', `Expected an object, found ${shown(value)}.`)
  const { specversion, id, source, type, subject, time, data = {} } = value
  const fault = (code: RejectionCode, message: string) =>
    new Fault(code, message, typeof id === 'string' && id.length <= longestText ? id : undefined)

  if (specversion !== '1.0') return fault('UnsupportedVersion', `specversion is ${shown(specversion)}; expected "1.0".`)
  if (typeof type !== 'string' || !type.startsWith('usage.'))
    return fault('UnknownType', `type is ${shown(type)}; expected "usage." and a meter.`)
  if (!isObject(data)) return fault('InvalidField', `data is ${shown(data)}; expected an object.`)
  if (isDeeper(data, deepest)) return fault('TooDeep', `data is nested deeper than ${deepest} levels.`)
  const meter = type.slice('usage.'.length)
  if (meter === 'void') return voidEvent(value, data)
  const { quantity, unit, count, direction, resolution, product, wallet, price, currency, account, customer, ...rest } = data
  if (subject !== undefined && typeof subject !== 'string')
    return fault('InvalidField', `subject is not text: ${shown(subject)}.`)
  const slash = subject?.indexOf('/') ?? -1
  return usageEvent(
    {
      source,
      id,
      // A code that itself holds a slash cannot stand in a subject, so data may name the account and the customer instead.
      account: account ?? (slash < 0 ? subject : subject!.slice(0, slash)),
      customer: customer ?? (slash < 0 || account !== undefined ? undefined : subject!.slice(slash + 1)),
      meter,
      occurredAt: typeof time === 'string' ? anyTime(time) : undefined,
      quantity,
      unit,
      count,
      direction,
      resolution,
      product,
      wallet,
      price,
      currency,
      data: rest,
    },
    names,
  )
}

function voidEvent({ source, id, subject }: Record<string, unknown>, data: Record<string, unknown>): VoidEvent | Fault {
  const own = typeof id === 'string' && id.length <= longestText ? id : undefined
  const account = data.account ?? (typeof subject === 'string' ? subject.split('/', 1)[0] : (subject ?? undefined))
  const texts = {
    source,
    id,
    'data.source': data.source ?? source,
    'data.id': data.id,
    subject: account ?? '-',
    'data.reason': data.reason ?? '-',
  }
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined || text === '') return new Fault('MissingField', `${name} is missing.`, own)
    if (typeof text !== 'string') return new Fault('InvalidField', `${name} is not text: ${shown(text)}.`, own)
    const most = name === 'data.reason' ? 1000 : longestText
    if (text.length > most) return new Fault('FieldTooLong', `${name} has ${text.length} characters; ${most} is the most.`, own)
  }
  return {
    kind: 'void',
    source: source as string,
    id: own!,
    ...(account === undefined ? {} : { account: account as string }),
    target: { source: texts['data.source'] as string, id: data.id as string },
    ...(data.reason === undefined || data.reason === null ? {} : { reason: data.reason as string }),
  }
}

/** The same event for the wire: reading it again gives an event that the ledger takes for the same. */
export function toCloudEvent(event: LedgerEvent): string {
  const { source, id, account } = event
  if (event.kind === 'void') {
    const { target, reason } = event
    return JSON.stringify({ specversion: '1.0', id, source, type: 'usage.void', data: { ...target, reason, account } })
  }
  const { kind: _kind, source: _source, id: _id, account: _account, customer, meter, occurredAt, data, ...fields } = event
  const inSubject = !event.account.includes('/')
  return JSON.stringify({
    specversion: '1.0',
    id,
    source,
    type: `usage.${meter}`,
    subject: inSubject ? (customer === undefined ? account : `${account}/${customer}`) : undefined,
    time: new Date(occurredAt).toISOString(),
    data: { ...(data as object | undefined), ...fields, ...(inSubject ? {} : { account, customer }) },
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((child) => isDeeper(child, levels - 1))
}
