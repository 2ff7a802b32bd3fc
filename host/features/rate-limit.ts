import { HttpError } from '../../dtos/contract'
import type { Feature } from './feature'

export interface RateLimitOptions {
  /** Calls that one key, or one address without a key, may make a second on the long run. */
  readonly perSecond: number
  /** Calls that it may make at once after a pause; twice `perSecond` unless said. */
  readonly burst?: number
  /** How much more one address may do with several keys. */
  readonly perAddress?: number
}

/** How many callers are remembered; the oldest are forgotten, which only ever lets somebody call more. */
const most = 50_000

/** GCRA in memory: one number a caller, its theoretical arrival time in ms of the monotonic clock. */
export function rateLimit({ perSecond, burst = perSecond * 2, perAddress = 10 }: RateLimitOptions): Feature {
  const byKey = new Gcra(1000 / perSecond, burst)
  const byAddress = new Gcra(1000 / (perSecond * perAddress), burst * perAddress)
  return {
    name: 'rateLimit',
    before(call) {
      const { headers } = call.incoming
      const now = performance.now()
      const address = call.remoteAddress
      const wait = Math.max(
        byAddress.take(address, now),
        byKey.take((headers['x-api-key'] as string) ?? headers.authorization ?? address, now),
      )
      if (wait <= 0) return undefined
      const seconds = String(Math.ceil(wait / 1000))
      throw new HttpError(429, 'TooManyRequests', `Too many calls; the next one may come in ${seconds} s.`, {
        headers: { 'Retry-After': seconds },
      })
    },
  }
}

class Gcra {
  readonly #arrivals = new Map<string, number>()

  constructor(
    private readonly interval: number,
    private readonly burst: number,
  ) {}

  /** 0: may pass. Else the milliseconds to wait. */
  take(caller: string, now: number): number {
    const arrival = Math.max(this.#arrivals.get(caller) ?? now, now) + this.interval
    const wait = arrival - now - this.interval * this.burst
    if (wait > 0) return wait
    if (this.#arrivals.size >= most) this.#arrivals.delete(this.#arrivals.keys().next().value!)
    this.#arrivals.set(caller, arrival)
    return 0
  }
}
