import { Decimal } from 'decimal.js'
import { HttpError } from '../../dtos/contract'
import { type AIUsage, GetAIUsage, ListUsageRecords, type UsageRecordInfo } from '../../dtos/usage/evo'
import type { RequestContext } from '../request-context'
import { type Answer, Any, Get } from '../verbs'
import { readRange } from './dates'
import type { AccountRecords, AiMinutes, DayRange, Ledger, Reach } from './ledger'
import { administratorReach, dayText, isAdministrator, when } from './ledger'
import { recordUri } from './record-uri'

/** Evo Voice's two usage operations (usage-domain 1.1). */
export class EvoUsageService {
  constructor(private readonly ledger: Ledger) {}

  /** The account is a filter and the caller sees all of them: one that is not known has no rows (usage-domain 3.7). */
  @Any(GetAIUsage)
  aiUsage({ accountId, customerId, ...dates }: GetAIUsage, { session }: RequestContext): Answer<AIUsage> {
    const { from, to } = readRange(dates)
    const filter = { ...(accountId ? { account: accountId } : {}), ...(customerId ? { customer: customerId } : {}) }
    const reach = administratorReach(session)
    return when(this.ledger.effectiveRange(reach, from, to), (range) =>
      when(this.ledger.aiMinutes(reach, range, filter), aiUsageOf),
    ) as Answer<AIUsage>
  }

  @Get(ListUsageRecords)
  usageRecords({ accountId, ...dates }: ListUsageRecords, { session }: RequestContext): Answer<UsageRecordInfo[]> {
    const { from, to } = readRange(dates)
    const administrator = isAdministrator(session!)
    return when(this.ledger.accountReach(session!), async (reach) => {
      const account = accountId ? await this.target(reach, accountId, administrator) : undefined
      const range = await this.ledger.effectiveRange(reach, from, to)
      const found = await this.ledger.usageRecords(reach, range, account)
      const parents = await this.parents(reach, found)
      return found.flatMap((each) => recordInfos(each, range, parents.has(each.account.key)))
    }) as Answer<UsageRecordInfo[]>
  }

  /** To a Manager an account that does not exist looks like one that is not his (usage-domain 3.8). */
  private async target(reach: Reach, accountId: string, administrator: boolean): Promise<string> {
    const account = await this.ledger.account(reach, accountId)
    if (account) return account.key
    if (administrator) throw new HttpError(404, 'AccountNotFound', 'There is no such account.', { fieldName: 'AccountId' })
    throw new HttpError(403, 'Forbidden', 'The account is not one of yours.', { fieldName: 'AccountId' })
  }

  /** Accounts that have accounts below them. */
  private async parents(reach: Reach, found: readonly AccountRecords[]): Promise<ReadonlySet<string>> {
    if (found.length === 1) {
      const { key } = found[0]!.account
      return new Set((await this.ledger.descendants(reach, [key])).length > 1 ? [key] : [])
    }
    const accounts = await this.ledger.accounts(reach)
    return new Set(accounts.flatMap(({ parent }) => (parent === undefined ? [] : [parent])))
  }
}

const aiUsageOf = ({ accounts, customers }: AiMinutes): AIUsage => ({
  accountUsage: accounts.map(({ account, minutes }) => ({ accountId: account, aiMinutes: minutes })),
  customerUsage: customers.map(({ account, customer, minutes }) => ({
    accountId: account,
    customerId: customer,
    aiMinutes: minutes,
  })),
})

function recordInfos({ account, records }: AccountRecords, range: DayRange, hasSubaccounts: boolean): UsageRecordInfo[] {
  const startDate = dayText(range.from)
  const endDate = dayText(range.to)
  return records.map((record) => ({
    accountSid: account.sid,
    category: record.category,
    ...(record.count === undefined ? {} : { count: Number(record.count) }),
    countUnit: record.countUnit,
    description: record.description,
    endDate,
    price: new Decimal(record.price),
    priceUnit: record.priceUnit,
    startDate,
    usage: record.usage,
    usageUnit: record.usageUnit,
    uri: recordUri(account.sid, { category: record.category, startDate, endDate, alone: hasSubaccounts }),
  }))
}
