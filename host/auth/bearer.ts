import { HttpError } from '../../dtos/contract'
import type { AuthProvider } from './provider'
import type { Tokens } from './tokens'

/** OAuth2 access tokens of this gateway (RFC 6750). A client that was revoked is no longer known by its tokens. */
export const bearer = (tokens: Tokens): AuthProvider => ({
  name: 'oauth',
  refusal: 'Invalid token',
  challenge: 'Bearer realm="tollgate"',
  credential(call) {
    const { authorization } = call.incoming.headers
    return authorization !== undefined && /^bearer /i.test(authorization) ? authorization.slice(7).trim() : undefined
  },
  async authenticate(token, users) {
    const verified = await tokens.verify(token)
    const client = verified && (await users.clientById(verified.session.credentialId))
    if (!verified || !client || client.revokedAt !== undefined)
      throw new HttpError(401, 'Unauthorized', 'The access token is invalid, expired or revoked.', {
        headers: { 'WWW-Authenticate': 'Bearer realm="tollgate", error="invalid_token"' },
      })
    return verified
  },
})
