import type { Format } from '../dtos/contract'

/** In what a call is answered. Frozen and shared where there is no callback. */
export interface Negotiated {
  readonly format: Format
  /** The JSONP function; the format is then JSON. */
  readonly callback?: string
}

/** What the route already says. */
export interface NegotiatedRoute {
  /** By suffix or predefined route. */
  readonly format?: Format
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
}

export const compileNegotiator = (
  _formats: readonly Format[],
  _defaultFormat: Format,
  _options: NegotiatorOptions,
): Negotiator => {
  throw new Error('The rules follow in the next commit')
}
