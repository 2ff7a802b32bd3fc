import type { MaybePromise } from './maybe-promise'

/** One sign-in of a browser. Times are milliseconds since 1970 UTC. */
export interface StoredSession {
  /** SHA-256 of the id: who reads the store cannot become anybody. */
  readonly hash: string
  readonly userId: string
  /** The provider that signed him in. */
  readonly provider: string
  readonly createdAt: number
  /** Absolute: reads do not move it. */
  readonly expiresAt: number
  readonly seenAt: number
  /** `RememberMe`: lives under the permanent id. */
  readonly permanent: boolean
  /** What the user might do when the id was made; other rights, another id. */
  readonly rights: string
  /** The token family of the same sign-in, which ends with it. */
  readonly family?: string
  readonly address?: string
  readonly device?: string
}

/** The tokens of one sign-in. `current` and `previous` are ids of refresh tokens, not the tokens. */
export interface TokenFamily {
  readonly id: string
  readonly userId: string
  readonly current: string
  readonly previous?: string
  readonly rotatedAt?: number
  readonly createdAt: number
  readonly expiresAt: number
  /** Signed out, revoked, or a token was used twice: none of its tokens is good any more. */
  readonly endedAt?: number
  readonly address?: string
  readonly device?: string
}

/**
 * `rotated`: `to` is the token now. `overlap`: the one before, within the overlap, as parallel requests send it. `reused`: an older one, which
 * ended the family. `ended`: the family had ended, or there is none.
 */
export type Rotation = 'rotated' | 'overlap' | 'reused' | 'ended'

/** How long the refresh token before the newest is still good: requests that ran side by side all carried it. */
export const rotationOverlap = 30_000

/** Sign-ins that last. Reads may answer at once or with a promise; writes are on disk when they answer. Ended and expired ones are not found. */
export interface SessionStore {
  session(hash: string): MaybePromise<StoredSession | undefined>
  sessionsOf(userId: string): MaybePromise<readonly StoredSession[]>
  /** Adds, or replaces the one of the same hash. */
  putSession(session: StoredSession): MaybePromise<void>
  /** Best effort, not on the call's path. */
  touchSession(hash: string, at: number): void
  endSession(hash: string): MaybePromise<void>

  /** Also one that has ended, until it would have expired. */
  family(id: string): MaybePromise<TokenFamily | undefined>
  familiesOf(userId: string): MaybePromise<readonly TokenFamily[]>
  putFamily(family: TokenFamily): MaybePromise<void>
  /** Compares and changes in one step, whatever other process does the same. */
  rotateFamily(id: string, from: string, to: string, at: number): MaybePromise<Rotation>
  endFamily(id: string, at: number): MaybePromise<void>

  /** Signs a user out everywhere, but for what `except` names; answers how many sessions and families ended. */
  endAllOf(
    userId: string,
    at: number,
    except?: { readonly session?: string | undefined; readonly family?: string | undefined },
  ): MaybePromise<number>

  /** Grows whenever something ended before its time, by any process; cheap enough to ask on each call, at most a second old. */
  version(): number
}
