import { type IncomingMessage, METHODS } from 'node:http'
import { HttpError } from '../dtos/contract'
import { isByCookie } from './auth/origin'
import { queryValue } from './query-value'

const known = new Set(METHODS)

/** A form that was read before it was known whom it is for. */
export interface ReadForm {
  readonly bytes: Buffer
  /** The verb that it means; undefined: the one that it was sent by. */
  readonly verb: string | undefined
}

/**
 * The call's verb: what `X-Http-Method-Override` says in a header or the query, else the method. An empty one counts as none, and so does
 * one where a cookie is all that speaks for the caller.
 */
export function verbOf(request: IncomingMessage, query: string): string {
  const header = request.headers['x-http-method-override']
  if (header === undefined && (query.length < 24 || !query.includes('verride'))) return request.method!
  const said = (typeof header === 'string' && header !== '' ? header : queryValue(query, 'x-http-method-override')) ?? ''
  return said === '' || isByCookie(request) ? request.method! : checked(said)
}

/** The verb that a form means by a field of that name; undefined: it names none, or only a cookie speaks for it. */
export function verbOfForm(request: IncomingMessage, bytes: Buffer): string | undefined {
  if (!bytes.includes('verride') || isByCookie(request)) return undefined
  const said = queryValue(bytes.toString('utf8'), 'x-http-method-override')
  return said ? checked(said) : undefined
}

function checked(said: string): string {
  const verb = said.toUpperCase()
  if (!known.has(verb)) throw new HttpError(400, 'InvalidVerb', 'X-Http-Method-Override names no verb of HTTP.')
  return verb
}
