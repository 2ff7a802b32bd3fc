import { hash } from 'node:crypto'
import { HttpError } from '../../dtos/contract'
import type { Call } from '../call'
import type { Feature } from './feature'
import { Gcra } from './gcra'
import { SharedLimit, type SharedLimiter } from './shared-limit'

export interface RateLimitOptions {
  /** Calls that one key, or one address without a key, may make a second on the long run. */
  readonly perSecond: number
  /** Calls that it may make at once after a pause; twice `perSecond` unless said. */
  readonly burst?: number
  /** How much more one address may do with several keys. */
  readonly perAddress?: number
  /** Counts for all processes together, as well as in memory for each: `new RateLimiterSQLite({ points: 1000, duration: 1, … })`. */
  readonly shared?: SharedLimiter
  /** What the shared limiter's store complains of; standard error unless said. */
  readonly onError?: (error: unknown) => void
}

/**
 * Limits calls by key and by address, and says with every answer what is left (`RateLimit` and `RateLimit-Policy` of the IETF's draft). Beyond it
 * there is a 429 with `Retry-After` in the call's format.
 */
export function rateLimit(options: RateLimitOptions): Feature {
  const { perSecond, burst = perSecond * 2, perAddress = 10, onError = console.error } = options
  const byCaller = new Gcra(1000 / perSecond, burst)
  const byAddress = new Gcra(1000 / (perSecond * perAddress), burst * perAddress)
  const shared = options.shared && new SharedLimit(options.shared, onError)
  const told = leftTexts()
  return {
    name: 'rateLimit',
    headers: ['RateLimit-Policy', `"calls";q=${burst};w=${Math.ceil(burst / perSecond)}`],
    before(call) {
      // Zero where nothing is measured.
      const now = call.startedAt || performance.now()
      const network = networkOf(call.remoteAddress)
      const caller = callerOf(call) ?? network
      const own = byCaller.take(caller, now)
      call.say('RateLimit', told(own.left, Math.ceil(own.whole / 1000)))
      const wait = Math.max(own.wait, byAddress.take(network, now).wait, shared?.take(nameless(caller), now) ?? 0)
      if (wait <= 0) return undefined
      const seconds = String(Math.ceil(wait / 1000))
      throw new HttpError(429, 'TooManyRequests', `Too many calls; the next one may come in ${seconds} s.`, {
        headers: { 'Retry-After': seconds },
      })
    },
    close: () => shared?.close(),
  }
}

/** What is left, and in how many seconds all of it: the same few texts again and again, each dearer to make than to keep. */
function leftTexts(): (left: number, seconds: number) => string {
  const known = new Map<number, string>()
  return (left, seconds) => {
    const both = left * 4096 + seconds
    let text = known.get(both)
    if (text === undefined) {
      text = `"calls";r=${left};t=${seconds}`
      if (known.size >= 1000) known.clear()
      // From 4,096 seconds on two pairs could have one number.
      if (seconds < 4096) known.set(both, text)
    }
    return text
  }
}

/** The credential that the call carries, whether it is good or not; undefined: none in its headers. */
function callerOf({ incoming: { headers } }: Call): string | undefined {
  const key = headers['x-api-key']
  return typeof key === 'string' ? key : headers.authorization
}

/** A credential goes into no store. */
const nameless = (caller: string): string => hash('sha256', caller, 'base64url')

/** One household has one network: of an IPv6 address that is the first half (threats 3.7). */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ? tail.split(':') : [])]
  return all.slice(0, 4).join(':')
}
