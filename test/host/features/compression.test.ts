import http, { type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { AllowAnonymous, ApiMember, Returns, Route, Stream } from '../../../dtos/contract'
import { compression, createGateway, type Gateway } from '../../../host'
import { acceptedEncodings } from '../../../host/features/accept-encoding'
import { Any, HttpResult } from '../../../services'

class Page {
  @ApiMember({}) text!: string
}

@Route('/page/{Kind}')
@AllowAnonymous()
class GetPage extends Returns(Page) {
  @ApiMember({}) kind!: string
}
@AllowAnonymous()
class GetRows extends Returns([Page]) {}
@AllowAnonymous()
class GetText extends Returns(Stream) {}
@AllowAnonymous()
class GetSecret extends Returns(Page) {}

const text = 'usage '.repeat(1000)
const results: Readonly<Record<string, () => HttpResult<any> | Page>> = {
  long: () => ({ text }),
  short: () => ({ text: 'short' }),
  picture: () => HttpResult.bytes(Buffer.alloc(5000), 'image/png'),
  encoded: () => HttpResult.text(text, 'text/plain', { headers: { 'Content-Encoding': 'x-own' } }),
  untouched: () => new HttpResult({ text }, { cacheControl: ['no-transform'] }),
  tagged: () => new HttpResult({ text }, { eTag: 'v1' }),
  created: () => new HttpResult({ text }, { status: 201 }),
  letters: () => HttpResult.text(text, 'text/plain'),
}

class PageService {
  @Any(GetPage) page({ kind }: GetPage) {
    return results[kind]!()
  }
  @Any(GetRows) *rows() {
    for (let row = 0; row < 5000; row++) yield { text: `row ${row}` }
  }
  @Any(GetText) text() {
    return HttpResult.stream(Readable.from(['usage ', text]), 'text/plain')
  }
  @Any(GetSecret) secret() {
    return { text }
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({
    services: [new PageService()],
    features: [compression({ messages: ({ name }) => name !== 'GetSecret' })],
  })
  server = await gateway.listen()
})
afterAll(() => gateway.close())

const get = (path: string, encodings?: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: http.IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    http
      .request(
        {
          port,
          path,
          method,
          headers: {
            Accept: 'application/json',
            ...headers,
            ...(encodings === undefined ? {} : { 'Accept-Encoding': encodings }),
          },
        },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part) => parts.push(part))
          response.on('end', () =>
            resolve({ status: response.statusCode!, headers: response.headers, bytes: Buffer.concat(parts) }),
          )
        },
      )
      .on('error', reject)
      .end()
  })

const unpack = { br: brotliDecompressSync, gzip: gunzipSync, deflate: inflateSync } as const
type Name = keyof typeof unpack
const names = Object.keys(unpack) as Name[]

describe.each(names)('%s (R-6.23)', (name) => {
  test('an answer that is held whole', async () => {
    const { headers, bytes } = await get('/page/long', name)
    expect([headers['content-encoding'], headers['content-length'], headers['content-type']]).toEqual([
      name,
      String(bytes.length),
      'application/json; charset=utf-8',
    ])
    expect(bytes.length).toBeLessThan(1000)
    expect(unpack[name](bytes).toString()).toBe(JSON.stringify({ text }))
  })
  test('a list that is written while its items come, and a stream', async () => {
    const rows = await get('/api/GetRows', name)
    expect([rows.headers['content-encoding'], rows.headers['content-length']]).toEqual([name, undefined])
    expect(JSON.parse(unpack[name](rows.bytes).toString())).toHaveLength(5000)
    const stream = await get('/api/GetText', name)
    expect(stream.headers['content-encoding']).toBe(name)
    expect(unpack[name](stream.bytes).toString()).toBe(`usage ${text}`)
  })
  test('a script', async () => {
    const { headers, bytes } = await get('/page/long?callback=cb', name)
    expect(headers['content-encoding']).toBe(name)
    expect(unpack[name](bytes).toString()).toBe(`/**/cb(${JSON.stringify({ text })})`)
  })
})

test.each([
  ['br, gzip', 'br'],
  ['gzip, br', 'br'],
  ['br;q=0.5, gzip', 'gzip'],
  ['gzip;q=0, br;q=0, deflate', 'deflate'],
  ['GZIP', 'gzip'],
  ['gzip;q=0', undefined],
  ['gzip; q=0.0', undefined],
  ['gzip;q=x', undefined],
  ['identity', undefined],
  ['*', undefined],
  ['zstd', undefined],
  ['', undefined],
  [undefined, undefined],
])('Accept-Encoding: %s → %s', async (accept, expected) => {
  const { headers, bytes } = await get('/page/long', accept)
  expect(headers['content-encoding']).toBe(expected)
  // Whoever gets which, a cache on the way must know that there are others.
  expect(headers.vary).toBe('Accept, Accept-Encoding')
  if (expected === undefined) expect(JSON.parse(bytes.toString())).toEqual({ text })
})

test.each([
  ['short', 'short answers'],
  ['picture', 'what is compressed already'],
  ['encoded', 'what its service encoded'],
  ['untouched', 'what must not be changed'],
])('%s: %s go out as they are', async (kind) => {
  const { headers } = await get(`/page/${kind}`, 'gzip')
  expect(headers['content-encoding']).toBe(kind === 'encoded' ? 'x-own' : undefined)
})

test('messages may be left out', async () => {
  expect((await get('/api/GetSecret', 'gzip')).headers['content-encoding']).toBeUndefined()
})

test('a status and its tag stay; the tag is weak, since it names other bytes (RFC 9110 8.8.3)', async () => {
  expect((await get('/page/created', 'gzip')).status).toBe(201)
  expect((await get('/page/tagged', 'gzip')).headers.etag).toBe('W/"v1"')
  expect((await get('/page/tagged')).headers.etag).toBe('"v1"')
  expect((await get('/page/tagged', 'gzip', { 'If-None-Match': 'W/"v1"' })).status).toBe(304)
})

test('parts are parts of the bytes as they are (R-6.14)', async () => {
  const { status, headers, bytes } = await get('/page/letters', 'gzip', { Range: 'bytes=0-2999' })
  expect([status, headers['content-encoding'], bytes.length]).toEqual([206, undefined, 3000])
})

test('HEAD is answered without a body', async () => {
  const { status, headers, bytes } = await get('/page/long', 'gzip', {}, 'HEAD')
  expect([status, headers['content-encoding'], bytes.length]).toEqual([200, undefined, 0])
})

test('many at once: some go out as they are, all are right', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => get('/page/long', 'gzip')))
  for (const { headers, bytes } of answers)
    expect((headers['content-encoding'] ? gunzipSync(bytes) : bytes).toString()).toBe(JSON.stringify({ text }))
})

test('the codings in the order of the caller’s wishes, then ours', () => {
  expect(acceptedEncodings('deflate;q=0.9, gzip;q=0.9, br;q=0.1', ['br', 'gzip', 'deflate'])).toEqual(['gzip', 'deflate', 'br'])
})
