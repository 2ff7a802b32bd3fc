import type { RouteDefinition } from '../../dtos/contract'
import type { MatchesRule, RuleCall } from './matches-rules'
import { fitsSplit, type Part, type Split, type Template } from './template'

/** One user route of a target, ready to be matched. */
export interface CompiledRoute<T> {
  readonly target: T
  readonly definition: RouteDefinition
  readonly template: Template
  readonly rule?: MatchesRule
  /** Order of registration: the first wins where scores are equal. */
  readonly order: number
}

/** What is asked of the tree: the segments in lower case and without the suffix, the verb, and the call for the rules. */
export interface Query {
  readonly segments: readonly string[]
  readonly verb: string
  /** Undefined while literal paths are answered ahead of any call: no rule holds then, and that one was asked is told. */
  readonly call: RuleCall | undefined
}

export interface Found<T> {
  readonly route: CompiledRoute<T> | undefined
  /** A rule was asked: the answer holds for this call only. */
  readonly asked: boolean
}

interface Node<T> {
  readonly literals: Map<string, Node<T>>
  variable?: Node<T>
  readonly splits: { readonly split: Split; readonly key: string; readonly node: Node<T> }[]
  wildcard?: Node<T>
  /** Those that end here. */
  readonly routes: CompiledRoute<T>[]
}

const newNode = <T>(): Node<T> => ({ literals: new Map(), splits: [], routes: [] })

const childIn = <T>(map: Map<string, Node<T>>, key: string): Node<T> => {
  const known = map.get(key)
  if (known) return known
  const added = newNode<T>()
  map.set(key, added)
  return added
}

const splitKey = (split: Split): string => split.pieces.map((piece) => (piece.kind === 'literal' ? piece.text : '{}')).join('.')

const splitChild = <T>(node: Node<T>, split: Split): Node<T> => {
  const key = splitKey(split)
  const known = node.splits.find((other) => other.key === key)
  if (known) return known.node
  const added = newNode<T>()
  node.splits.push({ split, key, node: added })
  return added
}

/** A segment's variable or a wildcard has no text of its own: one child each. */
const nameless = <T>(node: Node<T>, kind: 'variable' | 'wildcard'): Node<T> => {
  node[kind] ??= newNode()
  return node[kind]
}

const step = <T>(node: Node<T>, part: Part): Node<T> => {
  if (part.kind === 'literal') return childIn(node.literals, part.text)
  return part.kind === 'split' ? splitChild(node, part) : nameless(node, part.kind)
}

/** 0: the verb or the rule does not fit. */
const score = <T>(
  { definition: { verbs }, template, rule }: CompiledRoute<T>,
  eaten: number,
  verb: string,
  holds: () => boolean,
): number => {
  if (verbs.length > 0 && !verbs.includes(verb)) return 0
  if (rule && !holds()) return 0
  return (
    1000 * Math.max(100 - eaten, 1) + 100 * Math.max(10 - template.variables, 1) + (verbs.length === 1 ? 10 : 1) + (rule ? 1 : 0)
  )
}

/** Walks one bucket; calls `offer` with the routes of every path through it that fits, and how many segments wildcards took. */
const walk = <T>(
  root: Node<T>,
  segments: readonly string[],
  offer: (routes: readonly CompiledRoute<T>[], eaten: number) => void,
): void => {
  const visit = (node: Node<T>, at: number, eaten: number): void => {
    if (node.wildcard) visitWildcard(node.wildcard, at, eaten)
    const segment = segments[at]
    if (segment === undefined) {
      if (node.routes.length > 0) offer(node.routes, eaten)
      return
    }
    const literal = node.literals.get(segment)
    if (literal) visit(literal, at + 1, eaten)
    if (node.variable) visit(node.variable, at + 1, eaten)
    for (const { split, node: child } of node.splits) if (fitsSplit(split, segment)) visit(child, at + 1, eaten)
  }
  /** To the end, or to the first segment that equals a literal, without a second try. */
  const visitWildcard = (node: Node<T>, at: number, eaten: number): void => {
    if (node.routes.length > 0) offer(node.routes, eaten + segments.length - at)
    if (node.literals.size === 0) return
    for (let end = at; end < segments.length; end++) {
      const next = node.literals.get(segments[end]!)
      if (next && segments.indexOf(segments[end]!, at) === end) visit(next, end + 1, eaten + end - at)
    }
  }
  visit(root, 0, 0)
}

/**
 * All user routes, in the buckets of: by number of segments and first literal, those with a wildcard by first literal alone. A bucket is a
 * tree of segments, so that what a call costs depends on its own path and not on the number of routes.
 */
export class RouteTree<T> {
  private readonly exact: (Map<string, Node<T>> | undefined)[] = []
  private readonly wild = new Map<string, Node<T>>()
  /** Routes without any literal, of which only a fallback is one. */
  private readonly bare = newNode<T>()

  constructor(routes: readonly CompiledRoute<T>[]) {
    for (const route of routes) {
      let node = this.rootFor(route.template)
      for (const part of route.template.parts) node = step(node, part)
      node.routes.push(route)
    }
  }

  private rootFor({ parts, firstLiteral, hasWildcard }: Template): Node<T> {
    if (firstLiteral === undefined) return this.bare
    if (hasWildcard) return childIn(this.wild, firstLiteral)
    this.exact[parts.length] ??= new Map()
    return childIn(this.exact[parts.length]!, firstLiteral)
  }

  find(query: Query): Found<T> {
    let asked = false
    let best: CompiledRoute<T> | undefined
    let bestScore = 0
    const offer = (routes: readonly CompiledRoute<T>[], eaten: number): void => {
      for (const route of routes) {
        const points = score(route, eaten, query.verb, () => {
          asked = true
          return query.call !== undefined && route.rule!(query.call)
        })
        if (points > bestScore || (points === bestScore && points > 0 && route.order < best!.order)) {
          best = route
          bestScore = points
        }
      }
    }
    this.eachBucket(query.segments, (bucket) => {
      walk(bucket, query.segments, offer)
      return best !== undefined
    })
    return { route: best, asked }
  }

  /** Every route whose template fits, whatever its verbs and rule say. */
  all(segments: readonly string[]): CompiledRoute<T>[] {
    const found = new Set<CompiledRoute<T>>()
    this.eachBucket(segments, (bucket) => {
      walk(bucket, segments, (routes) => {
        for (const route of routes) found.add(route)
      })
      return false
    })
    return [...found]
  }

  /** Left to right, the fixed lengths first; a bucket that several segments name is looked at once. */
  private eachBucket(segments: readonly string[], look: (bucket: Node<T>) => boolean): void {
    for (const buckets of [this.exact[segments.length], this.wild]) {
      if (!buckets) continue
      let looked: Set<Node<T>> | undefined
      for (const segment of segments) {
        const bucket = buckets.get(segment)
        if (!bucket || looked?.has(bucket)) continue
        if (look(bucket)) return
        looked ??= new Set()
        looked.add(bucket)
      }
    }
    look(this.bare)
  }
}
