import { HttpError } from '../../dtos/contract'
import type { Session } from '../session'
import { type IngestReach, isAdministrator } from './ledger'

const scope = 'usage:write'

/** Whose events a caller may write: an administrator everybody's, a credential with the scope its own organization's (usage-domain 3.8). */
export function ingestReach(session: Session): IngestReach {
  if (isAdministrator(session)) return { kind: 'all' }
  if (!session.scopes.includes(scope))
    throw new HttpError(403, 'Forbidden', `The scope ${scope} is required, or the role SystemAdministrator.`, {
      headers: { 'WWW-Authenticate': `Bearer realm="tollgate", error="insufficient_scope", scope="${scope}"` },
    })
  if (session.organization === undefined)
    throw new HttpError(403, 'Forbidden', 'The credential belongs to no organization, so there is no book that it may write to.')
  return { kind: 'organization', organization: session.organization, sources: session.sources }
}
