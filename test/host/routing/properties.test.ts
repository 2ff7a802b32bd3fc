import fc from 'fast-check'
import { compileRoutes } from '../../../host/route-table'
import { compileUserRoutes } from '../../../host/routing/compile-routes'
import { Matcher } from '../../../host/routing/matcher'
import { call, formats, type RouteText, type Target, target, told } from './messages'

const members = ['p', 'q', 'r', 'w']
const word = fc.constantFrom('a', 'B', 'xml', 'json', 'reply')
const segment = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 3, arbitrary: fc.constantFrom('{P}', '{Q}', '{R}', '{ignore}') },
  { weight: 1, arbitrary: fc.constantFrom('{P}.{Q}', 'a.{R}', '{W*}') },
)
const verbs = fc.constantFrom('', '', 'GET', 'POST', 'GET,POST', 'OPTIONS')
const matches = fc.constantFrom(undefined, undefined, undefined, 'AcceptsJson', '**/{int}')

/** Sound routes only: what is not is left out, as `compileRoutes` leaves it out. */
const routeSets = fc
  .array(
    fc
      .record({ path: fc.array(segment, { minLength: 1, maxLength: 4 }), verbs, matches })
      .map(
        ({ path, verbs, matches }): RouteText => [
          [verbs, `/${path.join('/')}`].filter(Boolean).join(' '),
          matches ? { matches } : {},
        ],
      ),
    { maxLength: 12 },
  )
  .map((routes) => routes.map((route, i) => target(`M${i}`, [route], members)))

const asked = fc.record({
  verb: fc.constantFrom('GET', 'POST', 'PUT', 'OPTIONS'),
  segments: fc.array(
    fc.oneof(word, fc.constantFrom('A', 'x.y', 'a.z', '7', 'x+y', 'M1', 'm2', '.', '..', '', '%61', 'a%2Fb', 'a%2fb')),
    { minLength: 0, maxLength: 5 },
  ),
  suffix: fc.constantFrom('', '', '.json', '.csv', '.nope', '/'),
  accept: fc.constantFrom('text/html', 'application/json'),
})
const pathOf = ({ segments, suffix }: { segments: readonly string[]; suffix: string }) => `/${segments.join('/')}${suffix}`

/** What literal paths and predefined routes are written as: those that the table remembers. */
const written = (targets: readonly Target[]): string[] =>
  targets.flatMap(({ message: { name, routes } }) => [
    ...routes.flatMap(({ path }) => [path, ...formats.map((format) => `${path}.${format.name}`)]),
    `/api/${name}`,
    ...formats.flatMap((format) => [
      `/api/${name}.${format.name}`,
      `/${format.name}/reply/${name}`,
      `/${format.name}/oneway/${name}`,
    ]),
  ])

const matcherOf = (targets: readonly Target[]): Matcher<Target> =>
  new Matcher(targets, compileUserRoutes(targets, formats).routes, formats)

test('a remembered path is answered as the full rules answer it, for every verb and in every order of calls', () => {
  fc.assert(
    fc.property(routeSets, fc.infiniteStream(fc.tuple(fc.nat(), asked)), (targets, calls) => {
      const { table } = compileRoutes(targets, formats)
      const matcher = matcherOf(targets)
      const literal = written(targets)
      for (const [pick, one] of calls.take(40)) {
        const path = pick % 3 === 0 || literal.length === 0 ? pathOf(one) : literal[pick % literal.length]!
        const request = call({ accept: one.accept })
        expect({ path, verb: one.verb, match: table.match(one.verb, path, request) }).toEqual({
          path,
          verb: one.verb,
          match: matcher.match(one.verb, path, request).match,
        })
      }
    }),
    { numRuns: 60 },
  )
})

/** as they are written, one template after the other: what the tree has to agree with. */
const bySearch = (targets: readonly Target[], verb: string, segments: readonly string[], accept: string): string | undefined => {
  const lower = segments.map((text) => text.toLowerCase())
  const routes = targets.flatMap(({ message }) =>
    message.routes.map((route) => ({ name: message.name, ...route, parts: route.path.slice(1).split('/') })),
  )
  /** How many segments the wildcard takes; undefined: no match. */
  const eaten = (parts: readonly string[]): number | undefined => {
    let at = 0
    let taken = 0
    for (const [i, part] of parts.entries()) {
      if (part === '{W*}') {
        const next = parts[i + 1]?.toLowerCase()
        const end = next === undefined ? lower.length : lower.indexOf(next, at)
        if (end < 0) return undefined
        taken += end - at
        at = end
      } else {
        const text = lower[at++]
        if (text === undefined) return undefined
        if (part.includes('.')) {
          const [left, right, more] = text.split('.')
          if (right === undefined || more !== undefined || (part === 'a.{R}' && left !== 'a')) return undefined
        } else if (!part.startsWith('{') && part.toLowerCase() !== text) return undefined
      }
    }
    return at === lower.length ? taken : undefined
  }
  const score = (route: (typeof routes)[number]): number => {
    const took = eaten(route.parts)
    if (took === undefined || (route.verbs.length > 0 && !route.verbs.includes(verb))) return -1
    if (route.matches === 'AcceptsJson' && accept !== 'application/json') return -1
    if (route.matches === '**/{int}' && !/^\d+$/.test(segments.at(-1)!)) return -1
    const variables = route.path.split('{').length - 1
    return (
      1000 * Math.max(100 - took, 1) +
      100 * Math.max(10 - variables, 1) +
      (route.verbs.length === 1 ? 10 : 1) +
      (route.matches ? 1 : 0)
    )
  }
  const isLiteral = (part: string) => !/[{}]/.test(part)
  for (const wild of [false, true])
    for (const key of lower) {
      const bucket = routes.filter(
        ({ parts }) =>
          parts.includes('{W*}') === wild &&
          (wild || parts.length === lower.length) &&
          parts.find(isLiteral)?.toLowerCase() === key,
      )
      const best = bucket.reduce<{ name?: string; points: number }>(
        (won, route) => (score(route) > won.points ? { name: route.name, points: score(route) } : won),
        { points: -1 },
      )
      if (best.name !== undefined) return best.name
    }
  return undefined
}

test('R-1.12, R-1.13: the tree finds what one comparison after the other finds', () => {
  const plain = fc.array(fc.constantFrom('a', 'B', 'b', 'XML', 'json', 'reply', 'x.y', 'a.z', '7', 'q'), {
    minLength: 1,
    maxLength: 6,
  })
  fc.assert(
    fc.property(
      routeSets,
      fc.array(plain, { minLength: 15, maxLength: 15 }),
      fc.constantFrom('GET', 'POST', 'PUT'),
      fc.constantFrom('text/html', 'application/json'),
      (targets, paths, verb, accept) => {
        const { routes } = compileUserRoutes(targets, formats)
        const sound = targets.filter(({ message }) => routes.some((route) => route.target.message === message))
        const matcher = new Matcher(sound, routes, formats)
        for (const segments of paths) {
          const found = matcher.match(verb, `/${segments.join('/')}`, call({ accept })).match
          expect({ segments, to: found?.predefined ? undefined : found?.target?.message.name }).toEqual({
            segments,
            to: bySearch(sound, verb, segments, accept),
          })
        }
      },
    ),
    { numRuns: 150 },
  )
})

test('R-1.11: what stands in a variable comes out of it', () => {
  const targets = [target('One', ['/one/{P}'], members), target('All', ['/all/{W*}'], members)]
  const { table } = compileRoutes(targets, formats)
  const value = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[+/\0]/.test(text) && text !== '.' && text !== '..' && !text.includes('.'))
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(told(table.match('GET', `/one/${encodeURIComponent(one)}`, call()))).toEqual({ to: 'One', params: { P: one } })
      expect(told(table.match('GET', `/all/${encodeURIComponent(one)}/${encodeURIComponent(other)}`, call()))).toEqual({
        to: 'All',
        params: { W: `${one}/${other}` },
      })
    }),
  )
})

describe('what a call costs', () => {
  const least = (run: () => void): number =>
    Math.min(
      ...Array.from({ length: 9 }, () => {
        const start = performance.now()
        run()
        return performance.now() - start
      }),
    )
  const many = (count: number): Target[] =>
    Array.from({ length: count }, (_, i) =>
      target(`Op${i}`, [`GET /v1/things${i}`, `GET /v1/things${i}/{P}`, `/v1/all${i}/{W*}`, `/v1/{W*}/end${i}`], members),
    )
  const calls = [
    '/v1/things7',
    '/api/Op7',
    '/v1/things7/north',
    '/V1/Things7',
    '/v1/all7/a/b',
    '/v1/a/b/end7',
    '/nothing/here',
    '/v1/nothing/here',
  ]

  test('does not grow with the number of routes', () => {
    const [few, lots] = [10, 500].map((count) => compileRoutes(many(count), formats).table)
    const run = (table: typeof few) => () => {
      for (let i = 0; i < 100; i++) for (const path of calls) table!.match('GET', path, call())
    }
    least(run(few))
    least(run(lots))
    expect(least(run(lots))).toBeLessThan(5 * least(run(few)))
  })

  test.each([
    ['segments', (n: number) => '/v1'.repeat(n)],
    ['other segments', (n: number) => `/v1${'/x'.repeat(n)}/end3`],
    ['ends', (n: number) => `/v1/x${'/end3/end4'.repeat(n)}`],
    ['escapes', (n: number) => `/v1/${'%C3'.repeat(n)}`],
    ['dots', (n: number) => '/a/..'.repeat(n)],
  ])('grows no faster than the path: %s', (_what, path) => {
    const { table } = compileRoutes(many(10), formats)
    const cost = (n: number) => {
      const text = path(n)
      return least(() => table.match('PUT', text, call()))
    }
    cost(500)
    // Sixteen times the path: squared growth would cost 256 times.
    expect(cost(4000)).toBeLessThan(Math.max(100 * cost(250), 10))
  })
})
