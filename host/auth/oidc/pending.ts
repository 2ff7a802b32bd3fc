import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { RequestContext } from '../../../services'
import { Call } from '../../call'
import { cookieValue } from '../cookies'

/** A sign-in that is under way elsewhere. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where the browser wanted to go. */
  readonly target?: string
  /** Milliseconds since 1970. */
  readonly until: number
}

const seconds = 600
const longest = 2_048

/**
 * Keeps it in the browser that began it, sealed and out of every script's reach: another browser cannot end it (login CSRF), and a flood of beginnings
 * takes no memory. `secret` is the same in all processes of one gateway; without it each seals for itself.
 */
export class PendingSignIns {
  readonly #key: Buffer

  constructor(
    private readonly name: string,
    secret: string | undefined,
  ) {
    this.#key =
      secret === undefined ? randomBytes(32) : Buffer.from(hkdfSync('sha256', secret, '', `tollgate sign-in by ${name}`, 32))
  }

  begin(context: RequestContext, pending: Omit<Pending, 'until'>): void {
    const sealed = this.#seal(JSON.stringify({ ...pending, until: Date.now() + seconds * 1000 }))
    this.#setCookie(context, sealed, seconds)
  }

  /** Ends it: the next call of the browser has none. */
  end(context: RequestContext): Pending | undefined {
    const header = context instanceof Call ? context.incoming.headers.cookie : undefined
    const sealed = header === undefined ? undefined : cookieValue(header, this.#cookie(context))
    if (sealed === undefined) return undefined
    this.#setCookie(context, '', 0)
    const text = sealed.length > longest * 2 ? undefined : this.#open(sealed)
    const pending = text === undefined ? undefined : (JSON.parse(text) as Pending)
    return pending && pending.until > Date.now() ? pending : undefined
  }

  /** `__Host-`: no subdomain can plant one. `Lax`: it comes back when the issuer sends the browser here, and with nothing else from elsewhere. */
  #setCookie(context: RequestContext, value: string, maxAge: number): void {
    const secure = context.secure ? ' Secure;' : ''
    context.addHeader(
      'Set-Cookie',
      `${this.#cookie(context)}=${value}; Max-Age=${maxAge}; Path=/;${secure} HttpOnly; SameSite=Lax`,
    )
    context.addHeader('Cache-Control', 'no-store')
  }

  #cookie = ({ secure }: RequestContext) => `${secure ? '__Host-' : ''}tollgate-${this.name}`

  #seal(text: string): string {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv)
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return sealed.toString('base64url')
  }

  #open(sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length < 29) return undefined
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12), { authTagLength: 16 })
      cipher.setAuthTag(bytes.subarray(-16))
      return cipher.update(bytes.subarray(12, -16)).toString('utf8') + cipher.final('utf8')
    } catch {
      return undefined
    }
  }
}

/** A target that would make the cookie larger than browsers keep is not remembered. */
export const isRemembered = (target: string): boolean => target.length <= longest
