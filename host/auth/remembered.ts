import { hash, randomBytes } from 'node:crypto'
import type { Recognised } from './credential-reader'

const most = 10_000

/**
 * Recognised credentials, bounded, forgotten whenever some credential changes or a sign-in ends. Passwords are remembered by their hash with a
 * secret of this process; random keys, ids and tokens by their text, which is quicker and tells an attacker with the memory nothing that the next
 * call does not.
 */
export class Remembered {
  readonly #salt: string | undefined
  readonly #known = new Map<string, Recognised>()
  #version = -1

  constructor(hashed: boolean) {
    this.#salt = hashed ? randomBytes(16).toString('latin1') : undefined
  }

  get(credential: string, version: number): Recognised | undefined {
    if (version !== this.#version) {
      this.#known.clear()
      this.#version = version
    }
    const known = this.#known.get(this.#key(credential))
    return known === undefined || (known.until !== undefined && known.until <= Date.now()) ? undefined : known
  }

  set(credential: string, recognised: Recognised, version: number): void {
    if (version !== this.#version || recognised.once) return
    if (this.#known.size >= most) this.#known.delete(this.#known.keys().next().value!)
    this.#known.set(this.#key(credential), recognised)
  }

  #key(credential: string): string {
    return this.#salt === undefined ? credential : hash('sha256', this.#salt + credential, 'base64')
  }
}
