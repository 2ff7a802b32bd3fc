import type { Catalog, MessageType } from '../../dtos/contract'
import {
  type AuthEvent,
  type AuthEvents,
  noAuthEvents,
  type RequestContext,
  type Session,
  type SessionStore,
  type StoredUser,
  type UserStore,
} from '../../services'
import { Call } from '../call'
import type { GatewayFacts } from '../gateway-facts'
import { after, type MaybePromise } from '../maybe'
import { Attempts } from './attempts'
import type { Auth } from './auth'
import type { AuthOptions } from './auth-options'
import { Cookies, hashId, newSessionId } from './cookies'
import type { CredentialReader } from './credential-reader'
import type { Identify } from './identify'
import type { OpenProvider } from './open-provider'
import { PasswordVerifier } from './passwords'
import type { AuthProvider } from './provider'
import { rightsOf, sessionOf } from './session-of'
import { sessionIdOf, sessionReader } from './session-reader'
import type { Issued, SignedIn, SignInOptions } from './sign-in'

const day = 86_400

export interface AuthSetup {
  readonly providers: readonly AuthProvider[]
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly options: AuthOptions
  readonly events?: AuthEvents | undefined
}

/** The gateway's `Auth`; its providers are open and their messages known. `identifyBy`, `roleNames` and what it is come when the gateway is compiled. */
export class GatewayAuth implements Auth {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly options: AuthOptions
  readonly attempts: Attempts
  readonly passwords = new PasswordVerifier()
  readonly providers: ReadonlyMap<string, { readonly provider: AuthProvider; readonly opened: OpenProvider }>
  readonly cookies: Cookies
  readonly readers: readonly CredentialReader[]
  roleNames: readonly string[] = []
  about!: GatewayFacts
  catalog!: Catalog
  identifyBy: (...call: Parameters<Identify>) => ReturnType<Identify> = () => undefined
  readonly #events: AuthEvents
  readonly #services = new Map<Function, object>()
  readonly #reads: { readonly cookies: Cookies; readonly idsInQuery: boolean }

  constructor({ providers, users, sessions, options, events = noAuthEvents }: AuthSetup) {
    this.users = users
    this.sessions = sessions
    this.options = options
    this.#events = events
    this.attempts = new Attempts(options.attempts)
    this.cookies = new Cookies(options.hostCookies ?? false)
    this.#reads = { cookies: this.cookies, idsInQuery: options.sessionIdsInQuery ?? false }
    const opened = new Map<string, { provider: AuthProvider; opened: OpenProvider }>()
    this.providers = opened
    for (const provider of providers) opened.set(provider.name.toLowerCase(), { provider, opened: provider.open(this) })
    const session = sessionReader({ users, sessions, ...this.#reads, idleSeconds: options.idleSeconds })
    this.readers = [...[...opened.values()].flatMap((each) => each.opened.readers ?? []), session]
  }

  service<T extends object>(type: new (auth: Auth) => T): T {
    let service = this.#services.get(type)
    if (service === undefined) {
      service = new type(this)
      this.#services.set(type, service)
    }
    return service as T
  }

  identify(context: RequestContext): MaybePromise<Session | undefined> {
    const call = context instanceof Call ? context : undefined
    if (!call) return context.session
    return after(call, this.identifyBy(call), (known) => known.session)
  }

  async signIn(user: StoredUser, context: RequestContext, options: SignInOptions): Promise<SignedIn> {
    const session = sessionOf(user, options.provider)
    const roles = this.#told(user.roles)
    const now = Date.now()
    const ids = { id: newSessionId(), permanent: newSessionId() }
    const permanentUntil = now + (this.options.permanentSeconds ?? 28 * day) * 1000
    const rememberMe = options.rememberMe ?? false
    if (!options.sessionless) {
      await this.#endPresented(context, true)
      this.cookies.set(context, 'ss-id', ids.id)
      this.cookies.set(context, 'ss-pid', ids.permanent, permanentUntil)
      this.cookies.set(context, 'ss-opt', rememberMe ? 'perm' : 'temp', permanentUntil)
    }
    const issued = await this.#issue({ user, session, roles, options }, context)
    // Ids and tokens are in nobody's cache.
    context.addHeader('Cache-Control', 'no-store')
    const sessionId = rememberMe ? ids.permanent : ids.id
    if (!options.sessionless && !issued.replacesSession)
      await this.sessions.putSession({
        hash: hashId(sessionId),
        userId: user.id,
        provider: options.provider,
        createdAt: now,
        expiresAt: rememberMe ? permanentUntil : now + (this.options.sessionSeconds ?? 14 * day) * 1000,
        seenAt: now,
        permanent: rememberMe,
        rights: rightsOf(user),
        ...(issued.family === undefined ? {} : { family: issued.family }),
        ...device(context),
      })
    this.record(
      { kind: 'signIn', userId: user.id, userName: user.userName, provider: options.provider, ...tenant(user) },
      context,
    )
    return { ...issued, session, sessionId, roles }
  }

  async signOut(context: RequestContext): Promise<void> {
    const session = await this.identify(context)
    await this.#endPresented(context, true)
    for (const { opened } of this.providers.values()) await opened.end?.(context)
    for (const name of ['ss-id', 'ss-pid', 'ss-tok', 'ss-reftok'] as const) this.cookies.remove(context, name)
    if (session) this.record({ kind: 'signOut' }, context)
  }

  async signOutEverywhere(userId: string, context?: RequestContext, keepThisOne = false): Promise<number> {
    const id = keepThisOne && context instanceof Call ? sessionIdOf(context, this.#reads) : undefined
    const kept = id === undefined ? undefined : await this.sessions.session(hashId(id))
    // A token's session is called by its family.
    const ofToken = keepThisOne && context?.session?.fromToken ? context.session.credentialId : undefined
    const count = await this.sessions.endAllOf(userId, Date.now(), { session: kept?.hash, family: kept?.family ?? ofToken })
    this.record({ kind: 'sessionsEnded', subject: userId, detail: { count } }, context)
    return count
  }

  endSession(context: RequestContext): Promise<void> {
    return this.#endPresented(context, false)
  }

  record(event: AuthEvent, context?: RequestContext): void {
    if (this.#events === noAuthEvents) return
    this.#events.record(context ? { ...whoAndWhere(context), ...event } : event)
  }

  async recordChange(event: AuthEvent, context?: RequestContext): Promise<void> {
    this.record(event, context)
    await this.#events.settled()
  }

  async #issue(signIn: Parameters<NonNullable<OpenProvider['issue']>>[0], context: RequestContext): Promise<Issued> {
    let issued: Issued = {}
    for (const [name, { opened }] of this.providers)
      if (opened.issue && !signIn.options.without?.includes(name))
        issued = { ...issued, ...(await opened.issue(signIn, context)) }
    return issued
  }

  /** The session whose id the call brings, whoever the call acts for. */
  async #endPresented(context: RequestContext, withTokens: boolean): Promise<void> {
    const id = context instanceof Call ? sessionIdOf(context, this.#reads) : undefined
    const session = id === undefined ? undefined : await this.sessions.session(hashId(id))
    if (!session) return
    await this.sessions.endSession(session.hash)
    if (withTokens && session.family !== undefined) await this.sessions.endFamily(session.family, Date.now())
  }

  /** Of an Admin all roles that messages name are told, for he satisfies them. */
  #told(roles: readonly string[]): readonly string[] {
    return roles.includes('Admin') ? [...new Set([...roles, ...this.roleNames])] : roles
  }
}

const tenant = ({ organization }: { readonly organization?: string }) => (organization === undefined ? {} : { organization })

const whoAndWhere = (context: RequestContext): Partial<AuthEvent> => {
  const { session, remoteAddress, verb, requestId } = context
  return {
    ...(session
      ? {
          userId: session.userId,
          userName: session.userName,
          credentialId: session.credentialId,
          provider: session.provider,
          ...tenant(session),
        }
      : {}),
    address: remoteAddress,
    ...(context instanceof Call && !context.plan ? {} : { message: context.message.name }),
    verb,
    requestId,
  }
}

const device = ({ remoteAddress, raw }: RequestContext) => {
  const agent = raw?.request.headers['user-agent']
  return { address: remoteAddress, ...(agent ? { device: agent.slice(0, 200) } : {}) }
}

/** Roles that messages ask for, in their order. */
export const rolesNamed = (messages: readonly MessageType[]): readonly string[] => [
  ...new Set(
    messages.flatMap(({ access, typeRules }) => [
      ...access.requiredRoles,
      ...access.requiresAnyRole,
      ...typeRules.flatMap(({ name, args }) => (name === 'HasRoles' || name === 'HasAnyRole' ? args : [])),
    ]),
  ),
]
