import { hashKey, hashPassword, newApiKey, type StoredApiKey, type StoredUser } from '../../../../host'
import { hashId, newSessionId } from '../../../../host/auth/cookies'
import { rightsOf } from '../../../../host/auth/session-of'
import { basicOf } from '../desk'
import { jwts, oauth } from './door-tokens'
import { type Doors, secret } from './doors'
import type { Credential } from './matrix'
import { bearerOf } from './oauth-mint'
import type { Who } from './oracle'
import { cookieOf, day, type Person, persons } from './persons'

/** Everything that may be shown to the doors, good and hostile. */
export async function doorCredentials(doors: Doors): Promise<readonly Credential[]> {
  const users = await putUsers(doors)
  return [
    { name: 'nothing', shown: 'nothing' },
    ...basics(),
    ...keys(doors, users),
    ...(await sessions(doors, users)),
    ...(await jwts(doors)),
    ...(await oauth(doors)),
    ...secrets(),
    ...together(doors),
  ]
}

const hashes = new Map<string, Promise<string>>()
const hashOf = (password: string): Promise<string> => {
  const known = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, known)
  return known
}

async function putUsers({ users }: Doors): Promise<Readonly<Record<string, StoredUser>>> {
  const all: Record<string, StoredUser> = {}
  for (const [name, words] of Object.entries({ ...persons, gone: { roles: ['Admin'], permissions: ['CanSee'] } })) {
    const { roles, permissions, claims } = words as Person
    const user: StoredUser = {
      id: `u-${name}`,
      userName: name,
      passwordHash: await hashOf(`pw-${name}`),
      roles,
      permissions,
      ...(claims ? { claims } : {}),
      accounts: [],
      createdAt: 0,
      ...(name === 'gone' ? { disabledAt: 1 } : {}),
    }
    await users.putUser(user)
    all[name] = user
  }
  return all
}

const raw = (text: string) => ({ Authorization: `Basic ${text}` })
const base64 = (text: string) => Buffer.from(text).toString('base64')

function basics(): Credential[] {
  const wrong: Record<string, Readonly<Record<string, string>>> = {
    'a wrong password': basicOf('admin', 'pw-manager'),
    'an unknown user': basicOf('nobody', 'pw-admin'),
    'a disabled user': basicOf('gone', 'pw-gone'),
    'an empty password': basicOf('admin', ''),
    'an empty name': basicOf('', 'pw-admin'),
    'the name in capitals': basicOf('ADMIN', 'pw-admin'),
    'a password that goes on': basicOf('admin', 'pw-admin '),
    'a password that ends early': basicOf('admin', 'pw-admi'),
    'a NUL after the password': basicOf('admin', 'pw-admin\0'),
    'a prototype for a name': basicOf('__proto__', 'x'),
    'a password beyond all length': basicOf('admin', 'p'.repeat(4_000)),
  }
  const unclear: Record<string, string> = {
    'no colon': base64('admin'),
    'no base64': '!!!',
    'nothing behind it': '',
    'more than anybody has': base64(`admin:${'p'.repeat(8_000)}`),
  }
  return [
    ...Object.entries(persons).map(([name, shown]) => ({
      name: `Basic of ${name}`,
      headers: basicOf(name, `pw-${name}`),
      shown,
    })),
    {
      name: 'Basic, scheme in capitals',
      headers: { Authorization: basicOf('plain', 'pw-plain').Authorization.replace('Basic', 'BASIC') },
      shown: persons.plain!,
    },
    ...Object.entries(wrong).map(
      ([name, headers]): Credential => ({ name: `Basic: ${name}`, headers, shown: 'refused', slow: true }),
    ),
    ...Object.entries(unclear).map(
      ([name, text]): Credential => ({ name: `Basic: ${name}`, headers: raw(text), shown: 'nothing' }),
    ),
    { name: 'another scheme', headers: { Authorization: 'Digest username="admin"' }, shown: 'nothing' },
  ]
}

/** A key of the store; answers its text. */
function put({ users }: Pick<Doors, 'users'>, more: Partial<StoredApiKey> = {}): string {
  const { id, key, hash, hint } = newApiKey()
  const none = { roles: [], permissions: [], scopes: [], accounts: [], sources: [] }
  users.putApiKey({ id, name: id, hash, hint, userName: id, createdAt: 0, expiresAt: Date.now() + day, ...none, ...more })
  return key
}

/** Another key with the checksum that belongs to it: what somebody makes who knows the form. */
export function withChecksum(body: string): string {
  return body + hashKey(body).slice(0, 6)
}

function keys(doors: Doors, users: Readonly<Record<string, StoredUser>>): Credential[] {
  const key = { scopes: [] as readonly string[] }
  const of = (name: string) => put(doors, { userId: users[name]!.id })
  const admin = of('admin')
  const scoped = put(doors, { scopes: ['desk:read'] })
  const twice = put(doors, { scopes: ['desk:read', 'desk:write'] })
  const named = put(doors, { roles: ['Manager'] })
  const adminScope = put(doors, { scopes: ['Admin'] })
  const header = (text: string) => ({ 'X-Api-Key': text })
  const whole = { roles: ['Admin'], permissions: ['CanSee'] }
  const ended = {
    expired: put(doors, { ...whole, expiresAt: Date.now() - 1 }),
    revoked: put(doors, { ...whole, revokedAt: Date.now() - 1 }),
  }
  const last = admin.at(-7)!
  const mistyped = `${admin.slice(0, -7)}${last === 'x' ? 'y' : 'x'}${admin.slice(-6)}`
  const never: Record<string, string> = {
    mistyped,
    'with another checksum': admin.slice(0, -6) + (admin.endsWith('000000') ? '111111' : '000000'),
    'mistyped, with its checksum': withChecksum(mistyped.slice(0, -6)),
    truncated: admin.slice(0, -1),
    'in lower case': admin.toLowerCase(),
    'of another environment': admin.replace('tg_', 'tg_test_'),
    'unknown, in the right form': newApiKey().key,
    'the hash of a good one': hashKey(admin),
    'the id of a good one': admin.split('_')[1]!,
    'a prototype': '__proto__',
  }
  const gone = put(doors, { userId: users.gone!.id })
  const origin = 'https://page.test'
  const browser = (messages: readonly string[], origins: readonly string[] = []): Credential => {
    const who: Who = {
      ...whole,
      scopes: ['desk:read', 'desk:write'],
      key: { scopes: ['desk:read', 'desk:write'] },
      browser: { messages, origins },
    }
    const text = put(doors, { ...whole, scopes: ['desk:read', 'desk:write'], browser: { messages, origins } })
    return { name: `browser key for ${messages.length} messages, ${origins.length} origins`, query: `apikey=${text}`, shown: who }
  }
  const some = ['NeedAuth', 'NeedRole', 'ValidAuth', 'ValidKey', 'NeedScope']
  return [
    ...Object.keys(persons).map((name): Credential => {
      const { claims, ...rest } = persons[name]!
      return { name: `key of ${name}`, headers: header(of(name)), shown: { ...rest, key, ...(claims ? { claims } : {}) } }
    }),
    { name: 'key as bearer', headers: bearerOf(admin), shown: { ...persons.admin!, key } },
    { name: 'key as Basic', headers: raw(base64(`${admin}:`)), shown: { ...persons.admin!, key } },
    { name: 'key with a scope', headers: header(scoped), shown: { scopes: ['desk:read'], key: { scopes: ['desk:read'] } } },
    {
      name: 'key with both scopes',
      headers: bearerOf(twice),
      shown: { scopes: ['desk:read', 'desk:write'], key: { scopes: ['desk:read', 'desk:write'] } },
    },
    { name: 'key with a role', headers: header(named), shown: { roles: ['Manager'], key } },
    { name: 'key with the scope Admin', headers: header(adminScope), shown: { scopes: ['Admin'], key: { scopes: ['Admin'] } } },
    ...Object.entries(ended).flatMap(([name, text]): Credential[] => [
      { name: `${name} key`, headers: header(text), shown: 'refused' },
      { name: `${name} key as bearer`, headers: bearerOf(text), shown: 'refused' },
      { name: `${name} key as Basic`, headers: raw(base64(`${text}:`)), shown: 'refused' },
    ]),
    { name: 'key of a disabled user', headers: header(gone), shown: 'refused' },
    ...Object.entries(never).map(
      ([name, text]): Credential => ({ name: `key ${name}`, headers: header(text), shown: 'refused' }),
    ),
    { name: 'unknown key as bearer', headers: bearerOf(newApiKey().key), shown: 'nothing' },
    { name: 'mistyped key as bearer', headers: bearerOf(mistyped), shown: 'refused' },
    { name: 'key in the query, no browser key', query: `apikey=${admin}`, shown: 'refused' },
    { name: 'key in the form', form: { apikey: admin }, shown: 'nothing' },
    { name: 'key as access_token', query: `access_token=${admin}`, shown: 'nothing' },
    { name: 'key as api_key', query: `api_key=${admin}`, headers: { 'Api-Key': admin }, shown: 'nothing' },
    { name: 'key in a cookie', headers: { Cookie: `apikey=${admin}; x-api-key=${admin}` }, shown: 'nothing' },
    browser(some),
    browser(['Other']),
    browser(some, [origin]),
    { ...browser(some, [origin]), name: 'browser key, from its page', headers: { Origin: origin } },
    { ...browser(some, [origin]), name: 'browser key, from another page', headers: { Origin: 'https://evil.test' } },
    { ...browser(some, [origin]), name: 'browser key, from no page', headers: { Origin: 'null' } },
  ]
}

async function sessions({ sessions }: Doors, users: Readonly<Record<string, StoredUser>>): Promise<Credential[]> {
  const put = async (name: string, more: object = {}) => {
    const id = newSessionId()
    const now = Date.now()
    const user = users[name]!
    const rights = rightsOf(user)
    const session = { userId: user.id, provider: 'credentials', createdAt: now, seenAt: now, permanent: false, rights }
    await sessions.putSession({ hash: hashId(id), expiresAt: now + day, ...session, ...more })
    return id
  }
  const live: Record<string, string> = {}
  for (const name of Object.keys(persons)) live[name] = await put(name)
  const signedOut = await put('admin')
  await sessions.endSession(hashId(signedOut))
  const permanent = await put('manager', { permanent: true })
  const nobodys: Record<string, string> = {
    'an expired session': await put('admin', { expiresAt: Date.now() - 1 }),
    'a session that was signed out': signedOut,
    'a planted id': 'AAAAAAAAAAAAAAAAAAAAAA',
    'a forged id': newSessionId(),
    'an id that is too short': live.admin!.slice(0, -1),
    'an id that goes on': `${live.admin}A`,
    'the hash of an id': hashId(live.admin!),
    'the session of a disabled user': await put('gone'),
    'a prototype for an id': '__proto__',
  }
  const cookie = (id: string, name = 'ss-id') => ({ Cookie: `theme=dark; ${name}=${id}` })
  return [
    ...Object.entries(persons).map(
      ([name, shown]): Credential => ({ name: `session of ${name}`, headers: cookie(live[name]!), shown }),
    ),
    { name: 'session by header', headers: { 'X-ss-id': live.manager! }, shown: persons.manager! },
    { name: 'permanent session', headers: { Cookie: `ss-pid=${permanent}; ss-opt=perm` }, shown: persons.manager! },
    { name: 'permanent session without ss-opt', headers: { Cookie: `ss-pid=${permanent}` }, shown: 'nothing' },
    { name: 'session id in the query', query: `ss-id=${live.admin}`, shown: 'nothing' },
    {
      name: 'session from the own page',
      headers: { ...cookie(live.admin!), 'Sec-Fetch-Site': 'same-origin' },
      shown: persons.admin!,
    },
    {
      name: 'session from another site',
      headers: { ...cookie(live.admin!), 'Sec-Fetch-Site': 'cross-site' },
      shown: cookieOf(persons.admin!),
    },
    {
      name: 'session from another host of the site',
      headers: { ...cookie(live.admin!), 'Sec-Fetch-Site': 'same-site' },
      shown: cookieOf(persons.admin!),
    },
    {
      name: 'session from another origin',
      headers: { ...cookie(live.admin!), Origin: 'https://evil.test' },
      shown: cookieOf(persons.admin!),
    },
    { name: 'session from a sandbox', headers: { ...cookie(live.admin!), Origin: 'null' }, shown: cookieOf(persons.admin!) },
    ...Object.entries(nobodys).map(([name, id]): Credential => ({ name, headers: cookie(id), shown: 'nothing' })),
    { name: 'session under another name', headers: cookie(live.admin!, 'xss-id'), shown: 'nothing' },
  ]
}

function secrets(): Credential[] {
  const text = Buffer.from(secret).toString('latin1')
  return [
    { name: 'the operators’ secret', headers: { authsecret: text }, shown: { roles: ['Admin'], passesAll: true } },
    { name: 'another secret', headers: { authsecret: 'x'.repeat(40) }, shown: 'nothing' },
    { name: 'the secret in the query', query: `authsecret=${encodeURIComponent(secret)}`, shown: 'nothing' },
    { name: 'the secret in a cookie', headers: { Cookie: `authsecret=${encodeURIComponent(secret)}` }, shown: 'nothing' },
  ]
}

/** Two at once: what the caller wrote beats what the browser keeps, and a wrong one of those is saved by no cookie. */
function together(doors: Doors): Credential[] {
  const id = newSessionId()
  const now = Date.now()
  const user = doors.users.userById('u-admin') as StoredUser
  void doors.sessions.putSession({
    hash: hashId(id),
    userId: 'u-admin',
    provider: 'credentials',
    createdAt: now,
    seenAt: now,
    expiresAt: now + day,
    permanent: false,
    rights: rightsOf(user),
  })
  const Cookie = `ss-id=${id}`
  const plain = put(doors, { userId: 'u-plain' })
  const key = { scopes: [] }
  return [
    { name: 'session of admin and key of plain', headers: { Cookie, 'X-Api-Key': plain }, shown: { ...persons.plain!, key } },
    { name: 'session of admin and Basic of plain', headers: { Cookie, ...basicOf('plain', 'pw-plain') }, shown: persons.plain! },
    { name: 'session of admin and an unknown key', headers: { Cookie, 'X-Api-Key': newApiKey().key }, shown: 'refused' },
    {
      name: 'session of admin and a wrong Basic',
      headers: { Cookie, ...basicOf('admin', 'wrong') },
      shown: 'refused',
      slow: true,
    },
    { name: 'session of admin and a bad token', headers: { Cookie, ...bearerOf('a.b.c') }, shown: 'refused' },
    { name: 'session of admin and words as bearer', headers: { Cookie, ...bearerOf('hello') }, shown: 'refused' },
    {
      name: 'key of plain and Basic of admin',
      headers: { 'X-Api-Key': plain, ...basicOf('admin', 'pw-admin') },
      shown: persons.admin!,
    },
  ]
}
