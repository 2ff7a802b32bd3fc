import type { Format } from '../dtos/contract'
import { compileUserRoutes } from './routing/compile-routes'
import { LiteralPaths } from './routing/literal-paths'
import { Matcher } from './routing/matcher'
import type { RouteTable, RouteTarget } from './routing/route-match'

export type { FallbackRoute, RouteMatch, RouteRequest, RouteTable, RouteTarget } from './routing/route-match'

/** The routes of all messages as one table, and every fault that they have: a gateway with faults does not start. */
export const compileRoutes = <T extends RouteTarget>(
  targets: readonly T[],
  formats: readonly Format[],
): { table: RouteTable<T>; faults: string[] } => {
  const { routes, faults } = compileUserRoutes(targets, formats)
  const matcher = new Matcher(targets, routes, formats)
  // OPTIONS is told apart under /api, whether a route names it or not.
  const literals = new LiteralPaths(matcher, [...new Set(['OPTIONS', ...routes.flatMap((route) => route.definition.verbs)])])

  const match: RouteTable<T>['match'] = (verb, path, request) => {
    const known = literals.get(path)
    if (known) return known.byVerb?.has(verb) ? known.byVerb.get(verb) : known.others
    const answer = matcher.match(verb, path, request).match
    if (answer && known === undefined) literals.learn(path, answer)
    return answer
  }
  const fallback = routes.find((route) => route.definition.fallback)
  const table: RouteTable<T> = {
    match,
    fallback: fallback && { target: fallback.target, route: fallback.definition },
    matchFallback: (verb, path, request) => matcher.matchFallback(verb, path, request),
    verbsAt: (path, request) => matcher.verbsAt(path, request),
  }
  return { table, faults }
}
