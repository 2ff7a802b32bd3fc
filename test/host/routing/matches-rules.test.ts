import type { RouteRequest } from '../../../host/route-table'
import { call, tableOf, target, told } from './messages'

const holds = (matches: string, request: RouteRequest, path = '/m/x/y', verb = 'GET') => {
  const table = tableOf(target('Ruled', [['/m/{Path*}', { matches }]], ['path']))
  return table.match(verb, path, request) !== undefined
}

describe('R-1.15: named rules', () => {
  test.each([
    ['AcceptsJson', { accept: 'text/html, application/json' }, {}],
    ['AcceptsHtml', { accept: 'text/html' }, { accept: '*/*' }],
    ['AcceptsXml', { accept: 'application/xml;q=0.1' }, { accept: 'text/xml' }],
    ['AcceptsJsv', { accept: 'application/jsv' }, { accept: 'application/json' }],
    ['AcceptsCsv', { accept: 'text/csv' }, { accept: '' }],
    ['IsMobile', { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)' }, { 'user-agent': 'curl/8' }],
  ])('%s', (matches, yes, no) => {
    expect(holds(matches, call(yes as Record<string, string>))).toBe(true)
    expect(holds(matches, call(no as Record<string, string>))).toBe(false)
  })
  test('IsAuthenticated asks the call, and nobody is where it cannot be asked', () => {
    expect(holds('IsAuthenticated', call({}, { isAuthenticated: () => true }))).toBe(true)
    expect(holds('IsAuthenticated', call({}, { isAuthenticated: () => false }))).toBe(false)
    expect(holds('IsAuthenticated', call())).toBe(false)
  })

  test.each([
    ['**/{int}', '/m/7', '/m/7a'],
    ['**/{int}', '/m/-7', '/m/99999999999'],
    ['**/{int}', '/m/2147483647', '/m/2147483648'],
    ['**/{int}', '/m/-2147483648', '/m/7.json'],
    ['path/{int}/**', '/m/7/x', '/m/x/7'],
    ['**/{int}/path', '/m/7/x', '/m/7'],
  ])('%s takes %s and not %s', (matches, yes, no) => {
    expect(holds(matches, call(), yes)).toBe(true)
    expect(holds(matches, call(), no)).toBe(false)
  })
  test('{int}/** asks the first segment', () => {
    const table = tableOf(target('First', [['/{Id}/m', { matches: '{int}/**' }]], ['id']))
    expect(told(table.match('GET', '/7/m', call()))).toEqual({ to: 'First', params: { Id: '7' } })
    expect(table.match('GET', '/x/m', call())).toBeUndefined()
  })
})

describe('R-1.15: equality and patterns', () => {
  const request = call(
    {
      'content-type': 'application/json',
      'user-agent': 'Trident/7',
      accept: 'a/b',
      host: 'h.example',
      'x-real-ip': '198.51.100.1',
      'x-forwarded-for': '198.51.100.2',
      'x-forwarded-port': '81',
      'x-forwarded-proto': 'https',
      referer: 'http://r.example/',
      'content-length': '3',
    },
    { url: '/m/x/y?q', remoteAddress: '127.0.0.1', secure: true },
  )
  test.each([
    'PathInfo = /m/x/y',
    'HttpMethod = GET',
    'Verb=GET',
    'ContentType = application/json',
    'RawUrl = /m/x/y?q',
    'AbsoluteUri = https://h.example/m/x/y?q',
    'UserAgent = Trident/7',
    'Accept = a/b',
    'IsLocal = true',
    'IsSecureConnection = True',
    'UserHostAddress = 127.0.0.1',
    'RemoteIp = 127.0.0.1',
    'XRealIp = 198.51.100.1',
    'XForwardedFor = 198.51.100.2',
    'XForwardedPort = 81',
    'XForwardedProtocol = https',
    'UrlReferrer = http://r.example/',
    'ContentLength = 3',
    'UserAgent =~ Trident/[67]',
    'RawUrl =~ \\?q$',
    'PathInfo =~ ^/m/',
  ])('%s', (matches) => {
    expect(holds(matches, request)).toBe(true)
    expect(holds(matches, call({}, { url: '/', remoteAddress: '192.0.2.1' }), '/m/other', 'PUT')).toBe(
      matches === 'PathInfo =~ ^/m/',
    )
  })
  test('null is an absent header, and no pattern matches one', () => {
    expect(holds('UserAgent = null', call())).toBe(true)
    expect(holds('UserAgent = null', request)).toBe(false)
    expect(holds('UserAgent =~ .*', call())).toBe(false)
  })
  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('%s is local', (remoteAddress) => {
    expect(holds('IsLocal = True', call({}, { remoteAddress }))).toBe(true)
  })
})

test('a rule that holds scores one more, one that does not takes its route out (R-1.13)', () => {
  const table = tableOf(
    target('MatchSlug', ['/m/{Slug}'], ['slug']),
    target('MatchInt', [['/m/{Id}', { matches: '**/{int}' }]], ['id']),
  )
  expect(told(table.match('GET', '/m/7', call()))).toEqual({ to: 'MatchInt', params: { Id: '7' } })
  expect(told(table.match('GET', '/m/7a', call()))).toEqual({ to: 'MatchSlug', params: { Slug: '7a' } })
})

test('a literal path with a rule is asked anew for every call', () => {
  const table = tableOf(target('Any', ['/mj']), target('Json', [['/mj', { matches: 'AcceptsJson' }]]))
  const to = (accept: string) => table.match('GET', '/mj', call({ accept }))?.target?.message.name
  for (let i = 0; i < 3; i++) expect([to('application/json'), to('text/html')]).toEqual(['Json', 'Any'])
})

test('verbs of a path are those whose rule holds', () => {
  const table = tableOf(target('Json', [['PUT /mj', { matches: 'AcceptsJson' }]]), target('Any', ['GET /mj']))
  expect(table.verbsAt('/mj', call())).toEqual(['GET'])
  expect(table.verbsAt('/mj', call({ accept: 'application/json' }))).toEqual(['GET', 'PUT'])
})
