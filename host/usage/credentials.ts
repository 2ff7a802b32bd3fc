import type { StoredApiKey, StoredClient, StoredUser, UserStore } from '../../services'
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
  if (password.length < 10) throw new RangeError('A password has at least 10 characters.')
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

export async function createClient(
  users: UserStore,
  words: { readonly name?: string; readonly scopes: readonly string[]; readonly organization?: string },
): Promise<{ readonly secret: string; readonly stored: StoredClient }> {
  const secret = randomText(43)
  const id = `client-${randomText(12)}`
  const stored: StoredClient = {
    id,
    name: words.name ?? id,
    secretHash: await hashPassword(secret),
    scopes: words.scopes,
    ...(words.organization === undefined ? {} : { organization: words.organization }),
    createdAt: Date.now(),
  }
  await users.putClient(stored)
  return { secret, stored }
}
