import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign, verify } from 'node:crypto'
import { role } from './data'

// A session and a token that all servers of a run know: made by the process that starts them, handed on by the environment.

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function made(): { readonly key: JsonWebKey; readonly token: string } {
  const known = process.env.BENCH_IDENTITY
  if (known) return JSON.parse(known)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const now = Math.floor(Date.now() / 1000)
  const payload = {
    iss: 'ssjwt',
    sub: 1,
    iat: now,
    exp: now + 86_400,
    preferred_username: 'bench',
    roles: [role],
    jti: 'bench.1',
  }
  const text = `${part({ typ: 'JWT', alg: 'ES256' })}.${part(payload)}`
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  const identity = { key: privateKey.export({ format: 'jwk' }), token: `${text}.${signature.toString('base64url')}` }
  process.env.BENCH_IDENTITY = JSON.stringify(identity)
  return identity
}

export const { key: signingKey, token: bearerToken } = made()
export const sessionId = 'BenchSessionOfOneUser0'

const publicKey = createPublicKey(createPrivateKey({ key: signingKey, format: 'jwk' }))

/** What a lean program does with a token that it has not seen: signature and end, by hand. */
export function tokenClaims(token: string): { readonly roles: readonly string[]; readonly exp: number } | undefined {
  const end = token.lastIndexOf('.')
  const text = token.slice(0, end)
  const signature = Buffer.from(token.slice(end + 1), 'base64url')
  if (!verify('sha256', Buffer.from(text), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)) return undefined
  const claims = JSON.parse(Buffer.from(text.slice(text.indexOf('.') + 1), 'base64url').toString())
  return claims.exp > Date.now() / 1000 ? claims : undefined
}
