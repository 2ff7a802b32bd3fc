/** A cookie of a reply. */
export interface Cookie {
  readonly name: string
  /** Any text: it travels percent-encoded. */
  readonly value: string
  /** `/` unless said. */
  readonly path?: string
  readonly domain?: string
  readonly expires?: Date
  /** Seconds; 0 takes the cookie away. */
  readonly maxAge?: number
  /** Only over TLS; true where the call came over TLS unless said. */
  readonly secure?: boolean
  /** Out of scripts' reach; true unless said. */
  readonly httpOnly?: boolean
  /** `lax` unless said. */
  readonly sameSite?: 'strict' | 'lax' | 'none'
}
