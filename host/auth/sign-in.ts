import type { Session, StoredUser } from '../../services'

export interface SignInOptions {
  /** The provider that proved who it is. */
  readonly provider: string
  /** What was typed as the user name, for the answer. */
  readonly typedName?: string
  /** The session is a permanent one. */
  readonly rememberMe?: boolean
  /** Names of providers that add nothing this time. */
  readonly without?: readonly string[]
  /** No session: Basic and keys are for one call, and only get tokens where there are some. */
  readonly sessionless?: boolean
}

/** A sign-in that is under way, as providers see it that add to it. */
export interface SignIn {
  readonly user: StoredUser
  readonly session: Session
  readonly roles: readonly string[]
  readonly options: SignInOptions
}

/** What a provider adds to a sign-in. */
export interface Issued {
  readonly bearerToken?: string
  readonly refreshToken?: string
  readonly refreshTokenExpiry?: Date
  /** The family of these tokens: it ends with the session. */
  readonly family?: string
  /** It is all that the caller needs: no session is stored. */
  readonly replacesSession?: boolean
}

export interface SignedIn extends Issued {
  readonly session: Session
  /** What the caller's session is called. */
  readonly sessionId: string
  /** The user's roles; of an Admin all that any message names as well. */
  readonly roles: readonly string[]
}
