import { hash } from 'node:crypto'
import type { Server } from 'node:http'
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { apiKey, records, role, usage } from '../data'
import { sessionId, tokenClaims } from '../identities'
import { type Filter, openWalk } from './book'

/** The same work as fastify would have it: a schema for what comes in and one for what goes out, a hook for the key. */
const optional = (rules: object) => ({ type: 'string', ...rules })
const datePattern = '^\\d{4}-\\d{2}-\\d{2}$'
const date = optional({ pattern: datePattern })
const filter = {
  type: 'object',
  properties: { accountId: optional({ maxLength: 64 }), customerId: optional({ maxLength: 64 }), startDate: date, endDate: date },
}
const text = { type: 'string' }
const number = { type: 'number' }
const listOf = (properties: Record<string, object>) => ({ type: 'array', items: { type: 'object', properties } })
const usageSchema = {
  type: 'object',
  properties: {
    accountUsage: listOf({ accountId: text, aiMinutes: { type: 'integer' } }),
    customerUsage: listOf({ accountId: text, customerId: text, aiMinutes: { type: 'integer' } }),
  },
}
const recordsSchema = listOf({
  accountSid: text,
  category: text,
  count: number,
  countUnit: text,
  description: text,
  endDate: text,
  price: number,
  priceUnit: text,
  startDate: text,
  usage: text,
  usageUnit: text,
  uri: text,
})

interface Caller {
  readonly roles: readonly string[]
  readonly exp?: number
}
const users = new Map<string, Caller>([
  [hash('sha256', apiKey), { roles: [role] }],
  [hash('sha256', sessionId), { roles: [role] }],
])
const remembered = new Map<string, Caller>()

function credentialOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['x-api-key']
  if (typeof key === 'string') return key
  const { authorization, cookie } = headers
  if (authorization?.startsWith('Bearer ')) return authorization.slice(7)
  return cookie === undefined ? undefined : /(?:^|; )ss-id=([^;]*)/.exec(cookie)?.[1]
}

const status = (errorCode: string, message: string, errors: readonly object[] = []) => ({
  responseStatus: { errorCode, message, errors },
})

function authorize(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  const credential = credentialOf(request)
  let caller = credential === undefined ? undefined : remembered.get(credential)
  if (!caller && credential !== undefined) {
    caller = users.get(hash('sha256', credential)) ?? (credential.startsWith('ey') ? tokenClaims(credential) : undefined)
    if (caller && remembered.size < 1000) remembered.set(credential, caller)
  }
  if (caller?.exp !== undefined && caller.exp <= Date.now() / 1000) caller = undefined
  if (!caller) return void reply.code(401).send(status('Unauthorized', 'Not Authenticated'))
  if (!caller.roles.includes(role)) return void reply.code(403).send(status('Forbidden', 'Invalid Role'))
  done()
}

interface Problem {
  readonly instancePath: string
  readonly keyword: string
}
const words: Readonly<Record<string, { code: string; text: (name: string) => string; meta: object }>> = {
  pattern: {
    code: 'RegularExpression',
    text: (name) => `'${name}' is not in the correct format.`,
    meta: { RegularExpression: datePattern },
  },
  maxLength: {
    code: 'MaximumLength',
    text: (name) => `The length of '${name}' must be 64 characters or fewer.`,
    meta: { MaxLength: '64' },
  },
}

export const start = async (): Promise<Server> => {
  const app = fastify()
  app.addHook('onRequest', authorize)
  app.setErrorHandler((error: Error & { validation?: Problem[] }, _request, reply) => {
    const errors = (error.validation ?? []).map(({ instancePath, keyword }) => {
      const name = instancePath.slice(1)
      const fieldName = name.charAt(0).toUpperCase() + name.slice(1)
      const { code, text, meta } = words[keyword] ?? { code: keyword, text: () => error.message, meta: {} }
      const display = fieldName.replace(/(?!^)[A-Z]/g, ' $&')
      return { errorCode: code, fieldName, message: text(display), meta: { ...meta, PropertyName: display } }
    })
    const first = errors[0]
    reply.code(400).send(first ? status(first.errorCode, first.message, errors) : status('SerializationException', error.message))
  })
  app.get(
    '/usage',
    { schema: { querystring: filter, response: { 200: usageSchema } } },
    (_request, reply) => void reply.send(usage),
  )
  app.post('/usage', { schema: { body: filter, response: { 200: usageSchema } } }, (_request, reply) => void reply.send(usage))
  app.get('/records', { schema: { response: { 200: recordsSchema } } }, (_request, reply) => void reply.send(records))
  const walk = openWalk()
  if (walk) {
    const schema = { querystring: filter, response: { 200: usageSchema } }
    app.get('/ai/usage', { schema }, (request, reply) => void reply.send(walk(request.query as Filter)))
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  return app.server
}
