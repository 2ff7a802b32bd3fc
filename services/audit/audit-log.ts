import type { AuditStore } from './audit-store'
import type { AuthEvent, AuthEvents } from './auth-events'
import type { AuditHead } from './chain'
import { FloodGate } from './flood-gate'
import { recordText } from './record-text'

export interface AuditLogOptions {
  readonly store: AuditStore
  /** Notes heads outside the store (`headFile`): a log whose end is cut off is noticed by them. */
  readonly note?: (head: AuditHead) => void
  /** Told once in a minute at most, when the store cannot take entries. */
  readonly onError?: (error: unknown) => void
  /** Milliseconds since 1970 UTC. */
  readonly clock?: () => number
}

/** Entries that may wait for a store that does not answer; those beyond are counted and told when it does. */
const mostWaiting = 10_000
const mostAtOnce = 2_000
const retryMs = 1_000
/** Refusals may wait this long to share a write; everything else is on its way at once. */
const restMs = 250
const noteMs = 1_000
const tellMs = 60_000

interface Waiter {
  readonly upTo: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * The audit log of a process: takes events without waiting, writes them in order by one writer, many with one sync of the disk. What the store cannot
 * take is kept and tried again.
 */
export class AuditLog implements AuthEvents {
  readonly #gate = new FloodGate()
  readonly #waiting: string[] = []
  readonly #waiters: Waiter[] = []
  #taken = 0
  #written = 0
  #lost = 0
  #writing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #timerAt = Number.POSITIVE_INFINITY
  #head: AuditHead | undefined
  #noting: NodeJS.Timeout | undefined
  #told = Number.NEGATIVE_INFINITY
  #closed = false
  readonly #clock: () => number
  readonly #minutes: NodeJS.Timeout

  constructor(private readonly options: AuditLogOptions) {
    this.#clock = options.clock ?? Date.now
    this.#minutes = setInterval(() => {
      if (this.#gate.isDue(this.#clock())) this.#tellCounts()
    }, 5_000).unref()
  }

  record(event: AuthEvent): void {
    if (this.#closed) return
    try {
      const now = this.#clock()
      for (const each of this.#gate.pass({ ...event, at: event.at ?? now }, now)) this.#take(recordText(each))
    } catch (error) {
      this.#complain(error)
    }
    this.#writeIn(event.kind === 'refused' ? restMs : 0)
  }

  settled(): Promise<void> {
    if (this.#written === this.#taken || this.#closed) return this.#writing ?? Promise.resolve()
    const settled = new Promise<void>((resolve, reject) => this.#waiters.push({ upTo: this.#taken, resolve, reject }))
    this.#writeIn(0)
    return settled
  }

  /** Writes all that waits; what the store does not take now is told to `onError` and gone. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#tellCounts()
    this.#closed = true
    clearInterval(this.#minutes)
    clearTimeout(this.#timer)
    await this.#writing
    if (this.#waiting.length > 0 || this.#lost > 0) await this.#write()
    this.#note()
    if (this.#waiting.length > 0)
      this.options.onError?.(new Error(`${this.#waiting.length} entries of the audit log could not be written.`))
  }

  #tellCounts(): void {
    for (const each of this.#gate.counts()) this.#take(recordText(each))
    this.#writeIn(0)
  }

  #take(record: string): void {
    if (this.#waiting.length >= mostWaiting) {
      this.#lost++
      return
    }
    this.#waiting.push(record)
    this.#taken++
  }

  #writeIn(ms: number): void {
    if (this.#writing || this.#closed || this.#waiting.length === 0) return
    const at = performance.now() + ms
    if (at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    // Not held back by an idle process: a command ends when its entries are written, not before.
    this.#timer = setTimeout(() => {
      this.#timerAt = Number.POSITIVE_INFINITY
      this.#writing ??= this.#write().finally(() => {
        this.#writing = undefined
        this.#writeIn(this.#waiters.length > 0 ? 0 : restMs)
      })
    }, ms)
  }

  /** All that waits, in parts; ends at the first that the store does not take. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      if (this.#lost > 0 && this.#waiting.length < mostWaiting) this.#tellLost()
      const some = this.#waiting.slice(0, mostAtOnce)
      try {
        const head = await this.options.store.append(some)
        this.#waiting.splice(0, some.length)
        this.#written += some.length
        this.#answer()
        this.#noteSoon(head)
      } catch (error) {
        this.#complain(error)
        for (const { reject } of this.#waiters.splice(0)) reject(error)
        if (!this.#closed) await new Promise((resolve) => setTimeout(resolve, retryMs))
        return
      }
    }
  }

  #tellLost(): void {
    const at = this.#clock()
    this.#waiting.push(recordText({ kind: 'lost', at, detail: { count: this.#lost } }))
    this.#taken++
    this.#lost = 0
  }

  #noteSoon(head: AuditHead): void {
    this.#head = head
    this.#noting ??= setTimeout(() => this.#note(), noteMs).unref()
  }

  #note(): void {
    clearTimeout(this.#noting)
    this.#noting = undefined
    try {
      if (this.#head) this.options.note?.(this.#head)
    } catch (error) {
      this.#complain(error)
    }
  }

  #answer(): void {
    while (this.#waiters[0] && this.#waiters[0].upTo <= this.#written) this.#waiters.shift()!.resolve()
  }

  #complain(error: unknown): void {
    const now = performance.now()
    if (now - this.#told < tellMs) return
    this.#told = now
    this.options.onError?.(error)
  }
}
