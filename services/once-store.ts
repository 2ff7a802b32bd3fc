import type { MaybePromise } from './maybe-promise'

/** What counts once: a client's assertion, a sign-in that is under way. */
export interface OnceStore {
  /** True for the first who comes with this id, in whatever process; it is remembered until then (ms since 1970). */
  useOnce(id: string, until: number): MaybePromise<boolean>
}

/** Ids that are remembered at a time; beyond them nothing counts, for who floods must not have one of his own forgotten. */
const most = 100_000

/** For one process, gone with it: a process that starts anew takes what the old one took. */
export class MemoryOnceStore implements OnceStore {
  readonly #used = new Map<string, number>()
  #swept = 0

  useOnce(id: string, until: number): boolean {
    const now = Date.now()
    const full = this.#used.size >= most
    // A look at all of them is dear: who floods does not make every call pay for one.
    if (now - this.#swept > (full ? 1_000 : 60_000)) this.#sweep(now)
    if ((this.#used.get(id) ?? 0) > now || this.#used.size >= most) return false
    this.#used.set(id, until)
    return true
  }

  #sweep(now: number): void {
    this.#swept = now
    for (const [id, until] of this.#used) if (until <= now) this.#used.delete(id)
  }
}
