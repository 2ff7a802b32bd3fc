import { hash, randomBytes } from 'node:crypto'
import { HttpError } from '../../dtos/contract'
import type { Session, UserStore } from '../../services'
import { notAuthenticated } from '../authorizer'
import type { Call } from '../call'
import { isPromise, type MaybePromise } from '../maybe'
import type { AuthProvider, Recognised } from './provider'

/**
 * Recognised credentials, bounded, forgotten whenever some credential changes. Passwords are remembered by their hash with a secret of this
 * process; random keys and tokens by their text, which is quicker and tells an attacker with the memory nothing that the next call does not.
 */
class Remembered {
  readonly #salt: string | undefined
  readonly #sessions = new Map<string, Recognised>()
  #version = -1

  constructor(hashed: boolean) {
    this.#salt = hashed ? randomBytes(16).toString('latin1') : undefined
  }

  get(credential: string, version: number): Session | undefined {
    if (version !== this.#version) {
      this.#sessions.clear()
      this.#version = version
    }
    const known = this.#sessions.get(this.#key(credential))
    return known === undefined || (known.until !== undefined && known.until <= Date.now()) ? undefined : known.session
  }

  set(credential: string, recognised: Recognised, version: number): void {
    if (version !== this.#version) return
    if (this.#sessions.size >= 10_000) this.#sessions.delete(this.#sessions.keys().next().value!)
    this.#sessions.set(this.#key(credential), recognised)
  }

  #key(credential: string): string {
    return this.#salt === undefined ? credential : hash('sha256', this.#salt + credential, 'base64')
  }
}

export interface Authenticator {
  /**
   * The session of the call. `required`: a credential that is nobody's is 401 with the provider's word; else it counts as none
   * (clients.md T6: a stale token must not close an open message).
   */
  (call: Call, required: boolean): MaybePromise<Session | undefined>
  /** What an anonymous call to a guarded message is challenged with. */
  readonly challenge: string | undefined
}

export function createAuthenticator(providers: readonly AuthProvider[], users: UserStore | undefined): Authenticator {
  const challenge = providers.find((provider) => provider.challenge)?.challenge
  const memories = new Map(providers.map((provider) => [provider, new Remembered(provider.ambient ?? false)]))

  const recognise = (provider: AuthProvider, credential: string, required: boolean): MaybePromise<Session | undefined> => {
    const store = users!
    const version = store.version()
    const memory = memories.get(provider)!
    const known = memory.get(credential, version)
    if (known) return known
    const settle = (recognised: Recognised | undefined): Session | undefined => {
      if (!recognised) {
        if (required) throw notAuthenticated(challenge, provider.refusal)
        return undefined
      }
      memory.set(credential, recognised, version)
      return recognised.session
    }
    try {
      const found = provider.authenticate(credential, store)
      if (!isPromise(found)) return settle(found)
      return found.then(settle).catch((error: unknown) => refused(error, required))
    } catch (error) {
      return refused(error, required)
    }
  }

  const authenticate = (call: Call, required: boolean): MaybePromise<Session | undefined> => {
    if (users === undefined) return undefined
    for (const provider of providers) {
      const credential = provider.credential(call)
      if (credential !== undefined && !(provider.ambient && isForeignScript(call)))
        return recognise(provider, credential, required)
    }
    return undefined
  }
  return Object.assign(authenticate, { challenge })
}

function refused(error: unknown, required: boolean): undefined {
  if (required || !(error instanceof HttpError) || error.status >= 500) throw error
  return undefined
}

/** A JSONP call from another site's page, or from nobody knows where: what the browser attaches by itself does not count. */
function isForeignScript(call: Call): boolean {
  if (call.callback === undefined) return false
  const site = call.header('sec-fetch-site')
  return site !== 'same-origin' && site !== 'none'
}
