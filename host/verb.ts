import { type IncomingMessage, METHODS } from 'node:http'
import { HttpError } from '../dtos/contract'
import { queryValue } from './query-value'

const known = new Set(METHODS)

/** The call's verb: what `X-Http-Method-Override` says in a header or the query, else the method. An empty one counts as none. */
export function verbOf(request: IncomingMessage, query: string): string {
  const header = request.headers['x-http-method-override']
  if (header === undefined && (query.length < 24 || !query.includes('verride'))) return request.method!
  const said = (typeof header === 'string' && header !== '' ? header : queryValue(query, 'x-http-method-override')) ?? ''
  if (said === '') return request.method!
  const verb = said.toUpperCase()
  if (!known.has(verb)) throw new HttpError(400, 'InvalidVerb', 'X-Http-Method-Override names no verb of HTTP.')
  return verb
}
