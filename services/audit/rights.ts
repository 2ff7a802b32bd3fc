import type { StoredApiKey, StoredClient, StoredUser } from '../user-store'
import type { AuthEventDetail } from './auth-events'

/** What a credential may do, as the log tells it: names and bounds, never the credential. */
export const rightsOf = (stored: StoredUser | StoredApiKey | StoredClient): AuthEventDetail => {
  const { roles, permissions, scopes, accounts, sources, expiresAt, name } = stored as Partial<StoredApiKey>
  const lists = Object.entries({ roles, permissions, scopes, accounts, sources }).flatMap(([member, list]) =>
    list && list.length > 0 ? [[member, list] as const] : [],
  )
  return {
    ...(name === undefined ? {} : { name }),
    ...Object.fromEntries(lists),
    ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).toISOString() }),
  }
}
