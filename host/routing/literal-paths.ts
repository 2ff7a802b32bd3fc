import type { Matcher } from './matcher'
import type { RouteMatch, RouteTarget } from './route-match'

/** What one path leads to: for the verbs that some route names, and for all others. */
interface Literal<T> {
  readonly byVerb: ReadonlyMap<string, RouteMatch<T> | undefined> | undefined
  readonly others: RouteMatch<T> | undefined
}

/** The path as a client writes it that knows the route: only such paths are remembered, so no caller makes the memory grow. */
const writtenPath = <T extends RouteTarget>(
  { target, route, format, predefined, bySuffix, oneway }: RouteMatch<T>,
  path: string,
): string => {
  const suffix = bySuffix ? `.${format!.name}` : ''
  if (!predefined) return route!.path + suffix
  const { name } = target!.message
  return path.startsWith('/api/') ? `/api/${name}${suffix}` : `/${format!.name}/${oneway ? 'oneway' : 'reply'}/${name}`
}

const same = <T>(a: RouteMatch<T> | undefined, b: RouteMatch<T> | undefined): boolean =>
  a?.target === b?.target && a?.route === b?.route

/**
 * What the full rules say of paths without variables, kept by the path's text: one look-up answers the calls that typed clients make.
 * Every entry is what the matcher answered for that very text, for each verb that can make a difference.
 */
export class LiteralPaths<T extends RouteTarget> {
  /** `null`: a rule of has a say, so each call is asked anew. */
  private readonly known = new Map<string, Literal<T> | null>()

  constructor(
    private readonly matcher: Matcher<T>,
    /** Every verb that a route names. */
    private readonly verbs: readonly string[],
  ) {}

  /** Undefined: not known, or not to be known. */
  get(path: string): Literal<T> | null | undefined {
    return this.known.get(path)
  }

  /** Keeps what is always the same: `match` is what this path led to. */
  learn(path: string, match: RouteMatch<T>): void {
    if (match.target !== undefined && match.params === undefined && !this.known.has(path) && writtenPath(match, path) === path)
      this.known.set(path, this.ask(path))
  }

  private ask(path: string): Literal<T> | null {
    const others = this.matcher.match('', path)
    if (others.asked) return null
    const byVerb = new Map<string, RouteMatch<T> | undefined>()
    for (const verb of this.verbs) {
      const answer = this.matcher.match(verb, path)
      if (answer.asked) return null
      if (!same(answer.match, others.match)) byVerb.set(verb, answer.match && Object.freeze(answer.match))
    }
    return { byVerb: byVerb.size > 0 ? byVerb : undefined, others: others.match && Object.freeze(others.match) }
  }
}
