import { HttpError } from '../../dtos/contract'
import { bearerOf } from './api-key'
import { isKeyShaped } from './keys'
import { type AuthProvider, Refused } from './provider'
import type { Tokens } from './tokens'

/** OAuth2 access tokens of this gateway (RFC 6750). A client that was revoked is no longer known by its tokens. */
export const bearer = (tokens: Tokens): AuthProvider => ({
  name: 'oauth',
  challenge: 'Bearer realm="tollgate"',
  open: ({ users }) => ({
    readers: [
      {
        carrier: 'explicit',
        read: (call) => {
          const token = bearerOf(call)
          return token === undefined || isKeyShaped(token) ? undefined : token
        },
        async recognise(token) {
          const verified = await tokens.verify(token)
          const client = verified && (await users.clientById(verified.session.credentialId))
          return verified && client && client.revokedAt === undefined ? verified : new Refused(invalid())
        },
      },
    ],
  }),
})

const invalid = () =>
  new HttpError(401, 'Unauthorized', 'The access token is invalid, expired or revoked.', {
    headers: { 'WWW-Authenticate': 'Bearer realm="tollgate", error="invalid_token"' },
  })
