import { toCloudEvent } from '../imports/cloud-events'
import type { UsageEvent } from '../ledger/usage-event'
import type { SampleEvent } from './activity'
import { type Arrival, arrivalsOf } from './arrivals'
import { customerId, type Feed, type SampleAccount, type SampleWorld } from './world'

/** One usage file of the sample and how to read it. */
export interface SampleFile {
  readonly name: string
  readonly feed: Feed
  /** Name of the import format. */
  readonly format: string
  /** The zone of its local times. */
  readonly zone?: string
  /** Its text in pieces of about 64 KB. */
  chunks(): AsyncGenerator<string>
}

/** An account that nobody has. */
const nobody = 'ffffffffffffffffffffffff'
const chunkSize = 65_536

type Writer = (arrival: Arrival) => string

export function filesOf(world: SampleWorld): SampleFile[] {
  const cdrAccount = world.accounts.find(({ feed }) => feed === 'asterisk')
  const file = (name: string, feed: Feed, format: string, write: Writer, header = '', zone?: string): SampleFile => ({
    name,
    feed,
    format,
    ...(zone === undefined ? {} : { zone }),
    chunks: () => chunksOf(world, feed, header, write),
  })
  return [
    file('usage.jsonl', 'cloudevents', 'cloudevents', cloudEvent),
    file('usage.csv', 'csv', 'csv', genericRow, `${genericColumns.join(',')}\n`),
    ...(cdrAccount ? [file('asterisk.csv', 'asterisk', 'asterisk', cdrRow(world, cdrAccount), '', cdrAccount.zone)] : []),
  ]
}

async function* chunksOf(world: SampleWorld, feed: Feed, header: string, write: Writer): AsyncGenerator<string> {
  let text = header
  for (const arrival of arrivalsOf(world, feed)) {
    const line = write(arrival)
    // A line that was cut off, as when a disk is full: no format can take the first two fifths of an item for an item.
    text += arrival.effect === 'malformed' ? `${line.slice(0, line.length * 0.4)}\n` : `${line}\n`
    if (text.length < chunkSize) continue
    yield text
    text = ''
  }
  if (text !== '') yield text
}

/** What the sender of this item says; a conflict says another quantity under the same id. */
function told({ effect, event }: Arrival): { quantity: number; account: string; id: string } {
  const { quantity, account, id } = event
  if (effect === 'conflict') return { quantity: quantity + 1, account: account.key, id }
  if (effect === 'unknownAccount') return { quantity, account: nobody, id: `${id}-x` }
  return { quantity, account: account.key, id }
}

const places = ['sfo', 'iad', 'fra', 'lhr', 'nrt']
const sourceOf = ({ account, meter }: SampleEvent) =>
  `/${meter.startsWith('call.') ? 'switch' : meter.split('.')[0]}/${places[account.index % places.length]}-1`

export const usageEventOf = (arrival: Arrival): UsageEvent => {
  const { event } = arrival
  const { quantity, account, id } = told(arrival)
  return {
    source: sourceOf(event),
    id,
    account,
    ...(event.customer < 0 ? {} : { customer: customerId(event.customer) }),
    meter: event.meter,
    occurredAt: event.occurredAt,
    quantity: String(quantity),
    ...(event.direction === '' ? {} : { direction: event.direction }),
    ...(event.resolution === '' ? {} : { resolution: event.resolution }),
    ...(event.product === undefined ? {} : { product: event.product }),
    ...(event.wallet === undefined ? {} : { wallet: event.wallet }),
    ...(event.price === undefined ? {} : { price: event.price, currency: event.account.organization.currency }),
  }
}

function cloudEvent(arrival: Arrival): string {
  const { event, effect } = arrival
  if (effect !== 'void') return toCloudEvent(usageEventOf(arrival))
  const source = sourceOf(event)
  const target = { source, id: event.id }
  return toCloudEvent({ kind: 'void', source, id: `void:${event.id}`, account: event.account.key, target, reason: 'test call' })
}

const genericColumns = [
  'event_id', 'occurred_at', 'account', 'customer', 'meter', 'direction', 'resolution', 'quantity', 'product', 'wallet', 'price', 'currency',
] // biome-ignore format: one line as in the file

function genericRow(arrival: Arrival): string {
  const { event } = arrival
  const { quantity, account, id } = told(arrival)
  const { customer, meter, direction, resolution, occurredAt, product = '', wallet = '', price } = event
  const currency = price === undefined ? '' : event.account.organization.currency
  const time = new Date(occurredAt).toISOString()
  const who = customer < 0 ? '' : customerId(customer)
  return [id, time, account, who, meter, direction, resolution, quantity, product, wallet, price ?? '', currency].join(',')
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const tollFree = '+18005550100'

/** A row of `cdr_csv`, which prints local time. The account is known by its external code. */
function cdrRow({ offset }: SampleWorld, { zone, externalCode }: SampleAccount): Writer {
  const local = (instant: number) => new Date(instant + offset(zone, instant)).toISOString().slice(0, 19).replace('T', ' ')
  return (arrival) => {
    const { event, effect } = arrival
    const { quantity, id } = told(arrival)
    const { meter, direction, resolution, occurredAt } = event
    const inbound = direction === 'INBOUND'
    const answered = resolution === 'ANSWERED'
    const rung = 4 + (event.customer & 7)
    const [src, dst] = inbound
      ? ['+14155550123', meter.endsWith('tollfree') ? tollFree : '+14155550100']
      : ['+14155550100', '+442079460018']
    const texts = [
      effect === 'unknownAccount' ? nobody : externalCode,
      src!,
      dst!,
      inbound ? 'from-pstn' : 'outbound',
      `"Caller" <${src}>`,
      'PJSIP/trunk-0000a7',
      answered ? 'PJSIP/201-0000a1' : '',
      inbound ? (resolution === 'MISSED' ? 'Dial' : 'Queue') : 'Dial',
      inbound ? 'support' : 'PJSIP/trunk',
      local(occurredAt),
      answered ? local(occurredAt + rung * 1000) : '',
      local(occurredAt + (rung + quantity) * 1000),
    ]
    const rest = [answered ? 'ANSWERED' : 'NO ANSWER', 'BILL', id, ''].map(quoted)
    return [...texts.map(quoted), rung + quantity, quantity, ...rest].join(',')
  }
}
