import { HttpError } from '../../dtos/contract'
import type { RequestContext } from '../../services'
import { Call } from '../call'
import type { Auth } from './auth'
import { isUnasked } from './origin'

/** Refuses what would sign this browser in as somebody whom the page of another site chose: login CSRF. */
export function ownPagesOnly({ options }: Auth, context: RequestContext): void {
  if (context instanceof Call && isUnasked(context, options))
    throw new HttpError(403, 'Forbidden', 'The page of another site signs nobody in here.')
}
