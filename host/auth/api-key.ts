import type { StoredApiKey, UserStore } from '../../services'
import { after } from '../maybe'
import { queryValue } from '../query-value'
import { hashKey, isKeyShaped } from './keys'
import type { AuthProvider, Recognised } from './provider'

/** API keys by `X-Api-Key` or as bearer; browser keys also as `?apikey=` (design.md section 6). */
export const apiKey: AuthProvider = {
  name: 'apikey',
  refusal: 'Invalid API Key',
  challenge: 'Basic realm="/auth/apikey"',
  credential(call) {
    const header = call.incoming.headers['x-api-key']
    if (typeof header === 'string' && header !== '') return header
    const { authorization } = call.incoming.headers
    if (authorization !== undefined && /^bearer (tg|idt)_/i.test(authorization)) return authorization.slice(7).trim()
    // Marked, so that only a browser key is taken from an address: addresses end up in logs and histories.
    const inQuery = queryValue(call.query, 'apikey')
    return inQuery ? `?${inQuery}` : undefined
  },
  authenticate(credential, users) {
    const inQuery = credential.startsWith('?')
    const key = inQuery ? credential.slice(1) : credential
    if (!isKeyShaped(key)) return undefined
    return after(users, users.apiKeyByHash(hashKey(key)), (store, stored) => recognised(stored, store, inQuery))
  },
}

function recognised(stored: StoredApiKey | undefined, users: UserStore, inQuery: boolean): Recognised | undefined {
  const now = Date.now()
  if (!stored || stored.revokedAt !== undefined || (stored.expiresAt !== undefined && stored.expiresAt <= now)) return undefined
  if (inQuery && !stored.browser) return undefined
  users.touchApiKey(stored.id, now)
  return {
    session: {
      provider: 'apikey',
      userId: stored.id,
      userName: stored.userName,
      roles: stored.roles,
      permissions: stored.permissions,
      scopes: stored.scopes,
      ...(stored.organization === undefined ? {} : { organization: stored.organization }),
      accounts: stored.accounts,
      sources: stored.sources,
      credentialId: stored.id,
      ...(stored.browser ? { browser: stored.browser } : {}),
    },
    ...(stored.expiresAt === undefined ? {} : { until: stored.expiresAt }),
  }
}
