import { msPerDay } from './options'
import * as model from './parameters'
import { premiumTelephony, priceIn, telephony } from './prices'
import { Random } from './random'
import { type SampleAccount, type SampleWorld, streams, walletName } from './world'

/** One thing that happened, as the sample knows it. */
export interface SampleEvent {
  readonly id: string
  readonly account: SampleAccount
  /** Index; -1: usage without a customer. */
  readonly customer: number
  readonly meter: string
  readonly direction: '' | 'INBOUND' | 'OUTBOUND' | 'OTHER'
  readonly resolution: string
  readonly quantity: number
  readonly occurredAt: number
  readonly product?: string
  readonly wallet?: string
  /** It comes rated. */
  readonly price?: string
}

/** Takes one event, and the random numbers of its own sub-stream for what becomes of it. */
export type Sink = (event: SampleEvent, random: Random) => void

/** What all accounts did, a day of one account at a time. */
export function sampleActivity(world: SampleWorld): (account: SampleAccount, day: number, sink: Sink) => void {
  const { plan, accounts } = world
  const factors = dayFactors(world)
  const activities = activitiesPerWeight(world, factors)
  const busy = new Map<SampleAccount, Float64Array>()
  const largest = Math.ceil(accounts.length / 5)

  return (account, day, sink) => {
    if (day < account.firstDay || day >= account.endDay) return
    const at = day - plan.firstDay
    const series = busy.get(account) ?? busyness(world, account)
    busy.set(account, series)
    const random = new Random(plan.seed, streams.day, account.index, day)
    const mean = activities * account.weight * factors[at]! * series[at]!
    // The offset at noon is near enough to place an event in its local day.
    const shift = world.offset(account.zone, day * msPerDay + msPerDay / 2)
    const hours = account.roundTheClock ? model.flatHours : model.hourShares
    const progress = at / (plan.endDay - plan.firstDay)
    const maker = new EventMaker(world, account, day, progress, sink)

    const place = (own: Random) => {
      const local = own.pick(hours) * 3_600_000 + own.below(3_600_000)
      // Kept within the day's UTC bounds of the sample: local midnight may lie outside them.
      const time = day * msPerDay + local - shift
      if (time < account.firstDay * msPerDay) return time + msPerDay
      return time >= account.endDay * msPerDay ? time - msPerDay : time
    }
    const count = random.poisson(mean)
    for (let i = 0; i < count; i++) {
      const own = new Random(plan.seed, streams.event, account.index, day, i)
      maker.begin(i, place(own), own)
      maker.activity(model.activities[own.pick(activityShares)]!.kind)
    }
    if (account.index < largest && random.chance(model.sms.campaignsPerMonth / 30)) {
      const size = random.poisson(mean * model.sms.campaignSize)
      const start = place(random)
      for (let i = 0; i < size; i++) {
        const own = new Random(plan.seed, streams.campaign, account.index, day, i)
        maker.begin(1_000_000 + i, Math.min(start + own.below(1_800_000), account.endDay * msPerDay - 1), own)
        maker.message(true)
      }
    }
    if (new Date(day * msPerDay).getUTCDate() === 1) numbers(maker, account, day, plan.seed)
    hourlyAggregates(maker, account, day, plan.seed)
  }
}

const activityShares = model.activities.map(({ share }) => share)
const mixShares = model.callMix.map(({ share }) => share)

/** Growth, season, weekday and holidays of each day of the sample. */
function dayFactors({ plan }: SampleWorld): Float64Array {
  const factors = new Float64Array(plan.endDay - plan.firstDay)
  let month = 0
  for (let day = plan.firstDay; day < plan.endDay; day++) {
    if (day >= plan.monthStarts[month + 1]!) month++
    const date = new Date(day * msPerDay)
    const holiday = model.holidays.has(date.toISOString().slice(5, 10)) ? model.holidayFactor : 1
    factors[day - plan.firstDay] =
      (1 + model.monthlyGrowth) ** month *
      model.monthFactors[date.getUTCMonth()]! *
      model.weekdayFactors[(date.getUTCDay() + 6) % 7]! *
      holiday
  }
  return factors
}

/** So that the sample comes near the wanted number of events. */
function activitiesPerWeight({ plan, accounts }: SampleWorld, factors: Float64Array): number {
  let weight = 0
  let others = 0
  const perDay = model.hourly.reduce((sum, { chance }) => sum + chance, 0)
  for (const account of accounts) {
    for (let day = account.firstDay; day < account.endDay; day++) weight += account.weight * factors[day - plan.firstDay]!
    const days = account.endDay - account.firstDay
    others += days * perDay + (account.numbers * days) / 30.4
  }
  return Math.max(plan.size.events - others, plan.size.events / 2) / model.eventsPerActivity / weight
}

function busyness({ plan }: SampleWorld, account: SampleAccount): Float64Array {
  const random = new Random(plan.seed, streams.busyness, account.index)
  const series = new Float64Array(plan.endDay - plan.firstDay)
  const { shape, memory } = model.busyness
  const spread = Math.sqrt(1 - memory ** 2)
  let last = 1
  for (let i = 0; i < series.length; i++) {
    last = 1 + memory * (last - 1) + spread * (random.gamma(shape) - 1)
    series[i] = Math.max(0.1, last)
  }
  return series
}

function numbers(maker: EventMaker, account: SampleAccount, day: number, seed: Random['seed']) {
  for (let i = 0; i < account.numbers; i++) {
    const own = new Random(seed, streams.hourly, account.index, day, 100 + i)
    maker.begin(2_000_000 + i, day * msPerDay, own)
    const tollFree = new Random(seed, streams.hourly, account.index, 0, i).chance(model.tollFreeNumbers)
    maker.emit('n', tollFree ? 'number.tollfree' : 'number.local', '', '', 1)
  }
}

function hourlyAggregates(maker: EventMaker, account: SampleAccount, day: number, seed: Random['seed']) {
  model.hourly.forEach(({ meter, chance, median, sigma, unit }, i) => {
    const own = new Random(seed, streams.hourly, account.index, day, i)
    if (!own.chance(chance)) return
    maker.begin(3_000_000 + i, day * msPerDay + own.below(24) * 3_600_000, own)
    const quantity = Math.max(1, Math.round(own.logNormal(median, sigma))) * unit
    maker.emit('h', meter, meter === 'fax' ? (own.chance(0.5) ? 'INBOUND' : 'OUTBOUND') : '', '', quantity)
  })
}

/** Makes the events of one account's day; `begin` says which, when, and with which random numbers. */
class EventMaker {
  private number = 0
  private time = 0
  private customer = -1
  private random!: Random

  constructor(
    private readonly world: SampleWorld,
    private readonly account: SampleAccount,
    private readonly day: number,
    private readonly progress: number,
    private readonly sink: Sink,
  ) {}

  begin(number: number, time: number, random: Random) {
    this.number = number
    this.time = time
    this.random = random
    const { customers } = this.account
    // Squared: the first customers of an account use the most.
    this.customer = random.chance(model.customers.withoutShare) ? -1 : Math.floor(random.float() ** 2 * customers)
  }

  activity(kind: model.Activity) {
    const { random } = this
    if (kind === 'call') this.call()
    else if (kind === 'sms') this.message(random.chance(model.sms.outbound))
    else if (kind === 'whatsapp') this.emit('w', 'whatsapp.outbound', 'OUTBOUND', '', 1)
    else if (kind === 'email') this.emit('e', 'email.outbound', '', '', 1)
    else this.emit('s', 'ai.sage', 'INBOUND', '', 1)
  }

  message(outbound: boolean) {
    const { random } = this
    const segments = random.pick(model.sms.segments) + 1
    const quantity = segments < 4 ? segments : 4 + random.below(3)
    this.emit('m', outbound ? 'sms.outbound' : 'sms.inbound', outbound ? 'OUTBOUND' : 'INBOUND', '', quantity)
  }

  private call() {
    const { random, account } = this
    const { meter, direction } = model.callMix[random.pick(mixShares)]!
    const table = model.resolutions[direction]
    const resolution = Object.keys(table)[random.pick(Object.values(table))]!
    const reached = resolution !== 'MISSED' && resolution !== 'ABANDONED'
    const talked = resolution === 'VOICEMAIL' ? random.logNormal(model.voicemail.median, model.voicemail.sigma) : duration(random)
    const seconds = reached ? Math.max(1, Math.min(model.longestCall, Math.round(talked))) : 0
    if (account.feed === 'asterisk') return this.cdrCall(meter, direction, resolution, seconds)

    const product =
      meter === 'call.outbound' && account.premium ? premiumTelephony : account.feed === 'csv' ? telephony : undefined
    this.emit('c', meter, direction, resolution, seconds, { product })
    if (resolution === 'MACHINE') this.emit('d', 'amd', '', '', 1)
    if (resolution === 'VOICEMAIL' && random.chance(model.voicemail.transcribed))
      this.emit('t', 'transcription.voicemail', 'INBOUND', '', seconds)
    if (resolution === 'ANSWERED' && random.chance(model.recordedShare)) this.emit('r', 'call.recording', direction, '', seconds)
    const { first, last, median, sigma } = model.aiLive
    if (direction === 'INBOUND' && reached && random.chance(first + (last - first) * this.progress)) {
      const length = Math.max(1, Math.round(random.logNormal(median, sigma)))
      const price =
        account.feed === 'csv' && random.chance(0.3) ? priceIn(account.organization.currency, 'ai.live', 1.1) : undefined
      this.emit('a', 'ai.live', 'INBOUND', 'ANSWERED', length, { price })
    }
  }

  /** What an Asterisk CDR can say: whole seconds, a few meters, and of a local time that comes twice only the first. */
  private cdrCall(meter: model.CallMeter, direction: string, resolution: string, seconds: number) {
    const inbound = direction === 'INBOUND'
    const time = Math.floor(this.time / 1000) * 1000
    const { zone } = this.account
    const repeated = this.world.offset(zone, time) < this.world.offset(zone, time - 3_600_000)
    this.time = repeated ? time - 3_600_000 : time
    const known = meter === 'call.inbound.tollfree' ? meter : inbound ? 'call.inbound.local' : 'call.outbound'
    const said = resolution === 'ABANDONED' || resolution === 'MISSED' ? resolution : 'ANSWERED'
    this.emit('c', known, inbound ? 'INBOUND' : 'OUTBOUND', said, seconds)
  }

  emit(
    prefix: string,
    meter: string,
    direction: SampleEvent['direction'],
    resolution: string,
    quantity: number,
    extra: Pick<SampleEvent, 'product' | 'price'> = {},
  ) {
    const { account, day, number, time, customer } = this
    const id = `${prefix}-${account.index.toString(36)}-${day.toString(36)}-${number.toString(36)}`
    const wallet = account.wallet && (prefix === 'm' || prefix === 'w') ? walletName : undefined
    const whose = prefix === 'n' || prefix === 'h' ? -1 : customer
    this.sink(
      { id, account, customer: whose, meter, direction, resolution, quantity, occurredAt: time, wallet, ...extra },
      this.random,
    )
  }
}

function duration(random: Random): number {
  const kind = model.callDurations[random.pick(model.callDurations.map(({ share }) => share))]!
  return kind.kind === 'short' ? 1 + random.float() * (kind.upTo - 1) : random.logNormal(kind.median, kind.sigma)
}
