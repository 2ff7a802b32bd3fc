import type { Format, MessageType, RouteDefinition } from '../../dtos/contract'

/** What a route leads to: the message, and whatever else the caller keeps with it. */
export interface RouteTarget {
  readonly message: MessageType
}

/** What `Matches` rules may ask of a call; nothing of it is touched where no rule asks. */
export interface RouteRequest {
  header(name: string): string | undefined
  readonly remoteAddress: string
  readonly secure: boolean
  /** Path and query as sent. */
  readonly url: string
  /** What the rule `IsAuthenticated` asks; without it nobody is. */
  isAuthenticated?(): boolean
}

/** Where a call goes. Calls of one literal path share one frozen object. */
export interface RouteMatch<T> {
  /** Undefined: the path is one of the predefined routes and names no operation. */
  readonly target: T | undefined
  /** The user route; undefined on predefined ones. */
  readonly route?: RouteDefinition
  /** Captured variables by their names in the template, decoded; undefined when there are none. */
  readonly params?: Readonly<Record<string, string>>
  /** The format of the suffix, of the predefined route or of the path's first segment (`/csv/…`, R-2.1). */
  readonly format?: Format
  /** The format came from a suffix: then it beats `?format=`. */
  readonly bySuffix: boolean
  readonly predefined: boolean
  readonly oneway: boolean
  /** `/api/Ping.nope`: 405, in JSON. */
  readonly unknownSuffix?: boolean
  /** The format that a predefined path asks for is one of the box, and this gateway does not have it. */
  readonly formatOff?: string
}

/** The one route that takes what nothing else does. */
export interface FallbackRoute<T> {
  readonly target: T
  readonly route: RouteDefinition
}

/** Which message answers a call. Made once at start-up; immutable. */
export interface RouteTable<T> {
  /**
   * User routes, then the predefined ones. `path` is the path as sent, without the query; undefined: not ours.
   * Throws `HttpError` 400 where the path holds a NUL.
   */
  match(verb: string, path: string, request: RouteRequest): RouteMatch<T> | undefined
  readonly fallback?: FallbackRoute<T>
  /** The fallback route, which stands after static files; undefined where its template, verbs or rule do not fit. */
  matchFallback(verb: string, path: string, request: RouteRequest): RouteMatch<T> | undefined
  /** The verbs that user routes take on this path: a wrong verb is still 404, but its message can say what would have worked. */
  verbsAt(path: string, request: RouteRequest): readonly string[]
}

/** One shape for all matches: whoever reads them stays fast. */
export const routeMatch = <T>(said: Partial<RouteMatch<T>> & { target: T | undefined }): RouteMatch<T> => ({
  target: said.target,
  route: said.route,
  params: said.params,
  format: said.format,
  bySuffix: said.bySuffix ?? false,
  predefined: said.predefined ?? false,
  oneway: said.oneway ?? false,
  unknownSuffix: said.unknownSuffix,
  formatOff: said.formatOff,
})
