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
