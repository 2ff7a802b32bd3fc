/** A limiter that several processes share: those of rate-limiter-flexible are, on Redis, PostgreSQL, SQLite … */
export interface SharedLimiter {
  /** Resolves where the points are there; rejects with how long they are not, or with an error of the store's. */
  consume(key: string, points?: number): Promise<unknown>
}

/** Milliseconds in which the calls of one caller are counted together. */
const together = 50

/**
 * Counts calls in a store that others count in as well. No call waits for the store: who is found to be over the limit is refused from then on,
 * so a limit is passed by what comes within a round trip. A store that fails limits nobody; the limit in memory still holds.
 */
export class SharedLimit {
  readonly #counts = new Map<string, number>()
  readonly #until = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(
    private readonly limiter: SharedLimiter,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Milliseconds to wait; 0: may pass, and is counted. */
  take(caller: string, now: number): number {
    const until = this.#until.get(caller)
    if (until !== undefined) {
      if (until > now) return until - now
      this.#until.delete(caller)
    }
    this.#counts.set(caller, (this.#counts.get(caller) ?? 0) + 1)
    this.#timer ??= setTimeout(() => this.#send(), together).unref()
    return 0
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #send(): void {
    this.#timer = undefined
    const counts = [...this.#counts]
    this.#counts.clear()
    for (const [caller, count] of counts) this.limiter.consume(caller, count).catch((refused) => this.#refused(caller, refused))
  }

  #refused(caller: string, refused: unknown): void {
    const wait = (refused as { msBeforeNext?: unknown } | undefined)?.msBeforeNext
    if (typeof wait === 'number') this.#until.set(caller, performance.now() + wait)
    else this.onError(refused)
  }
}
