import type { JWTVerifyOptions } from 'jose'
import { jose, longestToken } from '../jwt/token-reader'
import type { PublicKey } from './public-key'

export type Claims = Readonly<Record<string, unknown>>

/** What a token says of itself, before anybody knows whether it is true. */
export interface Peeked {
  readonly header: Claims
  readonly payload: Claims
}

/** Undefined: no signed token at all, or too long to be looked at. An encrypted one has five parts, and is never opened (threats 3.5). */
export function peek(token: string): Peeked | undefined {
  if (token.length > longestToken) return undefined
  const parts = token.split('.')
  if (parts.length !== 3 || !parts.every(isCanonical)) return undefined
  const header = jsonObject(parts[0]!)
  const payload = jsonObject(parts[1]!)
  return header && payload && { header, payload }
}

/** base64url as an encoder writes it: bits beyond the last byte are zero, or a token would have several spellings. */
const isCanonical = (part: string): boolean => {
  const rest = part.length % 4
  return /^[\w-]+$/.test(part) && rest !== 1 && (rest === 0 || (rest === 2 ? /[AQgw]$/ : /[AEIMQUYcgkosw048]$/).test(part))
}

function jsonObject(part: string): Claims | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Claims) : undefined
  } catch {
    return undefined
  }
}

export interface TokenRules extends Pick<JWTVerifyOptions, 'issuer' | 'audience' | 'typ'> {
  readonly required: readonly string[]
  /** Seconds by which the clocks may differ. */
  readonly clockTolerance: number
}

/** A token without a `kid` is tried with so many keys at most. */
const mostTries = 10

/**
 * What a token says, and the key that proves it; undefined: any fault whatever, jose's TypeErrors beside its own errors (threats 3.5). What the header
 * says of keys (`jku`, `x5u`, `jwk`) is not heard.
 */
export async function verified<K extends PublicKey>(
  token: string,
  keys: readonly K[],
  { required, ...rules }: TokenRules,
): Promise<{ readonly claims: Claims; readonly key: K } | undefined> {
  const { jwtVerify } = await jose()
  for (const key of keys.slice(0, mostTries)) {
    try {
      const { payload } = await jwtVerify(token, key.key, {
        ...rules,
        algorithms: [...key.algorithms],
        requiredClaims: [...required],
      })
      const { sub, iat } = payload
      const born = required.includes('iat') ? iat! <= Date.now() / 1000 + rules.clockTolerance : true
      return born && typeof sub === 'string' && sub !== '' && sub.length <= 255 ? { claims: payload, key } : undefined
    } catch {
      // The next key may be the right one.
    }
  }
  return undefined
}
