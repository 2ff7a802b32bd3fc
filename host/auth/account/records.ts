import { KeyRecord, SignInRecord, UserRecord } from '../../../dtos/gateway'
import type { StoredApiKey, StoredUser } from '../../../services'
import type { Auth } from '../auth'

const day = 86_400_000
/** A key that ends within this time is told so. */
const soon = 14 * day

export type KeyState = 'active' | 'ending' | 'expired' | 'revoked'

export function keyState({ revokedAt, expiresAt }: StoredApiKey, now = Date.now()): KeyState {
  if (revokedAt !== undefined && revokedAt <= now) return 'revoked'
  if (expiresAt === undefined) return 'active'
  return expiresAt <= now ? 'expired' : expiresAt <= now + soon ? 'ending' : 'active'
}

export const userRecord = (user: StoredUser): UserRecord =>
  Object.assign(new UserRecord(), {
    ...only(user, ['id', 'userName', 'displayName', 'email', 'organization']),
    state: user.disabledAt === undefined ? 'active' : 'disabled',
    roles: [...user.roles],
    permissions: [...user.permissions],
    accounts: [...user.accounts],
    createdAt: new Date(user.createdAt),
  })

/** Never the key nor its hash. */
export const keyRecord = (key: StoredApiKey): KeyRecord =>
  Object.assign(new KeyRecord(), {
    ...only(key, ['id', 'name', 'hint', 'environment', 'organization']),
    ...(key.userId === undefined ? {} : { userName: key.userName }),
    state: keyState(key),
    browser: key.browser !== undefined,
    messages: [...(key.browser?.messages ?? key.messages ?? [])],
    roles: [...key.roles],
    permissions: [...key.permissions],
    scopes: [...key.scopes],
    createdAt: new Date(key.createdAt),
    ...dates(key, ['expiresAt', 'lastUsedAt']),
  })

/** Where a user is signed in, the newest first. `current`: the credential that asks. Ids are a part of a hash: nobody can sign in with one. */
export async function signInsOf({ sessions }: Auth, userId: string, current?: string): Promise<SignInRecord[]> {
  const stored = await sessions.sessionsOf(userId)
  const withSession = new Set(stored.map(({ family }) => family))
  const families = (await sessions.familiesOf(userId)).filter(({ id, endedAt }) => endedAt === undefined && !withSession.has(id))
  return [
    ...stored.map((session) => ({
      ...only(session, ['provider', 'address', 'device']),
      id: sessionName(session.hash),
      kind: 'session',
      ...dates(session, ['createdAt', 'seenAt', 'expiresAt']),
    })),
    ...families.map((family) => ({
      ...only(family, ['id', 'address', 'device']),
      kind: 'tokens',
      ...dates(family, ['createdAt', 'expiresAt']),
      ...(family.rotatedAt === undefined ? {} : { seenAt: new Date(family.rotatedAt) }),
    })),
  ]
    .map((words) => Object.assign(new SignInRecord(), words, { current: words.id === current }) as SignInRecord)
    .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
}

/** What people call a session by; sessions name themselves so in logs too. */
export const sessionName = (hash: string): string => hash.slice(0, 12)

/** Ends one sign-in by the name that `signInsOf` gave it; false: there is none. */
export async function endSignIn({ sessions }: Auth, userId: string, name: string): Promise<boolean> {
  const session = (await sessions.sessionsOf(userId)).find(({ hash }) => sessionName(hash) === name)
  const family = session
    ? session.family
    : (await sessions.familiesOf(userId)).find(({ id, endedAt }) => id === name && endedAt === undefined)?.id
  if (session) await sessions.endSession(session.hash)
  if (family !== undefined) await sessions.endFamily(family, Date.now())
  return session !== undefined || family !== undefined
}

function only<T extends object, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> {
  const some: Partial<Pick<T, K>> = {}
  for (const name of names) if (from[name] !== undefined) some[name] = from[name]
  return some
}

const dates = <K extends string>(from: { readonly [Name in K]?: number }, names: readonly K[]): { [Name in K]?: Date } =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, new Date(from[name])]]))) as {
    [Name in K]?: Date
  }
