import type { Format } from '../dtos/contract'
import { type Accepted, readAccept } from './negotiation/accept'
import { type Asked, readAsked } from './negotiation/asked'
import { callbackName } from './negotiation/callback'
import { readJsconfig, type WriteConfig } from './negotiation/jsconfig'

/** In what a call is answered. Frozen and shared where the query asks for nothing more. */
export interface Negotiated {
  readonly format: Format
  /** The JSONP function; the format is then JSON. */
  readonly callback?: string
  /** How JSON and JSV are written. */
  readonly config?: WriteConfig
}

/** What the route already says. */
export interface NegotiatedRoute {
  /** By suffix, predefined route or the path's first segment. */
  readonly format?: Format
  readonly bySuffix?: boolean
  /** `Accept` is not read. */
  readonly predefined: boolean
}

export interface Negotiator {
  /**
   * The reply's format and JSONP callback. `query` is the raw text without `?`. `contractDefault` is the one of the message's vendor
   * contract: then `Accept` is not read. Throws `HttpError` 400 for a callback that is no identifier path.
   */
  negotiate(
    match: NegotiatedRoute,
    query: string,
    accept: string | undefined,
    contentType: string | undefined,
    contractDefault?: Format,
  ): Negotiated
}

export interface NegotiatorOptions {
  /** `?callback=` is heard. */
  readonly jsonp: boolean
  /** `?jsconfig=` is heard; yes unless said. */
  readonly jsconfig?: boolean
}

/** How many `Accept` texts are remembered, and how long one may be: clients send a handful of short ones. */
const remembered = 200
const longestRemembered = 300

/** Parses each `Accept` text once. */
const acceptReader = (byMediaType: ReadonlyMap<string, Format>): ((accept: string) => Accepted) => {
  const known = new Map<string, Accepted>()
  return (accept) => {
    const before = known.get(accept)
    if (before) return before
    const read = readAccept(accept, byMediaType)
    if (known.size >= remembered) known.clear()
    if (accept.length <= longestRemembered) known.set(accept, read)
    return read
  }
}

export const compileNegotiator = (
  formats: readonly Format[],
  defaultFormat: Format,
  { jsonp, jsconfig = true }: NegotiatorOptions,
): Negotiator => {
  const byName = new Map(formats.map((format) => [format.name.toLowerCase(), format]))
  const byMediaType = new Map(formats.flatMap((format) => format.mediaTypes.map((mediaType) => [mediaType, format])))
  const shared = new Map(formats.map((format) => [format, Object.freeze<Negotiated>({ format })]))
  const json = byName.get('json')
  const accepted = acceptReader(
    new Map([...byMediaType].filter(([mediaType, format]) => !format.readOnlyTypes?.includes(mediaType))),
  )

  const plain = (format: Format): Negotiated => shared.get(format) ?? { format }

  /** Text left of the first dot; unknown or given twice it says nothing. */
  const formatNamed = ([value, again]: readonly string[]): Format | undefined =>
    value === undefined || again !== undefined ? undefined : byName.get(value.split('.', 1)[0]!.toLowerCase())

  const formatOfBody = (contentType: string | undefined): Format | undefined =>
    contentType === undefined
      ? undefined
      : (byMediaType.get(contentType) ?? byMediaType.get(contentType.split(';', 1)[0]!.trim().toLowerCase()))

  /** There is no 406: what fits nothing gets the default, or the first format that is not refused. */
  const byAccept = (accept: string | undefined, contentType: string | undefined): Format => {
    if (!accept) return defaultFormat
    const { named, any, refused } = accepted(accept)
    if (named) return named
    const body = any ? formatOfBody(contentType) : undefined
    if (body && !refused.includes(body)) return body
    if (refused.length === 0) return defaultFormat
    return [defaultFormat, ...formats].find((format) => !refused.includes(format)) ?? defaultFormat
  }

  const configured = (negotiated: Negotiated, { configs }: Asked): Negotiated => {
    const config = jsconfig && configs.length > 0 ? readJsconfig(configs.join(',')) : undefined
    return config ? { ...negotiated, config } : negotiated
  }

  const choose = (
    match: NegotiatedRoute,
    asked: Asked | undefined,
    accept: string | undefined,
    contentType: string | undefined,
    contractDefault: Format | undefined,
  ): Negotiated => {
    const callback = asked && jsonp && json ? callbackName(asked.callbacks) : undefined
    if (callback !== undefined) return { format: json!, callback }
    if (match.format && match.bySuffix) return plain(match.format)
    const named = asked && formatNamed(asked.formats)
    if (named) return plain(named)
    if (match.predefined) return plain(match.format ?? json ?? defaultFormat)
    return plain(contractDefault ?? match.format ?? byAccept(accept, contentType))
  }

  return {
    negotiate: (match, query, accept, contentType, contractDefault) => {
      const asked = query === '' ? undefined : readAsked(query)
      const chosen = choose(match, asked, accept, contentType, contractDefault)
      return asked ? configured(chosen, asked) : chosen
    },
  }
}
