/** Who is calling, as the provider that recognised him says. Anonymous calls have no session. */
export interface Session {
  /** `apikey`, `basic`, `oauth` … */
  readonly provider: string
  readonly userId: string
  readonly userName: string
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly scopes: readonly string[]
  /** The tenant that the credential belongs to. */
  readonly organization?: string
  /** Accounts that a Manager manages, by key. */
  readonly accounts: readonly string[]
  /** Sources that an ingest key may send events of; empty: all of its organization. */
  readonly sources: readonly string[]
  /** Key, client or token that was used, for logs and limits; never a secret. */
  readonly credentialId: string
  /** A browser key: read only, these messages, these origins. */
  readonly browser?: { readonly messages: readonly string[]; readonly origins: readonly string[] }
}
