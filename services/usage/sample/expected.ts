import type { SampleEvent } from './activity'
import { arrivalsOf, type Effect } from './arrivals'
import {
  aggregateOf,
  billedMillionths,
  billionths,
  countsSessions,
  decimal,
  type ExpectedChannel,
  expectedChannels,
  expectedMeters,
} from './expected-rules'
import { filesOf, type SampleFile } from './files'
import { monthName, msPerDay } from './options'
import { ratesOf, type SampleRate } from './prices'
import { customerId, type SampleAccount, type SampleOrganization, type SampleWorld } from './world'

export interface ExpectedFile extends Pick<SampleFile, 'name' | 'format' | 'zone'> {
  readonly lines: number
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: number
}

export interface ExpectedRecord {
  readonly category: string
  /** Left out for `totalprice`. */
  readonly count?: number
  readonly usage: string
  readonly price: string
  readonly priceUnit: string
}

export interface ExpectedRow {
  readonly account_id: string
  readonly meter: string
  readonly product_id: string
  readonly aggr_product_id: string
  readonly type: string
  readonly unit: string
  readonly direction: string | null
  readonly resolution: string | null
  readonly wallet_name: string
  readonly currency: string
  readonly price: string
  readonly number_of_units: string
  readonly total_amount: string
}

/** What the APIs must answer, each list for one month. Amounts and units are exact decimal texts. */
export interface ExpectedMonth {
  readonly month: string
  readonly aiUsage: {
    readonly accountUsage: readonly { readonly accountId: string; readonly aiMinutes: number }[]
    readonly customerUsage: readonly { readonly accountId: string; readonly customerId: string; readonly aiMinutes: number }[]
  }
  readonly usageRecords: readonly { readonly accountId: string; readonly records: readonly ExpectedRecord[] }[]
  readonly usageMonth: readonly { readonly organization: string; readonly rows: readonly ExpectedRow[] }[]
  readonly organizationUsage: readonly ({ readonly organization: string } & Readonly<Record<ExpectedChannel, number>>)[]
}

export interface SampleExpected {
  readonly size: string
  readonly seed: string
  readonly from: string
  readonly to: string
  readonly files: readonly ExpectedFile[]
  readonly months: readonly ExpectedMonth[]
}

/** One series of an account in a month. */
interface Cell {
  readonly meter: string
  readonly product: string
  readonly price: string
  readonly direction: string
  readonly resolution: string
  readonly wallet: string
  count: number
  billed: number
  /** Something was used, even if all of it was taken back: Talkdesk's row stays, with 0 units. */
  used: boolean
}

/** An account's month: its series, and its AI minutes by customer (index + 1; 0 is usage without one). */
interface Sheet {
  readonly cells: Map<string, Cell>
  readonly minutes: number[]
}

/** Adds the sample up in plain arrays, from what the generator knows and not from what it wrote. */
export function expectedOf(world: SampleWorld): SampleExpected {
  const { plan, accounts } = world
  const prices = priceTable([...ratesOf(world)])
  const monthOfDay = new Map<number, number>()
  for (let month = 0; month < plan.size.months; month++)
    for (let day = plan.monthStarts[month]!; day < plan.monthStarts[month + 1]!; day++) monthOfDay.set(day, month)
  const sheets = plan.monthStarts.slice(1).map(() => accounts.map((): Sheet => ({ cells: new Map(), minutes: [] })))

  const add = (event: SampleEvent, sign: 1 | -1) => {
    const { account, customer, meter, quantity, resolution, direction, wallet = '', occurredAt } = event
    const rule = expectedMeters[meter]!
    const sheet = sheets[monthOfDay.get(Math.floor(occurredAt / msPerDay))!]![account.index]!
    const product = event.product ?? rule.product
    const price = event.price ?? prices(account, meter, product, occurredAt)
    const words = { direction: rule.direction || direction, resolution: rule.type === 'CALL' ? resolution : '', wallet }
    const key = [meter, product, price, words.direction, words.resolution, wallet].join('|')
    const cell = sheet.cells.get(key) ?? { meter, product, price, ...words, count: 0, billed: 0, used: false }
    sheet.cells.set(key, cell)
    const billed = billedMillionths(quantity, rule.billing)
    cell.billed += sign * billed
    cell.used ||= quantity !== 0
    cell.count += quantity === 0 ? 0 : sign * (rule.counts === 'once' ? 1 : quantity)
    if (meter === 'ai.live') sheet.minutes[customer + 1] = (sheet.minutes[customer + 1] ?? 0) + (sign * billed) / 1_000_000
  }

  const files = filesOf(world).map(({ name, format, zone, feed }): ExpectedFile => {
    const seen: Record<Effect, number> = { event: 0, duplicate: 0, conflict: 0, void: 0, unknownAccount: 0, malformed: 0 }
    for (const { effect, event } of arrivalsOf(world, feed)) {
      seen[effect]++
      if (effect === 'event') add(event, 1)
      else if (effect === 'void') add(event, -1)
    }
    const rejected = seen.conflict + seen.unknownAccount + seen.malformed
    const accepted = seen.event + seen.void
    const header = feed === 'csv' ? 1 : 0
    const lines = accepted + seen.duplicate + rejected + header
    return { name, format, ...(zone === undefined ? {} : { zone }), lines, accepted, duplicates: seen.duplicate, rejected }
  })
  const months = sheets.map((month, i) => expectedMonth(world, monthName(plan.monthStarts[i]!), month))
  const { sizeName, seedText } = plan
  return { size: sizeName, seed: seedText, from: months[0]!.month, to: months.at(-1)!.month, files, months }
}

/** The price that holds: the account's own, else its organization's, else everybody's; in each the product's before any. */
function priceTable(rates: readonly SampleRate[]) {
  const byMeter = new Map<string, SampleRate[]>()
  for (const rate of rates) byMeter.set(rate.meter, [...(byMeter.get(rate.meter) ?? []), rate])
  return ({ key, organization }: SampleAccount, meter: string, product: string, at: number): string => {
    const holding = (byMeter.get(meter) ?? []).filter(
      ({ currency, validFrom = 0, validTo = Number.POSITIVE_INFINITY }) =>
        currency === organization.currency && validFrom <= at && at < validTo,
    )
    const own = holding.filter((rate) => rate.account === key)
    const shared = holding.filter((rate) => rate.organization === organization.id)
    const general = holding.filter((rate) => rate.account === undefined && rate.organization === undefined)
    for (const scope of [own, shared, general]) {
      const found = scope.find((rate) => rate.product === product) ?? scope.find((rate) => rate.product === undefined)
      if (found) return found.unitPrice
    }
    return '0'
  }
}

function expectedMonth({ organizations, accounts }: SampleWorld, month: string, sheets: readonly Sheet[]): ExpectedMonth {
  const byKey = [...accounts].sort((a, b) => (a.key < b.key ? -1 : 1))
  const customerUsage = byKey.flatMap(({ key, index }) =>
    sheets[index]!.minutes.map((aiMinutes, place) => ({ accountId: key, customerId: customerId(place - 1), aiMinutes, place }))
      .filter(({ aiMinutes, place }) => place > 0 && aiMinutes !== 0)
      .map(({ place: _, ...row }) => row),
  )
  const accountUsage = byKey
    .map(({ key, index }) => ({ accountId: key, aiMinutes: sheets[index]!.minutes.reduce((sum, minutes) => sum + minutes, 0) }))
    .filter(({ aiMinutes }) => aiMinutes !== 0)
  const accountsOf = (organization: SampleOrganization) => byKey.filter((account) => account.organization === organization)
  return {
    month,
    aiUsage: { accountUsage, customerUsage },
    usageRecords: byKey.map((account) => ({ accountId: account.key, records: records(account, sheets[account.index]!) })),
    usageMonth: organizations.map((organization) => ({
      organization: organization.id,
      rows: accountsOf(organization).flatMap((account) => rows(account, sheets[account.index]!)),
    })),
    organizationUsage: organizations.map((organization) => ({
      organization: organization.id,
      ...counts(accountsOf(organization).map(({ index }) => sheets[index]!)),
    })),
  }
}

/** Calls that failed are in no answer. */
const visible = ({ cells }: Sheet) => [...cells.values()].filter(({ used }) => used)
const amountOf = ({ billed, price }: Cell) => BigInt(billed) * billionths(price)

function records({ organization }: SampleAccount, sheet: Sheet): ExpectedRecord[] {
  const priceUnit = organization.currency.toLowerCase()
  const sums = new Map<string, { count: number; billed: number; amount: bigint }>()
  let total = 0n
  for (const cell of visible(sheet)) {
    const amount = amountOf(cell)
    total += amount
    const { categories } = expectedMeters[cell.meter]!
    categories.forEach((category, level) => {
      const sum = sums.get(category) ?? { count: 0, billed: 0, amount: 0n }
      const inSessions = level > 0 && countsSessions.has(category)
      sum.count += cell.count
      sum.billed += inSessions ? cell.count * 1_000_000 : cell.billed
      sum.amount += amount
      sums.set(category, sum)
    })
  }
  const something = [...sums].filter(([, { count, billed, amount }]) => count !== 0 || billed !== 0 || amount !== 0n)
  const listed = something.sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...listed.map(([category, { count, billed, amount }]) => ({
      category,
      count,
      usage: decimal(BigInt(billed), 6),
      price: decimal(amount, 15),
      priceUnit,
    })),
    { category: 'totalprice', usage: decimal(total, 15), price: decimal(total, 15), priceUnit },
  ]
}

function rows({ key, organization }: SampleAccount, sheet: Sheet): ExpectedRow[] {
  return visible(sheet).map((cell) => {
    const { type, unit } = expectedMeters[cell.meter]!
    return {
      account_id: key,
      meter: cell.meter,
      product_id: cell.product,
      aggr_product_id: aggregateOf(cell.product),
      type,
      unit,
      direction: cell.direction || null,
      resolution: cell.resolution || null,
      wallet_name: cell.wallet,
      currency: organization.currency,
      price: cell.price,
      number_of_units: decimal(BigInt(cell.billed), 6),
      total_amount: decimal(amountOf(cell), 15),
    }
  })
}

function counts(sheets: readonly Sheet[]): Record<ExpectedChannel, number> {
  const sums = Object.fromEntries(expectedChannels.map((channel) => [channel, 0])) as Record<ExpectedChannel, number>
  for (const sheet of sheets)
    for (const { meter, count } of sheet.cells.values()) {
      const { channel } = expectedMeters[meter]!
      if (channel) sums[channel] += count
    }
  return sums
}
