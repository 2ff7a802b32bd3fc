import { MemoryOnceStore, type OnceStore } from '../../../services'
import type { Recognised } from '../credential-reader'
import type { AuthProvider } from '../provider'
import { publishKeys } from '../published-keys'
import { Refused } from '../refused'
import { bearerReader } from './bearer-reader'
import { bearerChallenge, invalidToken } from './challenges'
import { OAuthTokenService } from './oauth-token-service'
import { serverMetadata } from './server-metadata'
import type { Tokens } from './tokens'

export interface BearerOptions {
  /** Where it is remembered which assertions of clients were used; in this process unless said. */
  readonly once?: OnceStore
}

/** A recognised token and the key that proves it. */
interface ByKey extends Recognised {
  readonly by: object
}

/**
 * OAuth2 with tokens of this gateway: `POST /oauth/token` gives them to clients (RFC 6749 4.4), calls carry them (RFC 6750), and what others need for
 * it is published (RFC 8414). A client that was revoked is no longer known by its tokens.
 */
export const bearer = (tokens: Tokens, { once = new MemoryOnceStore() }: BearerOptions = {}): AuthProvider => ({
  name: 'oauth',
  challenge: bearerChallenge,
  open: (auth) => ({
    readers: [
      bearerReader(
        async (token) => {
          const verified = await tokens.verify(token)
          const client = verified && (await auth.users.clientById(verified.session.credentialId))
          if (!verified || !client || client.revokedAt !== undefined) return new Refused(invalidToken())
          const recognised: ByKey = { session: verified.session, until: verified.until, by: verified.key }
          return recognised
        },
        (recognised) => tokens.isLive((recognised as ByKey).by),
      ),
    ],
    services: [new OAuthTokenService(auth, tokens, once)],
    mount(app) {
      publishKeys(app, () => tokens.published().keys)
      app.get('/.well-known/oauth-authorization-server', (_request, response) => {
        response.setHeader('Cache-Control', 'public, max-age=300')
        response.json(serverMetadata(tokens.issuer))
      })
    },
  }),
})
