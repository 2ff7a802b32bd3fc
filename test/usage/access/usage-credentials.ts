import path from 'node:path'
import { newApiKey } from '../../../host'
import { hashId, newSessionId } from '../../../host/auth/cookies'
import { rightsOf } from '../../../host/auth/session-of'
import { createClient, createKey, createUser, type KeyWords } from '../../../host/usage/credentials'
import { mint } from '../../host/auth/access/hostile-tokens'
import type { Credential } from '../../host/auth/access/matrix'
import { bearerOf, goodOAuth, hostileOAuth, oauthMint } from '../../host/auth/access/oauth-mint'
import type { Shown, Who } from '../../host/auth/access/oracle'
import type { UsageHouse } from '../usage-house'

const issuer = 'http://localhost:8080'
const scope = 'express-accounts-usage:read'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const basicOf = (name: string, password: string) => ({ Authorization: `Basic ${base64(`${name}:${password}`)}` })
const header = (key: string) => ({ 'X-Api-Key': key })

/** Everything that may be shown to the usage gateway, good and hostile. */
export async function usageCredentials(house: UsageHouse): Promise<readonly Credential[]> {
  return [{ name: 'nothing', shown: 'nothing' }, ...(await keys(house)), ...(await people(house)), ...(await tokens(house))]
}

const whoOf = ({ roles = [], permissions = [], scopes = [], browser }: KeyWords): Who => ({
  roles,
  permissions,
  scopes,
  key: { scopes },
  ...(browser ? { browser } : {}),
})

async function keys({ engine: { users } }: UsageHouse): Promise<Credential[]> {
  const good: Readonly<Record<string, KeyWords>> = {
    administrator: { roles: ['SystemAdministrator'] },
    Admin: { roles: ['Admin'] },
    Manager: { roles: ['Manager'], accounts: ['a-none'] },
    'role that begins so': { roles: ['SystemAdministrators', 'Managers', 'admin', 'manager'] },
    'administrator of an organization': { roles: ['SystemAdministrator'], organization: 'o-none' },
    'organization with the scope': { organization: 'o-none', scopes: [scope] },
    'organization without a scope': { organization: 'o-none', scopes: ['express-accounts:read'] },
    'organization that writes': { organization: 'o-none', scopes: ['usage:write'] },
    'Infodeck’s form': { organization: 'o-none', form: 'infodeck' },
    nobody: {},
  }
  const made = await Promise.all(
    Object.entries(good).map(async ([name, words]) => ({ name, words, key: (await createKey(users, words)).key })),
  )
  const administrator = made[0]!.key
  const whole: KeyWords = { roles: ['SystemAdministrator'], scopes: [scope], organization: 'o-none' }
  const expired = await createKey(users, { ...whole, livesFor: -1 })
  const revoked = await createKey(users, whole)
  await users.putApiKey({ ...revoked.stored, revokedAt: 1 })
  const { stored: user } = await createUser(users, { userName: 'keyholder', roles: ['Manager'] })
  const { stored: gone } = await createUser(users, { userName: 'keyholder-gone', roles: ['SystemAdministrator'] })
  await users.putUser({ ...gone, disabledAt: 1 })
  const ofUser = async (userId: string) => {
    const { key, stored } = await createKey(users, {})
    await users.putApiKey({ ...stored, userId })
    return key
  }
  const browsers = await Promise.all(
    [
      { messages: ['GetAIUsage', 'ListUsageRecords', 'GetAccountUsageMonth'], origins: [] },
      { messages: ['ListWallets'], origins: [] },
      { messages: ['GetAIUsage', 'ListUsageRecords'], origins: ['https://page.test'] },
    ].map(async (browser) => {
      const words = { ...whole, browser }
      return { words, key: (await createKey(users, words)).key }
    }),
  )
  const swap = (at: number) => administrator.slice(0, at) + (administrator[at] === 'x' ? 'y' : 'x') + administrator.slice(at + 1)
  const never: Readonly<Record<string, string>> = {
    'mistyped in the secret': swap(20),
    'mistyped in the id': swap(5),
    'mistyped in the checksum': administrator.slice(0, -1) + (administrator.endsWith('0') ? '1' : '0'),
    truncated: administrator.slice(0, -1),
    'that goes on': `${administrator}0`,
    'in capitals': administrator.toUpperCase(),
    'of another environment': administrator.replace('tg_', 'tg_test_'),
    'of Infodeck’s test environment': made[8]!.key.replace('live', 'test'),
    unknown: newApiKey().key,
  }
  return [
    ...made.flatMap(({ name, words, key }): Credential[] => [
      { name: `key: ${name}`, headers: header(key), shown: whoOf(words) },
      { name: `key as bearer: ${name}`, headers: bearerOf(key), shown: whoOf(words) },
    ]),
    { name: 'key as Basic', headers: basicOf(administrator, ''), shown: whoOf(good.administrator!) },
    { name: 'key of a user', headers: header(await ofUser(user.id)), shown: { roles: ['Manager'], key: { scopes: [] } } },
    { name: 'key of a disabled user', headers: header(await ofUser(gone.id)), shown: 'refused' },
    ...[expired, revoked].flatMap(({ key }, at): Credential[] => [
      { name: `${['expired', 'revoked'][at]} key`, headers: header(key), shown: 'refused' },
      { name: `${['expired', 'revoked'][at]} key as bearer`, headers: bearerOf(key), shown: 'refused' },
      { name: `${['expired', 'revoked'][at]} key as Basic`, headers: basicOf(key, ''), shown: 'refused' },
    ]),
    ...Object.entries(never).map(([name, key]): Credential => ({ name: `key ${name}`, headers: header(key), shown: 'refused' })),
    { name: 'unknown key as bearer', headers: bearerOf(newApiKey().key), shown: 'nothing' },
    { name: 'mistyped key as bearer', headers: bearerOf(never.truncated!), shown: 'invalidToken' },
    { name: 'key in the query', query: `apikey=${administrator}`, shown: 'refused' },
    { name: 'key in the form', form: { apikey: administrator }, shown: 'nothing' },
    ...browsers.flatMap(({ words, key }, at): Credential[] => [
      { name: `browser key ${at}`, query: `apikey=${key}`, shown: whoOf(words) },
      {
        name: `browser key ${at} from its page`,
        query: `apikey=${key}`,
        headers: { Origin: 'https://page.test' },
        shown: whoOf(words),
      },
      {
        name: `browser key ${at} from another page`,
        query: `apikey=${key}`,
        headers: { Origin: 'https://evil.test' },
        shown: whoOf(words),
      },
    ]),
    {
      name: 'unknown key and words as bearer',
      headers: { ...header(never.unknown!), ...bearerOf('hello') },
      shown: 'refused',
    },
  ]
}

async function people({ engine: { users, sessions } }: UsageHouse): Promise<Credential[]> {
  const password = 'a password of the matrix'
  const words: Readonly<Record<string, readonly string[]>> = {
    root: ['SystemAdministrator'],
    boss: ['Manager'],
    plain: [],
    gone: ['SystemAdministrator'],
    aimed: ['SystemAdministrator'],
  }
  const put = async (userName: string, more: object = {}) => {
    const user = (await users.userByName(userName))!
    const id = newSessionId()
    const now = Date.now()
    await sessions.putSession({
      hash: hashId(id),
      userId: user.id,
      provider: 'credentials',
      createdAt: now,
      seenAt: now,
      expiresAt: now + 86_400_000,
      permanent: false,
      rights: rightsOf(user),
      ...more,
    })
    return { Cookie: `ss-id=${id}` }
  }
  for (const [userName, roles] of Object.entries(words)) await createUser(users, { userName, password, roles })
  await users.putUser({ ...(await users.userByName('gone'))!, disabledAt: 1 })
  /** A session for this credential alone, and another for each call that ends it. */
  const session = async (userName: string, more: NonNullable<Credential['headers']> = {}) => {
    const fresh = async () => ({ ...(await put(userName)), ...more })
    return { headers: await fresh(), fresh }
  }
  const signedOut = await put('root')
  await sessions.endSession(hashId(signedOut.Cookie.slice(6)))
  const isReading = (verb: string) => verb === 'GET' || verb === 'HEAD' || verb === 'OPTIONS'
  const foreign: Exclude<Credential['shown'], Shown> = ({ message, verb, method }) =>
    isReading(verb) && isReading(method) && !(message.verbMarker && !isReading(message.verb))
      ? { roles: ['SystemAdministrator'] }
      : 'foreign'
  const unclear = { 'no colon': base64('root'), 'no base64': '!!!', 'too long': base64(`aimed:${'p'.repeat(8_000)}`) }
  return [
    ...['root', 'boss', 'plain'].map(
      (name): Credential => ({ name: `Basic of ${name}`, headers: basicOf(name, password), shown: { roles: words[name]! } }),
    ),
    ...[
      // Whoever is guessed at waits after a while, right password or not (A-2.5): nobody whom the others need.
      ['a wrong password', 'aimed', 'wrong'],
      ['an unknown user', 'nobody', password],
      ['a disabled user', 'gone', password],
      ['an empty password', 'aimed', ''],
    ].map(
      ([name, user, text]): Credential => ({
        name: `Basic: ${name}`,
        headers: basicOf(user!, text!),
        shown: 'refused',
        slow: true,
      }),
    ),
    ...Object.entries(unclear).map(
      ([name, text]): Credential => ({ name: `Basic: ${name}`, headers: { Authorization: `Basic ${text}` }, shown: 'nothing' }),
    ),
    { name: 'session of root', ...(await session('root')), shown: { roles: ['SystemAdministrator'] } },
    { name: 'session of boss', ...(await session('boss')), shown: { roles: ['Manager'] } },
    { name: 'session from another site', ...(await session('root', { 'Sec-Fetch-Site': 'cross-site' })), shown: foreign },
    { name: 'session from another origin', ...(await session('root', { Origin: 'https://evil.test' })), shown: foreign },
    { name: 'an expired session', headers: await put('root', { expiresAt: 1 }), shown: 'nothing' },
    { name: 'a session that was signed out', headers: signedOut, shown: 'nothing' },
    { name: 'the session of a disabled user', headers: await put('gone'), shown: 'nothing' },
    { name: 'a planted id', headers: { Cookie: 'ss-id=AAAAAAAAAAAAAAAAAAAAAA' }, shown: 'nothing' },
    { name: 'a forged id', headers: { Cookie: `ss-id=${newSessionId()}` }, shown: 'nothing' },
    { name: 'a session and an unknown key', ...(await session('root', { ...header(newApiKey().key) })), shown: 'refused' },
    { name: 'a session and a bad token', ...(await session('root', { ...bearerOf('a.b.c') })), shown: 'invalidToken' },
  ]
}

async function tokens({ engine: { users }, folder }: UsageHouse): Promise<Credential[]> {
  const client = async (scopes: readonly string[]) => (await createClient(users, { scopes, organization: 'o-none' })).stored
  const reader = await client([scope])
  const revoked = await client([scope])
  await users.putClient({ ...revoked, revokedAt: 1 })
  const of = (id: string, scopes: string) => oauthMint(path.join(folder, 'signing-key.json'), issuer, id, scopes)
  const good = mint(of(reader.id, scope))
  return [
    ...goodOAuth(of(reader.id, scope), { scopes: [scope] }),
    {
      name: 'OAuth token without the scope',
      headers: bearerOf(mint(of(reader.id, 'usage:write'))),
      shown: { scopes: ['usage:write'] },
    },
    { name: 'OAuth token without any', headers: bearerOf(mint(of(reader.id, ''))), shown: {} },
    {
      name: 'OAuth token with a scope that begins so',
      headers: bearerOf(mint(of(reader.id, `${scope}x`))),
      shown: { scopes: [`${scope}x`] },
    },
    { name: 'OAuth token of a revoked client', headers: bearerOf(mint(of(revoked.id, scope))), shown: 'invalidToken' },
    {
      name: 'OAuth token with roles of its own',
      headers: bearerOf(mint(of(reader.id, ''), { payload: { roles: ['SystemAdministrator'], role: 'Admin' } })),
      shown: {},
    },
    { name: 'OAuth token and access_token', headers: bearerOf(good), query: `access_token=${good}`, shown: 'malformed' },
    { name: 'OAuth token twice', headers: { Authorization: [`Bearer ${good}`, `Bearer ${good}`] }, shown: 'malformed' },
    { name: 'OAuth token with a comma', headers: bearerOf(`${good}, x`), shown: 'malformed' },
    { name: 'no token behind the scheme', headers: { Authorization: 'Bearer' }, shown: 'malformed' },
    { name: 'access_token alone', query: `access_token=${good}`, shown: 'nothing' },
    ...hostileOAuth(of(reader.id, scope), 'invalidToken'),
  ]
}
