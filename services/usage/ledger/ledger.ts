import { HttpError } from '../../../dtos/contract'
import type { Session } from '../../session'
import type { EventQuery, Freshness, MonthPage, MonthQuery, StorageEngine, StoredEvent } from '../storage/engine'
import { type AiMinutes, aiMinutesOf } from './ai-minutes'
import { type Day, type DayRange, dayOf, type Month } from './days'
import type { CatalogEntity, Customer, KnownAccount, Organization, Product, PutOutcome, Rate, Wallet } from './entities'
import { type MaybePromise, when } from './maybe-promise'
import { meters as allMeters, type Channel, type Meter } from './meters'
import { accountReach, type Reach, type WholeBook } from './reach'
import { type IngestOptions, type IngestResult, type LedgerEvent, maxBatchSize } from './usage-event'
import { type AccountRecords, recordsOf } from './usage-records'

export interface LedgerOptions {
  /** The same table that the engine was opened with. */
  readonly meters?: readonly Meter[]
  /** Milliseconds since 1970 UTC. */
  readonly clock?: () => number
}

/** The book as the vendors' services read it: each method is one question, each read says whose usage it may see. */
export class Ledger {
  private readonly meterByCode: ReadonlyMap<string, Meter>
  private readonly clock: () => number

  constructor(
    private readonly engine: Pick<StorageEngine, 'ledger' | 'masterData'>,
    options: LedgerOptions = {},
  ) {
    this.meterByCode = new Map((options.meters ?? allMeters).map((meter) => [meter.code, meter]))
    this.clock = options.clock ?? Date.now
  }

  /** Accepted events are on disk when it answers; safe to send again. */
  ingest(events: readonly LedgerEvent[], options: IngestOptions): Promise<IngestResult> {
    if (events.length > maxBatchSize) {
      const message = `A batch has at most ${maxBatchSize} events, not ${events.length}. Send it in parts.`
      return Promise.reject(new HttpError(413, 'BatchTooLarge', message))
    }
    return this.engine.ledger.ingest(events, { ...options, receivedAt: this.clock() })
  }

  /** Evo's GetAIUsage: rows by account and by customer, ordered; only those with minutes in the range. */
  aiMinutes(
    reach: Reach,
    range: DayRange,
    filter: { readonly account?: string; readonly customer?: string } = {},
  ): MaybePromise<AiMinutes> {
    return when(this.engine.ledger.aiMinutes(reach, range, filter), aiMinutesOf)
  }

  /** Evo's and Twilio's usage records of each account that the reach shows (`account`: of this one alone, by key or sid), ordered by key. */
  usageRecords(reach: Reach, range: DayRange, account?: string): MaybePromise<readonly AccountRecords[]> {
    const accounts =
      account === undefined ? this.accounts(reach) : when(this.account(reach, account), (known) => (known ? [known] : []))
    return when(accounts, (known) =>
      when(this.engine.ledger.meterSums(reach, range, account === undefined ? undefined : (known[0]?.key ?? account)), (sums) =>
        recordsOf(known, sums, (code) => this.meter(code)),
      ),
    )
  }

  /** Talkdesk's month rows. */
  monthRows(reach: Reach, query: MonthQuery): MaybePromise<MonthPage> {
    return this.engine.ledger.monthRows(reach, query)
  }

  /** Infodeck's counters between two instants, both included. */
  channelCounts(
    reach: Reach,
    organization: string,
    fromMs: number,
    toMs: number,
  ): MaybePromise<Readonly<Record<Channel, bigint>>> {
    return this.engine.ledger.channelCounts(reach, organization, fromMs, toMs)
  }

  /** Today, UTC. */
  today(): Day {
    return dayOf(this.clock())
  }

  /** Bounds that were left out are open: from the first day of the book to today (usage-domain 3.7). The caller refuses `to < from` of given ones. */
  effectiveRange(reach: Reach, from: Day | undefined, to: Day | undefined): MaybePromise<DayRange> {
    const end = to ?? this.today()
    if (from !== undefined) return { from, to: end }
    return when(this.engine.ledger.days(reach), (days) => ({ from: Math.min(days?.first ?? end, end), to: end }))
  }

  freshness(reach: Reach): MaybePromise<Freshness> {
    return this.engine.ledger.freshness(reach)
  }

  revision(reach: Reach, account?: string): MaybePromise<number> {
    return this.engine.ledger.revision(reach, account)
  }

  /** Drill-down, export, and the operator's list of unrated events. */
  events(reach: Reach, query: EventQuery): MaybePromise<readonly StoredEvent[]> {
    return this.engine.ledger.events(reach, query)
  }

  closePeriod(reach: WholeBook, account: string, month: Month): Promise<void> {
    return this.engine.ledger.closePeriod(reach, account, month, this.clock())
  }

  /** What Evo's callers see: all, or the accounts that they manage with those below (usage-domain 3.8). */
  accountReach(session: Session): MaybePromise<Reach> {
    return accountReach(session, (granted, keys) => this.engine.masterData.descendants(granted, keys))
  }

  /** By key or sid; undefined where the reach does not show it, whether it exists or not. */
  account(reach: Reach, keyOrSid: string): MaybePromise<KnownAccount | undefined> {
    return this.engine.masterData.account(reach, keyOrSid)
  }

  accounts(reach: Reach): MaybePromise<readonly KnownAccount[]> {
    return this.engine.masterData.accounts(reach)
  }

  /** The accounts that the reach shows and all below them, as keys. */
  descendants(reach: Reach, keys: readonly string[]): MaybePromise<readonly string[]> {
    return this.engine.masterData.descendants(reach, keys)
  }

  customers(reach: Reach, account?: string): MaybePromise<readonly Customer[]> {
    return this.engine.masterData.customers(reach, account)
  }

  wallets(reach: Reach): MaybePromise<readonly Wallet[]> {
    return this.engine.masterData.wallets(reach)
  }

  organization(reach: Reach, id: string): MaybePromise<Organization | undefined> {
    return this.engine.masterData.organization(reach, id)
  }

  organizations(reach: Reach): MaybePromise<readonly Organization[]> {
    return this.engine.masterData.organizations(reach)
  }

  products(reach: Reach): MaybePromise<readonly Product[]> {
    return this.engine.masterData.products(reach)
  }

  rates(reach: Reach): MaybePromise<readonly Rate[]> {
    return this.engine.masterData.rates(reach)
  }

  /** One entity; safe to repeat. A faulty one is an HttpError that names the member. */
  async put(reach: WholeBook, entity: CatalogEntity): Promise<'created' | 'changed' | 'unchanged'> {
    const [result] = await this.engine.masterData.put(reach, [entity])
    if (!result) throw new HttpError(500, 'InternalServerError', 'The store did not say what became of the entity.')
    if (result.outcome === 'rejected')
      throw new HttpError(result.status, result.code, result.message, { fieldName: result.fieldName })
    return result.outcome
  }

  /** Many, in order; a rejected one leaves the others be (`tollgate import --catalog`). */
  putAll(reach: WholeBook, entities: readonly CatalogEntity[]): Promise<readonly PutOutcome[]> {
    return this.engine.masterData.put(reach, entities)
  }

  meter(code: string): Meter {
    const meter = this.meterByCode.get(code)
    if (!meter)
      throw new HttpError(500, 'InternalServerError', `The book has the meter ${code}, which this version does not know.`)
    return meter
  }
}
