import type { Format } from '../../dtos/contract'
import type { RouteMatch, RouteTarget } from './route-match'
import { routeMatch } from './route-match'

/** The formats by the names that paths give them. */
export class FormatNames {
  private readonly exact: ReadonlyMap<string, Format>
  private readonly lower: ReadonlyMap<string, Format>
  /** What `/api` answers in. */
  readonly json: Format

  constructor(readonly all: readonly Format[]) {
    this.exact = new Map(all.map((format) => [format.name, format]))
    this.lower = new Map(all.map((format) => [format.name.toLowerCase(), format]))
    this.json = this.exact.get('json') ?? all[0]!
  }

  /** As a suffix, case-sensitive: the format and where its dot stands. */
  suffix(text: string): { readonly format: Format; readonly dot: number } | undefined {
    const dot = text.lastIndexOf('.')
    if (dot < 0) return undefined
    const format = this.exact.get(text.slice(dot + 1))
    return format && { format, dot }
  }

  /** As the first segment of `/{format}/reply/…`, without case. */
  segment(text: string): Format | undefined {
    return this.exact.get(text) ?? this.lower.get(text.toLowerCase())
  }

  /** The path's first segment is a format's name of three letters, or all of it one of three or four. */
  leading(segments: readonly string[]): Format | undefined {
    const first = segments[0] ?? ''
    return first.length === 3 || (first.length === 4 && segments.length === 1) ? this.exact.get(first) : undefined
  }
}

const modes: Readonly<Record<string, { readonly oneway: boolean }>> = { reply: { oneway: false }, oneway: { oneway: true } }

/** `/api/{Op}` and `/{format}/reply/{Op}`: every message has them without saying so. */
export class PredefinedRoutes<T extends RouteTarget> {
  private readonly exact: ReadonlyMap<string, T>
  private readonly lower: ReadonlyMap<string, T>

  constructor(
    targets: readonly T[],
    private readonly formats: FormatNames,
  ) {
    this.exact = new Map(targets.map((target) => [target.message.name, target]))
    this.lower = new Map(targets.map((target) => [target.message.name.toLowerCase(), target]))
  }

  /** `/api` is written so, and nothing of a user stands under it. */
  static isApi(segments: readonly string[]): boolean {
    return segments[0] === 'api'
  }

  /** Only `/api/{Op}` and `/api/{Op}.{ext}`; OPTIONS is not for them. */
  matchApi(verb: string, segments: readonly string[]): RouteMatch<T> | undefined {
    if (verb === 'OPTIONS') return undefined
    const { json } = this.formats
    const name = segments[1]
    // `/api` itself is a page that lists what there is.
    if (name === undefined) return undefined
    if (segments.length > 2) return this.predefined(undefined, json, false)
    const suffix = this.formats.suffix(name)
    if (suffix) return this.predefined(this.operation(name.slice(0, suffix.dot)), suffix.format, true)
    if (name.includes('.')) return routeMatch<T>({ target: undefined, format: json, predefined: true, unknownSuffix: true })
    return this.predefined(this.operation(name), json, false)
  }

  /** `/{format}/reply/{Op}`, `/{format}/oneway/{Op}`: no suffix, and nothing after the operation. */
  matchFormat(segments: readonly string[]): RouteMatch<T> | undefined {
    const mode = this.mode(segments)
    if (!mode) return undefined
    const format = this.formats.segment(segments[0]!)!
    const target = segments.length === 3 ? this.operation(segments[2]!) : undefined
    return routeMatch({ target, format, predefined: true, oneway: mode.oneway })
  }

  /** The path is a predefined one, whether it names an operation or not. */
  owns(segments: readonly string[]): boolean {
    return PredefinedRoutes.isApi(segments) || this.mode(segments) !== undefined
  }

  private mode(segments: readonly string[]): { readonly oneway: boolean } | undefined {
    const [first, second] = segments
    if (first === undefined || second === undefined || !this.formats.segment(first)) return undefined
    const name = second.toLowerCase()
    return Object.hasOwn(modes, name) ? modes[name] : undefined
  }

  private operation(name: string): T | undefined {
    return this.exact.get(name) ?? this.lower.get(name.toLowerCase())
  }

  private predefined(target: T | undefined, format: Format, bySuffix: boolean): RouteMatch<T> {
    return routeMatch({ target, format, bySuffix, predefined: true })
  }
}
