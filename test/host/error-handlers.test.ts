import type { Server } from 'node:http'
import request from 'supertest'
import { ApiMember, HttpError, ValidationError } from '../../dtos/contract'
import type { Gateway } from '../../host'
import { HttpResult } from '../../services'
import { deskGateway, deskUsers } from './desk'

/** What a handler answers with, whatever the message itself answers. */
class Excuse {
  @ApiMember({}) excuse!: string
}

/** What the handlers were shown, and what they hand back; undefined: nothing. */
let shown: unknown[] = []
let given: unknown
let keys: { clerk: string; reader: string }
let gateway: Gateway
let server: Server
beforeAll(async () => {
  const { users, clerkKey, readerKey } = await deskUsers()
  keys = { clerk: clerkKey, reader: readerKey }
  gateway = deskGateway(users, {
    hooks: {
      serviceExceptions: [
        (error) => {
          shown.push(error)
        },
        () => given,
        (error) => {
          shown.push(error)
        },
      ],
    },
  })
  server = await gateway.listen()
})
afterAll(() => gateway.close())
beforeEach(() => {
  shown = []
  given = undefined
})
const get = (path: string, headers: Record<string, string> = {}) =>
  request(server)
    .get(path)
    .set({ Accept: 'application/json', ...headers })

test('a handler may put its own answer in the place of that to failed rules (R-5.42)', async () => {
  given = new HttpResult({ results: [], verb: 'none' }, { status: 422, headers: { 'X-Rules': 'broken' } })
  const { status, body, headers } = await get('/loans?max=0&since=x')
  expect([status, body, headers['x-rules']]).toEqual([422, { results: [], verb: 'none' }, 'broken'])
  expect(shown).toEqual([expect.any(ValidationError)])
  const { details, errorCode } = shown[0] as ValidationError
  expect(errorCode).toBe(details.errors![0]!.errorCode)
  expect(details.errors!.map(({ fieldName }) => fieldName)).toEqual(['Max', 'Since'])
})

test('a handler that hands back another error changes the status and the words (R-5.42, R-6.13)', async () => {
  given = new HttpError(409, 'NotNow', 'Come back later.')
  const { status, body } = await get('/loans?max=0')
  expect([status, body.responseStatus]).toEqual([409, { errorCode: 'NotNow', message: 'Come back later.', errors: [] }])
})

test('where no handler hands anything back the failed rules are told (R-5.42)', async () => {
  const { status, body } = await get('/loans?max=0')
  expect([status, body.responseStatus.errors.length]).toEqual([400, 1])
  expect(shown).toHaveLength(2)
})

const refusals = [
  ['an anonymous call', '/api/WhoAmI', {}, 401, 'Unauthorized'],
  ['a rule of the type, anonymous', '/api/Audit', {}, 401, 'Unauthorized'],
  ['a rule of the type, a role that lacks', '/api/Audit', { clerk: true }, 403, 'Forbidden'],
  ['a scope that lacks', '/api/ScopedLoans', { clerk: true }, 403, 'Forbidden'],
] as const

test.each(refusals)('%s passes the handlers of service errors first (R-5.54)', async (_, path, who, status, errorCode) => {
  const headers: Record<string, string> = 'clerk' in who ? { 'X-Api-Key': keys.clerk } : {}
  const plain = await get(path, headers)
  expect([plain.status, plain.body.responseStatus.errorCode]).toEqual([status, errorCode])
  expect(shown).toEqual([expect.objectContaining({ status, errorCode }), expect.objectContaining({ status, errorCode })])
  given = HttpResult.of(Excuse, { excuse: path }, { status })
  const handled = await get(path, headers)
  expect([handled.status, handled.body]).toEqual([status, { excuse: path }])
})

test('the service does not run, whatever a handler makes of the refusal (R-5.54)', async () => {
  given = HttpResult.of(Excuse, { excuse: 'none' })
  const { status, body } = await get('/api/WhoAmI')
  expect([status, body]).toEqual([200, { excuse: 'none' }])
})

test.each(['/api/WhoAmI', '/loans?max=0'])(
  'what a handler hands back for %s and cannot be written is 500, not silence (R-8.20)',
  async (path) => {
    given = { results: 'no list' }
    const { status, body } = await get(path)
    expect([status, body.responseStatus.errorCode]).toEqual([500, 'InternalServerError'])
  },
)
