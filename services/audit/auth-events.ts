/** What somebody changed of who may do what. */
export const changeKinds = [
  'keyCreated',
  'keyChanged',
  'keyRevoked',
  'userCreated',
  'userChanged',
  'userDisabled',
  'rolesChanged',
  'clientCreated',
  'clientChanged',
  'clientRevoked',
  'signingKeyRotated',
] as const

/** What can happen to somebody's right to call. */
export const authEventKinds = [
  'signIn',
  'signInFailed',
  'signOut',
  /** A call that was answered 401 or 403 (or 429 for too many attempts). */
  'refused',
  'tokenIssued',
  'tokenRefreshed',
  /** A refresh token was used twice: its whole family ended. */
  'tokenReused',
  'sessionsEnded',
  ...changeKinds,
  /** Events that could not be written in time; `detail.count` says how many. */
  'lost',
] as const
export type AuthEventKind = (typeof authEventKinds)[number]

export type AuthEventDetail = Readonly<Record<string, string | number | boolean | readonly string[]>>

/**
 * Something that an auditor may ask for. Never holds a secret: no password, key, token, session id or cookie, whole or in part. A failed sign-in
 * names its user only where there is such a user: people type passwords into the field of the name.
 */
export interface AuthEvent {
  readonly kind: AuthEventKind
  /** Milliseconds since 1970 UTC; the moment of `record` where it is left out. */
  readonly at?: number
  /** Who did it. `operator:NAME` for a command of the bin. */
  readonly userId?: string
  readonly userName?: string
  /** The key, client or session that was used: its id, never its secret. */
  readonly credentialId?: string
  /** `apikey`, `basic`, `credentials` … */
  readonly provider?: string
  readonly organization?: string
  /** Of the caller, as the gateway sees it; left out for a command. */
  readonly address?: string
  readonly message?: string
  readonly verb?: string
  /** The status of a refusal. */
  readonly status?: number
  /** Why, as an error code: `InvalidCredentials`, `MissingRole`, `Expired` … */
  readonly reason?: string
  readonly requestId?: string
  /** What it was done to: the id or name of a key, user or client. */
  readonly subject?: string
  readonly detail?: AuthEventDetail
}

/** Where such events go. Nothing on a call's path waits for it. */
export interface AuthEvents {
  /** Returns at once and never throws. */
  record(event: AuthEvent): void
  /** Resolves when all that was recorded so far is on disk; rejects where the store cannot. For changes that are answered only then. */
  settled(): Promise<void>
}

/** For a gateway without an audit log. */
export const noAuthEvents: AuthEvents = Object.freeze({ record: () => {}, settled: () => Promise.resolve() })
