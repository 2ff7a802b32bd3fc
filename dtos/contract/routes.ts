import { says } from './said'

/** One user route of a message, as registered (R-1.5 to R-1.15). */
export interface RouteDefinition {
  /** `/loans/{Branch}`; `{Name*}` is the rest of the path. */
  readonly path: string
  /** Upper case; empty: any verb (R-1.8). */
  readonly verbs: readonly string[]
  readonly summary?: string
  readonly notes?: string
  /** `{int}/**`, `UserAgent =~ …` (R-1.15). */
  readonly matches?: string
  /** Orders the routes on pages and for clients; not in matching (R-1.9). */
  readonly priority: number
  /** The one route that takes what nothing else does (R-1.10). */
  readonly fallback: boolean
}

export interface RouteOptions {
  readonly summary?: string
  readonly notes?: string
  readonly matches?: string
  readonly priority?: number
}

const verbsOf = (verbs: string): readonly string[] => {
  const list = verbs.toUpperCase().split(/[\s,]+/).filter(Boolean)
  return list.includes('*') ? [] : list
}

/** Where a message is found: `@Route('/loans/{Branch}', 'GET,POST')`; without verbs any verb (R-1.8). */
export const Route = (path: string, verbs = '', options: RouteOptions = {}): ClassDecorator =>
  says((words) => words.routes.unshift({ path, verbs: verbsOf(verbs), priority: 0, fallback: false, ...options }))

/** The one message that answers what nothing else does (R-1.10). */
export const FallbackRoute = (path: string, verbs = '', options: RouteOptions = {}): ClassDecorator =>
  says((words) => words.routes.unshift({ path, verbs: verbsOf(verbs), priority: 0, fallback: true, ...options }))
