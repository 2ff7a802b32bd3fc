import type { MemberKind, WriteOptions } from '../dtos/contract'
import { asciiAddress } from './address'
import type { Cookie } from './cookie'
import { FileBody } from './file-body'

/** What caches may do, beside `max-age`. */
export type CacheFlag =
  | 'public'
  | 'private'
  | 'no-cache'
  | 'no-store'
  | 'no-transform'
  | 'must-revalidate'
  | 'proxy-revalidate'
  | 'immutable'

export interface HttpResultOptions {
  /** 200 unless said; 302 where there is a location. */
  readonly status?: number
  /** The status line's words; only harmless characters go out. */
  readonly statusDescription?: string
  /** A list of values: the header stands as often. Names that hold a dot stay inside. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  /**
   * What the body is, instead of the negotiated format: a DTO is written in the format of that type, or as JSON under it; a text goes out as it is.
   * Without it a text is serialized like any other value.
   */
  readonly contentType?: string
  /** What the body is, where it is not what the message answers: its members are written by that. */
  readonly kind?: MemberKind
  /** How this answer is written, in formats that heed it: `{ indent: true }`. */
  readonly write?: Partial<WriteOptions>
  readonly location?: string
  readonly cookies?: readonly Cookie[]

  /** With or without quotes; `W/"…"` is weak. */
  readonly eTag?: string
  readonly lastModified?: Date
  /** Seconds; 600 where there is a tag or a date and nothing else is said. */
  readonly maxAge?: number
  /** Seconds that the answer is old already. */
  readonly age?: number
  readonly expires?: Date
  readonly cacheControl?: readonly CacheFlag[]

  /** The name that a browser saves under. */
  readonly fileName?: string
  /** A browser saves it instead of showing it. */
  readonly asAttachment?: boolean
  /** How many bytes a stream has: then it is answered in ranges and with a `Content-Length`. */
  readonly length?: number
}

/**
 * A reply that says more than its body. Files, bytes, streams of known length and texts with a content type are answered in ranges,
 * and whatever has a tag or a date is answered by 304 to who has it already.
 */
export class HttpResult<T = unknown> {
  readonly status: number

  constructor(
    readonly response: T,
    readonly options: HttpResultOptions = {},
  ) {
    const { location, status = location === undefined ? 200 : 302 } = options
    if (!(Number.isInteger(status) && status >= 200 && status <= 599))
      throw new RangeError(`HttpResult takes a status from 200 to 599, not ${status}`)
    // 200 with a Location is what no client follows.
    this.status = status === 200 && location !== undefined ? 302 : status
  }

  get headers(): Readonly<Record<string, string | readonly string[]>> {
    return this.options.headers ?? {}
  }
  get contentType(): string | undefined {
    return this.options.contentType
  }

  /** A value of another kind than the message answers: `HttpResult.of('guid', id)`, `HttpResult.of([Loan], loans)`. */
  static of(kind: MemberKind, value: unknown, options: HttpResultOptions = {}): HttpResult<never> {
    return new HttpResult(value as never, { ...options, kind })
  }

  /** A file on the disk: type by its extension, date by the file. */
  static file(path: string, options: HttpResultOptions = {}): HttpResult<never> {
    return new HttpResult(new FileBody(path) as never, options)
  }

  static bytes(bytes: Uint8Array, contentType = 'application/octet-stream', options: HttpResultOptions = {}): HttpResult<never> {
    return new HttpResult(bytes as never, { ...options, contentType })
  }

  static stream(
    stream: NodeJS.ReadableStream,
    contentType = 'application/octet-stream',
    options: HttpResultOptions = {},
  ): HttpResult<never> {
    return new HttpResult(stream as never, { ...options, contentType })
  }

  static text(text: string, contentType = 'text/plain; charset=utf-8', options: HttpResultOptions = {}): HttpResult<never> {
    return new HttpResult(text as never, { ...options, contentType })
  }

  /** 201 with the address of what was made. */
  static status201Created<T>(response: T, uri: string, options: HttpResultOptions = {}): HttpResult<T> {
    return new HttpResult(response, { ...options, status: 201, location: uri })
  }

  /** The answer is elsewhere; no body. */
  static redirect(uri: string, status = 302): HttpResult<never> {
    return new HttpResult(null as never, { status, location: uri })
  }

  /** 200 with `X-Location`: for scripts, whose requests follow a 3xx before they see it. */
  static softRedirect<T>(uri: string, response: T): HttpResult<T> {
    return new HttpResult(response, { headers: { 'X-Location': asciiAddress(uri) } })
  }

  /** Tells the page's script what happened, by `X-Trigger`. */
  static triggerEvent<T>(response: T, name: string, value?: string): HttpResult<T> {
    return new HttpResult(response, { headers: { 'X-Trigger': value === undefined ? name : `${name}:${value}` } })
  }

  static notModified(options: HttpResultOptions = {}): HttpResult<never> {
    return new HttpResult(null as never, { ...options, status: 304 })
  }
}
