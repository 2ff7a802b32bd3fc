import { randomUUID } from 'node:crypto'
import type { JSONWebKeySet } from 'jose'
import type { Session } from '../../../services'
import { jose } from '../jwt/token-reader'
import { peek, verified } from './signed-token'
import { SigningKeys } from './signing-keys'
import { tokenSeconds } from './token-life'

/** Signs and verifies this gateway's own access tokens (RFC 9068). Made by `openTokens`. */
export interface Tokens {
  /** The gateway's own address, as its tokens name it. */
  readonly issuer: string
  sign(claims: { clientId: string; scopes: readonly string[]; organization?: string }): Promise<string>
  /** Who a valid token names, until when (ms) and by which key; undefined for any other text, whatever is wrong with it. */
  verify(token: string): Promise<VerifiedToken | undefined>
  /** Tokens of that key are good still. */
  isLive(key: object): boolean
  /** What others verify by. */
  published(): JSONWebKeySet
}

export interface VerifiedToken {
  readonly session: Session
  readonly until: number
  readonly key: object
}

/** The signing keys are in `file`, which is made on first use. */
export async function openTokens(file: string, issuer: string): Promise<Tokens> {
  const keys = new SigningKeys(file)
  const audience = issuer
  const { SignJWT } = await jose()
  return {
    issuer,
    sign: ({ clientId, scopes, organization }) => {
      const { kid, signing, algorithms } = keys.signing
      return new SignJWT({
        client_id: clientId,
        scope: scopes.join(' '),
        ...(organization === undefined ? {} : { organization }),
      })
        .setProtectedHeader({ alg: algorithms[0]!, typ: 'at+jwt', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(clientId)
        .setIssuedAt()
        .setExpirationTime(`${tokenSeconds}s`)
        .setJti(randomUUID())
        .sign(signing)
    },
    async verify(token) {
      const kid = peek(token)?.header.kid
      const found = await verified(token, kid === undefined ? [] : keys.byId(kid), {
        issuer,
        audience,
        typ: 'at+jwt',
        required: ['exp', 'iat', 'sub', 'client_id'],
        clockTolerance: 0,
      })
      return found && { session: sessionFrom(found.claims), until: Number(found.claims.exp) * 1000, key: found.key }
    },
    isLive: (key) => keys.isLive(key),
    published: () => ({ keys: keys.live.map(({ jwk }) => jwk as JSONWebKeySet['keys'][number]) }),
  }
}

const sessionFrom = ({ sub, client_id, scope, organization }: Readonly<Record<string, unknown>>): Session => ({
  provider: 'oauth',
  userId: String(sub),
  userName: String(client_id),
  roles: [],
  permissions: [],
  scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
  ...(typeof organization === 'string' ? { organization } : {}),
  accounts: [],
  sources: [],
  credentialId: String(client_id),
})
