import { hash, verify } from '@node-rs/argon2'
import { HttpError } from '../../dtos/contract'

/** argon2id off the event loop; parameters are kept with the hash (PHC text). */
export const hashPassword = (password: string): Promise<string> => hash(password)

/** How many hashes may be computed at a time: each takes 19 MiB and a core for 0.1 s. */
const atOnce = 8
/** A hash of nobody's password: unknown users cost the same work as known ones (threats 3.5). */
let nobody: Promise<string> | undefined

/** Verifies with a bound on the work: beyond it 503, so that a flood of sign-ins cannot take the machine. */
export class PasswordVerifier {
  #running = 0

  /** Without a hash no password is right: of unknown users, and of those who sign in elsewhere only. */
  async verify(passwordHash: string | undefined, password: string): Promise<boolean> {
    if (this.#running >= atOnce * 8)
      throw new HttpError(503, 'ServiceUnavailable', 'Too many sign-ins at once; try again in a second.', {
        headers: { 'Retry-After': '1' },
      })
    this.#running++
    try {
      nobody ??= hashPassword('nobody')
      const good = await verify(passwordHash || (await nobody), password)
      return good && !!passwordHash
    } finally {
      this.#running--
    }
  }
}

/** What `hashPassword` uses today: 19 MiB, two passes. */
const today = { m: 19_456, t: 2, p: 1 }

/** Made with weaker parameters than today's, or by another function. */
export function isOutdated(passwordHash: string): boolean {
  const said = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(passwordHash)
  return !said || Number(said[1]) < today.m || Number(said[2]) < today.t
}
