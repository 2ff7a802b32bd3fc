import { type Format, HttpError } from '../../dtos/contract'
import { formats as ofTheBox } from '../formats'
import type { RouteMatch, RouteTarget } from './route-match'
import { routeMatch } from './route-match'

/** The formats by the names that paths give them. */
export class FormatNames {
  private readonly exact: ReadonlyMap<string, Format>
  private readonly lower: ReadonlyMap<string, Format>
  private readonly off: ReadonlySet<string>
  /** What `/api` answers in. */
  readonly json: Format

  constructor(readonly all: readonly Format[]) {
    this.exact = new Map(all.map((format) => [format.name, format]))
    this.lower = new Map(all.map((format) => [format.name.toLowerCase(), format]))
    this.off = new Set(ofTheBox.map(({ name }) => name).filter((name) => !this.exact.has(name)))
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

  /** The name of a format that was left out; undefined: it is no such name. */
  leftOut(name: string): string | undefined {
    return this.off.has(name) ? name : undefined
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
    if (name.includes('.')) {
      const formatOff = this.formats.leftOut(name.slice(name.lastIndexOf('.') + 1))
      return routeMatch<T>({ target: undefined, format: json, predefined: true, unknownSuffix: true, formatOff })
    }
    return this.predefined(this.operation(name), json, false)
  }

  /** `/{format}/reply/{Op}`, `/{format}/oneway/{Op}`: no suffix, and nothing after the operation. */
  matchFormat(segments: readonly string[]): RouteMatch<T> | undefined {
    const mode = this.mode(segments)
    if (!mode) return undefined
    const format = this.formats.segment(segments[0]!)
    if (!format)
      return routeMatch<T>({
        target: undefined,
        format: this.formats.json,
        predefined: true,
        formatOff: segments[0]!.toLowerCase(),
      })
    const target = segments.length === 3 ? this.operation(segments[2]!) : undefined
    return routeMatch({ target, format, predefined: true, oneway: mode.oneway })
  }

  /** The path is a predefined one, whether it names an operation or not. */
  owns(segments: readonly string[]): boolean {
    return PredefinedRoutes.isApi(segments) || this.mode(segments) !== undefined
  }

  private mode(segments: readonly string[]): { readonly oneway: boolean } | undefined {
    const [first, second] = segments
    if (first === undefined || second === undefined) return undefined
    if (!this.formats.segment(first) && !this.formats.leftOut(first.toLowerCase())) return undefined
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

/** Why a predefined path leads nowhere: it names a format that is off, or no operation. */
export const noOperation = ({ formatOff }: Pick<RouteMatch<unknown>, 'formatOff'>): HttpError =>
  formatOff === undefined
    ? new HttpError(405, 'NotImplementedException', 'The operation does not exist for this service')
    : new HttpError(403, 'UnauthorizedAccessException', `The format ${formatOff} is switched off here.`, {
        statusDescription: 'Forbidden',
      })
