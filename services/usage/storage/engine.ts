import type { AuditStore } from '../../audit/audit-store'
import type { OnceStore } from '../../once-store'
import type { SessionStore } from '../../session-store'
import type { UserStore } from '../../user-store'
import type { Day, DayRange, Month } from '../ledger/days'
import type {
  Account,
  CatalogEntity,
  Customer,
  KnownAccount,
  Organization,
  Product,
  PutOutcome,
  Rate,
  Wallet,
} from '../ledger/entities'
import type { MaybePromise } from '../ledger/maybe-promise'
import type { Channel, Meter } from '../ledger/meters'
import type { MonthPredicate } from '../ledger/month-predicate'
import type { Reach, WholeBook } from '../ledger/reach'
import type { IngestOptions, IngestResult, LedgerEvent } from '../ledger/usage-event'

/** Minutes are whole by construction: each session is rounded up. */
export interface CustomerMinutes {
  readonly account: string
  /** Empty: usage without a customer. */
  readonly customer: string
  readonly minutes: number
}

/** Everything of one account, meter, price and currency in a range. */
export interface MeterSum {
  readonly account: string
  readonly meter: string
  readonly currency: string
  /** Decimal text. */
  readonly unitPrice: string
  readonly count: bigint
  /** Millionths of the meter's billed unit. */
  readonly billed: bigint
}

/** One row of the month rollup with the words of its series. */
export interface MonthRow {
  /** 32 hexadecimal digits, the same for ever. */
  readonly id: string
  readonly account: string
  readonly month: Month
  readonly meter: string
  readonly product: string
  readonly aggregate: string
  readonly unitPrice: string
  readonly currency: string
  readonly direction: string
  readonly resolution: string
  readonly wallet: string
  readonly count: bigint
  readonly billed: bigint
}

export interface MonthQuery {
  readonly where?: MonthPredicate
  readonly order: 'asc' | 'desc'
  readonly offset: number
  readonly limit: number
}

export interface MonthPage {
  readonly total: number
  readonly rows: readonly MonthRow[]
}

export interface StoredEvent {
  readonly seq: number
  readonly kind: 'usage' | 'reversal' | 'adjustment'
  readonly source: string
  readonly id: string
  readonly account: string
  /** Empty: without a customer. */
  readonly customer: string
  readonly meter: string
  readonly product: string
  readonly occurredAt: number
  readonly ingestedAt: number
  readonly count: bigint
  readonly raw: bigint
  readonly billed: bigint
  readonly unitPrice: string
  readonly currency: string
  readonly direction: string
  readonly resolution: string
  readonly wallet: string
  /** No rate was found: the price is 0. */
  readonly unrated: boolean
  /** Its month was closed before it came. */
  readonly late: boolean
  /** The event that a reversal takes back. */
  readonly reverses?: number
  /** The sender's data as JSON. */
  readonly data?: string
}

export interface EventQuery {
  /** Events after this sequence number. */
  readonly after?: number
  readonly limit: number
  readonly unratedOnly?: boolean
}

export interface Freshness {
  /** Sequence number of the newest event that the reach shows; 0 where there is none. */
  readonly watermark: number
  /** When that event came, milliseconds UTC. */
  readonly asOf?: number
}

/**
 * The book. Reads show what was committed when they began, and only what `reach` allows. Every call says on whose behalf it is: one that does not is no
 * call that compiles.
 */
export interface LedgerStore {
  /** Dedup, insert and rollups in one transaction; answers after it is on disk. `receivedAt` is the clock of the caller. */
  ingest(events: readonly LedgerEvent[], options: IngestOptions & { readonly receivedAt: number }): Promise<IngestResult>

  /** AI minutes by account and customer, ordered by both; without those whose minutes are 0. */
  aiMinutes(
    reach: Reach,
    range: DayRange,
    filter: { readonly account?: string; readonly customer?: string },
  ): MaybePromise<readonly CustomerMinutes[]>
  /** Ordered by account. `account`: this one alone. */
  meterSums(reach: Reach, range: DayRange, account?: string): MaybePromise<readonly MeterSum[]>
  monthRows(reach: Reach, query: MonthQuery): MaybePromise<MonthPage>
  /** How often each channel was used between two instants, both included. */
  channelCounts(reach: Reach, organization: string, fromMs: number, toMs: number): MaybePromise<Readonly<Record<Channel, bigint>>>
  /** First and last day with usage; undefined for an empty book. */
  days(reach: Reach): MaybePromise<{ readonly first: Day; readonly last: Day } | undefined>
  freshness(reach: Reach): MaybePromise<Freshness>
  /** Grows whenever any number that the reach shows may have changed (ETag). */
  revision(reach: Reach, account?: string): MaybePromise<number>
  /** Drill-down and export, in order of sequence. */
  events(reach: Reach, query: EventQuery): MaybePromise<readonly StoredEvent[]>
  /** From then on events of that month are marked late. */
  closePeriod(reach: WholeBook, account: string, month: Month, at: number): Promise<void>
}

export interface MasterData {
  /** Each in turn, all in one transaction; a rejected one leaves the others be. */
  put(reach: WholeBook, entities: readonly CatalogEntity[]): Promise<readonly PutOutcome[]>

  /** Undefined where the reach does not show it. To who manages accounts, their organizations are shown. */
  organization(reach: Reach, id: string): MaybePromise<Organization | undefined>
  organizations(reach: Reach): MaybePromise<readonly Organization[]>
  /** By key or sid; undefined where the reach does not show it. */
  account(reach: Reach, keyOrSid: string): MaybePromise<KnownAccount | undefined>
  /** Ordered by key. */
  accounts(reach: Reach): MaybePromise<readonly KnownAccount[]>
  /** Those of the given accounts that the reach shows and all below them (parents never cross an organization), as keys; others are left out. */
  descendants(reach: Reach, keys: readonly Account['key'][]): MaybePromise<readonly string[]>
  customers(reach: Reach, account?: string): MaybePromise<readonly Customer[]>
  wallets(reach: Reach): MaybePromise<readonly Wallet[]>
  /** The same for everybody. */
  products(reach: Reach): MaybePromise<readonly Product[]>
  /** General ones, and those that were agreed with whom the reach shows. */
  rates(reach: Reach): MaybePromise<readonly Rate[]>
}

/** Small texts by name: what a gateway must remember beside the book. */
export interface SettingStore {
  get(name: string): MaybePromise<string | undefined>
  put(name: string, value: string): Promise<void>
  /** The value that stands afterwards: of two processes that start together, both get the same. */
  putIfAbsent(name: string, value: string): Promise<string>
}

export interface Difference {
  readonly table: string
  /** `account 5ea7… month 2026-02 series 7`. */
  readonly key: string
  readonly stored: string
  readonly expected: string
}

export interface VerifyReport {
  readonly clean: boolean
  readonly events: number
  /** Rollup rows compared, all tables. */
  readonly rows: number
  /** The first hundred; `differenceCount` has them all. */
  readonly differences: readonly Difference[]
  readonly differenceCount: number
}

export interface RebuildReport {
  readonly events: number
  readonly rows: number
}

export interface EngineInfo {
  readonly engine: string
  readonly location: string
  readonly schemaVersion: number
  /** `SQLite 3.53.2`. */
  readonly version: string
  readonly bytes: number
  /** What the engine itself says of the whole store, where it was asked: `ok`, or its complaints. */
  readonly integrity: readonly string[]
}

export interface EngineOptions {
  /** A file, `:memory:`, or whatever address the engine takes. */
  readonly location: string
  /** Default: the mapping table as it stands; `withRounding` changes how calls are rounded. */
  readonly meters?: readonly Meter[]
  /** How long a write waits for a lock of another process before it answers 503; default 2000. */
  readonly busyMs?: number
  /** Events that may wait for the writer before further ones answer 503; default 100,000. */
  readonly maxQueued?: number
}

/** What is asked of every engine. All writes answer when they are on disk; where the store cannot, an HttpError 503. */
export interface StorageEngine {
  readonly name: string
  readonly ledger: LedgerStore
  readonly masterData: MasterData
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly once: OnceStore
  readonly audit: AuditStore
  readonly settings: SettingStore
  /** Makes the rollups anew from the events, in one transaction. */
  rebuild(reach: WholeBook): Promise<RebuildReport>
  /** Compares rollups with events; changes nothing. */
  verify(reach: WholeBook): Promise<VerifyReport>
  /** `full` walks the whole store, which takes its time. */
  info(full?: boolean): Promise<EngineInfo>
  /** Can it read and write right now? Throws the 503 that a write would get. */
  ready(): Promise<void>
  /** Waits for what was accepted, then lets go. */
  close(): Promise<void>
}

/** Opens a store and brings its schema up to date; a store of a newer version is refused. */
export type OpenEngine = (options: EngineOptions) => Promise<StorageEngine>
