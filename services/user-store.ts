import type { JsonWebKey } from 'node:crypto'
import type { MaybePromise } from './maybe-promise'

/** Times are milliseconds since 1970 UTC. */
export interface StoredUser {
  readonly id: string
  readonly userName: string
  readonly displayName?: string
  readonly firstName?: string
  readonly lastName?: string
  readonly email?: string
  /** argon2id in PHC form: parameters are kept with the hash. */
  readonly passwordHash: string
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  /** Claims beside roles and permissions, by type; sessions and tokens carry them. */
  readonly claims?: Readonly<Record<string, readonly string[]>>
  readonly organization?: string
  readonly accounts: readonly string[]
  readonly createdAt: number
  readonly disabledAt?: number
}

export interface StoredApiKey {
  readonly id: string
  readonly name: string
  /** SHA-256 of the whole key, lower-case hex. */
  readonly hash: string
  /** The first characters, for people to recognise it. */
  readonly hint: string
  readonly userName: string
  /** The user in whose name it acts, with the roles that he has then; undefined: the key's own rights. */
  readonly userId?: string
  /** `live`, `test` … */
  readonly environment?: string
  /** `secret` unless said. */
  readonly keyType?: string
  /** The only messages that it is for; undefined: all. */
  readonly messages?: readonly string[]
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly scopes: readonly string[]
  readonly organization?: string
  readonly accounts: readonly string[]
  readonly sources: readonly string[]
  readonly browser?: { readonly messages: readonly string[]; readonly origins: readonly string[] }
  readonly createdAt: number
  readonly expiresAt?: number
  readonly revokedAt?: number
  readonly lastUsedAt?: number
}

/** An OAuth2 client (client credentials). */
export interface StoredClient {
  readonly id: string
  readonly name: string
  /** argon2id of the secret in PHC form; undefined: it proves itself by its keys only. */
  readonly secretHash?: string
  /** Its public keys: it signs assertions with the private ones (RFC 7523). Several live while it changes them. */
  readonly keys?: readonly JsonWebKey[]
  readonly scopes: readonly string[]
  readonly organization?: string
  readonly createdAt: number
  readonly revokedAt?: number
}

/** What authentication asks of storage. Reads may answer at once or with a promise; writes are on disk when they answer. */
export interface UserStore {
  /** Names compare with their case. */
  userByName(userName: string): MaybePromise<StoredUser | undefined>
  userById(id: string): MaybePromise<StoredUser | undefined>
  /** By e-mail, without case. */
  userByEmail(email: string): MaybePromise<StoredUser | undefined>
  users(): MaybePromise<readonly StoredUser[]>
  /** Adds, or replaces the one of the same id. A name that another user has throws. */
  putUser(user: StoredUser): MaybePromise<void>

  apiKeyByHash(hash: string): MaybePromise<StoredApiKey | undefined>
  apiKeys(): MaybePromise<readonly StoredApiKey[]>
  putApiKey(key: StoredApiKey): MaybePromise<void>
  /** Best effort, not on the call's path. */
  touchApiKey(id: string, at: number): void

  clientById(id: string): MaybePromise<StoredClient | undefined>
  clients(): MaybePromise<readonly StoredClient[]>
  putClient(client: StoredClient): MaybePromise<void>

  /** Grows whenever a credential was changed, by any process; cheap enough to ask on each call, at most a second old. */
  version(): number
}
