import { existsSync, readdirSync } from 'node:fs'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { text as textOf } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import request from 'supertest'
import { ApiMember, MultiPartField, RawBody, Returns, Route } from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { Any, type RequestContext } from '../../../services'
import { end, field, file, type } from './parts'

class Point {
  @ApiMember({ type: 'int32' }) x = 0
  @ApiMember({ isOptional: true }) name?: string
}
class Scanned {
  @ApiMember({ type: ['string'] }) said: string[] = []
  @ApiMember({ type: ['string'] }) files: string[] = []
}

@Route('/scan')
class Scan extends Returns(Scanned) {
  @ApiMember({ isOptional: true }) title?: string
  @ApiMember({ type: ['int32'], isOptional: true }) pages?: number[]
  @MultiPartField('application/json') @ApiMember({ type: Point, isOptional: true }) at?: Point
  @MultiPartField('text/csv') @ApiMember({ type: [Point], isOptional: true }) track?: Point[]
}

@Route('/raw')
@RawBody()
class Unread extends Returns(String) {}

class Scanner {
  @Any(Scan) async scan({ title, pages, at, track }: Scan, { files }: RequestContext): Promise<Scanned> {
    const told = await Promise.all(
      files.map(async (file) => {
        const body = await textOf(file.stream())
        expect(body).toBe(await file.text())
        expect(Buffer.byteLength(body)).toBe(file.length)
        return [file.name, file.fileName, file.contentType, body.length > 20 ? `${body.length} characters` : body].join('|')
      }),
    )
    return {
      said: [title, pages?.join('+'), at && `${at.x}${at.name ?? ''}`, track?.map(({ x }) => x).join('+')].map(
        (part) => part ?? '-',
      ),
      files: told,
    }
  }
  @Any(Unread) async unread(_: Unread, { body }: RequestContext) {
    return body ? textOf(body.stream) : 'nothing'
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({
    services: [new Scanner()],
    onError: () => {},
    uploads: { maxBytes: 1_000_000, maxFileBytes: 600_000, maxFiles: 3, maxFields: 5, maxFieldBytes: 1000 },
  })
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))

const post = (body: string, path = '/scan', contentType = type) =>
  request(server).post(path).set('Content-Type', contentType).set('Accept', 'application/json').send(body)

const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith('upload-'))

test('texts bind like form fields, files keep their order and names (R-3.40)', async () => {
  const { body } = await post(
    field('Title', 'x') +
      file('f', 'a.txt', 'AAA') +
      field('pages', '1,2') +
      file('f', 'b.csv', 'B', 'text/csv') +
      field('pages', '3') +
      end,
  )
  expect(body).toEqual({ said: ['x', '1+2+3', '-', '-'], files: ['f|a.txt|text/plain|AAA', 'f|b.csv|text/csv|B'] })
})

test.each([
  ['the query is bound too (R-3.41)', '/scan?title=q&pages=7', file('f', 'a', 'A') + end, ['q', '7', '-', '-']],
  ['the form is over the query', '/scan?title=q', field('title', 'f') + end, ['f', '-', '-', '-']],
  ['on predefined routes as well (R-1.19)', '/api/Scan', field('title', 'p') + end, ['p', '-', '-', '-']],
  ['a part of JSON (R-3.42)', '/scan', field('At', '{"x": 7, "name": "n"}') + end, ['-', '-', '7n', '-']],
  ['a part of CSV (R-3.42)', '/scan', field('track', 'X,Name\r\n1,a\r\n2,b\r\n') + end, ['-', '-', '-', '1+2']],
  ['an empty part says nothing', '/scan', field('at', '') + field('pages', '') + end, ['-', '-', '-', '-']],
])('%s', async (_what, path, body, said) => {
  expect((await post(body, path)).body.said).toEqual(said)
})

test.each([
  ['at', '{X:7}', 'not JSON'],
  ['at', '{"x":"seven"}', 'a wrong value'],
  ['track', 'X\r\nseven\r\n', 'a wrong cell'],
  ['pages', 'seven', 'a wrong number'],
])('a bad %s is 400 and named: %s (%s)', async (name, value) => {
  const { status, body } = await post(field(name, value) + end)
  expect([
    status,
    body.responseStatus.errorCode,
    body.responseStatus.errors.map((error: { fieldName: string }) => error.fieldName),
  ]).toEqual([400, 'SerializationException', [name]])
})

test.each([
  ['/etc/passwd', 'passwd'],
  ['..\\\\..\\\\boot.ini', 'boot.ini'],
  ['C:\\\\dir\\\\a.txt', 'a.txt'],
  ['Grüße.txt', 'Grüße.txt'],
])('a file called %s is %s: folders are the sender’s own (R-3.40)', async (sent, fileName) => {
  expect((await post(file('f', sent, 'A') + end)).body.files).toEqual([`f|${fileName}|text/plain|A`])
})

test.each([
  ['no boundary', field('title', 'x') + end, 'multipart/form-data'],
  ['another boundary', field('title', 'x') + end, 'multipart/form-data; boundary=C'],
  ['no end', field('title', 'x'), type],
  ['line feeds alone', (field('title', 'x') + end).replaceAll('\r\n', '\n'), type],
  ['an end within a file', file('f', 'a', 'A').slice(0, -6), type],
])('%s is 400 (R-3.40, chapter 11)', async (_what, body, contentType) => {
  const answer = await post(body, '/scan', contentType)
  expect([answer.status, answer.body.responseStatus.errorCode]).toEqual([400, 'SerializationException'])
})

test.each([
  ['bytes', file('f', 'a', 'x'.repeat(500_000)) + file('f', 'b', 'x'.repeat(500_100)) + end],
  ['a file', file('f', 'a', 'x'.repeat(600_001)) + end],
  ['files', file('f', 'a', 'A').repeat(4) + end],
  ['fields', field('title', 'x').repeat(6) + end],
  ['a field', field('title', 'x'.repeat(1001)) + end],
  ['fields together', field('title', 'x'.repeat(600)).repeat(2) + end],
])('too much of %s is 413', async (_what, body) => {
  const answer = await post(body)
  expect([answer.status, answer.body.responseStatus.errorCode]).toEqual([413, 'RequestEntityTooLarge'])
})

test('as much as is allowed is read', async () => {
  const { body } = await post(field('title', 'x'.repeat(1000)) + file('f', 'a', 'x'.repeat(600_000)) + end)
  expect([body.said[0].length, body.files]).toEqual([1000, ['f|a|text/plain|600000 characters']])
})

test('a compressed form is read; broken, it is 400 (R-3.5)', async () => {
  const whole = gzipSync(field('title', 'x') + file('f', 'a', 'A'.repeat(10)) + end)
  for (const [bytes, status] of [
    [whole, 200],
    [whole.subarray(0, 60), 400],
  ] as const) {
    const answer = await post('').set('Content-Encoding', 'gzip').send(bytes)
    expect(answer.status).toBe(status)
  }
})

test('names that reach into objects are names like others', async () => {
  const { status } = await post(['__proto__', 'constructor', 'toString', ''].map((name) => field(name, 'x')).join('') + end)
  expect(status).toBe(200)
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('a batch is no form: it has no messages (R-1.32)', async () =>
  expect((await post(field('title', 'x') + end, '/api/Scan[]')).text).toBe('[]'))

test('a box that was left empty is no file', async () => {
  expect((await post(file('f', '', '') + end)).body.files).toEqual([])
})

test('GET reads no form (R-3.1)', async () => {
  const { status, body } = await request(server)
    .get('/scan')
    .set('Accept', 'application/json')
    .set('Content-Type', type)
    .send(field('title', 'x') + end)
  expect([status, body.said[0]]).toEqual([200, '-'])
})

test('a long file is on the disk while it is needed, and no longer', async () => {
  const before = temporary()
  const { body } = await post(file('f', 'a', 'x'.repeat(500_000)) + file('g', 'b', 'short') + end)
  expect(body.files).toEqual(['f|a|text/plain|500000 characters', 'g|b|text/plain|short'])
  await gone(before)
})

test('nothing stays of a form whose sender left, or that is too much', async () => {
  const before = temporary()
  const socket = connect((server.address() as { port: number }).port)
  socket.write(
    `POST /scan HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 900000\r\n\r\n${file('f', 'a', 'x'.repeat(200_000))}`,
  )
  await new Promise((resolve) => setTimeout(resolve, 100))
  socket.destroy()
  await post(file('f', 'a', 'x'.repeat(1_000_100)) + end)
  await gone(before)
})

async function gone(before: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 50 && temporary().some((name) => !before.includes(name)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20))
  expect(temporary().filter((name) => !before.includes(name))).toEqual([])
  expect(existsSync(tmpdir())).toBe(true)
}

test('a message that takes its body raw gets a form unread (R-3.9, chapter 11)', async () => {
  for (const [body, contentType] of [
    [field('title', 'x') + end, type],
    ['title=x', 'application/x-www-form-urlencoded'],
    ['{"title":', 'application/json'],
    ['anything', 'x/y'],
  ] as const)
    expect((await post(body, '/raw', contentType).set('Accept', 'text/csv')).text).toBe(body)
})

test('a raw body is decompressed as it comes; what is not of its encoding is 400 (R-3.9)', async () => {
  const send = (bytes: Buffer) =>
    request(server).post('/raw').set('Content-Type', 'x/y').set('Content-Encoding', 'gzip').set('Accept', 'text/csv').send(bytes)
  const whole = gzipSync('raw '.repeat(1000))
  expect((await send(whole)).text).toBe('raw '.repeat(1000))
  expect((await send(Buffer.from('no gzip'))).status).toBe(400)
  expect((await send(whole.subarray(0, 30))).status).toBe(400)
})

test('a raw body comes chunked too, and a call without one has none (R-3.4)', async () => {
  const { port } = server.address() as { port: number }
  const chunks = new ReadableStream({
    start(controller) {
      for (const part of ['a', 'b', 'c']) controller.enqueue(Buffer.from(part))
      controller.close()
    },
  })
  const init = { method: 'POST', body: chunks, duplex: 'half' } as RequestInit
  expect(await (await fetch(`http://127.0.0.1:${port}/raw.csv`, init)).text()).toBe('abc')
  expect(await (await fetch(`http://127.0.0.1:${port}/raw.csv`)).text()).toBe('nothing')
})

test('a disk that takes no file is an error of ours, and ends the call', async () => {
  const full = createGateway({ services: [new Scanner()], onError: () => {}, uploads: { folder: '/no/such/folder' } })
  const body = file('f', 'a', 'x'.repeat(200_000)) + end
  expect(
    (
      await request(await full.listen())
        .post('/scan')
        .set('Content-Type', type)
        .send(body)
    ).status,
  ).toBe(500)
  await full.close(0)
})

test('an encoding that nobody reads is 415, after hooks too (R-3.5)', async () => {
  const hooked = createGateway({ services: [new Scanner()], hooks: { preRequest: [async () => {}] } })
  const at = await hooked.listen()
  for (const [path, contentType] of [
    ['/scan', type],
    ['/scan', 'application/json'],
    ['/raw', 'x/y'],
  ] as const)
    for (const each of [server, at]) {
      const answer = await request(each).post(path).set('Content-Type', contentType).set('Content-Encoding', 'zst').send('x')
      expect(answer.status).toBe(415)
    }
  await hooked.close(0)
})

test('whatever a form is broken by, it is answered, and is the fault of its sender (R-3.40)', async () => {
  const whole = field('title', 'x') + file('f', 'a.txt', 'AAAA') + field('at', '{"x":1}') + end
  const cut = fc.nat(whole.length)
  const noise = fc.constantFrom(
    '',
    '\r\n',
    '--B',
    '--',
    '"',
    ';',
    '\0',
    "name*=utf-8''%zz",
    '\r\n\r\n',
    'Content-Type: x',
    '\ud800',
  )
  await fc.assert(
    fc.asyncProperty(cut, cut, noise, async (from, to, put) => {
      const answer = await post(whole.slice(0, Math.min(from, to)) + put + whole.slice(Math.max(from, to)))
      expect([200, 400]).toContain(answer.status)
    }),
    { numRuns: 60 },
  )
}, 30_000)

test('any texts arrive as they were sent (R-3.40)', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 100 }).filter((value) => !/--B|\0/.test(value) && value !== '')
  await fc.assert(
    fc.asyncProperty(text, async (value) => {
      const { body } = await post(field('title', value) + end)
      expect(body.said?.[0]).toBe(Buffer.from(value).toString())
    }),
    { numRuns: 15 },
  )
}, 30_000)
