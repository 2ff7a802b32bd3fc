import { faultsOf, type RouteText, target } from './messages'

const one = (route: RouteText, members: readonly string[] = ['branch', 'id', 'path']) =>
  faultsOf(target('FindLoans', [route], members))

describe('a route that cannot be', () => {
  test.each<[rule: string, route: RouteText, says: readonly string[]]>([
    ['R-1.5', 'loans', ['does not start with "/"', '"/loans"']],
    ['R-1.5', '/loans/{Branch?}', ['optional variable {Branch?}', '{Branch*}']],
    ['R-1.5', '/loans?x=1', ['"?" or "&"']],
    ['R-1.5', '/loans&x', ['"?" or "&"']],
    ['R-1.5', '/loans/x{Branch}', ['segment "x{Branch}"']],
    ['R-1.5', '/loans/{Branch', ['segment "{Branch"']],
    ['R-1.5', '/loans/{}', ['segment "{}"']],
    ['R-1.5', '/loans/{Branch}{Id}', ['segment "{Branch}{Id}"']],
    ['R-1.5', '/loans/{Path*}.{Id}', ['segment "{Path*}.{Id}"']],
    ['R-1.11', '/loans/../x', ['segment ".."']],
    ['R-1.6', '/{Branch}', ['no literal segment', '@FallbackRoute']],
    ['R-1.6', '/', ['no literal segment']],
    ['R-1.6', '/{Branch}.{Id}', ['no literal segment']],
    ['R-1.6', '/loans/{Path*}/{Id}', ['"{Id}" after the wildcard {Path*}']],
    ['R-1.7', '/loans/{Nope}', ['variable {Nope}', 'no such member (branch, id, path)', '{ignore}']],
    ['R-1.7', '/loans/{Id}.{Kind}', ['variable {Kind}']],
    ['R-1.5', '/loans/{Id}/{id}', ['variable {id} twice']],
    ['R-1.8', 'GET,FOO /loans', ['verb "FOO"', "'GET,POST'"]],
    ['R-1.2', '/api/loans', ['stands under /api']],
    ['R-1.2', '/API', ['stands under /api']],
    ['R-1.16', '/loans.json', ['ends in ".json"', 'leave it out']],
    ['R-1.16', '/loans.JSON', ['ends in ".json"']],
    ['R-1.16', '/loans/{Id}.csv', ['ends in ".csv"']],
    ['R-1.15', ['/loans', { matches: 'Sometimes' }], ['matches "Sometimes"', 'AcceptsJson', '{int}/**']],
    ['R-1.15', ['/loans', { matches: 'Colour = red' }], ['Colour is nothing that a rule can ask', 'UserAgent']],
    ['R-1.15', ['/loans', { matches: 'toString = red' }], ['toString is nothing that a rule can ask']],
    ['R-1.15', ['/loans', { matches: 'UserAgent =~ (' }], ['pattern cannot be read']],
  ])('%s: %j', (_rule, route, says) => {
    const faults = one(route)
    expect(faults).toHaveLength(1)
    const path = (typeof route === 'string' ? route : route[0]) as string
    for (const text of ['FindLoans', `'${path}'`, ...says]) expect(faults[0]).toContain(text)
    expect(faults[0]).toMatch(/\.$/)
  })

  test.each<RouteText>([
    '/loans/{Branch}',
    '/loans/{BRANCH}',
    '/loans/{ignore}/{Ignore}',
    '/loans/{Path*}',
    '/{Path*}/loans',
    '/{Branch}/loans',
    '/loans/{Id:int}',
    '/loans/{Path*}/edit/{Id}',
    '/loans/{Id}.{Branch}',
    '/apis/x',
    '/v1.json/x',
    '/.well-known/loans',
    'PROPFIND,SEARCH /loans',
    '* /loans',
    '/loans/',
    ['/loans', { matches: 'AcceptsJson' }],
    ['/{Path*}', { fallback: true }],
  ])('and one that can: %j', (route) => expect(one(route)).toEqual([]))
})

test('R-1.7: a variable may have the wire name or the declared name of a member, in any case', () => {
  expect(one('/loans/{branchCode}', ['branchCode'])).toEqual([])
  expect(one('/loans/{BranchCode}', ['branchCode'])).toEqual([])
})

test('R-1.10: one fallback route at most', () => {
  const faults = faultsOf(
    target('One', [['/{Path*}', { fallback: true }]], ['path']),
    target('Two', [['/x/{Path*}', { fallback: true }]], ['path']),
  )
  expect(faults).toEqual([
    expect.stringMatching(/^One '\/\{Path\*\}' and Two '\/x\/\{Path\*\}' are all fallback routes.*@FallbackRoute/),
  ])
})

test('two operations with one name, in any case, are one too many', () => {
  expect(faultsOf(target('Ping'), target('Ping'))).toEqual([expect.stringContaining('two operations with one name')])
  expect(faultsOf(target('Ping'), target('PING'))).toEqual([expect.stringContaining('two operations with one name')])
})

describe('two messages with one route', () => {
  const first = target('First', ['GET,PUT /loans/{Branch}'], ['branch'])
  test.each(['PUT,GET /LOANS/{branch}', 'GET,PUT /loans/{Branch}/'])('%s is the same', (route) => {
    expect(faultsOf(first, target('Second', [route], ['branch']))).toEqual([
      expect.stringMatching(/^First and Second both have the route/),
    ])
  })
  test.each<RouteText>([
    'GET /loans/{Branch}',
    '/loans/{Branch}',
    'GET,PUT /loans/{Id}',
    ['GET,PUT /loans/{Branch}', { matches: 'AcceptsJson' }],
  ])('%j is another (R-1.12, R-1.13)', (route) => {
    expect(faultsOf(first, target('Second', [route], ['branch', 'id']))).toEqual([])
  })
  test('of the same message it does no harm', () => expect(faultsOf(target('Twice', ['/x', '/x']))).toEqual([]))
})

test('all faults are told at once', () => {
  const faults = faultsOf(
    target('One', ['/api/x', '/a/{Nope}', 'FOO b?']),
    target('One', [['/{Path*}', { fallback: true }]], ['path']),
    target('Two', [['/{Path*}', { fallback: true }]], ['path']),
  )
  expect(faults).toHaveLength(7)
})
