import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { Session } from '../../services'

type Jose = typeof import('jose')
type SigningKey = Awaited<ReturnType<Jose['importJWK']>>

/** Access tokens live ten minutes, as the vendor's do (usage-domain 1.3.6). */
export const tokenSeconds = 600
const algorithm = 'ES256'

/** Signs and verifies this gateway's own access tokens (RFC 9068). Made by `openTokens`. */
export interface Tokens {
  sign(claims: { clientId: string; scopes: readonly string[]; organization?: string }): Promise<string>
  /** The session of a valid token and when it ends (ms); undefined for any other text, whatever is wrong with it. */
  verify(token: string): Promise<{ session: Session; until: number } | undefined>
}

/** The signing key is made on first use and kept in `file` (mode 600). jose is an ES module, so it is loaded when it is needed. */
export async function openTokens(file: string, issuer: string): Promise<Tokens> {
  const jose: Jose = await import('jose')
  if (!existsSync(file)) {
    const { privateKey } = await jose.generateKeyPair(algorithm, { extractable: true })
    keep(file, JSON.stringify({ ...(await jose.exportJWK(privateKey)), kid: randomUUID(), alg: algorithm }))
  }
  const { d, ...publicJwk } = JSON.parse(readFileSync(file, 'utf8'))
  const privateKey = (await jose.importJWK({ ...publicJwk, d }, algorithm)) as SigningKey
  const publicKey = (await jose.importJWK(publicJwk, algorithm)) as SigningKey
  const audience = issuer
  return {
    sign: ({ clientId, scopes, organization }) =>
      new jose.SignJWT({ client_id: clientId, scope: scopes.join(' '), ...(organization === undefined ? {} : { organization }) })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: publicJwk.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(clientId)
        .setIssuedAt()
        .setExpirationTime(`${tokenSeconds}s`)
        .setJti(randomUUID())
        .sign(privateKey),
    async verify(token) {
      if (token.length > 8192) return undefined
      try {
        const { payload } = await jose.jwtVerify(token, publicKey, {
          algorithms: [algorithm],
          issuer,
          audience,
          typ: 'at+jwt',
          requiredClaims: ['exp', 'iat', 'sub', 'client_id'],
          clockTolerance: 0,
        })
        const scope = typeof payload.scope === 'string' ? payload.scope : ''
        const session: Session = {
          provider: 'oauth',
          userId: String(payload.sub),
          userName: String(payload.client_id),
          roles: [],
          permissions: [],
          scopes: scope.split(' ').filter(Boolean),
          ...(typeof payload.organization === 'string' ? { organization: payload.organization } : {}),
          accounts: [],
          sources: [],
          credentialId: String(payload.client_id),
        }
        return { session, until: payload.exp! * 1000 }
      } catch {
        // jose throws TypeErrors beside its own errors (threats 3.5): any throw is a token that is not ours.
        return undefined
      }
    },
  }
}

/** Written whole or not at all by whoever comes first; the other process reads his. */
function keep(file: string, text: string): void {
  let handle: number
  try {
    handle = openSync(file, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return
    throw error
  }
  writeSync(handle, text)
  fsyncSync(handle)
  closeSync(handle)
}
