import { createHash, createPrivateKey, createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto'

export const jwtAlgorithms = ['HS256', 'RS256', 'ES256', 'EdDSA'] as const
export type JwtAlgorithm = (typeof jwtAlgorithms)[number]

/** A key as a program says it. */
export type JwtKeyWords =
  /** At least 32 bytes; a text is base64. */
  | { readonly alg: 'HS256'; readonly secret: string | Uint8Array }
  /** A private key signs and verifies; a public one, of yesterday say, only verifies. PEM, or a JWK. */
  | { readonly alg: Exclude<JwtAlgorithm, 'HS256'>; readonly key: string | JsonWebKey }

/** A key that tokens are signed with or were signed with. */
export interface JwtKey {
  readonly alg: JwtAlgorithm
  /** Eight characters of a hash: tells keys apart and nothing of them. */
  readonly kid: string
  /** Undefined: tokens of it are still good, and no new ones are made. */
  readonly signing: KeyObject | undefined
  readonly verifying: KeyObject
  /** What others verify by; undefined: the key is a secret. */
  readonly jwk: JsonWebKey | undefined
}

const types: Readonly<Record<Exclude<JwtAlgorithm, 'HS256'>, string>> = { RS256: 'rsa', ES256: 'ec', EdDSA: 'ed25519' }

/** Throws a RangeError for a key that is too short or of another kind than its algorithm's. */
export function readJwtKey(words: JwtKeyWords): JwtKey {
  if (words.alg === 'HS256') {
    const bytes = typeof words.secret === 'string' ? Buffer.from(words.secret, 'base64') : words.secret
    if (bytes.length < 32) throw new RangeError(`An HS256 key has at least 32 bytes, not ${bytes.length}.`)
    const secret = createSecretKey(bytes)
    return { alg: words.alg, kid: kidOf(bytes), signing: secret, verifying: secret, jwk: undefined }
  }
  const { alg, key } = words
  const signing = privateKey(key)
  const verifying = signing
    ? createPublicKey(signing)
    : typeof key === 'string'
      ? createPublicKey(key)
      : createPublicKey({ key, format: 'jwk' })
  const { namedCurve, modulusLength } = verifying.asymmetricKeyDetails ?? {}
  if (verifying.asymmetricKeyType !== types[alg] || (alg === 'ES256' && namedCurve !== 'prime256v1'))
    throw new RangeError(`The key is ${verifying.asymmetricKeyType ?? 'a secret'}, which is none for ${alg}.`)
  if (alg === 'RS256' && modulusLength! < 2048) throw new RangeError('An RS256 key has at least 2048 bits.')
  const kid = kidOf(verifying.export({ type: 'spki', format: 'der' }))
  return { alg, kid, signing, verifying, jwk: { ...verifying.export({ format: 'jwk' }), kid, alg, use: 'sig' } }
}

function privateKey(key: string | JsonWebKey): KeyObject | undefined {
  if (typeof key !== 'string') return key.d === undefined ? undefined : createPrivateKey({ key, format: 'jwk' })
  return key.includes('PRIVATE KEY') ? createPrivateKey(key) : undefined
}

const kidOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url').slice(0, 8)
