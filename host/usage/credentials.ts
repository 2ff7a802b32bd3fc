import { isUserName } from '../../dtos/gateway/user-name'
import type { StoredApiKey, StoredClient, StoredUser, UserStore } from '../../services'
import { longestPassword } from '../auth/check-password'
import { newApiKey, newInfodeckKey, randomText } from '../auth/keys'
import { hashPassword } from '../auth/passwords'

/** Everything that makes a credential, in one place: commands, first run and tests. Secrets are answered once and kept as hashes. */
export interface KeyWords {
  readonly name?: string
  readonly userName?: string
  readonly roles?: readonly string[]
  readonly permissions?: readonly string[]
  readonly scopes?: readonly string[]
  readonly organization?: string
  readonly accounts?: readonly string[]
  readonly sources?: readonly string[]
  /** Only these messages or #tags. */
  readonly messages?: readonly string[]
  readonly browser?: { readonly messages: readonly string[]; readonly origins: readonly string[] }
  /** Milliseconds; a year unless said, none for a vendor's own form. */
  readonly livesFor?: number
  /** `infodeck`: that vendor's form of key. */
  readonly form?: 'tollgate' | 'infodeck'
}

const year = 365 * 86_400_000

export async function createKey(
  users: UserStore,
  words: KeyWords,
): Promise<{ readonly key: string; readonly stored: StoredApiKey }> {
  const infodeck = words.form === 'infodeck'
  const { id, key, hash, hint } = infodeck ? newInfodeckKey() : newApiKey()
  const now = Date.now()
  const livesFor = words.livesFor ?? (infodeck ? undefined : year)
  const stored: StoredApiKey = {
    id,
    name: words.name ?? `key ${id}`,
    hash,
    hint,
    userName: words.userName ?? words.name ?? `key:${id}`,
    roles: words.roles ?? [],
    permissions: words.permissions ?? [],
    scopes: words.scopes ?? [],
    ...(words.organization === undefined ? {} : { organization: words.organization }),
    accounts: words.accounts ?? [],
    sources: words.sources ?? [],
    ...(words.browser ? { browser: words.browser } : {}),
    ...(words.messages ? { messages: words.messages } : {}),
    createdAt: now,
    ...(livesFor === undefined ? {} : { expiresAt: now + livesFor }),
  }
  await users.putApiKey(stored)
  return { key, stored }
}

export async function createUser(
  users: UserStore,
  words: {
    readonly userName: string
    readonly password?: string
    readonly displayName?: string
    readonly email?: string
    readonly roles?: readonly string[]
    readonly permissions?: readonly string[]
    readonly organization?: string
    readonly accounts?: readonly string[]
  },
): Promise<{ readonly password: string; readonly stored: StoredUser }> {
  const { password = randomText(20), ...rest } = words
  checkNewPassword(password)
  if (!isUserName.test(words.userName))
    throw new RangeError('A user name has 3 to 64 letters and digits; single . _ @ or - between them.')
  if (words.email !== undefined && (await users.userByEmail(words.email)))
    throw new RangeError(`Another user has the e-mail ${words.email}.`)
  if (await users.userByName(words.userName)) throw new RangeError(`There is a user ${words.userName} already.`)
  const stored: StoredUser = {
    id: `u-${randomText(12)}`,
    passwordHash: await hashPassword(password),
    roles: [],
    permissions: [],
    accounts: [],
    ...rest,
    createdAt: Date.now(),
  }
  await users.putUser(stored)
  return { password, stored }
}

/** Refuses what is no password. */
export function checkNewPassword(password: string): void {
  if (password.length < 10 || password.length > longestPassword)
    throw new RangeError(`A password has 10 to ${longestPassword} characters.`)
}

export interface ClientWords {
  readonly name?: string
  readonly scopes: readonly string[]
  readonly organization?: string
  /** Public keys instead of a secret: the client signs what it says. */
  readonly keys?: NonNullable<StoredClient['keys']>
}

/** The secret is answered once; a client with keys has none. */
export interface MadeClient {
  readonly secret: string | undefined
  readonly stored: StoredClient
}

export function createClient(
  users: UserStore,
  words: ClientWords & { readonly keys?: never },
): Promise<MadeClient & { readonly secret: string }>
export function createClient(users: UserStore, words: ClientWords): Promise<MadeClient>
export async function createClient(users: UserStore, words: ClientWords): Promise<MadeClient> {
  const id = `client-${randomText(12)}`
  const { secret, proof } = await clientProof(words.keys)
  const stored: StoredClient = {
    id,
    name: words.name ?? id,
    ...proof,
    scopes: words.scopes,
    ...(words.organization === undefined ? {} : { organization: words.organization }),
    createdAt: Date.now(),
  }
  await users.putClient(stored)
  return { secret, stored }
}

/** A new secret, or other keys, for a client that is known; what it had is good no more. */
export async function rotateClient(
  users: UserStore,
  { secretHash: _secret, keys: _keys, ...client }: StoredClient,
  keys?: NonNullable<StoredClient['keys']>,
): Promise<MadeClient> {
  const { secret, proof } = await clientProof(keys)
  const stored: StoredClient = { ...client, ...proof }
  await users.putClient(stored)
  return { secret, stored }
}

async function clientProof(keys: StoredClient['keys']) {
  if (keys) return { secret: undefined, proof: { keys } }
  const secret = randomText(43)
  return { secret, proof: { secretHash: await hashPassword(secret) } }
}
