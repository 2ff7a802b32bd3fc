import { hash } from 'node:crypto'
import type { RequestContext } from '../../services'
import { randomText } from './keys'

/** The cookies of the wire. */
export type CookieName = 'ss-id' | 'ss-pid' | 'ss-opt' | 'ss-tok' | 'ss-reftok'

/** A new session id: letters and digits of 128 random bits and a little more. */
export const newSessionId = (): string => randomText(22)
/** What a store knows of an id or a token. */
export const hashId = (id: string): string => hash('sha256', id, 'base64url')

const day = 86_400_000

/** Writes and reads the gateway's cookies. `host`: over https they are called `__Host-…`, so that no subdomain can plant one. */
export class Cookies {
  constructor(private readonly host: boolean) {}

  /** In the order and with the attributes of; without `expires` it ends with the browser. */
  set(context: RequestContext, name: CookieName, value: string, expires?: number): void {
    const { secure } = context
    const until = expires === undefined ? '' : `; expires=${new Date(expires).toUTCString()}`
    context.addHeader(
      'Set-Cookie',
      `${this.#named(name, secure)}=${value}${until}; path=/;${secure ? ' secure;' : ''} samesite=lax; httponly`,
    )
  }

  /** A deletion is an empty value that expired a day ago. */
  remove(context: RequestContext, name: CookieName): void {
    this.set(context, name, '', Date.now() - day)
  }

  read(header: string | undefined, name: CookieName, context: { readonly secure: boolean }): string | undefined {
    if (header === undefined) return undefined
    return cookieValue(header, this.host ? this.#named(name, context.secure) : name)
  }

  #named(name: CookieName, secure: boolean): string {
    return this.host && secure ? `__Host-${name}` : name
  }
}

/**
 * One cookie's value; the first of several, as the more specific one comes first. Junk between is skipped (clients.md T7); an empty one is none.
 */
export function cookieValue(header: string, name: string): string | undefined {
  for (let at = header.indexOf(name); at >= 0; at = header.indexOf(name, at + 1)) {
    const end = at + name.length
    if (header.charCodeAt(end) !== 0x3d || !startsPair(header, at)) continue
    const stop = header.indexOf(';', end)
    const value = between(header, end + 1, stop < 0 ? header.length : stop)
    if (value !== '') return decoded(value)
  }
  return undefined
}

/** Without blanks around; one slice, for it is done on each call. */
function between(text: string, from: number, to: number): string {
  while (from < to && text.charCodeAt(from) === 0x20) from++
  while (to > from && text.charCodeAt(to - 1) === 0x20) to--
  return text.slice(from, to)
}

function startsPair(header: string, at: number): boolean {
  let before = at - 1
  while (before >= 0 && header.charCodeAt(before) === 0x20) before--
  return before < 0 || header.charCodeAt(before) === 0x3b
}

/** Some clients percent-encode what they send back. */
function decoded(value: string): string {
  if (!value.includes('%')) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
