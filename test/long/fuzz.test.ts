import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { metrics, rateLimit, requestLog, securityHeaders } from '../../host'
import { type Desk, deskGateway, deskUsers } from '../host/desk'
import { exchanged } from './exchange'

/**
 * Whatever bytes come in: an answer from 200 to 499, never a hang, never a crash (threats P4, P5). FUZZ_REQUESTS=200000 for a night.
 * The desk's own `Fails` is left out: it throws on purpose.
 */
const requests = Number(process.env.FUZZ_REQUESTS ?? 5_000)

let desk: Desk
let server: Server
let close: () => Promise<void>
const faults: unknown[] = []
beforeAll(async () => {
  desk = await deskUsers()
  const gateway = deskGateway(desk.users, {
    features: [securityHeaders(), requestLog({ to: '/dev/null' }), metrics(), rateLimit({ perSecond: 1_000_000 })],
    onError: (error) => faults.push(error),
  })
  server = await gateway.listen()
  close = () => gateway.close(1)
})
afterAll(() => close())

const exchange = (bytes: Buffer, finish = false) => exchanged((server.address() as AddressInfo).port, bytes, finish)

const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e400',
    '9007199254740993',
    'null',
    'true',
    '[]',
    '{}',
    '[1,2',
    '{a:1',
    '"',
    '%',
    '%00',
    '%C3%28',
    '%2f..%2f',
    '\u0000',
    '\ud800',
    '__proto__',
    'constructor',
    '2026-02-30',
    '/Date(1)/',
    '<script>',
    "'--",
    'x'.repeat(5_000),
  ),
  fc.integer().map(String),
  fc.double().map(String),
)
const name = fc.constantFrom(
  'branch',
  'Max',
  'since',
  'title',
  'id',
  'format',
  'callback',
  'jsconfig',
  'apikey',
  'X-Http-Method-Override',
  '__proto__',
  'a[b]',
  'nope',
)
const queries = fc
  .array(fc.tuple(name, odd), { maxLength: 5 })
  .map((pairs) => pairs.map(([key, value]) => `${key}=${escape(value)}`).join('&'))
const escape = (text: string) =>
  Buffer.from(text)
    .toString('latin1')
    .replace(/[^!-$&-~]|[#+]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
const paths = fc.oneof(
  fc.constantFrom(
    '/loans',
    '/loans/north',
    '/loans/add',
    '/loans/7',
    '/api/FindLoans',
    '/api/AddLoan',
    '/api/AddLoan[]',
    '/api/FindLoans%5B%5D',
    '/json/reply/FindLoans',
    '/csv/reply/AddLoan',
    '/xml/reply/AddLoan',
    '/jsv/oneway/AddLoan',
    '/jsonl/reply/AddLoan[]',
    '/html/reply/FindLoans',
    '/api/WhoAmI',
    '/api/Audit',
    '/api/ScopedLoans',
    '/api',
    '/',
    '/metadata',
    '/nowhere',
  ),
  fc.tuple(fc.constantFrom('/loans/', '/api/', '/'), odd).map(([base, text]) => base + escape(text).slice(0, 2000)),
  fc
    .tuple(
      fc.constantFrom('/loans', '/api/FindLoans'),
      fc.constantFrom('.json', '.xml', '.csv', '.jsv', '.jsonl', '.html', '.nope', '.'),
    )
    .map((parts) => parts.join('')),
)
const json: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.dictionary(name, fc.jsonValue({ maxDepth: 3 })).map((value) => JSON.stringify(value)),
  fc.array(fc.dictionary(name, fc.jsonValue({ maxDepth: 2 })), { maxLength: 4 }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '[',
    '{',
    'null',
    '{"a":',
    '['.repeat(10_000),
    '{"id":1e400}',
    '{"id":99999999999999999999}',
    '{"__proto__":{"x":1}}',
    '{"title":"\ud800"}',
    '\ufeff{}',
  ),
)
const bodies = fc.oneof(
  json,
  odd,
  queries,
  fc.constantFrom(
    '<a/>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    '<AddLoan><Title>a</Title></AddLoan>',
    'Title\r\na\r\n',
    '{title:a}',
    '--b\r\n\r\n--b--',
  ),
)
const types = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-16',
  'text/xml',
  'application/jsv',
  'text/csv',
  'text/jsonl',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'multipart/form-data',
  'text/plain',
  'x/y',
  ';;',
  '',
)
const headers = fc.array(
  fc.oneof(
    fc.tuple(
      fc.constantFrom(
        'Accept',
        'X-Http-Method-Override',
        'X-Request-Id',
        'Authorization',
        'X-Api-Key',
        'Cookie',
        'Range',
        'If-None-Match',
        'Content-Encoding',
        'Origin',
        'Sec-Fetch-Site',
        'Accept-Encoding',
      ),
      odd.map((text) => escape(text).slice(0, 300)),
    ),
    fc.constantFrom<[string, string]>(
      ['Authorization', 'Basic !!!'],
      ['Authorization', 'Bearer tg_'],
      ['Accept', 'text/html;q=0, */*'],
      ['Content-Encoding', 'gzip'],
      ['Content-Encoding', 'br'],
      ['Range', 'bytes=0-'],
      ['Transfer-Encoding', 'xchunked'],
    ),
  ),
  { maxLength: 4 },
)
const verbs = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'SEARCH', 'NOPE')

const calls = fc.tuple(verbs, paths, queries, headers, fc.option(bodies), types).map(([verb, path, query, sent, body, type]) => {
  const bytes = body === null ? undefined : Buffer.from(body)
  const lines = [
    `${verb} ${path}${query ? `?${query}` : ''} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    ...sent.map(([key, value]) => `${key}: ${value}`),
    ...(bytes ? [`Content-Length: ${bytes.length}`, ...(type ? [`Content-Type: ${type}`] : [])] : []),
  ]
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes ?? Buffer.alloc(0)])
})

const canary = 'GET /loans/north?max=1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n'))

test(`${requests} hostile calls: an answer below 500 each, and the good call answers as before`, async () => {
  const before = bodyOf(await exchange(Buffer.from(canary)))
  expect(before).toContain('at north')
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.array(calls, { minLength: 10, maxLength: 10 }), async (batch) => {
      const answers = await Promise.all(batch.map((bytes) => exchange(bytes)))
      for (const [index, answer] of answers.entries()) {
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
        // A parser's refusal may end the connection without a word only where there was no request at all.
        if (!(status >= 200 && (status < 500 || status === 501)))
          throw new Error(`${answer.slice(0, 600)}\nto ${JSON.stringify(batch[index]!.toString('latin1').slice(0, 1500))}`)
      }
      count += batch.length
    }),
    { numRuns: Math.ceil(requests / 10), endOnFailure: true },
  )
  expect(count).toBeGreaterThanOrEqual(requests)
  expect(bodyOf(await exchange(Buffer.from(canary)))).toBe(before)
  expect(Object.keys(Object.prototype)).toEqual([])
  expect(faults).toEqual([])
})

test('bytes that are no request at all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
      const answer = await exchange(Buffer.from(bytes), true)
      expect(answer === '' || /^HTTP\/1\.1 4\d\d/.test(answer)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
