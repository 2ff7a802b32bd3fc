import fc from 'fast-check'
import { HttpError } from '../../dtos/contract'
import { compileNegotiator } from '../../host/negotiator'
import { csv, formats, html, json, jsonl, jsv, xml } from './routing/messages'

const negotiator = compileNegotiator(formats, html, { jsonp: true })
const onRoute = { predefined: false }
interface Call {
  readonly accept?: string
  readonly query?: string
  readonly contentType?: string
  readonly match?: Parameters<typeof negotiator.negotiate>[0]
  readonly contract?: typeof json
}
const answer = ({ accept, query = '', contentType, match = onRoute, contract }: Call, by = negotiator) =>
  by.negotiate(match, query, accept, contentType, contract)
const formatOf = (call: Call, by = negotiator) => answer(call, by).format.name

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'

describe('V-2: on user routes', () => {
  test.each<[string, Call]>([
    ['json', { accept: 'application/json' }],
    ['html', { accept: browser }],
    ['html', {}],
    ['html', { accept: '*/*' }],
    ['json', { accept: '*/*', contentType: 'application/json' }],
    ['csv', { accept: 'text/csv' }],
    ['html', { accept: 'image/webp' }],
    ['xml', { accept: 'text/html', query: 'format=xml' }],
    ['json', { accept: 'application/json', query: 'format=nope' }],
    ['json', { accept: 'text/html', query: 'format=xml', match: { format: json, bySuffix: true, predefined: false } }],
    ['json', { accept: 'image/png, application/json' }],
  ])('%s for %j', (format, call) => {
    expect(answer(call)).toEqual({ format: formats.find(({ name }) => name === format) })
  })
  test('JSONP', () => expect(answer({ accept: 'text/html', query: 'callback=cb' })).toEqual({ format: json, callback: 'cb' }))
})

describe('R-2.3: the whole list, in its order', () => {
  test.each([
    ['application/xml, application/json', 'xml'],
    ['application/json, text/html', 'json'],
    ['text/html, application/json', 'html'],
    ['application/json;q=0.1, application/xml;q=0.9', 'json'],
    ['application/json; charset=utf-8', 'json'],
    [' APPLICATION/JSON ', 'json'],
    ['image/png, text/csv', 'csv'],
    ['nonsense, ;;, ,text/jsonl', 'jsonl'],
    ['*/*, application/xml', 'xml'],
    ['application/json;q=0, application/xml', 'xml'],
    ['application/json;q=0.000', 'html'],
    ['application/xml, application/xml;q=0', 'html'],
    ['text/xml', 'xml'],
    ['text/jsv', 'jsv'],
    ['', 'html'],
  ])('%j: %s', (accept, format) => expect(formatOf({ accept })).toBe(format))

  test('R-2.5: what is refused with q=0 is not the default either', () => {
    expect(formatOf({ accept: 'text/html;q=0' })).toBe('json')
    expect(formatOf({ accept: 'text/html;q=0, */*' })).toBe('json')
    expect(formatOf({ accept: 'application/json;q=0, */*', contentType: 'application/json' })).toBe('html')
    expect(formatOf({ accept: formats.map(({ mediaTypes }) => `${mediaTypes[0]};q=0`).join() })).toBe('html')
  })
})

test.each([
  'application/jsonl',
  'application/jsonx',
  'text/*',
  'application/*',
  'application/vnd.api+json',
  'application/problem+json',
  'json',
  'application/x-www-form-urlencoded',
  'text/plain',
])('R-2.2: %s is none of ours: the default', (accept) => {
  expect(formatOf({ accept, contentType: 'application/json' })).toBe('html')
})

describe('R-2.2: */* takes the format of the request', () => {
  test.each([
    ['application/xml', 'xml'],
    ['APPLICATION/JSON; charset=utf-8', 'json'],
    ['text/csv', 'csv'],
    ['application/x-www-form-urlencoded', 'html'],
    ['multipart/form-data; boundary=x', 'html'],
    ['text/plain', 'html'],
  ])('%s: %s', (contentType, format) => expect(formatOf({ accept: '*/*', contentType })).toBe(format))
  test('and nothing else does', () => {
    expect(formatOf({ contentType: 'application/json' })).toBe('html')
    expect(formatOf({ accept: '*/*;q=0', contentType: 'application/json' })).toBe('html')
  })
})

describe('R-2.1: what the query asks', () => {
  test.each([
    ['format=JSON', 'json'],
    ['Format=json', 'json'],
    ['FORMAT=json.x', 'json'],
    ['%66ormat=json', 'json'],
    ['a=1&format=jsonl&b', 'jsonl'],
    ['&&format=csv', 'csv'],
    ['format=js%6Fn', 'json'],
    ['format=', 'xml'],
    ['format', 'xml'],
    ['format=json%20', 'xml'],
    ['format=application/json', 'xml'],
    ['format=text', 'xml'],
    ['format=%zz', 'xml'],
    ['format=__proto__', 'xml'],
    ['format=json&format=csv', 'xml'],
    ['format=json&FORMAT=json', 'xml'],
    ['xformat=json&formats=csv', 'xml'],
    ['a=format=json', 'xml'],
    ['formatx', 'xml'],
  ])('%s: %s', (query, format) => expect(formatOf({ accept: 'application/xml', query })).toBe(format))
})

describe('R-1.20: predefined routes do not read Accept', () => {
  const match = { format: xml, predefined: true }
  test.each<[string, Call]>([
    ['xml', { accept: 'text/html' }],
    ['xml', { accept: '*/*', contentType: 'application/json' }],
    ['csv', { query: 'format=csv' }],
    ['xml', { query: 'format=csv', match: { ...match, bySuffix: true } }],
    ['xml', { contract: json }],
    ['json', { accept: 'text/html', match: { predefined: true } }],
  ])('%s for %j', (format, call) => expect(formatOf({ match, ...call })).toBe(format))
})

describe('a vendor contract has a format of its own', () => {
  test.each<[string, Call]>([
    ['json', { accept: 'text/html' }],
    ['json', { accept: 'application/xml' }],
    ['json', {}],
    ['xml', { query: 'format=xml' }],
    ['csv', { match: { format: csv, bySuffix: true, predefined: false } }],
    ['json', { match: { format: csv, predefined: false } }],
  ])('%s for %j', (format, call) => expect(formatOf({ contract: json, ...call })).toBe(format))
})

test('R-2.1: a first path segment counts after ?format= and before Accept', () => {
  const match = { format: csv, bySuffix: false, predefined: false }
  expect(formatOf({ match, accept: 'application/json' })).toBe('csv')
  expect(formatOf({ match, query: 'format=jsv' })).toBe('jsv')
})

describe('R-2.20: JSONP', () => {
  test.each([
    ['cb', 'cb'],
    ['a_b', 'a_b'],
    ['%24cb', '$cb'],
    ['jQuery1.done._x9', 'jQuery1.done._x9'],
    ['a.b.c.d.e', 'a.b.c.d.e'],
    ['c'.repeat(64), 'c'.repeat(64)],
  ])('%s', (text, callback) => expect(answer({ query: `callback=${text}` })).toEqual({ format: json, callback }))

  test('whatever suffix, ?format=, contract or predefined route says', () => {
    const call: Call = { query: 'format=xml&CallBack=cb', contract: csv }
    for (const match of [{ format: jsv, bySuffix: true, predefined: false }, { format: jsonl, predefined: true }, onRoute])
      expect(answer({ ...call, match })).toEqual({ format: json, callback: 'cb' })
  })

  test.each(['', '=', 's=x', '_=1'])('callback%s is none', (text) =>
    expect(answer({ query: `callback${text}` })).toEqual({ format: html }),
  )

  test.each([
    'a-b',
    'alert(1)',
    'a%20b',
    '1abc',
    'a%5B0%5D',
    '%E6%97%A5',
    '%3Cscript%3E',
    'a.',
    '.a',
    'x%0Ay',
    'a%0A',
    'a%2Bb',
    'a..b',
    'a.b.c.d.e.f',
    'c'.repeat(65),
    'cb&callback=d',
    '&callback=d',
    '%00',
    '%zz',
    'a%E2%80%A8',
    '()',
    'alert(1)//',
    'a;b',
    "a'b",
    'cb/**/',
    '%EF%BB%BFcb',
  ])('threats 3.3: callback=%s is 400', (text) => {
    const refused = () => answer({ query: `callback=${text}`, match: { format: xml, bySuffix: true, predefined: true } })
    expect(refused).toThrow(
      expect.objectContaining({
        status: 400,
        errorCode: 'InvalidCallback',
        message: expect.stringContaining('callback'),
      }) as HttpError,
    )
  })

  test('whatever is sent, what comes back is an identifier path or 400', () => {
    const letter = fc.constantFrom('a', 'Z', '$', '_', '9', '.', '(', '<', ' ', '\n', '\u2028', '%', '&', '=', 'é')
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: letter, maxLength: 70 }), fc.string()), (text) => {
        try {
          const { callback } = answer({ query: `callback=${encodeURIComponent(text)}` })
          expect(callback ?? '').toBe(text)
          if (callback) expect(callback.split('.').every((name) => /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name))).toBe(true)
        } catch (error) {
          if (!(error instanceof HttpError)) throw error
          expect(error.status).toBe(400)
        }
      }),
    )
  })

  test('switched off it is not heard', () => {
    const off = compileNegotiator(formats, html, { jsonp: false })
    expect(answer({ query: 'callback=cb' }, off)).toEqual({ format: html })
    expect(answer({ query: 'callback=(' }, off)).toEqual({ format: html })
  })
})

test("R-2.6: the default is the gateway's", () => {
  const byJson = compileNegotiator(formats, json, { jsonp: true })
  expect(formatOf({}, byJson)).toBe('json')
  expect(formatOf({ accept: 'image/png' }, byJson)).toBe('json')
  expect(formatOf({ accept: browser }, byJson)).toBe('html')
})

test('any header and query give one of the formats', () => {
  const word = fc.constantFrom('*/*', 'text/html', 'application/json', 'image/png', ';q=0', ';q=0.5', ',', ' ', ';', '=', 'q')
  const pair = fc.constantFrom('format', 'FORMAT', '%66ormat', '=', '&', 'xml', '%', '%6', 'json.', '+')
  const text = (unit: fc.Arbitrary<string>) => fc.array(unit, { maxLength: 12 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text(word), text(pair), fc.option(text(word), { nil: undefined }), (accept, query, contentType) => {
      const first = answer({ accept, query, contentType })
      expect(formats).toContain(first.format)
      expect(answer({ accept, query, contentType })).toBe(first)
    }),
  )
})

describe('what calls cost', () => {
  test('equal calls share one frozen answer', () => {
    expect(answer({ accept: browser })).toBe(answer({}))
    expect(Object.isFrozen(answer({}))).toBe(true)
  })

  test('many Accept texts push out each other, not the answers', () => {
    for (let i = 0; i < 1000; i++) expect(formatOf({ accept: `x/y${i}, text/csv` })).toBe('csv')
    expect(formatOf({ accept: `${'x/y,'.repeat(500)}text/csv` })).toBe('csv')
  })

  test.each([
    ['Accept', (n: number) => ({ accept: 'a/b;q=0,'.repeat(n) })],
    ['names', (n: number) => ({ query: `${'&'.repeat(n)}format` })],
    ['escapes', (n: number) => ({ query: `format${'%'.repeat(n)}` })],
    ['values', (n: number) => ({ query: `format=${'='.repeat(n)}` })],
  ] as const)('time grows no faster than the text: %s', (_what, make) => {
    const least = (n: number) => {
      const call = make(n)
      return Math.min(
        ...Array.from({ length: 7 }, () => {
          const start = performance.now()
          answer(call)
          return performance.now() - start
        }),
      )
    }
    least(1000)
    // 16 times the text may cost 16 times as much, squared growth would cost 256 times.
    expect(least(16_000)).toBeLessThan(Math.max(100 * least(1_000), 5))
  })
})
