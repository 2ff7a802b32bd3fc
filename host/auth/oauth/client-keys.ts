import { createPublicKey, type JsonWebKey } from 'node:crypto'
import { readPublicKey } from './public-key'

const most = 10

/**
 * The public keys of a client from a file's text: one or more PEM blocks, a JWK, or a JWKS. Throws a RangeError that says what is wrong; a private key
 * is refused, for it would then have been sent.
 */
export function readClientKeys(text: string): readonly JsonWebKey[] {
  const keys = text.trimStart().startsWith('{') ? fromJson(text) : fromPem(text)
  if (keys.length === 0 || keys.length > most)
    throw new RangeError(`A client has from 1 to ${most} public keys, not ${keys.length}.`)
  return keys.map((jwk) => {
    if (jwk.d !== undefined || jwk.kty === 'oct')
      throw new RangeError('This is a private key; a client registers its public key.')
    if (!readPublicKey(jwk))
      throw new RangeError(
        `The key ${jwk.kid ?? jwk.kty ?? 'without a kind'} verifies no signature: RSA of 2048 bits or more, P-256, P-384, P-521 and Ed25519 do.`,
      )
    return jwk
  })
}

function fromJson(text: string): readonly JsonWebKey[] {
  let value: { readonly keys?: unknown }
  try {
    value = JSON.parse(text)
  } catch {
    throw new RangeError('The file is neither PEM nor JSON.')
  }
  const keys = Array.isArray(value.keys) ? value.keys : [value]
  return keys.filter((each): each is JsonWebKey => each !== null && typeof each === 'object')
}

function fromPem(text: string): readonly JsonWebKey[] {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text))
    throw new RangeError('This is a private key; a client registers its public key.')
  const blocks = text.match(/-----BEGIN (PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)-----[^-]+-----END \1-----/g) ?? []
  return blocks.map((pem) => {
    try {
      return createPublicKey(pem).export({ format: 'jwk' })
    } catch {
      throw new RangeError('A PEM block is damaged.')
    }
  })
}
