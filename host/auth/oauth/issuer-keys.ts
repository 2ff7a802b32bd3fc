import type { JsonWebKey } from 'node:crypto'
import { type FetchRules, fetchObject } from './guarded-fetch'
import { type PublicKey, readPublicKey } from './public-key'

export interface IssuerKeysOptions {
  /** Keys that have not been asked for so long are asked for again, beside the call. */
  readonly freshSeconds: number
  /** Keys of an issuer that does not answer are good for so long. */
  readonly outageSeconds: number
  /** Between two fetches, whatever came of the first. */
  readonly cooldownSeconds: number
  readonly timeoutSeconds: number
  readonly algorithms?: readonly string[] | undefined
}

/** Keys of one set that are looked at. */
const mostKeys = 100
/** A name that only a token says is not kept, and not searched for at any length. */
const longestKid = 256

/**
 * An issuer's public keys by `kid`, in memory. They are fetched when they are needed, again when a `kid` is unknown or they are old, and never more
 * often than the cooldown lets, also while the issuer fails (threats 3.5): a flood of made-up names costs one fetch.
 */
export class IssuerKeys {
  #keys: ReadonlyMap<string, PublicKey> = new Map()
  #live: ReadonlySet<object> = new Set()
  #fetchedAt = Number.NEGATIVE_INFINITY
  #triedAt = Number.NEGATIVE_INFINITY
  #fetching: Promise<void> | undefined

  constructor(
    private readonly issuer: string,
    private readonly jwksUri: string | undefined,
    private readonly rules: FetchRules,
    private readonly options: IssuerKeysOptions,
  ) {}

  /** Keys that a token of this name may be proven by: without a name all, for there may be only one. */
  async find(kid: unknown): Promise<readonly PublicKey[]> {
    if (kid !== undefined && (typeof kid !== 'string' || kid.length > longestKid)) return []
    const known = this.#known(kid)
    if (known.length > 0) {
      this.#freshen()
      return known
    }
    await this.#fetch()
    return this.#known(kid)
  }

  /** Asked on each call of a remembered token: a key that the issuer took back proves nothing any more. */
  isLive(key: object): boolean {
    if (this.#age() > this.options.outageSeconds) return false
    this.#freshen()
    return this.#live.has(key)
  }

  #known(kid: string | undefined): readonly PublicKey[] {
    if (this.#age() > this.options.outageSeconds) return []
    return [...this.#keys.values()].filter((key) => kid === undefined || key.kid === kid)
  }

  #age = () => (performance.now() - this.#fetchedAt) / 1000

  #freshen(): void {
    if (this.#age() > this.options.freshSeconds) void this.#fetch()
  }

  /** Never fails: then the keys stay what they were. */
  #fetch(): Promise<void> {
    const now = performance.now()
    if (this.#fetching) return this.#fetching
    if (now - this.#triedAt < this.options.cooldownSeconds * 1000) return Promise.resolve()
    this.#triedAt = now
    this.#fetching = this.#read()
      .catch(() => {})
      .finally(() => {
        this.#fetching = undefined
      })
    return this.#fetching
  }

  async #read(): Promise<void> {
    const signal = AbortSignal.timeout(this.options.timeoutSeconds * 1000)
    const { keys } = await fetchObject(await this.#address(signal), this.rules, signal)
    if (!Array.isArray(keys)) throw new Error('A key set has a list of keys.')
    // A key that stays is the same object: tokens that were verified by it need not be verified again.
    const before = this.#keys
    const next = new Map<string, PublicKey>()
    for (const jwk of keys.slice(0, mostKeys)) {
      if (jwk === null || typeof jwk !== 'object') continue
      const text = JSON.stringify(jwk)
      const key = before.get(text) ?? readPublicKey(jwk as JsonWebKey, this.options.algorithms)
      if (key) next.set(text, key)
    }
    if (next.size === 0) throw new Error('A key set without a key for signatures.')
    this.#keys = next
    this.#live = new Set(next.values())
    this.#fetchedAt = performance.now()
  }

  /** Where the keys are: by the program's word, else by the issuer's own document, which must be the issuer's (OpenID Connect Discovery 4.3). */
  async #address(signal: AbortSignal): Promise<URL> {
    if (this.jwksUri !== undefined) return new URL(this.jwksUri)
    const about = new URL(`${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    const { issuer, jwks_uri } = await fetchObject(about, this.rules, signal)
    if (issuer !== this.issuer || typeof jwks_uri !== 'string') throw new Error(`${about.href} is not about ${this.issuer}.`)
    return new URL(jwks_uri)
  }
}
