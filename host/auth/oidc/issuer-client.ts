import type { Configuration, CustomFetchOptions } from 'openid-client'
import { HttpError } from '../../../dtos/contract'
import { type FetchRules, guardedFetch } from '../oauth/guarded-fetch'

/** openid-client is an ES module, so it is loaded when it is needed. */
export const openidClient = (): Promise<typeof import('openid-client')> => import('openid-client')

export interface ClientWords {
  readonly issuer: string
  readonly clientId: string
  /** A client without a secret and without a key is a public one: PKCE alone binds the code to it. */
  readonly clientSecret?: string
  /** `private_key_jwt` (RFC 7523): PKCS #8 as PEM. */
  readonly clientKey?: { readonly pem: string; readonly alg: string; readonly kid?: string }
}

const timeoutSeconds = 3
/** The issuer's document is asked for again after so long. */
const freshMs = 3_600_000
const cooldownMs = 5_000

/** What is known of the issuer, fetched when the first one signs in. An issuer that does not answer is a 503, and is asked again seconds later. */
export class IssuerClient {
  #known: { readonly config: Configuration; readonly at: number } | undefined
  #failedAt = Number.NEGATIVE_INFINITY
  #asking: Promise<Configuration> | undefined

  constructor(
    private readonly words: ClientWords,
    private readonly rules: FetchRules,
  ) {}

  async config(): Promise<Configuration> {
    const now = performance.now()
    if (this.#known && now - this.#known.at < freshMs) return this.#known.config
    if (!this.#asking && now - this.#failedAt < cooldownMs) return this.#known?.config ?? unreachable(undefined)
    this.#asking ??= this.#discover().finally(() => {
      this.#asking = undefined
    })
    try {
      return await this.#asking
    } catch (error) {
      this.#failedAt = performance.now()
      return this.#known?.config ?? unreachable(error)
    }
  }

  async #discover(): Promise<Configuration> {
    const client = await openidClient()
    const { issuer, clientId } = this.words
    const config = await client.discovery(new URL(issuer), clientId, {}, await this.#proof(), {
      timeout: timeoutSeconds,
      // The signature of who it is is looked at, though it comes over TLS.
      execute: [client.enableNonRepudiationChecks, ...(this.rules.allowLoopback ? [client.allowInsecureRequests] : [])],
      [client.customFetch]: (url, options) => this.#fetch(url, options),
    })
    if (config.serverMetadata().issuer !== issuer) throw new Error(`${issuer} says that it is ${config.serverMetadata().issuer}.`)
    this.#known = { config, at: performance.now() }
    return config
  }

  async #proof() {
    const client = await openidClient()
    const { clientSecret, clientKey } = this.words
    if (clientKey) {
      const { importPKCS8 } = await import('jose')
      const key = await importPKCS8(clientKey.pem, clientKey.alg)
      return client.PrivateKeyJwt(clientKey.kid === undefined ? key : { key, kid: clientKey.kid })
    }
    return clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret)
  }

  async #fetch(url: string, { method, headers, body, signal }: CustomFetchOptions): Promise<Response> {
    const words = { method, headers, body: body === undefined || body === null ? undefined : String(body) }
    try {
      const within = signal ?? AbortSignal.timeout(timeoutSeconds * 1000)
      const response = await guardedFetch(new URL(url), this.rules, { ...words, signal: within })
      if (response.status < 500) return response
      throw new Error(`${new URL(url).origin} answers ${response.status}.`)
    } catch (cause) {
      throw new IssuerAway(`${this.words.issuer} cannot be asked.`, { cause })
    }
  }
}

/** The issuer could not be asked, or failed itself: nothing is known of who came. */
class IssuerAway extends Error {}

/** openid-client wraps what its requests throw. */
export function isAway(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (at instanceof IssuerAway) return true
  return false
}

/** What a person is told then. */
export function unreachable(cause: unknown): never {
  throw new HttpError(503, 'ServiceUnavailable', 'The sign-in service cannot be reached; try again in a moment.', {
    headers: { 'Retry-After': '5' },
    cause,
  })
}
