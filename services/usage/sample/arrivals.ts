import { type SampleEvent, sampleActivity } from './activity'
import { msPerDay } from './options'
import * as model from './parameters'
import type { Random } from './random'
import type { Feed, SampleAccount, SampleWorld } from './world'

/** What an item of a file does to the book. */
export type Effect = 'event' | 'duplicate' | 'conflict' | 'void' | 'unknownAccount' | 'malformed'

export interface Arrival {
  readonly effect: Effect
  readonly event: SampleEvent
  /** When it reached the file, which decides its place there. */
  readonly at: number
}

/** The calls of the Asterisk account come as CDRs; whatever else it used comes as CloudEvents like other accounts' usage. */
const feedOf = ({ account, meter }: SampleEvent): Feed =>
  account.feed === 'asterisk' && !meter.startsWith('call.') ? 'cloudevents' : account.feed

const writes = (account: SampleAccount, feed: Feed) =>
  account.feed === feed || (account.feed === 'asterisk' && feed === 'cloudevents')

/** One file's items in the order in which they came, a day at a time: late ones wait for their day, so memory holds days and not the sample. */
export function* arrivalsOf(world: SampleWorld, feed: Feed): Generator<Arrival> {
  const { plan } = world
  const accounts = world.accounts.filter((account) => writes(account, feed))
  const activity = sampleActivity(world)
  const waiting = new Map<number, Arrival[]>()
  const rates = scaled(plan.size.faultFactor)
  let today = plan.firstDay

  const put = (effect: Effect, event: SampleEvent, at: number) => {
    const day = Math.max(today, Math.floor(at / msPerDay))
    const items = waiting.get(day)
    if (items) items.push({ effect, event, at })
    else waiting.set(day, [{ effect, event, at }])
  }
  const sink = (event: SampleEvent, random: Random) => {
    if (feedOf(event) !== feed) return
    const at = arrivalTime(event, random)
    put('event', event, at)
    const later = () => at + 1000 + Math.min(random.logNormal(60_000, 1.5), 5 * msPerDay)
    if (random.chance(rates.duplicate)) put('duplicate', event, later())
    if (random.chance(rates.conflict)) put('conflict', event, later())
    if (random.chance(rates.unknownAccount)) put('unknownAccount', event, later())
    if (random.chance(rates.malformed)) put('malformed', event, later())
    // Only CloudEvents can say it.
    if (feed === 'cloudevents' && random.chance(rates.void)) put('void', event, later() + msPerDay / 2)
  }
  const take = (day: number) => {
    const items = waiting.get(day) ?? []
    waiting.delete(day)
    return items.sort((a, b) => a.at - b.at)
  }

  for (; today < plan.endDay; today++) {
    for (const account of accounts) activity(account, today, sink)
    yield* take(today)
  }
  for (const day of [...waiting.keys()].sort((a, b) => a - b)) yield* take(day)
}

const scaled = (factor: number) =>
  Object.fromEntries(Object.entries(model.faultRates).map(([name, rate]) => [name, rate * factor])) as Record<
    keyof typeof model.faultRates,
    number
  >

const latenessShares = model.lateness.map(({ share }) => share)

function arrivalTime({ occurredAt, quantity, meter }: SampleEvent, random: Random): number {
  const kind = model.lateness[random.pick(latenessShares)]!
  const delay = Math.min(kind.upTo, Math.max(kind.from, random.logNormal(kind.median, kind.sigma)))
  const ended = occurredAt + (meter.startsWith('call.') || meter === 'ai.live' ? quantity * 1000 : 0)
  if (!('afterMonth' in kind)) return ended + delay
  const date = new Date(occurredAt)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) + delay
}
