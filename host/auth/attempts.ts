import { hash } from 'node:crypto'

export interface AttemptLimit {
  /** Wrong passwords without a wait. */
  readonly free: number
  /** Milliseconds that the next one waits; each further one twice as long. */
  readonly firstWait: number
  readonly longestWait: number
}

const usual: AttemptLimit = { free: 10, firstWait: 2_000, longestWait: 15 * 60_000 }
/** Pairs of account and address that are remembered; the oldest give way. */
const most = 20_000

interface Failures {
  readonly count: number
  /** No attempt counts before (ms since 1970). */
  readonly until: number
}

/**
 * Wrong passwords by account and address: beyond the free ones each waits twice as long as the one before. While it waits every password
 * is wrong, in the same words and time. Nobody can lock anybody out who comes from somewhere else, and no wait is for ever.
 */
export class Attempts {
  readonly #limit: AttemptLimit | undefined
  readonly #failures = new Map<string, Failures>()

  constructor(limit: Partial<AttemptLimit> | false = {}) {
    this.#limit = limit === false ? undefined : { ...usual, ...limit }
  }

  /** Somebody waits somewhere: remembered passwords are looked at again. */
  get any(): boolean {
    return this.#failures.size > 0
  }

  waits(account: string, address: string, now = Date.now()): boolean {
    if (this.#failures.size === 0) return false
    return (this.#failures.get(keyOf(account, address))?.until ?? 0) > now
  }

  failed(account: string, address: string, now = Date.now()): void {
    const limit = this.#limit
    if (!limit) return
    const key = keyOf(account, address)
    const before = this.#failures.get(key)
    // A failure of long ago counts no more, or some day everybody would wait.
    const count = (before && before.until + limit.longestWait > now ? before.count : 0) + 1
    const wait = count < limit.free ? 0 : Math.min(limit.firstWait * 2 ** Math.min(count - limit.free, 30), limit.longestWait)
    this.#failures.delete(key)
    if (this.#failures.size >= most) this.#failures.delete(this.#failures.keys().next().value!)
    this.#failures.set(key, { count, until: now + wait })
  }

  succeeded(account: string, address: string): void {
    if (this.#failures.size > 0) this.#failures.delete(keyOf(account, address))
  }
}

/** Bounded whatever is typed, and no names in memory. */
const keyOf = (account: string, address: string) => hash('sha256', `${address}\n${account}`, 'base64')
