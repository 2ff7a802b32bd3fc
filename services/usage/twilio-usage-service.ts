import { Decimal } from 'decimal.js'
import { HttpError } from '../../dtos/contract'
import { type AccountUsageRecord, type AccountUsageRecordPage, ListAccountUsageRecords } from '../../dtos/usage/twilio'
import type { RequestContext } from '../request-context'
import { Get } from '../verbs'
import { readRange, readTwilioDay } from './dates'
import type { DayRange, Ledger, Reach, UsageRecord } from './ledger'
import { dayText, isAdministrator } from './ledger'
import { recordUri } from './record-uri'
import { sumRecords } from './sum-records'

const defaultPageSize = 50

/** Twilio's Usage Records (usage-domain 1.2), for whoever may list Evo's. */
export class TwilioUsageService {
  constructor(private readonly ledger: Ledger) {}

  @Get(ListAccountUsageRecords)
  async usageRecords(request: ListAccountUsageRecords, { session }: RequestContext): Promise<AccountUsageRecordPage> {
    const today = this.ledger.today()
    const { from, to } = readRange(request, (text, fieldName) => readTwilioDay(text, fieldName, today))
    const reach = await this.ledger.accountReach(session!)
    const account = await this.ledger.account(reach, request.accountSid)
    if (!account)
      throw isAdministrator(session!)
        ? new HttpError(404, 'AccountNotFound', 'There is no such account.')
        : new HttpError(403, 'Forbidden', 'The account is not one of yours.')
    const alone = request.includeSubaccounts === false
    // Descendants of an account that the reach shows are in the reach themselves.
    const keys = alone ? [account.key] : await this.ledger.descendants(reach, [account.key])
    const range = await this.ledger.effectiveRange(reach, from, to)
    const found = await this.ledger.usageRecords(reach.amongAccounts(keys), range)
    const own = found.find((each) => each.account.key === account.key)
    const records = sumRecords(
      own?.records ?? [],
      found.filter((each) => each !== own).map((each) => each.records),
    )
    const wanted = request.category ? records.filter(({ category }) => category === request.category) : records
    return pageOf(wanted, { request, sid: account.sid, range, asOf: await this.asOf(reach) })
  }

  /** When the newest event came; every answered event is counted at once, so an empty book is complete up to now. */
  private async asOf(reach: Reach): Promise<string> {
    const { asOf } = await this.ledger.freshness(reach)
    return `${new Date(asOf ?? Date.now()).toISOString().slice(0, 19)}+00:00`
  }
}

interface PageFacts {
  readonly request: ListAccountUsageRecords
  readonly sid: string
  readonly range: DayRange
  readonly asOf: string
}

function pageOf(records: readonly UsageRecord[], { request, sid, range, asOf }: PageFacts): AccountUsageRecordPage {
  const page = request.page ?? 0
  const pageSize = request.pageSize ?? defaultPageSize
  // The bounds that hold, not the ones that were given: `-30days` would mean other days tomorrow.
  const bounds = { startDate: dayText(range.from), endDate: dayText(range.to), alone: request.includeSubaccounts === false }
  const uriOf = (at: number) =>
    recordUri(sid, { ...bounds, ...(request.category ? { category: request.category } : {}), pageSize, page: at })
  const lastPage = Math.max(0, Math.ceil(records.length / pageSize) - 1)
  const start = page * pageSize
  const shown = records.slice(start, start + pageSize)
  return {
    usageRecords: shown.map((record) => recordOf(record, sid, bounds, asOf)),
    firstPageUri: uriOf(0),
    nextPageUri: page < lastPage ? uriOf(page + 1) : null,
    previousPageUri: page > 0 ? uriOf(Math.min(page - 1, lastPage)) : null,
    page,
    pageSize,
    start,
    end: shown.length === 0 ? 0 : start + shown.length - 1,
    uri: uriOf(page),
  }
}

const recordOf = (
  { category, count, countUnit, description, usage, usageUnit, price, priceUnit }: UsageRecord,
  accountSid: string,
  bounds: { readonly startDate: string; readonly endDate: string; readonly alone: boolean },
  asOf: string,
): AccountUsageRecord => ({
  accountSid,
  apiVersion: '2010-04-01',
  asOf,
  category,
  count: count === undefined ? null : String(count),
  countUnit,
  description,
  endDate: bounds.endDate,
  price: new Decimal(price),
  priceUnit,
  startDate: bounds.startDate,
  uri: recordUri(accountSid, { category, ...bounds }),
  usage,
  usageUnit,
})
