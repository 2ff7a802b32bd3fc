import type { Call } from '../../call'
import type { MaybePromise } from '../../maybe'
import { queryValue } from '../../query-value'
import type { CredentialReader, Recognised } from '../credential-reader'
import { formValue } from '../form-value'
import { isKeyShaped } from '../keys'
import { Refused } from '../refused'
import { invalidRequest } from './challenges'

/** No token is empty: stands for a call whose token is not clear, which is never remembered. */
const unclear = ''

/**
 * Reads `Authorization: Bearer` (RFC 6750 2.1) and refuses, with 400, what is no token or comes twice. Tokens in the address or in a form are not read:
 * both end up in logs and histories. Keys of ours travel as bearer too, and are another provider's.
 */
export const bearerReader = (
  recognise: (token: string, call: Call) => MaybePromise<Recognised | Refused>,
  stillGood?: CredentialReader['stillGood'],
): CredentialReader => ({
  carrier: 'explicit',
  read: readBearer,
  recognise(token, call) {
    if (token === unclear || !/^[\w.~+/-]+=*$/.test(token))
      return new Refused(invalidRequest('Send one token, once, as Authorization: Bearer TOKEN.'))
    return recognise(token, call)
  },
  ...(stillGood ? { stillGood } : {}),
})

function readBearer(call: Call): string | undefined {
  const { authorization } = call.incoming.headers
  if (authorization === undefined || !/^bearer(?:[ \t]|$)/i.test(authorization)) return undefined
  const token = authorization.slice(7).trim()
  if (isKeyShaped(token)) return undefined
  return isSaidTwice(call) ? unclear : token
}

/** Node keeps the first of two headers; which one a proxy has looked at, nobody knows. */
function isSaidTwice(call: Call): boolean {
  const { rawHeaders } = call.incoming
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name.length === 13 && name.toLowerCase() === 'authorization') count++
  }
  return count > 1 || !!queryValue(call.query, 'access_token') || formValue(call, 'access_token') !== undefined
}
