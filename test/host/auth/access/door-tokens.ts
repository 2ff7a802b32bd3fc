import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { audience, type Doors, issuer } from './doors'
import { hostileTokens, type Mint, mint } from './hostile-tokens'
import type { Credential } from './matrix'
import { bearerOf, goodOAuth, hostileOAuth, oauthMint } from './oauth-mint'
import type { Who } from './oracle'
import { cookieOf, day, persons } from './persons'

/** Tokens of `jwt()`. */
export async function jwts({ jwtKeys, sessions }: Doors): Promise<Credential[]> {
  const now = Math.floor(Date.now() / 1000)
  const base = (name: string, more: object = {}): Mint => ({
    header: { typ: 'JWT', alg: 'ES256' },
    payload: {
      iss: issuer,
      aud: audience,
      sub: `u-${name}`,
      iat: now,
      exp: now + 3_600,
      preferred_username: name,
      jti: randomUUID(),
      ...more,
    },
    key: jwtKeys.privateKey,
    otherKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    publicKey: jwtKeys.publicKey,
  })
  const of = (name: string) => base(name, { roles: persons[name]!.roles, perms: persons[name]!.permissions })
  const who = (name: string): Who => ({
    ...persons[name]!,
    claims: { perm: persons[name]!.permissions, role: persons[name]!.roles },
  })
  const admin = base('admin', { roles: ['Admin'], perms: ['CanSee'] })
  await sessions.putFamily({
    id: 'ended',
    userId: 'u-admin',
    current: 'x',
    createdAt: 0,
    expiresAt: Date.now() + day,
    endedAt: 1,
  })
  const input = [{ typ: 'JWT', alg: 'HS256' }, of('manager').payload]
    .map((words) => Buffer.from(JSON.stringify(words)).toString('base64url'))
    .join('.')
  const hs256 = `${input}.${createHmac('sha256', jwtKeys.secret).update(input).digest('base64url')}`
  const scoped = mint(base('plain', { scope: 'desk:read desk:write' }))
  const hostile: Readonly<Record<string, string>> = {
    ...hostileTokens(admin),
    'a refresh token': mint(admin, { header: { typ: 'JWTR' } }),
    'of a session that ended': mint(admin, { payload: { jti: 'ended.x' } }),
    'of a disabled user': mint(base('gone', { roles: ['Admin'] })),
  }
  const good = mint(of('manager'))
  return [
    ...Object.keys(persons)
      .filter((name) => name !== 'claimant')
      .map((name): Credential => ({ name: `token of ${name}`, headers: bearerOf(mint(of(name))), shown: who(name) })),
    { name: 'token with scopes', headers: bearerOf(scoped), shown: { scopes: ['desk:read', 'desk:write'] } },
    { name: 'token by HS256', headers: bearerOf(hs256), shown: who('manager') },
    { name: 'token without iat', headers: bearerOf(mint(of('manager'), { payload: { iat: undefined } })), shown: who('manager') },
    { name: 'token in its cookie', headers: { Cookie: `ss-tok=${good}` }, shown: who('manager') },
    {
      name: 'token in its cookie, from another site',
      headers: { Cookie: `ss-tok=${good}`, 'Sec-Fetch-Site': 'cross-site' },
      shown: cookieOf(who('manager')),
    },
    { name: 'token in the query', query: `ss-tok=${good}&access_token=${good}`, shown: 'nothing' },
    { name: 'token in the form', form: { 'ss-tok': good }, shown: 'nothing' },
    ...Object.entries(hostile).map(
      ([name, token]): Credential => ({ name: `token: ${name}`, headers: bearerOf(token), shown: 'refused' }),
    ),
    ...['alg none', 'expired a minute ago', 'a refresh token', 'signed by another key'].map((name): Credential => {
      // What could be anybody's cookie is as if nothing had been sent.
      const shown = name === 'signed by another key' ? 'nothing' : 'refused'
      return { name: `cookie token: ${name}`, headers: { Cookie: `ss-tok=${hostile[name]}` }, shown }
    }),
  ]
}

/** Tokens of `bearer()`. */
export async function oauth({ signingFile, users }: Doors): Promise<Credential[]> {
  const client = (id: string, scopes: readonly string[], more: object = {}) =>
    users.putClient({ id, name: id, scopes, createdAt: 0, ...more })
  client('client-reader', ['desk:read'])
  client('client-none', [])
  client('client-gone', ['desk:read'], { revokedAt: 1 })
  const of = (id: string, scope: string) => oauthMint(signingFile, issuer, id, scope)
  return [
    ...goodOAuth(of('client-reader', 'desk:read'), { scopes: ['desk:read'] }),
    {
      name: 'OAuth token with both scopes',
      headers: bearerOf(mint(of('client-reader', 'desk:read desk:write'))),
      shown: { scopes: ['desk:read', 'desk:write'] },
    },
    { name: 'OAuth token without a scope', headers: bearerOf(mint(of('client-none', ''))), shown: {} },
    {
      name: 'OAuth token with a scope that begins so',
      headers: bearerOf(mint(of('client-none', 'desk:readonly'))),
      shown: { scopes: ['desk:readonly'] },
    },
    { name: 'OAuth token of a revoked client', headers: bearerOf(mint(of('client-gone', 'desk:read'))), shown: 'refused' },
    ...hostileOAuth(of('client-reader', 'desk:read desk:write'), 'refused').map(
      (credential): Credential => ({ ...credential, shown: 'refused' }),
    ),
  ]
}
