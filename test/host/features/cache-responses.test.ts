import type { Server } from 'node:http'
import request from 'supertest'
import {
  AllowAnonymous,
  ApiMember,
  Authenticate,
  CacheResponse,
  HttpError,
  RequiredRole,
  Returns,
  Route,
  ValidateNotEmpty,
} from '../../../dtos/contract'
import { type CacheResponses, cacheResponses, compression, type Gateway } from '../../../host'
import { ReplyStore } from '../../../host/features/reply-store'
import { StoredResult } from '../../../host/results/stored'
import { Any, HttpResult, type RequestContext } from '../../../services'
import { type Desk, deskGateway, deskUsers } from '../desk'

class Counted {
  @ApiMember({}) name?: string
  @ApiMember({ type: 'int32' }) count!: number
  @ApiMember({ isOptional: true }) padding?: string
}

@Route('/cached/{Name}')
@Route('/cached')
@CacheResponse({ duration: 600 })
@AllowAnonymous()
class Cached extends Returns(Counted) {
  @ValidateNotEmpty() name!: string
}

@Authenticate()
@CacheResponse({ duration: 600, maxAge: 60 })
class Own extends Returns(Counted) {}

@Authenticate()
@CacheResponse({ duration: 600, varyByUser: false })
class Everybodys extends Returns(Counted) {}

@RequiredRole('Clerk')
@CacheResponse({ duration: 600, varyByRoles: true })
class Clerks extends Returns(Counted) {}

@CacheResponse({ duration: 600, maxAge: 60, varyByHeaders: ['X-Language'] })
@AllowAnonymous()
class Kept extends Returns(Counted) {}

@CacheResponse({ duration: 0.3 })
@AllowAnonymous()
class Brief extends Returns(Counted) {}

@CacheResponse({ duration: 600 })
@AllowAnonymous()
class Odd extends Returns(Counted) {
  @ApiMember({}) how!: string
}

let count = 0
class CountService {
  @Any(Cached) cached({ name }: Cached) {
    return { name, count: ++count, padding: 'x'.repeat(2000) }
  }
  @Any(Own) own(_: Own, { session }: RequestContext) {
    return { name: session!.userName, count: ++count }
  }
  @Any(Everybodys) everybodys() {
    return { count: ++count }
  }
  @Any(Clerks) clerks() {
    return { count: ++count }
  }
  @Any(Kept) async kept() {
    return { count: ++count }
  }
  @Any(Brief) brief() {
    return { count: ++count }
  }
  @Any(Odd) odd({ how }: Odd): Counted | HttpResult<Counted> {
    count++
    if (how === 'error') throw new HttpError(404, 'gone')
    const options = {
      cookie: { cookies: [{ name: 'a', value: 'b' }] },
      store: { cacheControl: ['no-store'] },
      status: { status: 202 },
    }
    return new HttpResult({ count }, (options as any)[how])
  }
}

let desk: Desk
let gateway: Gateway
let server: Server
let cache: CacheResponses
beforeAll(async () => {
  desk = await deskUsers()
  cache = cacheResponses()
  gateway = deskGateway(desk.users, { services: [new CountService()], features: [cache, compression()] })
  server = await gateway.listen()
})
beforeEach(() => cache.clear())
afterAll(() => gateway.close())

const get = (path: string, headers: Record<string, string> = {}) => request(server).get(path).set(headers)
const counted = async (path: string, headers: Record<string, string> = {}) => (await get(path, headers)).body.count as number

test('the same address is answered again without its service; without cache headers (R-6.22)', async () => {
  const first = await get('/cached/a')
  const second = await get('/cached/a')
  expect(second.body).toEqual(first.body)
  for (const { headers } of [first, second]) {
    expect([headers.etag, headers['last-modified'], headers['cache-control']]).toEqual([undefined, undefined, undefined])
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
  }
  expect(second.headers['content-encoding']).toBe(first.headers['content-encoding'])
})

test.each([
  ['another address', '/cached/a', '/cached/b', {}],
  ['another query', '/cached/a?x=1', '/cached/a?x=2', {}],
  ['another format', '/cached/a', '/cached/a.csv', {}],
  ['another format by Accept', '/cached/a', '/cached/a', { Accept: 'text/csv' }],
  ['another callback', '/cached/a?callback=x', '/cached/a?callback=y', {}],
  ['another host, of which links are made', '/cached/a', '/cached/a', { Host: 'evil.example' }],
  ['another coding', '/cached/a', '/cached/a', { 'Accept-Encoding': 'identity' }],
])('%s is asked for anew', async (_, one, other, headers) => {
  const before = count
  await get(one)
  await get(other, headers)
  expect(count).toBe(before + 2)
})

test('reading only: POST, bodies and batches are asked for anew', async () => {
  const before = count
  for (let time = 0; time < 2; time++) {
    await request(server).post('/api/Cached').send({ name: 'a' })
    await request(server).get('/api/Cached').send({ name: 'a' })
    await request(server)
      .post('/api/Cached[]')
      .send([{ name: 'a' }])
    await request(server).get('/api/Cached?name=a').set('X-Http-Method-Override', 'PUT')
  }
  expect(count).toBe(before + 8)
})

test('HEAD tells what GET would', async () => {
  const { headers } = await request(server).head('/cached/a').set('Accept-Encoding', 'identity')
  const again = await request(server).head('/cached/a').set('Accept-Encoding', 'identity')
  expect([again.headers['content-length'], again.text]).toEqual([headers['content-length'], undefined])
})

test('rules come first: what is kept never lets a wrong call pass', async () => {
  expect((await get('/cached?name=')).status).toBe(400)
  expect((await get('/cached?name=')).status).toBe(400)
})

test.each(['error', 'cookie', 'store', 'status'])('%s is not kept', async (how) => {
  const before = count
  await get(`/api/Odd?how=${how}`)
  await get(`/api/Odd?how=${how}`)
  expect(count).toBe(before + 2)
})

describe('who asks (threats P3)', () => {
  test('nobody gets what was made for another one, nor without signing in', async () => {
    const clara = await get('/api/Own', { 'X-Api-Key': desk.clerkKey })
    const ada = await get('/api/Own', { 'X-Api-Key': desk.auditorKey })
    expect([clara.body.name, ada.body.name]).toEqual(['clara', 'ada'])
    expect((await get('/api/Own', { 'X-Api-Key': desk.clerkKey })).body).toEqual(clara.body)
    // The same user by another credential, which may be allowed less.
    expect(await counted('/api/Own', { 'X-Api-Key': desk.readerKey })).not.toBe(clara.body.count)
    for (const headers of [{}, { 'X-Api-Key': 'tg_x_y' }] as Record<string, string>[])
      expect((await get('/api/Own', headers)).status).toBe(401)
    expect((await get('/api/Own?callback=cb')).text).not.toContain('clara')
  })
  test('the message may say that it is the same for everybody who may call', async () => {
    const first = await counted('/api/Everybodys', { 'X-Api-Key': desk.clerkKey })
    expect(await counted('/api/Everybodys', { 'X-Api-Key': desk.auditorKey })).toBe(first)
    expect((await get('/api/Everybodys')).status).toBe(401)
  })
  test('or for the same roles; never across tenants', async () => {
    const first = await counted('/api/Clerks', { 'X-Api-Key': desk.clerkKey })
    expect(
      await counted('/api/Clerks', { Authorization: `Basic ${Buffer.from('clara:a long password').toString('base64')}` }),
    ).toBe(first)
    expect((await get('/api/Clerks', { 'X-Api-Key': desk.auditorKey })).status).toBe(403)
    const { users } = desk
    const [stored] = users.apiKeys().filter(({ roles }) => roles.includes('Clerk'))
    users.putApiKey({ ...stored!, organization: 'other' })
    expect(await counted('/api/Clerks', { 'X-Api-Key': desk.clerkKey })).not.toBe(first)
    users.putApiKey(stored!)
  })
})

describe('maxAge', () => {
  test('gives a tag, which is answered by 304; private where it depends on who asks', async () => {
    const { headers, body } = await get('/api/Kept')
    expect(headers['cache-control']).toBe('max-age=60')
    const again = await get('/api/Kept', { 'If-None-Match': headers.etag! })
    expect([again.status, again.text, again.headers.etag, again.headers['cache-control'], again.headers['content-type']]).toEqual(
      [304, '', headers.etag, 'max-age=60', undefined],
    )
    expect((await get('/api/Kept', { 'If-None-Match': '"other"' })).body).toEqual(body)
    const own = await get('/api/Own', { 'X-Api-Key': desk.clerkKey })
    expect(own.headers['cache-control']).toBe('max-age=60, private')
  })
  test('headers that the answer depends on', async () => {
    const german = await counted('/api/Kept', { 'X-Language': 'de' })
    expect(await counted('/api/Kept', { 'X-Language': 'en' })).not.toBe(german)
    expect(await counted('/api/Kept', { 'X-Language': 'de' })).toBe(german)
  })
})

test('kept for its duration; forgotten when told', async () => {
  const brief = await counted('/api/Brief')
  await new Promise((resolve) => setTimeout(resolve, 350))
  expect(await counted('/api/Brief')).not.toBe(brief)
  const kept = await counted('/api/Kept')
  const cached = await counted('/cached/a')
  cache.clear(Kept)
  expect(await counted('/api/Kept')).not.toBe(kept)
  expect(await counted('/cached/a')).toBe(cached)
})

test('a kept answer passes the filters of answers once', async () => {
  let seen = 0
  const filtered = deskGateway(desk.users, {
    services: [new CountService()],
    hooks: {
      responseConverters: [(response) => ({ ...(response as Counted), name: `seen ${++seen}` })],
      responseFilters: [() => void seen++],
    },
  })
  const theirs = await filtered.listen()
  const first = await request(theirs).get('/cached/a')
  expect(first.body.name).toBe('seen 1')
  expect((await request(theirs).get('/cached/a')).body).toEqual(first.body)
  expect(seen).toBe(2)
  await filtered.close()
})

test('a gateway without the feature keeps them too, its own', async () => {
  const other = deskGateway(desk.users, { services: [new CountService()] })
  const theirs = await other.listen()
  const first = await counted('/cached/a')
  const { body } = await request(theirs).get('/cached/a')
  expect(body.count).not.toBe(first)
  expect((await request(theirs).get('/cached/a')).body).toEqual(body)
  await other.close()
})

test('the store is bounded: what was not asked for longest goes first; what is too large is not kept (threats P6)', () => {
  const store = new ReplyStore(10_000)
  const result = new StoredResult([], Buffer.alloc(1000))
  for (let index = 0; index < 100; index++) {
    store.put(`key ${index}`, 'M', result, 60)
    store.get('key 0')
    expect(store.size).toBeLessThanOrEqual(10_000)
  }
  expect([store.get('key 0'), store.get('key 99'), store.get('key 50')]).toEqual([result, result, undefined])
  store.put('large', 'M', new StoredResult([], Buffer.alloc(5000)), 60)
  expect(store.get('large')).toBeUndefined()
  store.clear()
  expect(store.size).toBe(0)
})

test('a duration that is none is refused where it is said', () => {
  for (const duration of [0, -1, Number.NaN]) expect(() => CacheResponse({ duration })).toThrow(RangeError)
})
