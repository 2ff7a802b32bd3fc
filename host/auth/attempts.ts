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

/** Attempts of one pair that are being judged, and those that wait for them. */
interface Turns {
  running: number
  readonly next: (() => void)[]
}

/**
 * Wrong passwords by account and address: beyond the free ones each waits twice as long as the one before. While it waits every password
 * is wrong, in the same words and time. Nobody can lock anybody out who comes from somewhere else, and no wait is for ever.
 */
export class Attempts {
  readonly #limit: AttemptLimit | undefined
  readonly #failures = new Map<string, Failures>()
  readonly #turns = new Map<string, Turns>()

  constructor(limit: Partial<AttemptLimit> | false = {}) {
    this.#limit = limit === false ? undefined : { ...usual, ...limit }
  }

  /** Somebody waits somewhere: remembered passwords are looked at again. */
  get any(): boolean {
    return this.#failures.size > 0
  }

  /**
   * Judges one attempt. Not more run at once than may be wrong without a wait: side by side all of them would have been free. `look`: whether the
   * password is looked at, or wrong whatever it is; one that was not looked at was no guess, and makes nobody wait longer.
   */
  async judge(account: string, address: string, check: (look: boolean) => Promise<boolean>): Promise<boolean> {
    const key = keyOf(account, address)
    const turns = this.#turns.get(key) ?? { running: 0, next: [] }
    this.#turns.set(key, turns)
    while (turns.running >= this.#room(key)) await new Promise<void>((go) => turns.next.push(go))
    turns.running++
    try {
      const look = !this.waits(account, address)
      const good = await check(look)
      if (good) this.succeeded(account, address)
      else if (look) this.failed(account, address)
      return good
    } finally {
      turns.running--
      const woken = turns.next.splice(0)
      if (turns.running === 0 && woken.length === 0) this.#turns.delete(key)
      for (const go of woken) go()
    }
  }

  /** How many may be judged at once. */
  #room(key: string): number {
    const failures = this.#failures.get(key)
    if (!this.#limit || (failures && failures.until > Date.now())) return Number.POSITIVE_INFINITY
    return Math.max(this.#limit.free - (failures?.count ?? 0), 1)
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
