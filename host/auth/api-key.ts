import { HttpError } from '../../dtos/contract'
import type { CallerKey, StoredApiKey, UserStore } from '../../services'
import type { Call } from '../call'
import { after, type MaybePromise } from '../maybe'
import { queryValue } from '../query-value'
import { basicOf, basicPair } from './basic'
import type { CredentialReader, Recognised } from './credential-reader'
import { formValue } from './form-value'
import { hashKey, isKeyShaped } from './keys'
import type { AuthProvider } from './provider'
import { Refused } from './refused'
import { UserKeysService } from './services/user-keys-service'
import { enabled, sessionOf } from './session-of'

export interface ApiKeyOptions {
  /** `X-Api-Key` counts; yes unless said. The reference's user keys are not read there. */
  readonly header?: boolean
  /** `?apikey=` and the form's `apikey` count for keys of every kind, not only browser keys. Addresses end up in logs and histories. */
  readonly inQuery?: boolean
  /** Which texts are looked up as keys: those that we make, unless said. */
  readonly shape?: (text: string) => boolean
  /** Users may list and renew their keys by message. */
  readonly userKeys?: boolean
}

/**
 * API keys by `X-Api-Key`, as bearer, or as a Basic name without a password; browser keys also as `?apikey=` (design.md section 6). A key that has a
 * user acts as he may now; another has rights of its own.
 */
export const apiKey = (options: ApiKeyOptions = {}): AuthProvider => ({
  name: 'apikey',
  challenge: 'Basic realm="/auth/apikey"',
  open: (auth) => {
    const { header = true, inQuery = false, shape = isKeyShaped } = options
    const look = (key: string) => after(auth.users, auth.users.apiKeyByHash(hashKey(key)), recognised)
    const explicit = (read: CredentialReader['read'], recognise: CredentialReader['recognise']): CredentialReader => ({
      carrier: 'explicit',
      read,
      recognise,
    })
    return {
      readsCalls: true,
      readers: [
        ...(header ? [explicit(headerKey, (key) => (shape(key) ? look(key) : new Refused(unknown())))] : []),
        // Another text could be a token of somebody else's: it is as if nothing had been sent.
        explicit(shape === isKeyShaped ? keyBearer : bearerOf, (key) =>
          shape(key) ? after(key, look(key), (_, found) => orBare(found)) : undefined,
        ),
        explicit(basicKey, (key) => (shape(key) ? look(key) : new Refused(unknown(), 'unread'))),
        {
          ...explicit(
            (call) =>
              (mayHoldKey.test(call.query) ? queryValue(call.query, 'apikey') : undefined) ||
              (inQuery ? formValue(call, 'apikey') : undefined) ||
              undefined,
            (key) => (shape(key) ? after(inQuery, look(key), browserOnly) : new Refused(unknown())),
          ),
          inForm: inQuery,
        },
      ],
      services: options.userKeys ? [auth.service(UserKeysService)] : [],
    }
  },
})

const headerKey = ({ incoming }: Call) => {
  const key = incoming.headers['x-api-key']
  return typeof key === 'string' && key !== '' ? key : undefined
}

/** What stands behind `Bearer`, in any case. */
export function bearerOf({ incoming }: Call): string | undefined {
  const { authorization } = incoming.headers
  return authorization !== undefined && /^bearer /i.test(authorization) ? authorization.slice(7).trim() : undefined
}

/** Only what begins as a key of ours: tokens are not even looked at. */
const keyBearer = ({ incoming }: Call) => {
  const { authorization } = incoming.headers
  return authorization !== undefined && /^bearer (tg|idt)_/i.test(authorization) ? authorization.slice(7).trim() : undefined
}
const mayHoldKey = /apikey/i

const basicKey = (call: Call) => {
  const credential = basicOf(call)
  const pair = credential === undefined ? undefined : basicPair(credential)
  return pair?.password === '' && pair.name !== '' ? pair.name : undefined
}

const refused = (text: string) => new HttpError(401, 'Unauthorized', text)
const unknown = () => refused('Invalid API Key')

const orBare = (found: Recognised | Refused): Recognised | Refused =>
  found instanceof Refused && found.error.message === 'Invalid API Key' ? new Refused(found.error, 'bare') : found

const browserOnly = (inQuery: boolean, found: Recognised | Refused): Recognised | Refused =>
  inQuery || found instanceof Refused || found.session?.browser ? found : new Refused(unknown())

/** Ended keys are told so: who has one knows the key. */
export function ended({ revokedAt, expiresAt }: StoredApiKey): string | undefined {
  const now = Date.now()
  if (revokedAt !== undefined && revokedAt <= now) return 'API Key has been cancelled'
  return expiresAt !== undefined && expiresAt <= now ? 'API Key has expired' : undefined
}

export const callerKey = ({ id, name, environment, scopes, messages }: StoredApiKey): CallerKey => ({
  id,
  name,
  ...(environment === undefined ? {} : { environment }),
  scopes,
  ...(messages ? { messages } : {}),
})

function recognised(users: UserStore, stored: StoredApiKey | undefined): MaybePromise<Recognised | Refused> {
  if (!stored) return new Refused(unknown())
  const why = ended(stored)
  if (why !== undefined) return new Refused(refused(why))
  users.touchApiKey(stored.id, Date.now())
  const good = { key: callerKey(stored), ...(stored.expiresAt === undefined ? {} : { until: stored.expiresAt }) }
  if (stored.userId !== undefined)
    return after(good, users.userById(stored.userId), (known, user) =>
      enabled(user)
        ? { ...known, session: { ...sessionOf(user!, 'apikey', stored.id), scopes: stored.scopes } }
        : new Refused(unknown()),
    )
  return { ...good, session: ownSession(stored) }
}

/** The session of a key that has rights of its own. */
export const ownSession = (stored: StoredApiKey, userId = stored.id) => ({
  provider: 'apikey',
  userId,
  userName: stored.userName,
  roles: stored.roles,
  permissions: stored.permissions,
  scopes: stored.scopes,
  ...(stored.organization === undefined ? {} : { organization: stored.organization }),
  accounts: stored.accounts,
  sources: stored.sources,
  credentialId: stored.id,
  ...(stored.browser ? { browser: stored.browser } : {}),
})
