import { rotate } from '../../../rotate-family'
import type { Rotation, SessionStore, StoredSession, TokenFamily } from '../../../session-store'
import type { Connection } from './connection'

/** How the version of sign-ins is asked for: on each call, so mostly from memory. */
const pollMs = 250
const touchFlushMs = 5_000

type Except = Parameters<SessionStore['endAllOf']>[2]

/** Run by the writer, each inside its transaction. */
export const signInWrites = {
  putSession(connection: Connection, session: StoredSession): void {
    const { seenAt, ...record } = session
    connection.run('delete from session where expires_at <= ?', Date.now())
    connection.run(
      'insert into session(hash, user_id, expires_at, seen_at, record) values(?, ?, ?, ?, ?) on conflict(hash) do update set expires_at = excluded.expires_at, seen_at = excluded.seen_at, record = excluded.record',
      session.hash,
      session.userId,
      session.expiresAt,
      seenAt,
      JSON.stringify(record),
    )
  },

  /** Not an end: nobody has to look again. */
  touchSessions(connection: Connection, touched: readonly (readonly [hash: string, at: number])[]): void {
    for (const [hash, at] of touched) connection.run('update session set seen_at = max(seen_at, ?) where hash = ?', at, hash)
  },

  endSession(connection: Connection, hash: string): void {
    if (connection.run('delete from session where hash = ?', hash) > 0) ended(connection)
  },

  putFamily(connection: Connection, family: TokenFamily): void {
    connection.run('delete from token_family where expires_at <= ?', Date.now())
    keep(connection, family)
    if (family.endedAt !== undefined) ended(connection)
  },

  rotateFamily(connection: Connection, id: string, from: string, to: string, at: number): Rotation {
    const { outcome, family } = rotate(familyOf(connection, id), from, to, at)
    if (family) keep(connection, family)
    if (outcome === 'reused') ended(connection)
    return outcome
  },

  endFamily(connection: Connection, id: string, at: number): void {
    const family = familyOf(connection, id)
    if (!family || family.endedAt !== undefined) return
    keep(connection, { ...family, endedAt: at })
    ended(connection)
  },

  endAllOf(connection: Connection, userId: string, at: number, except: Except = {}): number {
    const sessions = connection.run(
      'delete from session where user_id = ? and expires_at > ? and hash <> ?',
      userId,
      at,
      except.session ?? '',
    )
    const families = familiesOf(connection, userId).filter(({ id }) => id !== except.family)
    for (const family of families) keep(connection, { ...family, endedAt: at })
    if (sessions + families.length > 0) ended(connection)
    return sessions + families.length
  },
}

export type SignInWrites = typeof signInWrites
type Rest<F> = F extends (connection: Connection, ...args: infer Args) => unknown ? Args : never
/** One of these by its name, in the thread of the writer. */
export type WriteSignIn = <N extends keyof SignInWrites>(
  name: N,
  ...args: Rest<SignInWrites[N]>
) => Promise<ReturnType<SignInWrites[N]>>

/** Sign-ins in the book: they outlive the process, and other processes see what ended within a second. */
export class SqliteSessions implements SessionStore {
  private known = 0
  private asked = Number.NEGATIVE_INFINITY
  private touched = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly read: <T>(query: (connection: Connection) => T) => T,
    private readonly write: WriteSignIn,
  ) {}

  session(hash: string): StoredSession | undefined {
    return this.read((connection) => {
      const row = connection.get('select record, seen_at from session where hash = ? and expires_at > ?', hash, Date.now())
      return row && this.seen(sessionFrom(row))
    })
  }

  sessionsOf(userId: string): readonly StoredSession[] {
    return this.read((connection) =>
      connection
        .all('select record, seen_at from session where user_id = ? and expires_at > ? order by hash', userId, Date.now())
        .map((row) => this.seen(sessionFrom(row))),
    )
  }

  family(id: string): TokenFamily | undefined {
    return this.read((connection) => familyOf(connection, id))
  }

  familiesOf(userId: string): readonly TokenFamily[] {
    return this.read((connection) => familiesOf(connection, userId))
  }

  putSession(session: StoredSession) {
    return this.write('putSession', session)
  }

  putFamily(family: TokenFamily) {
    return this.ending(this.write('putFamily', family))
  }

  endSession(hash: string) {
    this.touched.delete(hash)
    return this.ending(this.write('endSession', hash))
  }

  rotateFamily(id: string, from: string, to: string, at: number) {
    return this.ending(this.write('rotateFamily', id, from, to, at))
  }

  endFamily(id: string, at: number) {
    return this.ending(this.write('endFamily', id, at))
  }

  endAllOf(userId: string, at: number, except?: Except) {
    return this.ending(this.write('endAllOf', userId, at, except))
  }

  touchSession(hash: string, at: number): void {
    this.touched.set(hash, Math.max(at, this.touched.get(hash) ?? 0))
    this.timer ??= setTimeout(() => void this.flush(), touchFlushMs).unref()
  }

  /** Writes down when sessions were last seen; what cannot be written is tried again with the next ones. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    if (this.touched.size === 0) return
    const touched = this.touched
    this.touched = new Map()
    await this.write('touchSessions', [...touched]).catch(() => {
      for (const [hash, at] of touched) this.touched.set(hash, Math.max(at, this.touched.get(hash) ?? 0))
    })
  }

  version(): number {
    const now = performance.now()
    if (now - this.asked < pollMs) return this.known
    this.known = this.read((connection) => connection.get(`select value from version where name = 'sign_ins'`)!.value)
    this.asked = now
    return this.known
  }

  /** What is not written down yet counts as well. */
  private seen(session: StoredSession): StoredSession {
    const at = this.touched.get(session.hash)
    return at === undefined || at <= session.seenAt ? session : { ...session, seenAt: at }
  }

  /** Who ended something sees it at once. */
  private async ending<T>(written: Promise<T>): Promise<T> {
    const answer = await written
    this.asked = Number.NEGATIVE_INFINITY
    return answer
  }
}

interface SessionRow {
  readonly record?: string
  readonly seen_at?: number | null
}
const sessionFrom = ({ record, seen_at }: SessionRow): StoredSession => ({
  ...(JSON.parse(record!) as Omit<StoredSession, 'seenAt'>),
  seenAt: seen_at ?? 0,
})

function familyOf(connection: Connection, id: string): TokenFamily | undefined {
  const row = connection.get('select record from token_family where id = ? and expires_at > ?', id, Date.now())
  return row && (JSON.parse(row.record) as TokenFamily)
}

const familiesOf = (connection: Connection, userId: string): readonly TokenFamily[] =>
  connection
    .all('select record from token_family where user_id = ? and expires_at > ? order by id', userId, Date.now())
    .map((row) => JSON.parse(row.record) as TokenFamily)
    .filter(({ endedAt }) => endedAt === undefined)

const keep = (connection: Connection, family: TokenFamily): void => {
  connection.run(
    'insert into token_family(id, user_id, expires_at, record) values(?, ?, ?, ?) on conflict(id) do update set expires_at = excluded.expires_at, record = excluded.record',
    family.id,
    family.userId,
    family.expiresAt,
    JSON.stringify(family),
  )
}

const ended = (connection: Connection): void => {
  connection.run(`update version set value = value + 1 where name = 'sign_ins'`)
}
