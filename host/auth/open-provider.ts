import type { Express } from 'express'
import type { Authenticate } from '../../dtos/gateway'
import type { HttpResult, RequestContext, StoredUser } from '../../services'
import type { MaybePromise } from '../maybe'
import type { CredentialReader } from './credential-reader'
import type { Issued, SignIn } from './sign-in'

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

export interface NamedProvider {
  readonly name: string
  /** The `WWW-Authenticate` of a gateway whose first provider this is; `{name} realm="/auth/{name}"` unless said. */
  readonly challenge?: string
}

export const challengeOf = ({ name, challenge }: NamedProvider): string => challenge ?? `${name} realm="/auth/${name}"`
