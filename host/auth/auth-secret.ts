import { hash, timingSafeEqual } from 'node:crypto'
import type { Session } from '../../services'
import type { Call } from '../call'
import { queryValue } from '../query-value'
import { bearerOf } from './api-key'
import { cookieValue, newSessionId } from './cookies'
import type { CredentialReader } from './credential-reader'
import type { AuthProvider } from './provider'

export interface AuthSecretOptions {
  readonly secret: string
  /** `?authsecret=` and a cookie count as well: they end up in logs and histories, and a browser sends its cookies by itself. Refused in production. */
  readonly inQueryAndCookie?: boolean
}

const operator: Session = Object.freeze({
  provider: 'authsecret',
  userId: '0',
  userName: 'authsecret',
  displayName: 'Admin',
  roles: ['Admin'],
  permissions: [],
  scopes: [],
  passesAll: true,
  accounts: [],
  sources: [],
  credentialId: 'authsecret',
})

/** The operators' one secret (A-5.6), by the header `authsecret`. A wrong one is nobody's; it is compared by hash, in constant time. */
export const authSecret = ({ secret, inQueryAndCookie = false }: AuthSecretOptions): AuthProvider => ({
  name: 'authsecret',
  open: () => {
    if (secret.length < 8) throw new RangeError('The auth secret has at least 8 characters; make one of 32 random bytes.')
    if (inQueryAndCookie && process.env.NODE_ENV === 'production')
      throw new RangeError('The auth secret does not travel in addresses and cookies in production; use the header.')
    const wanted = hash('sha256', secret, 'buffer')
    const found = { session: operator, sessionId: newSessionId() }
    const reader = (read: CredentialReader['read']): CredentialReader => ({
      carrier: 'secret',
      read,
      recognise: (text) => (timingSafeEqual(hash('sha256', text, 'buffer'), wanted) ? found : undefined),
    })
    return {
      readers: [
        reader((call) => call.header('authsecret') || undefined),
        // As bearer only where a message asks for the secret: elsewhere it could be anybody's token.
        reader((call) => (asksForSecret(call) ? bearerOf(call) : undefined)),
        ...(inQueryAndCookie
          ? [
              reader((call) => queryValue(call.query, 'authsecret') || undefined),
              {
                ...reader(({ incoming: { headers } }) => headers.cookie && cookieValue(headers.cookie, 'authsecret')),
                carrier: 'token' as const,
                ambient: () => 'cookie' as const,
              },
            ]
          : []),
      ],
    }
  },
})

const asksForSecret = ({ plan }: Call) => plan.message.typeRules.some(({ name }) => name === 'AuthSecret')
