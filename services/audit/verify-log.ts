import type { AuditStore } from './audit-store'
import { type AuditFault, type AuditHead, ChainCheck } from './chain'

export interface AuditReport {
  readonly entries: number
  readonly head: AuditHead
  /** The first entry that cannot be believed. */
  readonly fault?: AuditFault
}

/** A head that was noted outside the log, and where: `the file audit-head`. */
export interface NotedHead {
  readonly head: AuditHead | undefined
  readonly where: string
}

const page = 5_000

/** Walks the whole log, from its first entry to the heads that were noted of it. */
export async function verifyLog(store: AuditStore, noted: readonly NotedHead[] = []): Promise<AuditReport> {
  // Before the entries: what others append meanwhile is beyond it.
  const own = await store.head()
  const check = new ChainCheck().note(own, 'the store')
  for (const { head, where } of noted) check.note(head, where)
  let [entries, from] = [0, 0]
  for (;;) {
    const some = await store.entries({ limit: page, from })
    if (entries === 0 && some[0] && !own) return { entries: some.length, head: check.head, fault: headless }
    entries += some.length
    const last = some.at(-1)
    if (!some.every((entry) => check.add(entry)) || !last || some.length < page) break
    from = last.seq
  }
  const fault = check.finish()
  return { entries, head: check.head, ...(fault ? { fault } : {}) }
}

const headless: AuditFault = { seq: 1, problem: 'the store has entries and no longer says which is the newest: that was removed' }
