import { HttpError } from '../../../dtos/contract'
import { call, type Target, tableOf, target, told } from './messages'

const check = (table: ReturnType<typeof tableOf>, text: string) => {
  const [verb, path] = text.includes(' ') ? text.split(' ') : ['GET', text]
  const first = told(table.match(verb!, path!, call()))
  // A second call may be answered from memory, and has to say the same.
  expect(told(table.match(verb!, path!, call()))).toEqual(first)
  return first
}

describe('V-1: three routes of one word', () => {
  const table = tableOf(
    target('LoanNew', ['/loans/new']),
    target('LoanBranch', ['/loans/{Branch}'], ['branch']),
    target('LoanPath', ['/loans/{Path*}'], ['path']),
  )
  test.each([
    ['/loans/new', { to: 'LoanNew' }],
    ['/LOANS/North/', { to: 'LoanBranch', params: { Branch: 'North' } }],
    ['/loans/a/b.json', { to: 'LoanPath', params: { Path: 'a/b.json' }, format: 'json' }],
    ['/loans', { to: 'LoanPath' }],
    ['/loans/a%2Fb', { to: 'LoanBranch', params: { Branch: 'a%2Fb' } }],
    ['/loans/a%2fb', { to: 'LoanPath', params: { Path: 'a/b' } }],
    ['/loans/a+b', { to: 'LoanBranch', params: { Branch: 'a b' } }],
    ['/loans/north.csv', { to: 'LoanBranch', params: { Branch: 'north' }, format: 'csv' }],
    ['/loans/north.png', { to: 'LoanBranch', params: { Branch: 'north.png' } }],
  ])('%s', (path, expected) => expect(check(table, path)).toEqual(expected))
})

describe('which route wins', () => {
  const table = tableOf(
    target('LoanNew', ['/loans/new'], ['tag']),
    target('LoanBranch', ['GET /loans/{Branch}'], ['branch']),
    target('LoanPath', ['/loans/{Path*}'], ['path']),
    target('LoanEntry', ['GET,PUT /loans/{Branch}/{Id}', 'GET /loans/{Branch}/{Id}/{Part}'], ['branch', 'id', 'part']),
    target('FileName', ['/files/{Id}.{Kind}'], ['id', 'kind']),
    target('DocEdit', ['/docs/{Path*}/edit'], ['path']),
    target('LeftA', ['/a/{X}'], ['x']),
    target('RightB', ['/{X}/b'], ['x']),
    target('Hello', ['/hello', '/hello/{Name}'], ['name']),
    target('VerbGet', ['GET /v/{Id}'], ['id']),
    target('VerbAny', ['/v/{Id}'], ['id']),
    target('FirstWins', ['/t/{A}'], ['a']),
    target('SecondLoses', ['/t/{B}', '/t2/{B}.{C}/z'], ['b', 'c']),
    target('Constrained', ['/con/{Id:int}'], ['id']),
    target('Wild', ['/w1/{*Name}', '/w2/{**Name}'], ['name']),
    target('Ignored', ['/ign/{ignore}/x/{Name}'], ['name']),
    target('Report', ['/reports/year.{Kind}'], ['kind']),
    target('Cafe', ['/caf%C3%A9/{Id}'], ['id']),
  )

  const rows: Readonly<
    Record<string, readonly (readonly [call: string, to: string | undefined, params?: Record<string, string>, format?: string])[]>
  > = {
    'R-1.12: buckets, the leftmost literal, fixed lengths before wildcards': [
      ['/loans/new', 'LoanNew'],
      ['/loans/north', 'LoanBranch', { Branch: 'north' }],
      ['/loans/a/7', 'LoanEntry', { Branch: 'a', Id: '7' }],
      ['/loans/a/7/p', 'LoanEntry', { Branch: 'a', Id: '7', Part: 'p' }],
      ['/loans/a/b/c/d', 'LoanPath', { Path: 'a/b/c/d' }],
      ['/a/b', 'LeftA', { X: 'b' }],
      ['/A/B', 'LeftA', { X: 'B' }],
      ['/q/b', 'RightB', { X: 'q' }],
      ['/t/x', 'FirstWins', { A: 'x' }],
      ['/loans/b', 'LoanBranch', { Branch: 'b' }],
    ],
    'R-1.13: the only verb that a route lists scores more than any verb': [
      ['GET /v/1', 'VerbGet', { Id: '1' }],
      ['POST /v/1', 'VerbAny', { Id: '1' }],
      ['PUT /v/1', 'VerbAny', { Id: '1' }],
    ],
    'R-1.14: a wrong verb is no match, and another route may take it': [
      ['POST /loans/north', 'LoanPath', { Path: 'north' }],
      ['PUT /loans/a/7', 'LoanEntry', { Branch: 'a', Id: '7' }],
      ['DELETE /loans/a/7', 'LoanPath', { Path: 'a/7' }],
      ['HEAD /loans/north', 'LoanPath', { Path: 'north' }],
    ],
    'R-1.5: split segments take exactly one dot, their parts may be empty': [
      ['/files/7.pdf', 'FileName', { Id: '7', Kind: 'pdf' }],
      ['/files/7.a.b', undefined],
      ['/files/7', undefined],
      ['/files/.pdf', 'FileName', { Kind: 'pdf' }],
      ['/files/7.', 'FileName', { Id: '7' }],
      ['/files/7.json', undefined],
      ['/files/7.pdf.json', 'FileName', { Id: '7', Kind: 'pdf' }, 'json'],
      ['/t2/a.b/z', 'SecondLoses', { B: 'a', C: 'b' }],
      ['/t2/a.b.c/z', undefined],
      ['/reports/YEAR.pdf', 'Report', { Kind: 'pdf' }],
      ['/reports/month.pdf', undefined],
    ],
    'R-1.5: a wildcard before a literal ends at the first equal segment': [
      ['/docs/a/edit', 'DocEdit', { Path: 'a' }],
      ['/docs/a/b/c/EDIT', 'DocEdit', { Path: 'a/b/c' }],
      ['/docs/edit', 'DocEdit'],
      ['/docs/a/edit/edit', undefined],
      ['/docs/a/edit/b', undefined],
      ['/docs/a', undefined],
      // The reference answers 500 here; ours matches without the suffix.
      ['/docs/a/edit.json', 'DocEdit', { Path: 'a' }, 'json'],
    ],
    'R-1.5: constraints are ignored, {ignore} is matched and not bound, both wildcard forms': [
      ['/con/7', 'Constrained', { Id: '7' }],
      ['/con/abc', 'Constrained', { Id: 'abc' }],
      ['/ign/z/x/n', 'Ignored', { Name: 'n' }],
      ['/ign/x/n', undefined],
      ['/w1', 'Wild'],
      ['/w1/a+b', 'Wild', { Name: 'a b' }],
      ['/w2/a/b/c', 'Wild', { Name: 'a/b/c' }],
    ],
    'R-1.11: empty segments, case, escapes, dots': [
      ['/hello/', 'Hello'],
      ['//hello//World', 'Hello', { Name: 'World' }],
      ['/Hello/wOrLd', 'Hello', { Name: 'wOrLd' }],
      ['/hello/a%2Bb', 'Hello', { Name: 'a b' }],
      ['/hello/a%2fb', undefined],
      ['/hello/a%252Fb', 'Hello', { Name: 'a%2Fb' }],
      ['/hello/Gr%C3%BC%C3%9Fe', 'Hello', { Name: 'Grüße' }],
      ['/hello/%E6%97%A5%E6%9C%AC', 'Hello', { Name: '日本' }],
      ['/hello/%3Cb%3E', 'Hello', { Name: '<b>' }],
      ['/hello/a%3Fb', 'Hello', { Name: 'a?b' }],
      ['/hello/%', 'Hello', { Name: '%' }],
      ['/hello/%zz', 'Hello', { Name: '%zz' }],
      ['/hello/%C3%28', 'Hello', { Name: '%C3(' }],
      ['/hello/a%5Cb', 'Hello', { Name: 'a\\b' }],
      ['/hello/./x', 'Hello', { Name: 'x' }],
      ['/hello/a/../x', 'Hello', { Name: 'x' }],
      ['/hello/%2e%2E/hello/x', 'Hello', { Name: 'x' }],
      ['/hello/..', undefined],
      ['/../../hello/x', 'Hello', { Name: 'x' }],
      ['/hell%6f/x', 'Hello', { Name: 'x' }],
      ['/caf%C3%A9/7', 'Cafe', { Id: '7' }],
      ['/CAF%C3%89/7', 'Cafe', { Id: '7' }],
      ['/helloo', undefined],
      ['/', undefined],
      ['*', undefined],
    ],
    'R-1.16: a registered suffix, in its own case, is the format': [
      ['/hello.xml', 'Hello', undefined, 'xml'],
      ['/hello/a.b.json', 'Hello', { Name: 'a.b' }, 'json'],
      ['/hello/a.JSON', 'Hello', { Name: 'a.JSON' }],
      ['/hello/.json', 'Hello', undefined, 'json'],
      ['/hello.nope', undefined],
      ['/hello.json/x', undefined],
      ['/hello/a.csv', 'Hello', { Name: 'a' }, 'csv'],
      ['/hello/a%2Ejsonl', 'Hello', { Name: 'a' }, 'jsonl'],
      ['/hello/a.json/', 'Hello', { Name: 'a.json' }],
    ],
    'R-2.1: a first segment that is a format of three letters': [
      ['/xml/b', 'RightB', { X: 'xml' }, 'xml'],
      ['/json/b', 'RightB', { X: 'json' }],
      ['/xml/b.csv', 'RightB', { X: 'xml' }, 'csv'],
    ],
  }
  describe.each(Object.entries(rows))('%s', (_rule, calls) => {
    test.each(calls.map((row) => [row[0], row] as const))('%s', (text, [, to, params, format]) => {
      const expected = to === undefined ? undefined : { to, ...(params ? { params } : {}), ...(format ? { format } : {}) }
      expect(check(table, text)).toEqual(expected)
    })
  })

  test.each(['/hello/a%00b', '/%00', '/hello\0'])('R-1.11: NUL in %j is 400', (path) => {
    expect(() => table.match('GET', path, call())).toThrow(expect.objectContaining({ status: 400 }) as HttpError)
  })

  test('R-1.14: the verbs of a path are told', () => {
    expect(table.verbsAt('/v/1', call())).toEqual(['GET'])
    expect(table.verbsAt('/LOANS/a/7.json', call())).toEqual(['GET', 'PUT'])
    expect(table.verbsAt('/nothing', call())).toEqual([])
    expect(table.verbsAt('/api/LoanEntry', call())).toEqual([])
  })
})

describe('R-1.10: the fallback route', () => {
  const table = tableOf(
    target('Fallback', [['/{Path*}', { fallback: true }]], ['path']),
    target('Hello', ['/hello/{Name}'], ['name']),
  )
  const fallen = (verb: string, path: string) => told(table.matchFallback(verb, path, call()))

  test('stands apart from the other routes', () => {
    expect(table.fallback?.target.message.name).toBe('Fallback')
    expect(told(table.match('GET', '/nosuch', call()))).toBeUndefined()
    expect(told(table.match('GET', '/hello/x', call()))).toEqual({ to: 'Hello', params: { Name: 'x' } })
  })

  test.each([
    ['/', { to: 'Fallback' }],
    ['/nosuch', { to: 'Fallback', params: { Path: 'nosuch' } }],
    ['/a//b/', { to: 'Fallback', params: { Path: 'a/b' } }],
    ['/a%2Fb/c', { to: 'Fallback', params: { Path: 'a%2Fb/c' } }],
    ['/a+b', { to: 'Fallback', params: { Path: 'a b' } }],
    ['/metadata/nope', { to: 'Fallback', params: { Path: 'metadata/nope' } }],
    ['/data.json', { to: 'Fallback', params: { Path: 'data.json' }, format: 'json' }],
  ])('takes %s', (path, expected) => expect(fallen('GET', path)).toEqual(expected))

  test.each(['/api', '/api/NoSuch', '/api/Hello', '/json/reply/NoSuch', '/JSON/oneway', '/%61pi/x'])('never takes %s', (path) => {
    expect(fallen('GET', path)).toBeUndefined()
    expect(fallen('OPTIONS', path)).toBeUndefined()
  })

  test('obeys verbs and rules like any route', () => {
    const strict = tableOf(target('Only', [['GET /{Path*}', { fallback: true, matches: 'AcceptsJson' }]], ['path']))
    expect(told(strict.matchFallback('GET', '/x', call({ accept: 'application/json' })))).toEqual({
      to: 'Only',
      params: { Path: 'x' },
    })
    expect(strict.matchFallback('GET', '/x', call())).toBeUndefined()
    expect(strict.matchFallback('POST', '/x', call({ accept: 'application/json' }))).toBeUndefined()
  })

  test('none: nothing is taken', () => {
    const none = tableOf(target('Hello', ['/hello']))
    expect(none.fallback).toBeUndefined()
    expect(none.matchFallback('GET', '/x', call())).toBeUndefined()
  })
})

test('two tables of the same messages share nothing', () => {
  const messages: Target[] = [target('Ping', ['/ping'])]
  const [one, other] = [tableOf(...messages), tableOf(...messages)]
  expect(one.match('GET', '/ping', call())).not.toBe(other.match('GET', '/ping', call()))
})

describe('R-1.9: a priority is for clients and pages', () => {
  test.each([
    [0, 0],
    [0, 9],
    [9, 0],
    [-1, 5],
  ])('%i and %i: the first that was registered answers all the same', (first, second) => {
    const table = tableOf(
      target('First', [['/t/{A}', { priority: first }]], ['a']),
      target('Second', [['/t/{B}', { priority: second }]], ['b']),
      target('Literal', [['/t/new', { priority: -100 }]]),
      target('Wild', [['/t/{C*}', { priority: 100 }]], ['c']),
    )
    expect(check(table, '/t/x')).toEqual({ to: 'First', params: { A: 'x' } })
    expect(check(table, '/t/new')).toEqual({ to: 'Literal' })
    expect(check(table, '/t/x/y')).toEqual({ to: 'Wild', params: { C: 'x/y' } })
  })
})
