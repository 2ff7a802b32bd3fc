import type { Session } from '../../services'
import { type IngestReach, ingestReach, operatorReach, operatorWrites, type WholeBook } from '../../services/usage/ledger'

/** Tests that ask the book itself are at the operator's own hand. */
export const whole: WholeBook = operatorReach()
export const everywhere: { readonly reach: IngestReach } = { reach: operatorWrites() }

export const sessionOf = (init: Partial<Session>): Session => ({
  provider: 'apikey',
  userId: 'u',
  userName: 'u',
  roles: [],
  permissions: [],
  scopes: [],
  accounts: [],
  sources: [],
  credentialId: 'k',
  ...init,
})

/** What a credential of this organization may write. */
export const writesOf = (organization: string, sources: readonly string[] = []): IngestReach =>
  ingestReach(sessionOf({ organization, sources, scopes: ['usage:write'] }))
