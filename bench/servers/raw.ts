import { hash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { apiKey, records, role, usage } from '../data'
import { sessionId, tokenClaims } from '../identities'
import { type Filter, openWalk } from './book'

/** The same work by hand on node:http, with every economy that is worth its lines: what all others are measured against. */
interface Caller {
  readonly roles: readonly string[]
}

const walk = openWalk()
const users = new Map<string, Caller>([[hash('sha256', apiKey), { roles: [role] }]])
const remembered = new Map<string, Caller>()

const sessions = new Map<string, Caller>([[hash('sha256', sessionId, 'base64url'), { roles: [role] }]])
const rememberedTokens = new Map<string, Caller & { readonly exp: number }>()
const rememberedSessions = new Map<string, Caller>()

/** By key, token or session, whichever the call carries; what was recognised is remembered. */
function callerOf({ headers }: IncomingMessage): Caller | undefined {
  const key = headers['x-api-key']
  if (typeof key === 'string') return byKey(key)
  const { authorization, cookie } = headers
  if (authorization?.startsWith('Bearer ')) return byToken(authorization.slice(7))
  return cookie === undefined ? undefined : bySession(cookie)
}

function byKey(key: string): Caller | undefined {
  const known = remembered.get(key)
  if (known) return known
  const caller = users.get(hash('sha256', key))
  if (caller && remembered.size < 1000) remembered.set(key, caller)
  return caller
}

function byToken(token: string): Caller | undefined {
  const known = rememberedTokens.get(token)
  if (known) return known.exp > Date.now() / 1000 ? known : undefined
  const claims = tokenClaims(token)
  if (claims && rememberedTokens.size < 1000) rememberedTokens.set(token, claims)
  return claims
}

function bySession(cookie: string): Caller | undefined {
  const id = cookieNamed(cookie, 'ss-id')
  if (id === undefined) return undefined
  const known = rememberedSessions.get(id)
  if (known) return known
  const caller = sessions.get(hash('sha256', id, 'base64url'))
  if (caller && rememberedSessions.size < 1000) rememberedSessions.set(id, caller)
  return caller
}

function cookieNamed(cookie: string, name: string): string | undefined {
  for (const pair of cookie.split('; ')) if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1)
  return undefined
}

interface Failure {
  readonly errorCode: string
  readonly fieldName: string
  readonly message: string
  readonly meta: Readonly<Record<string, string>>
}

const member: Readonly<Record<string, keyof Filter>> = {
  accountid: 'accountId',
  customerid: 'customerId',
  startdate: 'startDate',
  enddate: 'endDate',
}
const nameOf = (name: string): keyof Filter | undefined => member[name] ?? member[name.toLowerCase()]
const decode = (text: string) => (text.includes('%') || text.includes('+') ? decodeURIComponent(text.replaceAll('+', ' ')) : text)

function fromQuery(query: string): Filter {
  const filter: Filter = {}
  let at = 0
  while (at < query.length) {
    let end = query.indexOf('&', at)
    if (end < 0) end = query.length
    const equals = query.indexOf('=', at)
    if (equals > at && equals < end) {
      const name = nameOf(query.slice(at, equals))
      if (name && end > equals + 1) filter[name] = decode(query.slice(equals + 1, end))
    }
    at = end + 1
  }
  return filter
}

function fromJson(text: string): Filter {
  const body = JSON.parse(text)
  const filter: Filter = {}
  for (const key in body) {
    const name = nameOf(key)
    if (name && typeof body[key] === 'string') filter[name] = body[key]
  }
  return filter
}

const datePattern = /^\d{4}-\d{2}-\d{2}$/

function check({ accountId, customerId, startDate, endDate }: Filter): Failure[] | undefined {
  let failures: Failure[] | undefined
  if (accountId !== undefined && accountId.length > 64) failures = add(failures, tooLong('AccountId', 'Account Id', accountId))
  if (customerId !== undefined && customerId.length > 64)
    failures = add(failures, tooLong('CustomerId', 'Customer Id', customerId))
  if (startDate !== undefined && !datePattern.test(startDate)) failures = add(failures, malformed('StartDate', 'Start Date'))
  if (endDate !== undefined && !datePattern.test(endDate)) failures = add(failures, malformed('EndDate', 'End Date'))
  return failures
}

function add(failures: Failure[] | undefined, failure: Failure): Failure[] {
  failures?.push(failure)
  return failures ?? [failure]
}

const tooLong = (fieldName: string, name: string, { length }: string): Failure => ({
  errorCode: 'MaximumLength',
  fieldName,
  message: `The length of '${name}' must be 64 characters or fewer. You entered ${length} characters.`,
  meta: { MinLength: '0', MaxLength: '64', TotalLength: String(length), PropertyName: name },
})
const malformed = (fieldName: string, name: string): Failure => ({
  errorCode: 'RegularExpression',
  fieldName,
  message: `'${name}' is not in the correct format.`,
  meta: { RegularExpression: datePattern.source, PropertyName: name },
})

function send(response: ServerResponse, status: number, text: string): void {
  const length = Buffer.byteLength(text)
  response.writeHead(status, ['Content-Type', 'application/json; charset=utf-8', 'Content-Length', String(length)])
  response.end(text, length === text.length ? 'latin1' : 'utf8')
}

function refuse(
  response: ServerResponse,
  status: number,
  errorCode: string,
  message: string,
  errors: readonly Failure[] = [],
): void {
  send(response, status, JSON.stringify({ responseStatus: { errorCode, message, errors } }))
}

function answer(response: ServerResponse, filter: Filter, find: (filter: Filter) => unknown = constant): void {
  const failures = check(filter)
  if (failures) return void refuse(response, 400, failures[0]!.errorCode, failures[0]!.message, failures)
  send(response, 200, JSON.stringify(find(filter)))
}

const constant = () => usage

function handle(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url!
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const caller = callerOf(request)
  if (!caller) return void refuse(response, 401, 'Unauthorized', 'Not Authenticated')
  if (!caller.roles.includes(role)) return void refuse(response, 403, 'Forbidden', 'Invalid Role')
  if (path === '/records' && request.method === 'GET') return void send(response, 200, JSON.stringify(records))
  if (path === '/ai/usage' && walk) return void answer(response, fromQuery(url.slice(mark + 1)), walk)
  if (path !== '/usage') return void refuse(response, 404, 'NotFound', 'Not Found')
  if (request.method === 'GET') return void answer(response, mark < 0 ? {} : fromQuery(url.slice(mark + 1)))
  readBody(request, (text) => {
    try {
      answer(response, fromJson(text))
    } catch {
      refuse(response, 400, 'SerializationException', 'The body is not JSON.')
    }
  })
}

function readBody(request: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => done((chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)).toString()))
}

export const start = async (): Promise<Server> => {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
