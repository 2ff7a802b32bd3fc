import type { Session, UserStore } from '../../services'
import type { Call } from '../call'
import type { MaybePromise } from '../maybe'

/** Who a credential belongs to, and until when it may be remembered (ms since 1970; undefined: until some credential changes). */
export interface Recognised {
  readonly session: Session
  readonly until?: number
}

/** One way to prove who calls: what a call carries → who it is. One file, one line in the gateway's list. */
export interface AuthProvider {
  readonly name: string
  /** The credential of this kind that the call carries, as text; undefined: none of this kind. */
  credential(call: Call): string | undefined
  /** Whose it is; undefined: nobody's. Throws an `HttpError` where more is to be said. */
  authenticate(credential: string, users: UserStore): MaybePromise<Recognised | undefined>
  /** What the 401 says when the credential is wrong. */
  readonly refusal: string
  /** The `WWW-Authenticate` of this provider. */
  readonly challenge?: string
  /** Browsers send it by themselves once they know it: does not count on another site's JSONP call (design.md section 6). */
  readonly ambient?: boolean
}
