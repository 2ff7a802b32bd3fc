/** How the answers of a message are kept. */
export interface CacheWords {
  /** Seconds that the gateway keeps an answer. */
  readonly duration: number
  /** Seconds that the caller may keep it: the answer has a `Cache-Control` and a tag then. */
  readonly maxAge?: number
  /**
   * False: the answer is the same for everybody of a tenant who may call. Unless said, whoever signs in gets answers of his own only:
   * a kept answer never reaches another one.
   */
  readonly varyByUser?: boolean
  /** The answer is the same for everybody of a tenant with the same roles. */
  readonly varyByRoles?: boolean
  /** Request headers that the answer depends on. */
  readonly varyByHeaders?: readonly string[]
}
