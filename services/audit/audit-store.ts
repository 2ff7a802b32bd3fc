import type { MaybePromise } from '../maybe-promise'
import type { AuthEventKind } from './auth-events'
import type { AuditEntry, AuditHead } from './chain'

/** Which entries; each member narrows. */
export interface AuditQuery {
  readonly limit: number
  /** Entries after this number, or before it where the newest come first. */
  readonly from?: number
  readonly newestFirst?: boolean
  readonly kinds?: readonly AuthEventKind[]
  /** The name of who did it. */
  readonly userName?: string
  /** What it was done to. */
  readonly subject?: string
  readonly address?: string
  readonly organization?: string
  /** Milliseconds since 1970 UTC; `until` is not included. */
  readonly since?: number
  readonly until?: number
}

/** What an audit log asks of storage: entries are added and never changed. */
export interface AuditStore {
  /** Chains the records to what is there, in one transaction, also beside other processes; answers when they are on disk. */
  append(records: readonly string[]): MaybePromise<AuditHead>
  /** As the store itself keeps it, beside the entries; undefined for a log that never had one. */
  head(): MaybePromise<AuditHead | undefined>
  /** In order of their numbers. */
  entries(query: AuditQuery): MaybePromise<readonly AuditEntry[]>
}
