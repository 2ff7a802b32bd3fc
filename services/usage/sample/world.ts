import { zoneOffset } from '../imports/zone-time'
import { type Plan, type SampleSize, sampleSizes } from './options'
import * as model from './parameters'
import { Random } from './random'

export interface SampleOrganization {
  readonly index: number
  readonly id: string
  readonly name: string
  readonly currency: model.Currency
  readonly timeZone: string
  /** A reseller's index. */
  readonly parent?: number
}

/** Which file an account's usage comes in. */
export type Feed = 'cloudevents' | 'csv' | 'asterisk'

export interface SampleAccount {
  readonly index: number
  readonly organization: SampleOrganization
  readonly key: string
  readonly sid: string
  readonly name: string
  readonly companyName: string
  readonly status: 'ACTIVE' | 'CHURNED'
  readonly parent?: number
  readonly externalCode: string
  readonly zone: string
  readonly roundTheClock: boolean
  /** Share of all usage, before growth. */
  readonly weight: number
  /** Days since 1970; usage is from the first to before the last. */
  readonly firstDay: number
  readonly endDay: number
  readonly customers: number
  readonly numbers: number
  readonly feed: Feed
  /** Calls out go over a dearer product. */
  readonly premium: boolean
  /** Its messages are paid from a wallet. */
  readonly wallet: boolean
}

export interface SampleWorld {
  readonly plan: Plan
  readonly organizations: readonly SampleOrganization[]
  readonly accounts: readonly SampleAccount[]
  /** Local time minus UTC at an instant; kept with the world, because asking Intl is slow. */
  readonly offset: (zone: string, instant: number) => number
}

/** First number of each path of a sub-stream. */
export const streams = {
  organization: 1,
  account: 2,
  customer: 3,
  busyness: 4,
  day: 5,
  event: 6,
  hourly: 7,
  campaign: 8,
} as const

const names = ['Alder', 'Birch', 'Cedar', 'Dune', 'Ember', 'Fjord', 'Grove', 'Harbor', 'Iris', 'Juniper', 'Kestrel', 'Lagoon']
const trades = ['Clinics', 'Logistics', 'Hotels', 'Energy', 'Insurance', 'Retail', 'Telecom', 'Travel', 'Bank', 'Foods']
const places = ['North', 'South', 'East', 'West', 'Central', 'Coast', 'Valley', 'Lake', 'Hill', 'Port']
const zones: Readonly<Record<model.Currency, readonly string[]>> = {
  USD: ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'America/Phoenix'],
  EUR: ['Europe/Paris', 'Europe/Berlin', 'Europe/Lisbon'],
  GBP: ['Europe/London'],
  JPY: ['Asia/Tokyo'],
}
/** Mean of the log-normal number of customers. */
const meanCustomers = model.customers.median * Math.exp(model.customers.sigma ** 2 / 2)

export function sampleWorld(plan: Plan): SampleWorld {
  const organizations = Array.from({ length: plan.size.organizations }, (_, index) => organizationOf(plan, index))
  const accounts = Array.from({ length: plan.size.accounts }, (_, index) => accountOf(plan, organizations, index))
  const offsets = new Map(accounts.map(({ zone }) => [zone, zoneOffset(zone)]))
  return { plan, organizations, accounts, offset: (zone, instant) => offsets.get(zone)!(instant) }
}

function organizationOf({ seed }: Plan, index: number): SampleOrganization {
  const random = new Random(seed, streams.organization, index)
  const currencies = Object.keys(model.currencies) as model.Currency[]
  const currency = currencies[random.pick(Object.values(model.currencies))]!
  const name = `${names[(index + random.below(3) * 4) % names.length]} ${trades[(index * 3 + random.below(2)) % trades.length]} ${index + 1}`
  const timeZone = zones[currency][random.below(zones[currency].length)]!
  const id = `o-${random.hex(20)}`
  return { index, id, name, currency, timeZone, ...(index % 8 === 5 ? { parent: index - 5 } : {}) }
}

/** The same for every size: an account belongs to the organizations that came with the size it came with. */
function organizationIndexOf(account: number): number {
  let before: Pick<SampleSize, 'organizations' | 'accounts'> = { organizations: 0, accounts: 0 }
  for (const size of Object.values(sampleSizes)) {
    if (account < size.accounts)
      return before.organizations + ((account - before.accounts) % (size.organizations - before.organizations))
    before = size
  }
  return account % before.organizations
}

function accountOf(plan: Plan, organizations: readonly SampleOrganization[], index: number): SampleAccount {
  const random = new Random(plan.seed, streams.account, index)
  const organization = organizations[organizationIndexOf(index)]!
  const months = plan.size.months
  const key = random.hex(24)
  const sid = `AC${random.hex(32)}`
  const place = places[index % places.length]!
  const slug = `${organization.name.split(' ')[0]!.toLowerCase()}-${place.toLowerCase()}-${index + 1}`
  const rawCustomers = random.logNormal(model.customers.median, model.customers.sigma)
  const scale = plan.size.customers / (plan.size.accounts * meanCustomers)
  const churns = random.chance(model.churnShare) || index === 4
  const startsLate = random.chance(model.lateStartShare)
  const change = 1 + random.below(months - 1)
  const roundTheClock = random.chance(model.roundTheClockShare)
  const weight = (index + 1) ** -model.zipfExponent
  const numbers = Math.min(model.mostNumbers, Math.max(1, Math.round(model.mostNumbers * weight * (0.5 + random.float()))))
  const zoneChoices = zones[organization.currency]
  const otherZone = zoneChoices[random.below(zoneChoices.length)]!
  const first = organizationFirstAccount(index)
  return {
    index,
    organization,
    key,
    sid,
    name: slug,
    companyName: `${organization.name} ${place}`,
    status: churns ? 'CHURNED' : 'ACTIVE',
    ...(first !== index && random.chance(0.3) ? { parent: first } : {}),
    externalCode: `${slug}-pbx`,
    zone: random.chance(0.7) ? organization.timeZone : otherZone,
    roundTheClock,
    weight,
    firstDay: startsLate && !churns ? plan.monthStarts[change]! : plan.firstDay,
    endDay: churns ? plan.monthStarts[change]! : plan.endDay,
    customers: Math.max(1, Math.min(model.customers.most, Math.round(rawCustomers * scale))),
    numbers,
    feed: index === 1 ? 'asterisk' : index % 3 === 2 ? 'csv' : 'cloudevents',
    premium: index % 4 === 2,
    wallet: index % 5 === 0,
  }
}

/** The first account of the same organization. */
function organizationFirstAccount(index: number): number {
  const organization = organizationIndexOf(index)
  let first = 0
  while (organizationIndexOf(first) !== organization) first++
  return first
}

export const walletName = 'contact center'

export const customerId = (index: number) => `cust-${String(index + 1).padStart(4, '0')}`

export interface SampleCustomer {
  readonly id: string
  readonly name: string
  readonly referenceId: string
  readonly parent?: string
}

export function* customersOf({ seed }: Plan, account: SampleAccount): Generator<SampleCustomer> {
  for (let index = 0; index < account.customers; index++) {
    const random = new Random(seed, streams.customer, account.index, index)
    const name = `${names[random.below(names.length)]} ${trades[random.below(trades.length)]} ${places[random.below(places.length)]}`
    const referenceId = `CRM-${random.hex(8).toUpperCase()}`
    const parent = index > 0 && random.chance(0.1) ? { parent: customerId(random.below(index)) } : {}
    yield { id: customerId(index), name, referenceId, ...parent }
  }
}
