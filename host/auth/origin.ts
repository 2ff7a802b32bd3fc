import type { IncomingMessage } from 'node:http'
import type { Call } from '../call'
import type { AuthOptions } from './auth-options'

/** A JSONP call from another site's page, or from nobody knows where: what the browser attaches by itself does not count (design.md section 6). */
function isForeignScript(call: Call): boolean {
  if (call.callback === undefined) return false
  const site = call.header('sec-fetch-site')
  return site !== 'same-origin' && site !== 'none'
}

const reading: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Something may change by this call: its method, the verb that it means instead, or what its message is for where that is said; a page has none. */
const isChange = ({ incoming, verb, plan }: Call): boolean =>
  !reading.has(verb) || !reading.has(incoming.method!) || (plan?.message.verbMarker === true && !reading.has(plan.message.verb))

/**
 * Another site's page sent it: by `Sec-Fetch-Site`, which scripts cannot write, else by `Origin`. Neither is there where no browser is.
 * `origins`: pages of others that may.
 */
export function isForeignPage(call: Call, { origins = [] }: AuthOptions): boolean {
  const site = call.header('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return false
  const origin = call.header('origin')
  if (origin === undefined) return site !== undefined
  return origin !== originOf(call.baseUrl) && !origins.includes(origin)
}

/** What forms send; a page may have these sent anywhere, without the browser's asking there first whether it may (CORS). */
const ofForms: ReadonlySet<string> = new Set(['', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])

/** Another site's page sent it, and no browser has asked first: a form, a link, a picture. With JSON or another verb it would have (CORS). */
export function isUnasked(call: Call, options: AuthOptions): boolean {
  const { method } = call.incoming
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return false
  return ofForms.has(call.mediaType) && isForeignPage(call, options)
}

/**
 * Why what a browser attached by itself does not count here: another site's script asks, or its page wants something changed; undefined: it counts.
 * A script that says a password itself is asked for first, and so told from a browser that remembers one.
 */
export function foreignAttached(call: Call, how: 'cookie' | 'remembered', options: AuthOptions): 'script' | 'page' | undefined {
  if (!options.scriptsFromAnywhere && isForeignScript(call)) return 'script'
  return isChange(call) && (how === 'cookie' ? isForeignPage : isUnasked)(call, options) ? 'page' : undefined
}

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined)

/** The call lives on a cookie of ours and on nothing that its sender had to say: then a verb in disguise is not heard. */
export function isByCookie({ headers }: IncomingMessage): boolean {
  const { cookie, authorization } = headers
  return (
    cookie !== undefined &&
    authorization === undefined &&
    headers['x-api-key'] === undefined &&
    /(^|[;\s])(__Host-)?ss-(id|pid|tok|reftok)=/.test(cookie)
  )
}
