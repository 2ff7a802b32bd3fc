import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto'

/** Somebody's public key that tokens are verified by. */
export interface PublicKey {
  readonly key: KeyObject
  readonly kid: string | undefined
  /** One family, and the key's own word for it: a token does not choose (threats 3.5). */
  readonly algorithms: readonly string[]
}

/** Families of algorithms with a public key. Shared secrets are none of them: a public key must never serve as one. */
export const families = {
  RS: ['RS256', 'RS384', 'RS512'],
  PS: ['PS256', 'PS384', 'PS512'],
  ES: ['ES256', 'ES384', 'ES512'],
  EdDSA: ['EdDSA', 'Ed25519'],
} as const
export const publicAlgorithms: readonly string[] = Object.values(families).flat()

const curves: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' }

/** What a key is good for by its kind; empty: for nothing that is verified here. */
function byKind({
  asymmetricKeyType,
  asymmetricKeyDetails: { namedCurve = '', modulusLength = 0 } = {},
}: KeyObject): readonly string[] {
  if (asymmetricKeyType === 'ed25519') return families.EdDSA
  if (asymmetricKeyType === 'ec') return curves[namedCurve] === undefined ? [] : [curves[namedCurve]]
  return asymmetricKeyType === 'rsa' && modulusLength >= 2048 ? [...families.RS, ...families.PS] : []
}

/**
 * A JWK as a key; undefined: a secret, one that encrypts, one that is too short or of an unknown kind. An RSA key that names no algorithm is for the
 * RS family, or for those of `wanted`.
 */
export function readPublicKey(jwk: JsonWebKey, wanted?: readonly string[]): PublicKey | undefined {
  const { kty, alg, use, kid } = jwk as Readonly<Record<string, unknown>>
  if (kty === 'oct' || (use !== undefined && use !== 'sig')) return undefined
  let key: KeyObject
  try {
    key = createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return undefined
  }
  const said = alg === undefined ? (wanted ?? publicAlgorithms.filter((each) => !each.startsWith('PS'))) : [alg]
  const algorithms = byKind(key).filter((each) => said.includes(each) && (wanted === undefined || wanted.includes(each)))
  if (algorithms.length === 0) return undefined
  return { key, kid: typeof kid === 'string' ? kid : undefined, algorithms }
}
