import type { Server } from 'node:http'
import fc from 'fast-check'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Authenticate, Returns, Route } from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { precondition, quotedTag } from '../../../host/results/conditional'
import { rangeOf } from '../../../host/results/ranges'
import { Any, type CacheFlag, HttpResult } from '../../../services'
import { deskGateway, deskUsers } from '../desk'

class Tagged {
  @ApiMember({}) result!: string
}

@Route('/tagged')
@AllowAnonymous()
class GetTagged extends Returns(Tagged) {
  @ApiMember({ isOptional: true }) tag?: string
  @ApiMember({ type: 'dateTime', isOptional: true }) modified?: Date
  @ApiMember({ type: 'int32', isOptional: true }) maxAge?: number
  @ApiMember({ type: 'int32', isOptional: true }) age?: number
  @ApiMember({ isOptional: true }) flags?: string
  @ApiMember({ isOptional: true }) own?: string
}

@Authenticate()
class GetOwn extends Returns(Tagged) {}

class TaggedService {
  @Any(GetTagged) tagged({ tag, modified, maxAge, age, flags, own }: GetTagged) {
    return new HttpResult(
      { result: 'tagged' },
      {
        ...(tag === undefined ? {} : { eTag: tag }),
        ...(modified ? { lastModified: modified } : {}),
        ...(maxAge === undefined ? {} : { maxAge }),
        ...(age === undefined ? {} : { age }),
        ...(flags ? { cacheControl: flags.split(',') as CacheFlag[] } : {}),
        ...(own ? { headers: { 'Cache-Control': own } } : {}),
      },
    )
  }
}
class OwnService {
  @Any(GetOwn) own() {
    return new HttpResult({ result: 'own' }, { eTag: 'o' })
  }
}

const date = 'Mon, 06 May 2024 07:08:09 GMT'
const at = 'modified=2024-05-06T07:08:09.500Z'
let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new TaggedService()] })
  server = await gateway.listen()
})
afterAll(() => gateway.close())

const get = (query: string, headers: Record<string, string> = {}) => request(server).get(`/tagged?${query}`).set(headers)

describe('what caches are told (R-6.20)', () => {
  test.each([
    ['', undefined, undefined, undefined],
    ['tag=abc', '"abc"', undefined, 'max-age=600'],
    ['tag=%22quoted%22', '"quoted"', undefined, 'max-age=600'],
    ['tag=W/%22weak%22', 'W/"weak"', undefined, 'max-age=600'],
    [at, undefined, date, 'max-age=600'],
    ['tag=abc&maxAge=60', '"abc"', undefined, 'max-age=60'],
    ['maxAge=0', undefined, undefined, 'max-age=0'],
    ['tag=abc&flags=public,must-revalidate', '"abc"', undefined, 'max-age=600, public, must-revalidate'],
    ['flags=no-cache', undefined, undefined, 'no-cache'],
    ['tag=abc&own=no-store', '"abc"', undefined, 'no-store'],
  ])('%s', async (query, eTag, lastModified, cacheControl) => {
    const { headers, body } = await get(query)
    expect(body).toEqual({ result: 'tagged' })
    expect([headers.etag, headers['last-modified'], headers['cache-control']]).toEqual([eTag, lastModified, cacheControl])
  })
  test('Age as given; nothing of it to a POST', async () => {
    expect((await get('age=7')).headers.age).toBe('7')
    const { status, headers } = await request(server).post('/tagged?tag=abc').set('If-None-Match', '"abc"').send({})
    expect([status, headers.etag, headers['cache-control']]).toEqual([200, undefined, undefined])
  })
  test('a guarded answer is private, whatever it says beside (usage-domain 3.8)', async () => {
    const desk = await deskUsers()
    const guarded = deskGateway(desk.users, { services: [new OwnService()] })
    const { headers } = await request(await guarded.listen())
      .get('/api/GetOwn')
      .set('X-Api-Key', desk.clerkKey)
    expect([headers['cache-control'], headers.vary]).toEqual(['max-age=600, private', 'Accept, Authorization, X-API-Key, Cookie'])
    await guarded.close()
  })
})

describe('conditional requests (R-6.21, RFC 9110 13)', () => {
  test.each([
    ['tag=abc', { 'If-None-Match': '"abc"' }, 304],
    ['tag=abc', { 'If-None-Match': 'W/"abc"' }, 304],
    ['tag=abc', { 'If-None-Match': '"x", W/"abc"' }, 304],
    ['tag=abc', { 'If-None-Match': '*' }, 304],
    ['tag=abc', { 'If-None-Match': '"x"' }, 200],
    ['', { 'If-None-Match': '*' }, 200],
    [at, { 'If-Modified-Since': date }, 304],
    [at, { 'If-Modified-Since': 'Mon, 06 May 2024 07:08:10 GMT' }, 304],
    [at, { 'If-Modified-Since': 'Mon, 06 May 2024 07:08:08 GMT' }, 200],
    [at, { 'If-Modified-Since': 'yesterday' }, 200],
    // A tag that fails decides; the date is not asked (R chapter 11).
    [`tag=abc&${at}`, { 'If-None-Match': '"x"', 'If-Modified-Since': date }, 200],
    ['tag=abc', { 'If-Match': '"abc"' }, 200],
    ['tag=abc', { 'If-Match': '"x"' }, 412],
    ['tag=W/%22abc%22', { 'If-Match': 'W/"abc"' }, 412],
    [at, { 'If-Unmodified-Since': 'Mon, 06 May 2024 07:08:08 GMT' }, 412],
    [at, { 'If-Unmodified-Since': date }, 200],
  ])('%s %j → %i', async (query, headers, status) => {
    expect((await get(query, headers as unknown as Record<string, string>)).status).toBe(status)
    expect((await request(server).head(`/tagged?${query}`).set(headers)).status).toBe(status)
  })
  test('304 keeps tag, date and age, and has neither body nor type', async () => {
    const { headers, text } = await get(`tag=abc&${at}`, { 'If-None-Match': '"abc"' })
    expect([headers.etag, headers['last-modified'], headers['cache-control']]).toEqual(['"abc"', date, 'max-age=600'])
    expect([headers['content-type'], headers['content-length'], text]).toEqual([undefined, undefined, ''])
  })
})

describe('any text', () => {
  test('a tag is always one: it matches itself in any list, and nothing splits the header', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.stringMatching(/^[\x21\x23-\x7e]{0,8}$/)), (text, others) => {
        const eTag = quotedTag(text)
        expect(eTag).toMatch(/^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/)
        const list = [...others.map((other) => `"${other}"`), eTag].join(', ')
        expect(precondition({ 'if-none-match': list }, { eTag })).toBe(304)
      }),
    )
  })
  test('a part lies within the whole, whatever Range says (R-6.14)', () => {
    const numbers = fc.oneof(fc.nat(40).map(String), fc.constant(''), fc.bigInt({ min: 0n }).map(String))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(numbers, numbers).map((ends) => `bytes=${ends.join('-')}`),
          fc.string(),
        ),
        fc.nat(30),
        (range, length) => {
          const part = rangeOf({ range }, length, {})
          if (part === undefined || part === 'unsatisfiable') return
          expect(part.start).toBeGreaterThanOrEqual(0)
          expect(part.end).toBeGreaterThanOrEqual(part.start)
          expect(part.end).toBeLessThan(length)
        },
      ),
    )
  })
  test('the time for a long list of tags grows with its length (threats 3.8)', () => {
    const least = (count: number) => {
      const list = '"a",W/'.repeat(count)
      const times = Array.from({ length: 20 }, () => {
        const from = performance.now()
        precondition({ 'if-none-match': list }, { eTag: '"b"' })
        return performance.now() - from
      })
      return Math.min(...times)
    }
    least(1000)
    // Ten times as long: a hundred times as much where it grows with the square.
    expect(least(40_000)).toBeLessThan(50 * Math.max(least(4_000), 0.05))
  })
})
