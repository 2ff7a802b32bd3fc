import { HttpError } from '../../../dtos/contract'
import type { RequestContext } from '../../../services'
import { Call } from '../../call'
import { isUrlEncoded } from '../../reader'

/** Nothing may stand in the address, where logs keep it, and nothing twice in the form (RFC 6749 2.3.1, 3.2). */
export function checkForm(context: RequestContext): void {
  if (!(context instanceof Call)) return
  if (/(^|&)(client_secret|client_assertion)=/i.test(context.query))
    throw new HttpError(400, 'invalid_request', 'Secrets are sent in the body, not in the address.')
  if (context.bytes === undefined || !isUrlEncoded(context)) return
  const seen = new Set<string>()
  for (const [name] of new URLSearchParams(context.bytes.toString('latin1'))) {
    if (seen.has(name)) throw new HttpError(400, 'invalid_request', `${name.slice(0, 40)} is there twice.`)
    seen.add(name)
  }
}
