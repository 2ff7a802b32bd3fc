import type { Catalog } from '../../dtos/contract'
import type { AuthEvent, RequestContext, Session, SessionStore, StoredUser, UserStore } from '../../services'
import type { GatewayFacts } from '../gateway-facts'
import type { MaybePromise } from '../maybe'
import type { Attempts } from './attempts'
import type { AuthOptions } from './auth-options'
import type { Cookies } from './cookies'
import type { NamedProvider, OpenProvider } from './open-provider'
import type { PasswordVerifier } from './passwords'
import type { SignedIn, SignInOptions } from './sign-in'

/** What the gateway knows of identity: providers get it when it opens, services of providers use it, and programs by `gateway.auth`. */
export interface Auth {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly options: AuthOptions
  readonly attempts: Attempts
  readonly passwords: PasswordVerifier
  /** In the gateway's order, by name in lower case. */
  readonly providers: ReadonlyMap<string, { readonly provider: NamedProvider; readonly opened: OpenProvider }>
  /** The one service of this class in the gateway: several providers may bring it. */
  service<T extends object>(type: new (auth: Auth) => T): T
  /** Writes and reads the gateway's cookies. */
  readonly cookies: Cookies
  /** Roles that messages name. */
  readonly roleNames: readonly string[]
  /** What the gateway is called, for pages; known once it is compiled. */
  readonly about: GatewayFacts
  /** Its messages; known once it is compiled. */
  readonly catalog: Catalog

  /** Finds out who calls, for services whose messages are open and look at the caller only sometimes; the context has it then. */
  identify(context: RequestContext): MaybePromise<Session | undefined>
  /** Who is signed in afterwards: new ids, cookies with the answer, tokens where a provider makes some. The proof is the caller's business. */
  signIn(user: StoredUser, context: RequestContext, options: SignInOptions): Promise<SignedIn>
  /** Ends the caller's session and tokens, and takes the cookies away. */
  signOut(context: RequestContext): Promise<void>
  /** Ends the stored session that the call brings, and leaves cookies and tokens alone. */
  endSession(context: RequestContext): Promise<void>
  /** Ends all sessions and tokens of a user, but for those of `except`; answers how many. */
  signOutEverywhere(userId: string, context?: RequestContext, keepThisOne?: boolean): Promise<number>
  /** Says what happened, with who did it and from where. */
  record(event: AuthEvent, context?: RequestContext): void
  /** The same for what is only answered once it is written down: changes of rights, keys and users. */
  recordChange(event: AuthEvent, context?: RequestContext): Promise<void>
}
