import { createHmac, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { basic, credentials, type JwtKeyWords, type JwtOptions, jwt } from '../../../host'
import { type Desk, json, openDesk } from './desk'

// Keys of every algorithm, and tokens that somebody signs who has the first one.

export const secret = randomBytes(32).toString('base64')
export const pem = (key: KeyObject) => key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }) as string
export const pairs = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
}
export const keys: Record<JwtKeyWords['alg'], JwtKeyWords> = {
  HS256: { alg: 'HS256', secret },
  RS256: { alg: 'RS256', key: pem(pairs.RS256.privateKey) },
  ES256: { alg: 'ES256', key: pem(pairs.ES256.privateKey) },
  EdDSA: { alg: 'EdDSA', key: pem(pairs.EdDSA.privateKey) },
}

export const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
export const read = (token: string, at: number) => JSON.parse(Buffer.from(token.split('.')[at]!, 'base64url').toString())
export const now = () => Math.floor(Date.now() / 1000)
/** A token that somebody signs who has the key. */
export const forge = (payload: object, header: object = {}, key = secret, alg = 'sha256') => {
  const text = `${part({ typ: 'JWT', alg: 'HS256', ...header })}.${part({ iss: 'ssjwt', sub: 4, iat: now(), exp: now() + 600, ...payload })}`
  return `${text}.${createHmac(alg, Buffer.from(key, 'base64')).update(text).digest('base64url')}`
}
export const tokensOf = async (desk: Desk, name: 'plain' | 'manager' | 'admin' = 'plain') => {
  const { body } = await desk.post('/auth', { userName: name, password: `pw-${name}` }, json)
  return body as { bearerToken: string; refreshToken: string; refreshTokenExpiry: string }
}

const desks: Desk[] = []
/** A desk that takes and makes tokens; `closeAll` closes all of them. */
export async function openTokenDesk(more: Partial<JwtOptions> = {}, options = {}): Promise<Desk> {
  const provider = jwt({ keys: [keys.HS256], overPlainHttp: true, ...more })
  const desk = await openDesk([credentials(), basic(), provider], options)
  desks.push(desk)
  return desk
}
export const closeAll = () => Promise.all(desks.splice(0).map((desk) => desk.close()))
