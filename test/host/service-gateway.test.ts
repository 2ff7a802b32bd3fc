import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Decimal } from 'decimal.js'
import request from 'supertest'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  basic,
  createGateway,
  HttpResult,
  MemoryUserStore,
  type RequestContext,
  Returns,
  ReturnsVoid,
  remoteGateway,
  type ServiceGateway,
  WebServiceException,
} from '../../host'
import {
  Book,
  Count,
  Entry,
  Fail,
  FindEntries,
  Inner,
  Kind,
  LedgerService,
  Line,
  Locked,
  ledgerHouse,
  Note,
  Picture,
  Stamp,
  Tape,
  Title,
} from './ledger-house'

const { service, gateway: ledger } = ledgerHouse()
let server: Server
let address: string
beforeAll(async () => {
  server = await ledger.listen()
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => ledger.close(0))
beforeEach(() => service.notes.splice(0))

const line = (id: bigint, amount: string) => Object.assign(new Line(), { id, amount: new Decimal(amount) })
const words = {
  title: 'a "b" ü',
  id: 9007199254740993n,
  amount: new Decimal('79228162514264337593543950335'),
  at: new Date('2024-05-06T07:08:09.123Z'),
  bytes: Uint8Array.of(1, 2, 255),
  kind: Kind.Gift,
  lines: [line(9223372036854775807n, '1.50'), line(2n, '-0.0000001')],
  byName: { 'x y': line(3n, '2') },
}
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each)))
const failure = async (work: Promise<unknown>): Promise<WebServiceException> =>
  work.then(
    () => Promise.reject(new Error('It did not fail.')),
    (error) => error,
  )

const ways: Record<string, () => ServiceGateway> = {
  'in process': () => ledger.services(),
  'to a remote host': () => remoteGateway(address, { headers: { 'X-From': 'desk' } }),
}

describe.each(Object.entries(ways))('%s (R-7.1)', (_, way) => {
  test('messages and responses keep their types, and every digit', async () => {
    const entry = await way().send(new Book(words))
    expect(entry).toBeInstanceOf(Entry)
    expect(plain(entry)).toEqual(plain(words))
    expect(entry.lines![0]).toBeInstanceOf(Line)
    expect(entry.lines![0]!.amount).toBeInstanceOf(Decimal)
    expect([typeof entry.id, entry.at instanceof Date, entry.bytes instanceof Uint8Array]).toEqual(['bigint', true, true])
  })
  test('by the verb of the message: structures stand in the query too; items that come one by one are a list', async () => {
    const { title, id, at } = words
    const lines = [line(7n, '1'), line(8n, '2')]
    const found = await way().send(new FindEntries({ title, id, at, marks: ['a,b', 'c'], lines }))
    expect(plain(found)).toEqual([plain({ id, at, title: `${title}|a,b|c|7|8` })])
    expect(found[0]).toBeInstanceOf(Entry)
  })
  test('texts, none, bytes, streams, numbers, nothing', async () => {
    const gateway = way()
    expect(await gateway.send(new Title({ title: 'a "ü"' }))).toBe('a "ü"')
    expect(await gateway.send(new Title())).toBeNull()
    expect([...(await gateway.send(new Picture()))]).toEqual([0, 255, 10])
    expect(await text(await gateway.send(new Tape()))).toBe('on air')
    expect(await gateway.send(new Count())).toBe(41)
    expect((await gateway.send(new Note({ note: 'n' }))) ?? undefined).toBeUndefined()
    expect(service.notes).toEqual(['PUT n'])
  })
  test('sendAll is one batch, in its order; a method for many gets them all (R-1.31, R-1.33)', async () => {
    const gateway = way()
    const entries = await gateway.sendAll([new Book(words), new Book({ title: 'second' })])
    expect(plain(entries)).toEqual([plain(words), { title: 'second' }])
    expect(entries[1]).toBeInstanceOf(Entry)
    expect(await gateway.sendAll([new Stamp({ text: 'a' }), new Stamp({ text: 'b' })])).toEqual(['0a', '1b'])
    expect(await gateway.sendAll([])).toEqual([])
  })
  test('publish and publishAll drop what is answered', async () => {
    const gateway = way()
    expect(await gateway.publish(new Book(words))).toBeUndefined()
    expect(await gateway.publishAll([new Title({ title: 'a' }), new Title({ title: 'b' })])).toBeUndefined()
    expect(await gateway.publishAll([])).toBeUndefined()
  })

  test.each<[string, Fail | Book, number, string, string, string]>([
    ['thrown', new Fail({ how: 'field' }), 409, 'Taken', 'Taken', 'It is taken.'],
    ['handed back', new Fail({ how: 'handed' }), 410, 'Gone', 'Gone', 'gone'],
    ['with words of its own', new Fail({ how: 'described' }), 424, 'NeedsOther', 'Depends On It', 'Not yet.'],
    [
      'by .NET name',
      new Book({ title: 'boom' }),
      400,
      'ArgumentException',
      'ArgumentException',
      "There is no such book. (Parameter 'Title')",
    ],
    ['of a rule', new Book(), 400, 'NotEmpty', 'NotEmpty', "'Title' must not be empty."],
  ])('an error %s is a WebServiceException (R-7.4)', async (_name, message, statusCode, errorCode, statusDescription, said) => {
    const error = await failure(way().send(message as Book))
    expect(error).toBeInstanceOf(WebServiceException)
    expect(error).toMatchObject({ statusCode, errorCode, statusDescription, message: said })
    expect(error.responseStatus).toMatchObject({ errorCode, message: said })
    if (errorCode === 'Taken') expect(error.responseStatus).toMatchObject({ errors: [{ fieldName: 'How' }], meta: { k: 'v' } })
  })
  test('a stranger says nothing of itself', async () => {
    const error = await failure(way().send(new Fail()))
    expect(error.statusCode).toBe(500)
    expect(JSON.stringify(error.responseStatus)).not.toContain('hunter2')
  })
  test('a batch names the item that failed, and nothing of it was executed (R-1.34)', async () => {
    const error = await failure(way().sendAll([new Book(words), new Book()]))
    expect(error.responseStatus).toMatchObject({ errorCode: 'NotEmpty', meta: { AutoBatchIndex: '1' } })
  })
})

describe('in process: what of the line runs (R-7.3)', () => {
  const seen: string[] = []
  const { gateway, service } = ledgerHouse({
    hooks: {
      preRequest: [() => void seen.push('pre')],
      requestFilters: [() => void seen.push('request filter')],
      responseFilters: [() => void seen.push('response filter')],
      gatewayConverters: [(message) => void seen.push(`convert ${message.constructor.name}`)],
      gatewayRequestFilters: [(message, { verb }) => void seen.push(`in ${verb} ${message.constructor.name}`)],
      gatewayResponseFilters: [(response) => void seen.push(`out ${response}`)],
      gatewayExceptions: [(error) => void seen.push(`error ${(error as Error).message}`)],
    },
  })
  beforeEach(() => seen.splice(0))

  test('filters of the gateway, not those of HTTP', async () => {
    expect(await gateway.services().send(new Title({ title: 't' }))).toBe('t')
    expect(seen).toEqual(['convert Title', 'in POST Title', 'out t'])
  })
  test('neither rights nor filters by decorator nor @Restrict: a service is trusted (R-7.2, R-1.38)', async () => {
    expect(await gateway.services().send(new Locked())).toBe('in process: true')
    expect(await gateway.services().send(new Inner())).toBe('inner')
    expect((await request(server).get('/api/Locked')).status).toBe(401)
    expect((await request(server).get('/api/Inner')).status).toBe(403)
  })
  test('rules of members, with their severity (R-7.4)', async () => {
    const error = await failure(gateway.services().send(new Book({ title: '' })))
    expect(error.responseStatus.errors).toMatchObject([
      { fieldName: 'Title', errorCode: 'NotEmpty', meta: { Severity: 'Error' } },
    ])
    expect(seen).toContain("error 'Title' must not be empty.")
  })
  test('of what is published not even these', async () => {
    await gateway.services().publish(new Book({ title: '' }))
    await gateway.services().publishAll([new Note({ note: '1' }), new Note({ note: '2' })])
    expect(seen).toEqual([])
    expect(service.notes).toEqual(['PUT 1', 'PUT 2'])
  })
  test('each item of sendAll is filtered, all before the first is executed', async () => {
    await gateway.services().sendAll([new Title({ title: 'a' }), new Title({ title: 'b' })])
    expect(seen.filter((word) => !word.startsWith('convert'))).toEqual(['in POST Title', 'in POST Title', 'out a', 'out b'])
  })
  test('a message that nobody answers, and messages of two classes', async () => {
    class Unknown extends Returns(String) {}
    const error = await failure(gateway.services().send(new Unknown()))
    expect(error).toMatchObject({ statusCode: 405, errorCode: 'NotImplementedException' })
    await expect(gateway.services().sendAll<Title | Count>([new Title(), new Count()])).rejects.toThrow('of one class')
  })
})

describe('from service to service', () => {
  @AllowAnonymous()
  class Ask extends Returns(String) {
    @ApiMember({ type: 'string' }) what?: string
  }
  @AllowAnonymous()
  class Echo extends Returns(String) {
    @ApiMember({ type: 'string' }) text?: string
  }
  @AllowAnonymous()
  class Stop extends ReturnsVoid() {}

  const asks: Record<string, (context: RequestContext) => Promise<unknown>> = {
    echo: ({ gateway }) => gateway.send(Object.assign(new Echo(), { text: 'e' })),
    remote: async ({ gateway }) => (await gateway.send(new Book({ title: 'far' }))).title,
    fail: ({ gateway }) => gateway.send(new Book()),
    stop: ({ gateway }) => gateway.send(new Stop()),
  }
  class DeskService {
    @Any(Ask) async ask({ what = '' }: Ask, context: RequestContext) {
      return `${context.verb} ${await asks[what]!(context)}`
    }
    @Any(Echo) echo({ text }: Echo, { verb, url, message, inProcess }: RequestContext) {
      return new HttpResult(`${verb} ${url} ${message.name} ${inProcess} ${text}`, { cookies: [{ name: 'inner', value: 'c' }] })
    }
    @Any(Stop) stop() {
      throw new Error('A filter has answered.')
    }
  }
  const far = () => remoteGateway(address)
  const desk = createGateway({
    services: [new DeskService()],
    onError: () => {},
    gatewayFor: (message) => (message instanceof Book ? far() : undefined),
    hooks: {
      gatewayRequestFilters: [
        (message, { raw }) => {
          if (message instanceof Stop) raw!.response.end('stopped')
        },
      ],
    },
  })
  let front: Server
  beforeAll(async () => {
    front = await desk.listen()
  })
  afterAll(() => desk.close(0))

  const call = async (path: string, init: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${(front.address() as AddressInfo).port}${path}`, init)

  test("the caller's request is shared, its verb is the inner one's where it has none; cookies go out with the answer (R-7.2, R-7.4)", async () => {
    const reply = await call('/api/Ask?what=echo')
    expect(await reply.text()).toBe('GET GET /api/Ask?what=echo Echo true e')
    expect(reply.headers.getSetCookie()).toEqual([expect.stringContaining('inner=c')])
  })
  test('a message may be answered by another host (R-7.1)', async () =>
    expect(await (await call('/api/Ask?what=remote', { method: 'POST' })).text()).toBe('POST far'))
  test("an inner error that nobody catches is the caller's answer", async () => {
    const reply = await call('/api/Ask?what=fail')
    expect([reply.status, ((await reply.json()) as { responseStatus: { errorCode: string } }).responseStatus.errorCode]).toEqual([
      400,
      'NotEmpty',
    ])
  })
  test('a filter that answers the caller ends the inner call with null (R-7.5)', async () =>
    expect(await (await call('/api/Ask?what=stop')).text()).toBe('stopped'))
})

describe('where services are not trusted, the whole line runs (R-7.6)', () => {
  @AllowAnonymous()
  class Relay extends Returns(String) {
    @ApiMember({ type: 'string' }) what?: string
  }
  const relays: Record<string, (context: RequestContext) => Promise<unknown>> = {
    title: ({ gateway }) => gateway.send(new Title({ title: 't' })),
    titles: ({ gateway }) => gateway.sendAll([new Title({ title: 'a' }), new Title({ title: 'b' })]),
    locked: ({ gateway }) => gateway.send(new Locked()),
    inner: ({ gateway }) => gateway.send(new Inner()),
    rule: ({ gateway }) => gateway.send(new Book()),
    note: ({ gateway }) => gateway.publish(new Note({ note: 'n' })),
  }
  class RelayService {
    @Any(Relay) async relay({ what = '' }: Relay, context: RequestContext) {
      return JSON.stringify(await relays[what]!(context)) ?? 'nothing'
    }
  }
  const seen: string[] = []
  const service = new LedgerService()
  const gateway = createGateway({
    services: [service, new RelayService()],
    users: new MemoryUserStore(),
    auth: [basic()],
    trustServices: false,
    onError: () => {},
    hooks: { requestFilters: [(message) => void seen.push(message.constructor.name)] },
  })
  let front: Server
  beforeAll(async () => {
    front = await gateway.listen()
  })
  afterAll(() => gateway.close(0))
  beforeEach(() => seen.splice(0))
  const ask = async (what: string) => {
    const reply = await fetch(`http://127.0.0.1:${(front.address() as AddressInfo).port}/api/Relay?what=${what}`)
    const said = await reply.text()
    return reply.ok ? said : [reply.status, JSON.parse(said).responseStatus.errorCode]
  }

  test.each([
    ['title', '"t"', ['Relay', 'Title']],
    ['titles', '["a","b"]', ['Relay', 'Title', 'Title']],
    ['locked', [401, 'Unauthorized'], ['Relay']],
    ['inner', [403, 'UnauthorizedAccessException'], ['Relay', 'Inner']],
    ['rule', [400, 'NotEmpty'], ['Relay', 'Book']],
    ['note', 'nothing', ['Relay', 'Note']],
  ])('%s', async (what, answer, filtered) => {
    expect(await ask(what)).toEqual(answer)
    expect(seen).toEqual(filtered)
  })
  test("the program's own messages are its own", async () =>
    expect(await gateway.services().send(new Locked())).toBe('in process: true'))
})

describe('a remote host that cannot be trusted (threats 3.10)', () => {
  const answers: Record<string, (response: import('node:http').ServerResponse) => void> = {
    '/api/Count': (response) => void response.writeHead(302, { Location: 'http://169.254.169.254/' }).end(),
    '/api/Title': () => {},
    '/api/Stamp': (response) => void response.writeHead(500, 'Down').end('<p>down</p>'),
    '/api/Book': (response) =>
      void response.writeHead(200, { 'Content-Type': 'application/json' }).end(`{"title":"${'x'.repeat(2000)}"}`),
    '/api/Fail': (response) => void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"id":{}}'),
  }
  const other = createServer((incoming, response) => answers[incoming.url!]!(response))
  let gateway: ServiceGateway
  beforeAll(async () => {
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    gateway = remoteGateway(`http://127.0.0.1:${(other.address() as AddressInfo).port}`, { timeout: 300, maxBytes: 1000 })
  })
  afterAll(() => {
    other.closeAllConnections()
    other.close()
  })

  test.each<[string, Count | Title | Stamp | Book | Fail, number, string]>([
    ['leads elsewhere', new Count(), 502, 'BadGateway'],
    ['does not answer', new Title(), 504, 'GatewayTimeout'],
    ['answers a page', new Stamp(), 500, '500'],
    ['answers too much', new Book({ title: 't' }), 502, 'ReplyTooLong'],
    ['answers something else', new Fail(), 502, 'SerializationException'],
  ])('one that %s', async (_, message, statusCode, errorCode) => {
    expect(await failure(gateway.send(message as Count))).toMatchObject({ name: 'WebServiceException', statusCode, errorCode })
  })
  test('one that is not there', async () =>
    expect(await failure(remoteGateway('http://127.0.0.1:1').send(new Count()))).toMatchObject({ statusCode: 502 }))
  test.each([
    'file:///etc/passwd',
    'ftp://host',
    'javascript:0',
    '//host',
    '/api',
    '',
    'http://user:pw@host',
    'http://host/?q',
    'data:,x',
  ])('no address: %j', (base) => expect(() => remoteGateway(base)).toThrow(TypeError))
})
