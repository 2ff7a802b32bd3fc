import type { Server } from 'node:http'
import request from 'supertest'
import { AllowAnonymous, ApiMember, ArgumentException, Restrict, Returns, Route, ValidateNotEmpty } from '../../dtos/contract'
import { createGateway, type Gateway } from '../../host'
import { Any, RequestFilter, ResponseFilter, type ServiceHooks } from '../../services'

let trail: string[] = []
let failAt = ''
let stopAt = ''
const stage = (name: string) => (_a?: unknown, _b?: unknown, context?: any) => {
  trail.push(name)
  if (failAt === name) throw new ArgumentException(`failed in ${name}`)
  const last = [_a, _b, context].findLast((value: any) => value?.raw) as any
  if (stopAt === name) last.raw.response.writeHead(299).end()
}

class Reply {
  @ApiMember({}) result!: string
}
@Route('/ordered')
@AllowAnonymous()
@Restrict({ verbs: ['GET', 'POST'] })
@RequestFilter(stage('attribute-5'), -5)
@RequestFilter(stage('attribute5'), 5)
@ResponseFilter(stage('replyAttribute-5'), -5)
@ResponseFilter(stage('replyAttribute5'), 5)
class Ordered extends Returns(Reply) {
  @ValidateNotEmpty() name!: string
}
class OrderedService implements ServiceHooks {
  onBeforeExecute = stage('before')
  onAfterExecute(request: Ordered, _response: unknown, context: any) {
    stage('after')(request, undefined, context)
    return undefined
  }
  @Any(Ordered) ordered({ name }: Ordered) {
    stage('service')()
    return { result: name }
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({
    services: [new OrderedService()],
    onError: () => {},
    hooks: {
      preRequest: [stage('pre')],
      requestConverters: [(_, context) => void stage('requestConverter')(context)],
      typedRequestFilters: [{ type: Ordered, run: stage('typed') }],
      requestFilters: [stage('global')],
      asyncRequestFilters: [async (message, context) => stage('globalAsync')(message, context)],
      responseConverters: [(_, context) => void stage('responseConverter')(context)],
      typedResponseFilters: [{ type: Reply, run: stage('replyTyped') }],
      responseFilters: [stage('replyGlobal')],
      asyncResponseFilters: [async (response, message, context) => stage('replyGlobalAsync')(response, message, context)],
      serviceExceptions: [() => void trail.push('serviceException')],
      uncaughtExceptions: [() => void trail.push('uncaught')],
    },
  })
  server = await gateway.listen()
})
afterAll(() => gateway.close())
beforeEach(() => {
  trail = []
  failAt = ''
  stopAt = ''
})

const before = ['pre', 'requestConverter', 'attribute-5', 'typed', 'global', 'globalAsync', 'attribute5', 'before', 'service']
const replies = ['replyAttribute-5', 'replyTyped', 'replyGlobal', 'replyGlobalAsync', 'replyAttribute5']

test('stages come in the order of R-8.1', async () => {
  expect((await request(server).get('/ordered?name=x')).body).toEqual({ result: 'x' })
  expect(trail).toEqual([...before, 'after', 'responseConverter', ...replies])
})

test('rules stand after the asynchronous filters, restrictions after the last attribute (R-8.1)', async () => {
  expect((await request(server).get('/ordered')).status).toBe(400)
  expect(trail).toEqual([...before.slice(0, 6), 'serviceException'])
  trail = []
  expect((await request(server).put('/ordered?name=x')).status).toBe(403)
  expect(trail.slice(0, 7)).toEqual(before.slice(0, 7))
  expect(trail).not.toContain('before')
})

test.each(['pre', 'requestConverter', 'attribute-5', 'typed', 'global', 'globalAsync', 'attribute5'])(
  'an error in %s is nobody’s to handle but the uncaught handlers’ (R-8.20)',
  async (name) => {
    failAt = name
    const { status, body } = await request(server).get('/ordered?name=x')
    expect([status, body.responseStatus.message]).toEqual([400, `failed in ${name}`])
    expect(trail).toEqual([...before.slice(0, before.indexOf(name) + 1), 'responseConverter', 'uncaught'])
  },
)

test.each(['before', 'service', 'after'])(
  'an error in %s is the service’s: its handlers, then the reply’s own filters (R-8.20)',
  async (name) => {
    failAt = name
    const { status, body } = await request(server).get('/ordered?name=x')
    expect([status, body.responseStatus.message]).toEqual([400, `failed in ${name}`])
    const reached = [...before, 'after'].slice(0, [...before, 'after'].indexOf(name) + 1)
    expect(trail).toEqual([
      ...reached,
      'serviceException',
      'responseConverter',
      'replyAttribute-5',
      'replyGlobal',
      'replyGlobalAsync',
      'replyAttribute5',
    ])
  },
)

test.each(['pre', 'attribute-5', 'typed', 'global', 'globalAsync', 'attribute5', 'before'])(
  'who answers in %s ends the call (R-8.1, chapter 11)',
  async (name) => {
    stopAt = name
    expect((await request(server).get('/ordered?name=x')).status).toBe(299)
    expect(trail).toEqual(before.slice(0, before.indexOf(name) + 1))
  },
)

test('a batch repeats what is for messages, and does the rest once (R-8.1)', async () => {
  const { body } = await request(server)
    .post('/api/Ordered[]')
    .send([{ name: 'a' }, { name: 'b' }])
  expect(body).toEqual([{ result: 'a' }, { result: 'b' }])
  const admit = before.slice(2, 7)
  const perform = ['before', 'service', 'after']
  const filters = ['replyTyped', 'replyGlobal', 'replyGlobalAsync']
  expect(trail).toEqual([
    'pre',
    'requestConverter',
    ...admit,
    ...admit,
    ...perform,
    ...perform,
    'responseConverter',
    ...filters,
    ...filters,
  ])
})
