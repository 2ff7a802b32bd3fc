import type { AuditQuery, AuditStore } from './audit-store'
import type { AuthEvent } from './auth-events'
import { type AuditEntry, type AuditHead, emptyChain, link } from './chain'

/** A log of one process, gone with it: for first tries and for tests. */
export class MemoryAuditStore implements AuditStore {
  readonly #entries: AuditEntry[] = []

  append(records: readonly string[]): AuditHead {
    for (const record of records) this.#entries.push(link(this.#entries.at(-1) ?? emptyChain, record))
    return this.#entries.at(-1) ?? emptyChain
  }

  head() {
    return this.#entries.at(-1)
  }

  entries({ limit, from, newestFirst = false, ...wanted }: AuditQuery) {
    const ordered = newestFirst ? this.#entries.toReversed() : this.#entries
    return ordered
      .filter(({ seq, record }) => {
        if (from !== undefined && (newestFirst ? seq >= from : seq <= from)) return false
        const event = JSON.parse(record) as AuthEvent & { readonly at: number }
        return (
          (wanted.kinds?.includes(event.kind) ?? true) &&
          (wanted.since === undefined || event.at >= wanted.since) &&
          (wanted.until === undefined || event.at < wanted.until) &&
          (['userName', 'subject', 'address', 'organization'] as const).every(
            (name) => wanted[name] === undefined || event[name] === wanted[name],
          )
        )
      })
      .slice(0, limit)
  }
}
