import { amountDecimals, amountText, parseDecimal, type UsageRecord } from './ledger'

const exactly = (text: string): bigint => parseDecimal(text, amountDecimals)!

/** An account's records and those of the accounts below it as one list, in the same order; currencies are never added (usage-domain 3.3). */
export function sumRecords(own: readonly UsageRecord[], others: readonly (readonly UsageRecord[])[]): readonly UsageRecord[] {
  if (others.length === 0) return own
  const sums = new Map<string, UsageRecord>()
  for (const record of [...own, ...others.flat().filter(isMore)]) {
    const key = `${record.category} ${record.priceUnit}`
    const sum = sums.get(key)
    sums.set(key, sum ? add(sum, record) : record)
  }
  return [...sums.values()].filter(isWorthwhile).sort(inOrder)
}

const add = (left: UsageRecord, right: UsageRecord): UsageRecord => ({
  ...left,
  ...(left.count === undefined ? {} : { count: left.count + (right.count ?? 0n) }),
  usage: amountText(exactly(left.usage) + exactly(right.usage)),
  price: amountText(exactly(left.price) + exactly(right.price)),
})

/** A total of nothing says no more than that the account exists; only the asked one's own stays, whatever its currency. */
const isMore = ({ count, usage }: UsageRecord) => count !== undefined || usage !== '0'

/** Categories that cancel each other out are left out like any other without usage; a total stays. */
const isWorthwhile = ({ count, usage, price }: UsageRecord) =>
  count === undefined || count !== 0n || usage !== '0' || price !== '0'

const rank = ({ count, category, priceUnit }: UsageRecord) => `${count === undefined ? 1 : 0} ${category} ${priceUnit}`
const inOrder = (left: UsageRecord, right: UsageRecord) => (rank(left) < rank(right) ? -1 : 1)
