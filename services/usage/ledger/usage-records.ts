import type { MeterSum } from '../storage/engine'
import { type Category, totalPrice, withParents } from './categories'
import type { KnownAccount } from './entities'
import type { Meter } from './meters'
import { amountOf, amountText, unitDecimals, unitsText } from './money'

/** One Twilio category of one account in one currency: what Evo and Twilio print, each in its own spelling. */
export interface UsageRecord {
  readonly category: string
  readonly description: string
  /** Undefined for `totalprice`. */
  readonly count?: bigint
  readonly countUnit: string
  /** Decimal text; the amount for `totalprice`. */
  readonly usage: string
  readonly usageUnit: string
  /** Exact decimal text. */
  readonly price: string
  /** ISO 4217, lower case. */
  readonly priceUnit: string
}

export interface AccountRecords {
  readonly account: KnownAccount
  /** Category ascending, `totalprice` last; one record for each currency (usage-domain 3.6). */
  readonly records: readonly UsageRecord[]
}

interface Sum {
  count: bigint
  billed: bigint
  amount: bigint
}

/** Sums of meters → leaf categories, their parents and `totalprice`. Categories without anything are left out, `totalprice` never is. */
export const recordsOf = (
  accounts: readonly KnownAccount[],
  sums: readonly MeterSum[],
  meter: (code: string) => Meter,
): readonly AccountRecords[] => {
  const byAccount = groupBy(sums, (sum) => sum.account)
  return accounts.map((account) => ({ account, records: accountRecords(account, byAccount.get(account.key) ?? [], meter) }))
}

const accountRecords = (
  account: KnownAccount,
  sums: readonly MeterSum[],
  meter: (code: string) => Meter,
): readonly UsageRecord[] => {
  const byCurrency = groupBy(sums, (sum) => sum.currency)
  const currencies = [...byCurrency.keys()].sort()
  const perCurrency = (currencies.length > 0 ? currencies : [account.currency]).map((currency) => ({
    currency: currency.toLowerCase(),
    ...addUp(byCurrency.get(currency) ?? [], meter),
  }))
  const records = perCurrency.flatMap(({ currency, categories }) =>
    [...categories.values()]
      .filter((sum) => sum.count !== 0n || sum.billed !== 0n || sum.amount !== 0n)
      .map((sum) => recordOf(sum, currency)),
  )
  const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0)
  records.sort((left, right) => order(left.category, right.category) || order(left.priceUnit, right.priceUnit))
  return [...records, ...perCurrency.map(({ currency, total }) => totalRecord(total, currency))]
}

/** A leaf's sums go to the leaf and all its parents. */
const addUp = (
  sums: readonly MeterSum[],
  meter: (code: string) => Meter,
): { categories: ReadonlyMap<string, Sum & { of: Category }>; total: bigint } => {
  const categories = new Map<string, Sum & { of: Category }>()
  let total = 0n
  for (const { meter: code, unitPrice, count, billed } of sums) {
    const { category, consumption } = meter(code)
    const amount = amountOf(billed, unitPrice)
    if (consumption) total += amount
    if (category === undefined) continue
    const [leaf, ...parents] = withParents(category)
    for (const of of [leaf!, ...parents]) {
      const sum = categories.get(of.code) ?? { of, count: 0n, billed: 0n, amount: 0n }
      sum.count += count
      sum.billed += inUnitOf(of, leaf!, count, billed)
      sum.amount += amount
      categories.set(of.code, sum)
    }
  }
  return { categories, total }
}

/** A parent that counts sessions has no minutes to add: it takes the child's count (`ai-assistants` of `ai-assistants-voice`). */
const inUnitOf = (parent: Category, leaf: Category, count: bigint, billed: bigint): bigint =>
  parent.usageUnit === leaf.usageUnit ? billed : count * 10n ** BigInt(unitDecimals)

const recordOf = ({ of, count, billed, amount }: Sum & { of: Category }, currency: string): UsageRecord => ({
  category: of.code,
  description: of.description,
  count,
  countUnit: of.countUnit,
  usage: unitsText(billed),
  usageUnit: of.usageUnit === '' ? currency : of.usageUnit,
  price: amountText(amount),
  priceUnit: currency,
})

const totalRecord = (total: bigint, currency: string): UsageRecord => ({
  category: totalPrice,
  description: 'Total Price',
  countUnit: '',
  usage: amountText(total),
  usageUnit: currency,
  price: amountText(total),
  priceUnit: currency,
})

// Map.groupBy is younger than Node 20.
const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
