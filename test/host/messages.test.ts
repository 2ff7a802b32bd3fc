import type { Server } from 'node:http'
import request from 'supertest'
import { ApiMember, Itself, ListOf, Returns, Route, Tag } from '../../dtos/contract'
import { createGateway, type Gateway, metadata } from '../../host'
import { Any, answeredBy, Get, On, Post, type RequestContext } from '../../services'

class Loan {
  @ApiMember({ type: 'int32' }) id = 0
  @ApiMember({ isOptional: true }) title?: string
}

@Route('/loans')
class SaveLoans extends Returns([Loan], ListOf(Loan)) {}

@Route('/echo')
class Echo extends Returns(Itself) {
  @ApiMember({ isOptional: true }) text?: string
  @ApiMember({ type: [{ nullable: 'int32' }], isOptional: true }) some?: (number | null)[]
  @ApiMember({ type: ['int32'], isOptional: true }) all?: number[]
}

@Route('/shown')
@Tag('pages')
class Shown extends Returns(String) {}

class Desk {
  @Any(SaveLoans) save(request: SaveLoans) {
    return request
  }
  @Any(Echo) echo(request: Echo) {
    return request
  }
  @Get(Shown, 'json') getJson() {
    return '"GetJson"'
  }
  @Any(Shown, 'xml') anyXml() {
    return '<any/>'
  }
  @Any(Shown) any(_: Shown, { verb }: RequestContext) {
    return `any ${verb}`
  }
  @On('search', Shown) search() {
    return 'search'
  }
  @Post([Echo]) many(all: Echo[]) {
    return all.map((one, index) => Object.assign(one, { text: `${index} of ${all.length}` }))
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new Desk()], features: [metadata()], onError: () => {} })
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))
const post = (path: string, body: string, type = 'application/json') =>
  request(server).post(path).set('Accept', 'application/json').set('Content-Type', type).send(body)

describe('a message that is a list (R-3.32, R-3.35)', () => {
  test.each([
    ['a list', '/loans', '[{"id":1},{"ID":2,"title":"b"}]', 'application/json', [{ id: 1 }, { id: 2, title: 'b' }]],
    ['one item', '/api/SaveLoans', '{"id":1}', 'application/json', [{ id: 1 }]],
    ['rows', '/loans', 'Id,Title\r\n1,a\r\n', 'text/csv', [{ id: 1, title: 'a' }]],
    ['lines', '/loans', '{"id":1}\n{"id":2}\n', 'text/jsonl', [{ id: 1 }, { id: 2 }]],
    ['JSV', '/loans', '[{id:1}]', 'application/jsv', [{ id: 1 }]],
    ['a form', '/loans', 'id=1', 'application/x-www-form-urlencoded', []],
    ['nothing', '/loans', '', 'application/json', []],
  ])('%s', async (_what, path, body, type, items) => {
    const answer = await post(path, body, type)
    expect([answer.status, answer.body]).toEqual([200, items])
  })
  test('a bad item is named by its place (R-3.31)', async () => {
    const { status, body } = await post('/loans', '[{"id":1},{"id":"x"}]')
    expect([status, body.responseStatus.errors[0].fieldName]).toEqual([400, '[1].id'])
  })
  test.each(['nope', '5', '"x"'])('%s is no list', async (text) => {
    const { status, body } = await post('/loans', text)
    expect([status, body.responseStatus.errorCode]).toEqual([400, 'SerializationException'])
  })
})

test('typed clients get a class that is a list (M-5.15)', async () => {
  const { text } = await request(server).get('/types/typescript')
  expect(text).toMatch(/export class SaveLoans extends Array<Loan> implements IReturn<Loan\[\]>/)
})

test('null is an item of nullable ones only (R-3.31)', async () => {
  expect((await post('/echo', '{"some":[1,null,3]}')).body).toEqual({ some: [1, null, 3] })
  expect((await post('/echo', '{"all":[1,null,3]}')).status).toBe(400)
})

test.each([
  ['GET', '/api/Shown', '"GetJson"'],
  ['POST', '/api/Shown', 'any POST'],
  ['GET', '/xml/reply/Shown', '<any/>'],
  ['PUT', '/xml/reply/Shown', '<any/>'],
  ['GET', '/csv/reply/Shown', 'any GET'],
  ['SEARCH', '/shown', 'search'],
  ['PROPFIND', '/shown', 'any PROPFIND'],
])('%s %s: the method for verb and format comes first (R-1.27)', async (verb, path, text) => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as { port: number }).port}${path}`, { method: verb })
  expect([answer.status, await answer.text()]).toEqual([200, text])
})

test('a method that takes the batch is called once, and nothing is counted (R-1.33)', async () => {
  const { body, headers } = await post('/api/Echo[]', '[{},{},{}]')
  expect(body.map(({ text }: Echo) => text)).toEqual(['0 of 3', '1 of 3', '2 of 3'])
  expect(headers).not.toHaveProperty('x-autobatch-completed')
})

test('what answers which calls is told with verb, format and batch', () => {
  expect(
    answeredBy(new Desk()).map(({ message, verb, format, batch }) => [message.name, verb, format ?? '', batch ?? false]),
  ).toEqual([
    ['SaveLoans', 'ANY', '', false],
    ['Echo', 'ANY', '', false],
    ['Shown', 'GET', 'json', false],
    ['Shown', 'ANY', 'xml', false],
    ['Shown', 'ANY', '', false],
    ['Shown', 'SEARCH', '', false],
    ['Echo', 'POST', '', true],
  ])
})

test.each(['/api', '/api/'])('%s lists what there is, tag by tag, for any verb (R-1.22)', async (path) => {
  const base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  for (const method of ['GET', 'POST', 'DELETE']) {
    const answer = await fetch(base + path, { method })
    const index = (await answer.json()) as Record<string, { name: string; returns?: string; links: { api: string } }[]>
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(Object.keys(index).sort()).toEqual(['apis', 'pages'])
    expect(index.apis?.map(({ name, returns }) => [name, returns])).toEqual([
      ['Echo', 'Echo'],
      ['SaveLoans', 'List<Loan>'],
    ])
    expect(index.pages?.[0]?.links.api).toBe(`${base}/api/Shown`)
  }
})
