import type { SessionStore, StoredSession, StoredUser, UserStore } from '../../services'
import type { Call } from '../call'
import { after, type MaybePromise } from '../maybe'
import { queryValue } from '../query-value'
import { type Cookies, hashId, newSessionId } from './cookies'
import type { CredentialReader, Recognised } from './credential-reader'
import { enabled, rightsOf, sessionOf } from './session-of'

/** How long a recognised session is taken from memory: then it is seen again, so that idle ones end. */
const lookAgain = 60_000
/** How long the id before a change of rights still counts: requests that ran side by side all carried it. */
const overlap = 30_000

export interface SessionReaderOptions {
  readonly users: UserStore
  readonly sessions: SessionStore
  readonly cookies: Cookies
  readonly idleSeconds: number | undefined
  readonly idsInQuery: boolean
}

/** Ids that we make look like this; any other text is nobody's and is not looked up. */
const ours = /^[A-Za-z0-9]{22}$/

const headerOf = { 'ss-id': 'x-ss-id', 'ss-pid': 'x-ss-pid', 'ss-opt': 'x-ss-opt' } as const

/** The session id that a call carries: by header, query where that is allowed, or cookie; the permanent one only where `ss-opt` says `perm`. */
export function sessionIdOf(call: Call, { cookies, idsInQuery }: Pick<SessionReaderOptions, 'cookies' | 'idsInQuery'>) {
  const { headers } = call.incoming
  const { cookie } = headers
  const told = headers['x-ss-id'] !== undefined || headers['x-ss-pid'] !== undefined || headers['x-ss-opt'] !== undefined
  if (cookie === undefined && !told && !idsInQuery) return undefined
  if (!told && !idsInQuery) return ownId(byCookie(call, cookie!, cookies))
  const read = (name: keyof typeof headerOf) =>
    call.header(headerOf[name]) ||
    (idsInQuery || name === 'ss-opt' ? queryValue(call.query, name) : undefined) ||
    cookies.read(cookie, name, call)
  return ownId((read('ss-opt') === 'perm' ? read('ss-pid') : undefined) ?? read('ss-id'))
}

/** Which of the ids counts is no secret, and may be said in the query wherever they travel. */
const maySayOpt = /ss-opt/i

/** By far the most calls with a session: looked at closely only where the cookie may be a permanent one's. */
function byCookie(call: Call, cookie: string, cookies: Cookies): string | undefined {
  const said = maySayOpt.test(call.query) ? queryValue(call.query, 'ss-opt') : undefined
  const permanent = said ? said === 'perm' : cookie.includes('ss-opt=perm') && cookies.read(cookie, 'ss-opt', call) === 'perm'
  return (permanent ? cookies.read(cookie, 'ss-pid', call) : undefined) ?? cookies.read(cookie, 'ss-id', call)
}

/** Another length is not ours; the rest is looked at when it is recognised. */
const ownId = (id: string | undefined) => (id?.length === 22 ? id : undefined)

/** Who signed in before and has his session's id. Its roles are looked up live. */
export function sessionReader(options: SessionReaderOptions): CredentialReader {
  const { users, sessions, cookies } = options
  const idle = options.idleSeconds === undefined ? undefined : options.idleSeconds * 1000

  return {
    carrier: 'session',
    ambient: (call) => (byHeader(call) ? undefined : 'cookie'),
    read: (call) => sessionIdOf(call, options),
    recognise: (id, call) =>
      ours.test(id) ? after(call, sessions.session(hashId(id)), (it, session) => found(id, it, session)) : undefined,
  }

  function found(id: string, call: Call, session: StoredSession | undefined): MaybePromise<Recognised | undefined> {
    if (session === undefined || endsIdle(session)) return undefined
    return after(session, users.userById(session.userId), (known, user) => seen(id, known, enabled(user), call))
  }

  function endsIdle({ hash, seenAt }: StoredSession): boolean {
    if (idle === undefined || seenAt + idle > Date.now()) return false
    void sessions.endSession(hash)
    return true
  }

  function seen(
    id: string,
    session: StoredSession,
    user: StoredUser | undefined,
    call: Call,
  ): MaybePromise<Recognised | undefined> {
    if (!user) return undefined
    const now = Date.now()
    const recognised = { session: sessionOf(user, session.provider, session.hash.slice(0, 12)), sessionId: id }
    const rights = rightsOf(user)
    if (rights !== session.rights && !byHeader(call)) return renewed(recognised, { ...session, rights }, call)
    if (now - session.seenAt > Math.min(1000, (idle ?? 4000) / 4)) sessions.touchSession(session.hash, now)
    return { ...recognised, until: Math.min(session.expiresAt, now + Math.min(lookAgain, (idle ?? lookAgain) / 2)) }
  }

  /** Other rights, another id. */
  function renewed(recognised: Recognised, session: StoredSession, call: Call): MaybePromise<Recognised> {
    const id = newSessionId()
    const now = Date.now()
    const old = { ...session, expiresAt: Math.min(session.expiresAt, now + overlap) }
    cookies.set(call, session.permanent ? 'ss-pid' : 'ss-id', id, session.permanent ? session.expiresAt : undefined)
    return after(recognised, sessions.putSession({ ...session, hash: hashId(id), seenAt: now }), (it) =>
      after(it, sessions.putSession(old), (known) => ({ ...known, sessionId: id, once: true as const })),
    )
  }
}

const byHeader = ({ incoming: { headers } }: Call) => headers['x-ss-id'] !== undefined || headers['x-ss-pid'] !== undefined
