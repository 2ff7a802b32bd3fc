import type { Express } from 'express'
import type { HttpError } from '../../dtos/contract'
import type { Authenticate } from '../../dtos/gateway'
import type { CallerKey, HttpResult, RequestContext, Session, StoredUser } from '../../services'
import type { Call } from '../call'
import type { MaybePromise } from '../maybe'
import type { Auth, Issued, SignIn } from './auth'

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

/** Why a credential is good for nothing: it still fails no open message. */
export class Refused {
  constructor(
    /** What a protected message answers. */
    readonly error: HttpError,
    /**
     * `bare`: such a text could be anybody's, so the answer is that to a call without credentials, challenge included. `always`: told even
     * where the message is open. `foreign`: told by both families, as nothing is wrong with the credential itself.
     */
    readonly how: 'told' | 'bare' | 'always' | 'foreign' = 'told',
  ) {}
}

/** Where a credential travels. An explicit one beats every cookie, and a bad one is saved by none; then tokens, then sessions. */
export const carriers = ['explicit', 'token', 'session'] as const
export type Carrier = (typeof carriers)[number]

/** One kind of credential that calls carry. */
export interface CredentialReader {
  readonly carrier: Carrier
  /**
   * Browsers attach it by themselves: it does not count on another site's JSONP call (design.md section 6). A `cookie` counts for nothing that
   * another site's page wants changed either.
   */
  readonly ambient?: (call: Call) => 'cookie' | 'remembered' | undefined
  /** A text that people chose is remembered by its hash only. */
  readonly hashed?: boolean
  /** The credential as text; undefined: the call carries none of this kind. Asked on each call. */
  read(call: Call): string | undefined
  /** Whose it is; undefined: it is of another kind after all. */
  recognise(credential: string, call: Call): MaybePromise<Recognised | Refused | undefined>
  /** Asked before a remembered one counts; false: recognise it anew. */
  readonly stillGood?: (recognised: Recognised, call: Call) => boolean
}

/** What a provider is, once it knows its gateway. All of it is optional. */
export interface OpenProvider {
  readonly readers?: readonly CredentialReader[]
  /**
   * `POST /auth/{name}`: who signs in, proven by what the message holds. Without it the provider only reads calls, and signs in whom it recognises
   * there. Throws where the proof is wrong. An HttpResult is answered as it is: the proof is elsewhere, and the browser goes there first.
   */
  readonly signIn?: (request: Authenticate, context: RequestContext) => MaybePromise<StoredUser | HttpResult<never>>
  /** It reads calls by itself: a gateway whose first provider does answers an anonymous status check like any other denial. */
  readonly readsCalls?: boolean
  /** `GET` does as well: browsers come back from elsewhere. */
  readonly signsInByGet?: boolean
  /** Whom it recognises in calls may sign in by the message; else its text says why not (405). */
  readonly notByMessage?: string
  /** Adds to a sign-in: tokens. */
  readonly issue?: (signIn: SignIn, context: RequestContext) => MaybePromise<Issued | undefined>
  /** Ends what it issued. */
  readonly end?: (context: RequestContext) => MaybePromise<void>
  /** Services that answer its messages. */
  readonly services?: readonly object[]
  /** Pages and endpoints beside the messages. */
  readonly mount?: (app: Express) => void
}

/** One way to prove who calls: what a call carries → who it is. One file, one line in the gateway's list. */
export interface AuthProvider {
  readonly name: string
  /** The `WWW-Authenticate` of a gateway whose first provider this is; `{name} realm="/auth/{name}"` unless said. */
  readonly challenge?: string
  open(auth: Auth): OpenProvider
}

export const challengeOf = ({ name, challenge }: Pick<AuthProvider, 'name' | 'challenge'>): string =>
  challenge ?? `${name} realm="/auth/${name}"`
