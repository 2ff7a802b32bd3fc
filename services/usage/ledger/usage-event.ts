import type { IngestReach } from './reach'

/** What a sender tells of one use of a meter. Times are milliseconds since 1970 UTC; numbers that money hangs on are decimal texts. */
export interface UsageEvent {
  readonly kind?: 'usage'
  /** With `id` and the organization: this event's identity, for ever. */
  readonly source: string
  readonly id: string
  /** Key, sid, or an external code within the organization. */
  readonly account: string
  /** The account's own name for its customer; left out for usage without one. */
  readonly customer?: string
  readonly meter: string
  /** Start of the call, session, message …; it decides day and month. */
  readonly occurredAt: number
  /** In raw units (seconds, segments, bytes …), decimal text. Zero is kept for audit and counts nowhere (a call that failed or was busy). */
  readonly quantity: string
  /** The unit of `quantity` where it is not the meter's raw unit: `MINUTES` for seconds, `GB` for bytes. */
  readonly unit?: string
  /** How many messages, calls … the event stands for; default: what the meter counts (see `Meter.counts`). */
  readonly count?: number
  readonly direction?: string
  /** Kept for CALL rows only (usage-domain 3.6). */
  readonly resolution?: string
  readonly product?: string
  readonly wallet?: string
  /** Price of one billed unit, up to 9 decimals: the event comes rated and keeps it. */
  readonly price?: string
  readonly currency?: string
  /** The sender's own data, kept for drill-down. */
  readonly data?: unknown
}

/** Takes an earlier event back by a reversal: nothing is ever changed or removed. Voiding twice is a duplicate, not an error. */
export interface VoidEvent {
  readonly kind: 'void'
  readonly source: string
  readonly id: string
  /** Account of the target; needed where the caller is not bound to an organization. */
  readonly account?: string
  readonly target: { readonly source: string; readonly id: string }
  readonly reason?: string
}

export type LedgerEvent = UsageEvent | VoidEvent

export interface IngestWindow {
  readonly backMs: number
  readonly aheadMs: number
}

/** The window of live ingest; imports have none. */
export const liveWindow: IngestWindow = Object.freeze({ backMs: 400 * 86_400_000, aheadMs: 5 * 60_000 })

export interface IngestOptions {
  readonly reach: IngestReach
  /** One rejected item takes the whole batch back. */
  readonly atomic?: boolean
  /** Events that occurred outside it are rejected; left out: any time from 1970 to 9999. */
  readonly window?: IngestWindow
}

/** The stable codes of rejected items. */
export const rejectionCodes = [
  'InvalidEvent',
  'InvalidId',
  'InvalidSource',
  'InvalidTime',
  'InvalidQuantity',
  'InvalidUnit',
  'InvalidCount',
  'InvalidDirection',
  'InvalidResolution',
  'InvalidPrice',
  'InvalidCurrency',
  'InvalidData',
  'OutsideWindow',
  'UnknownAccount',
  'UnknownCustomer',
  'UnknownMeter',
  'UnknownProduct',
  'UnknownWallet',
  'ForeignSource',
  'ConflictingDuplicate',
  'UnknownTarget',
  'CannotVoidReversal',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

export interface Rejection {
  /** Position in the batch, from 0. */
  readonly index: number
  /** The item's id as sent, cut to 256 characters; empty where it has none. */
  readonly id: string
  readonly code: RejectionCode
  readonly message: string
}

export interface IngestResult {
  readonly accepted: number
  readonly duplicates: number
  readonly rejected: readonly Rejection[]
  /** Sequence number of the newest event in the book. */
  readonly watermark: number
  /** An atomic batch with a rejected item: nothing of it was written. */
  readonly rolledBack?: boolean
}

export const maxIdLength = 256
export const maxBatchSize = 10_000
