import type { Format } from '../../dtos/contract'
import type { RuleCall } from './matches-rules'
import { segmentsOf } from './path'
import { FormatNames, PredefinedRoutes } from './predefined'
import { type RouteMatch, type RouteRequest, type RouteTarget, routeMatch } from './route-match'
import { type CompiledRoute, type Found, RouteTree } from './route-tree'
import { capture } from './template'

/** A path, read once for all that look at it. */
interface ReadPath {
  /** Decoded, with the suffix. */
  readonly whole: readonly string[]
  /** Without the suffix; what is captured keeps its case. */
  readonly segments: readonly string[]
  readonly suffix: Format | undefined
}

/** What the full rules answer, and whether a `Matches` rule was asked: then the answer is this call's alone. */
export interface Answer<T> {
  readonly match: RouteMatch<T> | undefined
  readonly asked: boolean
}

const nothing: Answer<never> = { match: undefined, asked: false }

const lowered = (segments: readonly string[]): string[] => segments.map((segment) => segment.toLowerCase())

/** All the rules of matching, for any path. The route table remembers what they say of literal ones. */
export class Matcher<T extends RouteTarget> {
  private readonly formats: FormatNames
  private readonly predefined: PredefinedRoutes<T>
  private readonly tree: RouteTree<T>
  private readonly fallback: RouteTree<T>

  constructor(targets: readonly T[], routes: readonly CompiledRoute<T>[], formats: readonly Format[]) {
    this.formats = new FormatNames(formats)
    this.predefined = new PredefinedRoutes(targets, this.formats)
    this.tree = new RouteTree(routes.filter((route) => !route.definition.fallback))
    this.fallback = new RouteTree(routes.filter((route) => route.definition.fallback))
  }

  /** `/api`, then user routes, then `/{format}/reply`. Without a request no `Matches` rule holds. */
  match(verb: string, path: string, request?: RouteRequest): Answer<T> {
    const read = this.read(path)
    if (!read) return nothing
    if (PredefinedRoutes.isApi(read.whole)) return { match: this.predefined.matchApi(verb, read.whole), asked: false }
    const found = this.find(this.tree, verb, read, request)
    return { match: found.route ? this.matched(found.route, read) : this.predefined.matchFormat(read.whole), asked: found.asked }
  }

  /** Takes `/` too, but no predefined path. */
  matchFallback(verb: string, path: string, request: RouteRequest): RouteMatch<T> | undefined {
    const read = this.read(path)
    if (!read || this.predefined.owns(read.whole)) return undefined
    const { route } = this.find(this.fallback, verb, read, request)
    return route && this.matched(route, read)
  }

  /** The verbs of all user routes that fit but for the verb. */
  verbsAt(path: string, request: RouteRequest): string[] {
    const read = this.read(path)
    if (!read || PredefinedRoutes.isApi(read.whole)) return []
    const fitting = this.tree
      .all(lowered(read.segments))
      .flatMap(({ definition: { verbs }, rule }) =>
        verbs.filter((verb) => !rule || rule({ verb, segments: read.whole, request })),
      )
    return [...new Set(fitting)].sort()
  }

  /** The text after the last dot is the format, if it is one's name; a slash at the end leaves it in the path. */
  private read(path: string): ReadPath | undefined {
    if (!path.startsWith('/')) return undefined
    const whole = segmentsOf(path)
    const last = whole.at(-1)
    const suffix = last === undefined || path.endsWith('/') ? undefined : this.formats.suffix(last)
    if (!suffix) return { whole, segments: whole, suffix: undefined }
    const rest = last!.slice(0, suffix.dot)
    const before = whole.slice(0, -1)
    return { whole, segments: rest === '' ? before : [...before, rest], suffix: suffix.format }
  }

  private find(tree: RouteTree<T>, verb: string, { whole, segments }: ReadPath, request: RouteRequest | undefined): Found<T> {
    const call: RuleCall | undefined = request && { verb, segments: whole, request }
    return tree.find({ segments: lowered(segments), verb, call })
  }

  private matched({ target, definition, template }: CompiledRoute<T>, { whole, segments, suffix }: ReadPath): RouteMatch<T> {
    const params = capture(template, segments, whole)
    const format = suffix ?? this.formats.leading(whole)
    return routeMatch({ target, route: definition, params, format, bySuffix: suffix !== undefined })
  }
}
