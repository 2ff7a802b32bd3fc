/** How many callers are remembered; the oldest are forgotten, which only ever lets somebody call more. */
const most = 50_000

/** What a caller has left. Times in ms. */
export interface Allowance {
  /** 0: may pass. */
  readonly wait: number
  /** Calls that may still come at once. */
  readonly left: number
  /** Until all of them are there again. */
  readonly whole: number
}

/** The generic cell rate algorithm in memory: one number a caller, its theoretical arrival time on the monotonic clock. */
export class Gcra {
  readonly #arrivals = new Map<string, number>()

  constructor(
    /** Milliseconds between two calls on the long run. */
    private readonly interval: number,
    readonly burst: number,
  ) {}

  take(caller: string, now: number): Allowance {
    const { interval, burst } = this
    const before = Math.max(this.#arrivals.get(caller) ?? now, now)
    const arrival = before + interval
    const wait = arrival - now - interval * burst
    // Less than a microsecond is what floating point makes of nothing.
    if (wait > 1e-3) return { wait, left: 0, whole: before - now }
    if (this.#arrivals.size >= most) this.#arrivals.delete(this.#arrivals.keys().next().value!)
    this.#arrivals.set(caller, arrival)
    return { wait: 0, left: Math.floor(burst - (arrival - now) / interval), whole: arrival - now }
  }
}
