import type { OnceStore, StoredClient, UserStore } from '../../../services'
import { hashId } from '../cookies'
import { readPublicKey } from './public-key'
import { tokenEndpoint } from './server-metadata'
import { peek, verified } from './signed-token'

export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** An assertion lives no longer (usage-domain 1.3.6). */
const longestSeconds = 300
const clockTolerance = 30

interface Judge {
  readonly users: UserStore
  readonly once: OnceStore
  /** The gateway's own address. What the call's `Host` says would let another server use what was signed for it. */
  readonly issuer: string
}

/** The client that signed it (RFC 7523 section 3); undefined: nobody, whatever is wrong. Each is good once. */
export async function clientBySignature(assertion: string, { users, once, issuer }: Judge): Promise<StoredClient | undefined> {
  const said = peek(assertion)
  const id = said?.payload.sub
  if (!said || typeof id !== 'string' || id === '' || id.length > 256 || said.payload.iss !== id) return undefined
  const client = await users.clientById(id)
  if (!client || client.revokedAt !== undefined) return undefined
  const { kid } = said.header
  const keys = (client.keys ?? []).flatMap((jwk) => readPublicKey(jwk) ?? [])
  const named = keys.filter((key) => key.kid === kid)
  // A key that was registered as PEM has no name; clients call theirs as they like.
  const candidates = named.length > 0 ? named : keys.filter((key) => key.kid === undefined || kid === undefined)
  const found = await verified(assertion, candidates, {
    issuer: id,
    audience: [tokenEndpoint(issuer), issuer],
    required: ['exp', 'sub', 'aud', 'jti'],
    clockTolerance,
  })
  if (!found) return undefined
  const { exp, jti } = found.claims
  if (Number(exp) > Date.now() / 1000 + longestSeconds + clockTolerance) return undefined
  if (typeof jti !== 'string' || jti === '' || jti.length > 1_024) return undefined
  const isFirst = await once.useOnce(`assertion ${id} ${hashId(jti)}`, (Number(exp) + clockTolerance) * 1000)
  return isFirst ? client : undefined
}
