import type { Server } from 'node:http'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Authenticate, Returns, Route } from '../../dtos/contract'
import { basic, createGateway, type Gateway, MemoryUserStore } from '../../host'
import { Any, RequestFilter, ResponseFilter } from '../../services'

let trail: string[] = []
const notes = (name: string) => () => void trail.push(name)

class Reply {
  @ApiMember({}) result!: string
}

@Route('/filtered')
@AllowAnonymous()
@RequestFilter(notes('all'))
@RequestFilter(notes('posts'), { verbs: ['post', 'PUT'] })
@RequestFilter(notes('xml'), { formats: ['xml'] })
@RequestFilter(notes('early posts of xml'), { verbs: ['POST'], formats: ['xml', 'jsv'], priority: -1 })
@ResponseFilter(notes('reply to gets'), { verbs: ['GET'] })
@ResponseFilter(notes('reply in csv'), { formats: ['csv'], priority: -5 })
class Filtered extends Returns(Reply) {}

@Route('/signed')
@Authenticate({ verbs: ['POST', 'delete'] })
class Signed extends Returns(Reply) {}

@Route('/read')
@Authenticate({ verbs: ['GET'] })
class Read extends Returns(Reply) {}

class Services {
  @Any(Filtered) filtered() {
    return { result: 'ok' }
  }
  @Any(Signed) signed() {
    return { result: 'ok' }
  }
  @Any(Read) read() {
    return { result: 'ok' }
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new Services()], auth: [basic()], users: new MemoryUserStore() })
  server = await gateway.listen()
})
afterAll(() => gateway.close())
beforeEach(() => {
  trail = []
})

test.each([
  ['GET', 'json', ['all', 'reply to gets']],
  ['POST', 'json', ['all', 'posts']],
  ['PUT', 'csv', ['all', 'posts', 'reply in csv']],
  ['GET', 'csv', ['all', 'reply in csv', 'reply to gets']],
  ['GET', 'xml', ['all', 'xml', 'reply to gets']],
  ['POST', 'xml', ['early posts of xml', 'all', 'posts', 'xml']],
  ['POST', 'jsv', ['early posts of xml', 'all', 'posts']],
  ['DELETE', 'jsonl', ['all']],
])('a filter may name the verbs and the formats that it is for: %s in %s (R-8.3)', async (verb, format, expected) => {
  const method = verb.toLowerCase() as 'get'
  expect((await request(server)[method](`/filtered.${format}`)).status).toBe(200)
  expect(trail).toEqual(expected)
})

test.each([
  ['get', 200],
  ['put', 200],
  ['post', 401],
  ['delete', 401],
] as const)('a sign-in may be asked for on some verbs only: %s is %i (R-8.3)', async (method, status) => {
  expect((await request(server)[method]('/signed').set('Accept', 'application/json')).status).toBe(status)
})

test.each([
  ['get', 401],
  ['head', 401],
  ['options', 401],
  ['post', 200],
] as const)(
  'what is asked of a GET is asked of a HEAD and OPTIONS, which run the same: %s is %i (R-8.3, A-1.1)',
  async (method, status) => {
    expect((await request(server)[method]('/read').set('Accept', 'application/json')).status).toBe(status)
  },
)

test('the verb that counts is the one that the call is for, whatever it travels as (R-8.3, R-1.28)', async () => {
  const { status } = await request(server).get('/signed').set({ Accept: 'application/json', 'X-Http-Method-Override': 'DELETE' })
  expect(status).toBe(401)
})
