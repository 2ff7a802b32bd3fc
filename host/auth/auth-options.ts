import type { AttemptLimit } from './attempts'

/** How a gateway deals with who calls: what has a default here, and where the reference differs, a switch. */
export interface AuthOptions {
  /** `reference`: empty 401 with a challenge, and text/plain 403, for filter attributes. A ResponseStatus in the call's format unless said. */
  readonly denials?: 'own' | 'reference'
  /** Where browsers are sent that may not see a page without signing in; false: nowhere, they get the error. */
  readonly loginPage?: string | false | LoginPage
  /** Origins beside its own whose pages may have something changed in the name of a cookie: `https://app.example`. */
  readonly origins?: readonly string[]
  /** What browsers attach by themselves counts for scripts of any site: anybody's page then reads what its visitor may (design.md section 6). */
  readonly scriptsFromAnywhere?: boolean
  /** How many wrong passwords an account and address have, and what waits beyond; false: as many as one likes. */
  readonly attempts?: Partial<AttemptLimit> | false
  /** Seconds that a session lives after the sign-in; 14 days unless said. */
  readonly sessionSeconds?: number
  /** The same where `RememberMe` was said; 28 days unless said. */
  readonly permanentSeconds?: number
  /** Seconds without a call after which a session ends early; none unless said. */
  readonly idleSeconds?: number
  /** Session ids count as `?ss-id=` too: addresses end up in logs and histories. */
  readonly sessionIdsInQuery?: boolean
  /** Over https cookies are called `__Host-ss-id` …, which no subdomain can set. Clients that know the names by heart do not find them then. */
  readonly hostCookies?: boolean
}

export interface LoginPage {
  /** `/login` unless said. */
  readonly path?: string
  /** The name under which it is told where one was going: `redirect` unless said. */
  readonly parameter?: string
  /** It is told the path and query only, not the whole address. */
  readonly pathOnly?: boolean
}
