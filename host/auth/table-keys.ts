import { HttpError } from '../../dtos/contract'
import { after } from '../maybe'
import { bearerOf, callerKey, ended, ownSession } from './api-key'
import type { CredentialReader } from './credential-reader'
import { hashKey } from './keys'
import type { AuthProvider } from './provider'
import { Refused } from './refused'

const adminScope = 'Admin'

/**
 * Operators' keys (A-5.4), for messages with `@ValidateApiKey`: they name nobody, so what asks for a user stays shut. A key with the scope Admin acts
 * as an administrator. By `X-Api-Key`, else as bearer; one that ended is refused even where the message is open.
 */
export const tableKeys = (): AuthProvider => ({
  name: 'apikey',
  challenge: 'Basic realm="/auth/apikey"',
  open: ({ users }) => {
    const recognise: CredentialReader['recognise'] = (key) =>
      after(users, users.apiKeyByHash(hashKey(key)), (store, stored) => {
        if (!stored) return undefined
        const why = ended(stored)
        if (why !== undefined) return new Refused(new HttpError(401, 'Unauthorized', why), 'always')
        store.touchApiKey(stored.id, Date.now())
        return {
          key: callerKey(stored),
          ...(stored.scopes.includes(adminScope)
            ? { session: { ...ownSession(stored, stored.userId ?? stored.id), roles: [adminScope] } }
            : {}),
          ...(stored.expiresAt === undefined ? {} : { until: stored.expiresAt }),
        }
      })
    const header: CredentialReader['read'] = ({ incoming: { headers } }) => {
      const key = headers['x-api-key']
      return typeof key === 'string' && key !== '' ? key : undefined
    }
    return {
      readers: [
        { carrier: 'key', read: header, recognise },
        // The header wins where both are there.
        { carrier: 'explicit', read: (call) => (header(call) === undefined ? bearerOf(call) : undefined), recognise },
      ],
    }
  },
})
