import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { addressIn } from '../../../metadata-pages/report/other-formats'
import { plainAddress, requestLine } from '../../../metadata-pages/report/request-line'
import { exactSum } from '../../../metadata-pages/report/sums'
import { grouped, humanised, longTime, readableDate } from '../../../metadata-pages/report/words'
import { facts } from './report-values'

test.each([
  ['DueOn', 'Due On'],
  ['dueOn', 'Due On'],
  ['AIMinutes', 'AI Minutes'],
  ['accountID', 'Account ID'],
  ['due_on', 'Due On'],
  ['_embedded', 'Embedded'],
  ['x', 'X'],
  ['', ''],
])('%s is called %s in a head (R-4.90)', (name, words) => expect(humanised(name)).toBe(words))

test.each([
  ['2026-10-01T09:14:07Z', '2026-10-01 09:14:07 UTC'],
  ['2026-10-01T09:14:07.1230000Z', '2026-10-01 09:14:07.123 UTC'],
  ['2026-10-01T00:00:00Z', '2026-10-01'],
  ['2026-10-01T09:14:07.0000000+02:00', '2026-10-01 09:14:07 +02:00'],
  ['2026-10-01', '2026-10-01'],
  ['soon', 'soon'],
])('the date %s reads %s (R-4.90)', (text, words) => expect(readableDate(text)).toBe(words))

test('times are UTC, in words', () => expect(longTime(new Date('2026-11-21T09:14:07.5Z'))).toBe('21 November 2026 09:14:07 UTC'))

describe('numbers', () => {
  const decimals = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 8 }))
    .map(([digits, places]) => new Decimal(String(digits)).div(new Decimal(10).pow(places)).toFixed())

  test('grouping loses no digit', () => {
    fc.assert(fc.property(decimals, (text) => expect(grouped(text).replaceAll(',', '')).toBe(text)))
    expect([grouped('1234567.50'), grouped('-1000'), grouped('999'), grouped('1e21')]).toEqual([
      '1,234,567.50',
      '-1,000',
      '999',
      '1e21',
    ])
  })
  test('a sum is exact, beyond what a double holds', () => {
    const Wide = Decimal.clone({ precision: 100 })
    fc.assert(
      fc.property(fc.array(decimals, { minLength: 1 }), (texts) => {
        const whole = texts.reduce((sum, text) => sum.plus(text), new Wide(0))
        expect(new Wide(exactSum(texts)!).eq(whole)).toBe(true)
      }),
    )
    expect(exactSum(['9007199254740993', '1'])).toBe('9007199254740994')
    expect(exactSum(['0.1', '0.2'])).toBe('0.3')
    expect(exactSum(['1.50', '2.50'])).toBe('4.00')
    expect(exactSum(['1', '1e400'])).toBeUndefined()
  })
})

describe('the same address in another format (R-4.90)', () => {
  test.each([
    ['/rows', '/rows.csv'],
    ['/rows?a=1', '/rows?a=1&format=csv'],
    ['/rows?format=html', '/rows.csv'],
    ['/rows?a=1&format=html&b=2', '/rows?a=1&b=2&format=csv'],
    ['/rows.html', '/rows.csv'],
    ['/rows.html?a=1', '/rows.csv?a=1'],
    ['/files/a.png', '/files/a.png.csv'],
    ['/', '/?format=csv'],
    ['//evil.example/x', '/evil.example/x.csv'],
    ['/\\evil.example', '/evil.example.csv'],
  ])('%s → %s', (url, address) => expect(addressIn('csv', facts({ url }))).toBe(address))

  test('predefined routes name their format first', () => {
    expect(addressIn('json', facts({ url: '/html/reply/FindRows?a=1', predefined: true }))).toBe('/json/reply/FindRows?a=1')
    expect(addressIn('json', facts({ url: '/desk/html/reply/FindRows', mount: '/desk', predefined: true }))).toBe(
      '/desk/json/reply/FindRows',
    )
    expect(addressIn('json', facts({ url: '/api/FindRows.html', predefined: true }))).toBe('/api/FindRows.json')
  })
  test('carries no secret on: a report is saved and sent to others (threats 3.8)', () => {
    const said = (query: string) => addressIn('json', facts({ url: `/ai/usage?${query}` }))
    expect(said('apikey=tg_1&endDate=x&pass%77ord=p&format=html')).toBe('/ai/usage?endDate=x&format=json')
    expect(said('apikey=tg_1')).toBe('/ai/usage.json')
    expect(addressIn('json', facts({ url: '/api/FindRows.html?token=t&a=1', predefined: true }))).toBe('/api/FindRows.json?a=1')
  })
  test('never leads to another host', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('/', '\\', '.', '?', ':', 'a', '%') }), (text) => {
        expect(new URL(addressIn('json', facts({ url: `/${text}` })), 'http://here.example').host).toBe('here.example')
      }),
    )
  })
})

test('the request line is decoded, cut, and has no secrets', () => {
  const line = String(requestLine('GET', '/ai/usage?endDate=31+Oct&apikey=tg_1&Password=p%C3%A9&x'))
  expect(line).toContain('31 Oct')
  expect(line).toContain('•••')
  expect(line).not.toMatch(/tg_1|pé/)
  expect(String(requestLine('GET', `/${'x'.repeat(5000)}`)).length).toBeLessThan(1500)
  expect(String(requestLine('GET', '/a%E2%80%AEgpj.exe%00%'))).not.toMatch(/[\u202e\0]/)
  expect(plainAddress('/a?token=t&b=1')).toBe('/a?token=•••&b=1')
})
