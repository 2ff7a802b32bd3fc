import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostileTokens, type Mint, mint } from './hostile-tokens'
import type { Credential } from './matrix'
import type { Who } from './oracle'

export const bearerOf = (token: string) => ({ Authorization: `Bearer ${token}` })

/** Forges with the very key of the gateway: what is wrong is what a token says. */
export function oauthMint(file: string, issuer: string, clientId: string, scope: string): Mint {
  const stored = JSON.parse(readFileSync(file, 'utf8'))
  const jwk = (stored.keys?.[0] ?? stored[0] ?? stored) as JsonWebKey & { kid: string }
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const now = Math.floor(Date.now() / 1000)
  return {
    header: { alg: 'ES256', typ: 'at+jwt', kid: jwk.kid },
    payload: {
      client_id: clientId,
      scope,
      iss: issuer,
      aud: issuer,
      sub: clientId,
      iat: now,
      exp: now + 3_600,
      jti: randomUUID(),
    },
    key,
    otherKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    publicKey: createPublicKey(key),
  }
}

/** RFC 6750 2.1: what a bearer token may be written with. */
const isTokenText = (text: string) => /^[A-Za-z0-9._~+/-]+=*$/.test(text)

/** Tokens of `bearer()`: every one of them proves nothing. `shown` says in which words a gateway refuses them. */
export const hostileOAuth = (base: Mint, shown: 'invalidToken' | 'refused'): Credential[] => {
  const now = Math.floor(Date.now() / 1000)
  const own: Record<string, string> = {
    'typ JWT': mint(base, { header: { typ: 'JWT' } }),
    'no typ': mint(base, { header: { typ: undefined } }),
    'no kid': mint(base, { header: { kid: undefined } }),
    'no iat': mint(base, { payload: { iat: undefined } }),
    'issued tomorrow': mint(base, { payload: { iat: now + 86_400, exp: now + 90_000 } }),
    'no client': mint(base, { payload: { client_id: undefined } }),
    'an unknown client': mint(base, { payload: { client_id: 'client-unknown', sub: 'client-unknown' } }),
    'a client that is a prototype': mint(base, { payload: { client_id: '__proto__', sub: '__proto__' } }),
    'a client that is an object': mint(base, { payload: { client_id: { $ne: '' } } }),
  }
  return Object.entries({ ...hostileTokens(base), ...own }).map(([name, token]) => ({
    name: `OAuth token: ${name}`,
    headers: bearerOf(token),
    shown: isTokenText(token) ? shown : 'malformed',
  }))
}

export const goodOAuth = (base: Mint, who: Who): Credential[] => [
  { name: 'OAuth token', headers: bearerOf(mint(base)), shown: who },
  { name: 'OAuth token, scheme in lower case', headers: { Authorization: `bearer ${mint(base)}` }, shown: who },
]
