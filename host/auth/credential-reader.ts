import type { CallerKey, Session } from '../../services'
import type { Call } from '../call'
import type { MaybePromise } from '../maybe'
import type { Refused } from './refused'

/** Who a credential belongs to. */
export interface Recognised {
  /** Undefined: the credential is good and names nobody, as operators' table keys do (A-5.4). */
  readonly session?: Session
  readonly key?: CallerKey
  /** The id of the stored session. */
  readonly sessionId?: string
  /** Until when it may be remembered (ms since 1970; undefined: until some credential changes). */
  readonly until?: number
  /** Not to be remembered: finding out did something. */
  readonly once?: true
}

/**
 * Where a credential travels. An operators' key has a header of its own and says nothing of who calls, so it is looked at first (A-5.4); the auth
 * secret satisfies everything, so nothing explicit beats it (A-1.7). An explicit one beats every cookie, and a bad one is saved by none; then
 * tokens, then sessions (A-7.2).
 */
export const carriers = ['key', 'secret', 'explicit', 'token', 'session'] as const
export type Carrier = (typeof carriers)[number]
export const isCookie = (carrier: Carrier): boolean => carrier === 'token' || carrier === 'session'

/** One kind of credential that calls carry. */
export interface CredentialReader {
  readonly carrier: Carrier
  /**
   * Browsers attach it by themselves: it counts neither on another site's JSONP call (design.md section 6) nor for what another site's page wants
   * changed; a `remembered` one is told there from one that a script says, for which browsers ask first.
   */
  readonly ambient?: (call: Call) => 'cookie' | 'remembered' | undefined
  /** A text that people chose is remembered by its hash only. */
  readonly hashed?: boolean
  /** It may stand in a form: who calls is not known before the body is read. */
  readonly inForm?: boolean
  /** The credential as text; undefined: the call carries none of this kind. Asked on each call. */
  read(call: Call): string | undefined
  /** Whose it is; undefined: it is of another kind after all. */
  recognise(credential: string, call: Call): MaybePromise<Recognised | Refused | undefined>
  /** Asked before a remembered one counts; false: recognise it anew. */
  readonly stillGood?: (recognised: Recognised, call: Call) => boolean
}
