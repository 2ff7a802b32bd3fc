import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  compression,
  cors,
  createGateway,
  MultiPartField,
  RawBody,
  type RequestContext,
  Returns,
  Route,
} from '../../host'
import { exchanged, statusesOf } from './exchange'

/**
 * What the other fuzzer does not send: forms in parts, compressed bodies, batches, hostile header sections, several calls on one connection, callers
 * that go away in the middle. An answer from 200 to 499 each, and the process lives (threats P4, P5). FUZZ_REQUESTS=200000 for a night.
 */
const requests = Math.ceil(Number(process.env.FUZZ_REQUESTS ?? 5_000) / 4)

class Part {
  @ApiMember({ type: 'int32', isOptional: true }) x?: number
  @ApiMember({ isOptional: true }) name?: string
}
@Route('/scan')
@AllowAnonymous()
class Scan extends Returns(Part) {
  @ApiMember({ isOptional: true }) title?: string
  @ApiMember({ type: ['int32'], isOptional: true }) pages?: number[]
  @ApiMember({ type: Part, isOptional: true }) at?: Part
  @ApiMember({ type: { dictionary: 'string' }, isOptional: true }) map?: Record<string, string>
  @MultiPartField('application/json') @ApiMember({ type: Part, isOptional: true }) json?: Part
  @MultiPartField('text/csv') @ApiMember({ type: [Part], isOptional: true }) rows?: Part[]
}
@Route('/raw')
@RawBody()
@AllowAnonymous()
class Raw extends Returns(String) {}

class Scanner {
  @Any(Scan) async scan({ title }: Scan, { files }: RequestContext): Promise<Part> {
    let x = 0
    for (const file of files) for await (const piece of file.stream()) x += (piece as Buffer).length
    return Object.assign(new Part(), { x, name: title })
  }
  @Any(Raw) async raw(_: Raw, { body }: RequestContext) {
    let length = 0
    if (body) for await (const piece of body.stream) length += (piece as Buffer).length
    return String(length)
  }
}

const faults: unknown[] = []
const gateway = createGateway({
  services: [new Scanner()],
  features: [cors(), compression({ minimum: 0 })],
  onError: (error) => faults.push(error),
  uploads: { maxBytes: 50_000, maxFileBytes: 20_000, maxFiles: 3, maxFields: 6, maxFieldBytes: 2_000 },
})
let server: Server
beforeAll(async () => {
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))
const send = (bytes: Buffer, finish = false) => exchanged((server.address() as AddressInfo).port, bytes, finish)

const bytes = (value: string | Buffer) => (typeof value === 'string' ? Buffer.from(value) : value)
const odd = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '7',
    '1,2',
    '{x:1}',
    '{"x":"y"}',
    '[',
    '\ud800',
    'x'.repeat(3_000),
    'X,Name\r\n1,a\r\n',
    '\u0000',
    '__proto__',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
)
const token = fc.constantFrom(
  'title',
  'Pages',
  'at',
  'map',
  'json',
  'rows',
  '__proto__',
  '',
  'a"b',
  'é',
  'x'.repeat(300),
  '..',
  'a\r\nb',
  '_charset_',
)
const disposition = fc.oneof(
  token.map((name) => `Content-Disposition: form-data; name="${name}"`),
  fc
    .tuple(token, token)
    .map(
      ([name, fileName]) => `Content-Disposition: form-data;name="${name}"; filename="${fileName}"; filename*=utf-8''${fileName}`,
    ),
  fc.constantFrom(
    'Content-Disposition: form-data',
    'Content-Disposition: attachment; name=title',
    "Content-Disposition: form-data; name=title; filename*=nope''%E9",
    "Content-Disposition: form-data; name*=utf-8''%zz",
    'Content-Disposition:',
    'X: y',
    'no colon',
  ),
)
const partType = fc.constantFrom(
  '',
  'Content-Type: text/plain; charset=nope',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Type: text/plain; charset="utf-16le"',
  'Content-Type: text/plain; charset=base64',
  'Content-Type: application/octet-stream',
  'Content-Type: application/json',
  'Content-Type: ;;',
  'Content-Type: multipart/mixed; boundary=c',
  'Content-Transfer-Encoding: base64',
)
const part = fc
  .tuple(disposition, partType, odd)
  .map(([said, type, value]) =>
    Buffer.concat([bytes(`--b\r\n${said}\r\n${type && `${type}\r\n`}\r\n`), bytes(value), bytes('\r\n')]),
  )
const ending = fc.constantFrom('--b--\r\n', '--b--', '--b', '', '--b--\r\nmore', '\r\n--c--')
const form = fc.tuple(fc.array(part, { maxLength: 8 }), ending).map(([parts, last]) => Buffer.concat([...parts, bytes(last)]))

const batch = fc.oneof(
  fc
    .array(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.record({ title: fc.string(), pages: fc.array(fc.integer()) })), {
      maxLength: 6,
    })
    .map((list) => JSON.stringify(list)),
  fc.constantFrom(
    '[{}',
    '[null]',
    '[[[]]]',
    'Title\r\na\r\nb\r\n',
    '{"title":"a"}\n{"title":"b"}\n',
    '[{title:a},,{title:b}]',
    '<ArrayOfScan><Scan/></ArrayOfScan>',
  ),
)
const bomb = gzipSync(Buffer.alloc(5_000_000))
const encoding = fc.constantFrom<[string, (body: Buffer) => Buffer]>(
  ['', (body) => body],
  ['gzip', (body) => gzipSync(body)],
  ['GZIP', (body) => gzipSync(body).subarray(0, -5)],
  ['deflate', (body) => deflateSync(body)],
  ['br', (body) => brotliCompressSync(body)],
  ['br', (body) => body],
  ['gzip, br', (body) => brotliCompressSync(gzipSync(body))],
  ['gzip', () => bomb],
  ['nope', (body) => body],
)
const framing = fc.constantFrom<'length' | 'chunked' | 'both' | 'short' | 'odd'>(
  'length',
  'length',
  'chunked',
  'both',
  'short',
  'odd',
)
const kinds = fc.oneof(
  form.map((body) => ['multipart/form-data; boundary=b', body] as const),
  form.map((body) => ['multipart/form-data; boundary="b"; charset=x', body] as const),
  batch.map((body) => ['application/json', bytes(body)] as const),
  fc
    .tuple(
      fc.constantFrom('text/csv', 'text/jsonl', 'application/jsv', 'application/xml', 'application/x-www-form-urlencoded'),
      batch,
    )
    .map(([type, body]) => [type, bytes(body)] as const),
)
const path = fc.constantFrom(
  '/scan',
  '/api/Scan',
  '/api/Scan[]',
  '/json/reply/Scan',
  '/jsv/oneway/Scan[]',
  '/csv/reply/Scan[]',
  '/xml/reply/Scan',
  '/raw',
  '/api/Raw',
  '/scan?callback=cb',
  '/scan.html',
)
const strange = fc.constantFrom(
  'X-A: \x01',
  `X-Long: ${'x'.repeat(20_000)}`,
  'Content-Length: 5',
  'Expect: 100-continue',
  'Expect: nope',
  'Upgrade: websocket',
  'Cookie: a=b; c; =; 12-Mar 10:00:00 GMT=null; ss-id=%zz',
  `Accept: ${'a/b,'.repeat(1_000)}`,
  'Accept-Encoding: br;q=x, *;q=0',
  'X-Forwarded-For: ,,,',
  'Host: evil\x7f',
  'Range: bytes=0-1,2-3,-1',
  'X-Http-Method-Override: DELETE',
  ' folded',
)

const call = fc
  .tuple(
    fc.constantFrom('POST', 'PUT', 'GET', 'DELETE', 'PATCH'),
    path,
    kinds,
    encoding,
    framing,
    fc.option(strange, { freq: 4 }),
  )
  .map(([verb, to, [type, body], [name, encode], frame, header]) => {
    const sent = encode(body)
    const lines = [`${verb} ${to} HTTP/1.1`, 'Host: x', `Content-Type: ${type}`]
    if (name) lines.push(`Content-Encoding: ${name}`)
    if (header !== null) lines.push(header)
    if (frame !== 'chunked' && frame !== 'odd') lines.push(`Content-Length: ${sent.length + (frame === 'short' ? 10 : 0)}`)
    if (frame !== 'length' && frame !== 'short') lines.push('Transfer-Encoding: chunked')
    const chunk = frame === 'odd' ? 'zz\r\n' : `${sent.length.toString(16)}\r\n`
    const framed = frame === 'length' || frame === 'short' ? sent : Buffer.concat([bytes(chunk), sent, bytes('\r\n0\r\n\r\n')])
    return { head: lines, framed, whole: frame !== 'short' }
  })
const text = ({ head, framed }: { head: string[]; framed: Buffer }, ...more: string[]) =>
  Buffer.concat([Buffer.from(`${[...head, ...more].join('\r\n')}\r\n\r\n`, 'latin1'), framed])
const good = (status: number) => status >= 100 && (status < 500 || status === 501)
const alive = async () =>
  expect(await send(bytes('GET /api/Scan?title=alive HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))).toContain(
    '"name":"alive"',
  )

test(`${requests} calls with bodies of every kind, whole and broken`, async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 8, maxLength: 8 }), async (calls) => {
      // A body that is shorter than it says is never whole: whoever sends it goes away.
      const answers = await Promise.all(calls.map((each) => send(text(each, 'Connection: close'), !each.whole)))
      for (const [index, answer] of answers.entries()) {
        const statuses = statusesOf(answer)
        if (!statuses.every(good) || (statuses.length === 0 && calls[index]!.whole && !/^no answer/.test(answer)))
          throw new Error(`${answer.slice(0, 600)}\nto ${JSON.stringify(text(calls[index]!).toString('latin1').slice(0, 1500))}`)
      }
      count += calls.length
    }),
    { numRuns: Math.ceil(requests / 8), endOnFailure: true },
  )
  expect(count).toBeGreaterThanOrEqual(requests)
  expect(faults).toEqual([])
  await alive()
})

test('several calls at once on one connection', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 2, maxLength: 6 }), async (calls) => {
      const last = bytes('GET /api/Scan HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
      const answer = await send(Buffer.concat([...calls.filter(({ whole }) => whole).map((each) => text(each)), last]))
      expect(statusesOf(answer).filter((status) => !good(status))).toEqual([])
    }),
    { numRuns: Math.ceil(requests / 20), endOnFailure: true },
  )
  expect(faults).toEqual([])
  await alive()
})

test('callers that go away in the middle', async () => {
  await fc.assert(
    fc.asyncProperty(call, fc.double({ min: 0, max: 1, noNaN: true }), async (each, share) => {
      const whole = text(each)
      const answer = await send(whole.subarray(0, Math.floor(whole.length * share)), true)
      expect(statusesOf(answer).filter((status) => !good(status))).toEqual([])
    }),
    { numRuns: Math.ceil(requests / 5), endOnFailure: true },
  )
  await sleep(200)
  expect(faults).toEqual([])
  await alive()
})
