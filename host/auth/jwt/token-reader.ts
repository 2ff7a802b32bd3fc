import type { KeyObject } from 'node:crypto'
import type { JwtKey } from './jwt-keys'

/** Why a text is no token of ours; `message` is what the wire says. */
export interface TokenFault {
  /** `bare`: it could be anything, as if nothing had been sent. */
  readonly kind: 'bare' | 'base64' | 'algorithm'
  readonly message: string
}

/** A token whose signature is good. What it says is still to be judged. */
export interface ReadToken {
  readonly typ: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Nothing longer is looked at (threats 3.5). */
export const longestToken = 8_192

const bare: TokenFault = { kind: 'bare', message: 'Token is invalid' }
const base64: TokenFault = { kind: 'base64', message: 'Illegal base64url string!' }

/** jose is an ES module, so it is loaded when it is needed. */
export const jose = (): Promise<typeof import('jose')> => import('jose')

/**
 * Reads a signed token: keys are found in memory by `kid`, the algorithm is the key's and not the token's, and what a header says of keys (`jku`,
 * `x5u`, `jwk`) is not heard. Whatever else jose throws is a token that is not ours.
 */
export class TokenReader {
  constructor(private readonly keys: readonly JwtKey[]) {}

  async read(token: string): Promise<ReadToken | TokenFault> {
    const parts = token.split('.')
    if (token.length > longestToken || parts.length !== 3) return bare
    if (parts.some((part) => part.length % 4 === 1 || !/^[\w-]*$/.test(part))) return base64
    const header = jsonObject(Buffer.from(parts[0]!, 'base64url'))
    if (!header) return bare
    const { alg, kid } = header
    if (!this.keys.some((key) => key.alg === alg))
      return { kind: 'algorithm', message: `Invalid algorithm '${short(alg)}', expected '${this.keys[0]!.alg}'` }
    const candidates = this.keys.filter((key) => key.alg === alg && (kid === undefined || key.kid === kid))
    for (const { alg: algorithm, verifying } of candidates) {
      const payload = await verified(token, verifying, algorithm)
      if (payload) return { typ: typeof header.typ === 'string' ? header.typ : 'JWT', payload }
    }
    return bare
  }
}

async function verified(token: string, key: KeyObject, algorithm: string) {
  try {
    const { payload } = await (await jose()).compactVerify(token, key, { algorithms: [algorithm] })
    return jsonObject(payload)
  } catch {
    // jose throws TypeErrors beside its own errors (threats 3.5).
    return undefined
  }
}

function jsonObject(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

const short = (text: unknown) =>
  String(text ?? '')
    .replace(/[^\w+/.-]/g, '?')
    .slice(0, 20)

export const isFault = (read: ReadToken | TokenFault): read is TokenFault => 'kind' in read
