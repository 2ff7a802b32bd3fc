/** Who is calling, as the provider that recognised him says. Anonymous calls have no session. */
export interface Session {
  /** `credentials`, `basic`, `apikey`, `jwt`, `oauth`, `authsecret` … */
  readonly provider: string
  readonly userId: string
  /** Empty where the credential names nobody: a refresh token that serves as bearer. */
  readonly userName: string
  readonly displayName?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly scopes: readonly string[]
  /** What a token or the store claims of him, by type; permissions and roles of the store are no claims. */
  readonly claims?: Readonly<Record<string, readonly string[]>>
  /** Made from a token: its roles are those of its making until it ends; those of a stored session are looked up live. */
  readonly fromToken?: true
  /** The operators' auth secret: passes every test but `@Restrict` (A-1.7). */
  readonly passesAll?: true
  /** The tenant that the credential belongs to. */
  readonly organization?: string
  /** Accounts that a Manager manages, by key. */
  readonly accounts: readonly string[]
  /** Sources that an ingest key may send events of; empty: all of its organization. */
  readonly sources: readonly string[]
  /** Key, client, session or token that was used, for logs and limits; never a secret. */
  readonly credentialId: string
  /** A browser key: read only, these messages, these origins. */
  readonly browser?: { readonly messages: readonly string[]; readonly origins: readonly string[] }
}

/** The API key that a call carries: it may come with a session, or without one, as operators' table keys do (A-5.4). */
export interface CallerKey {
  readonly id: string
  readonly name: string
  readonly environment?: string
  readonly scopes: readonly string[]
  /** The only messages that it is for; undefined: all. */
  readonly messages?: readonly string[]
}
