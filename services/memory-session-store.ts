import { rotate } from './rotate-family'
import type { Rotation, SessionStore, StoredSession, TokenFamily } from './session-store'

const sweepEvery = 60_000

/** Sign-ins of one process, gone with it. */
export class MemorySessionStore implements SessionStore {
  readonly #sessions = new Map<string, StoredSession>()
  readonly #families = new Map<string, TokenFamily>()
  #version = 0
  #swept = 0

  session(hash: string) {
    const session = this.#sessions.get(hash)
    return session !== undefined && session.expiresAt > Date.now() ? session : undefined
  }
  sessionsOf(userId: string) {
    const now = Date.now()
    return [...this.#sessions.values()].filter((session) => session.userId === userId && session.expiresAt > now)
  }
  putSession(session: StoredSession) {
    this.#sweep()
    this.#sessions.set(session.hash, session)
  }
  touchSession(hash: string, at: number) {
    const session = this.#sessions.get(hash)
    if (session) this.#sessions.set(hash, { ...session, seenAt: at })
  }
  endSession(hash: string) {
    if (this.#sessions.delete(hash)) this.#version++
  }

  family(id: string) {
    const family = this.#families.get(id)
    return family !== undefined && family.expiresAt > Date.now() ? family : undefined
  }
  familiesOf(userId: string) {
    const now = Date.now()
    return [...this.#families.values()].filter(
      (family) => family.userId === userId && family.endedAt === undefined && family.expiresAt > now,
    )
  }
  putFamily(family: TokenFamily) {
    this.#sweep()
    this.#families.set(family.id, family)
    if (family.endedAt !== undefined) this.#version++
  }
  rotateFamily(id: string, from: string, to: string, at: number): Rotation {
    const { outcome, family } = rotate(this.family(id), from, to, at)
    if (family) this.#families.set(id, family)
    if (outcome === 'reused') this.#version++
    return outcome
  }
  endFamily(id: string, at: number) {
    const family = this.#families.get(id)
    if (!family || family.endedAt !== undefined) return
    this.#families.set(id, { ...family, endedAt: at })
    this.#version++
  }

  endAllOf(userId: string, at: number, except: { session?: string | undefined; family?: string | undefined } = {}) {
    const sessions = this.sessionsOf(userId).filter(({ hash }) => hash !== except.session)
    const families = this.familiesOf(userId).filter(({ id }) => id !== except.family)
    for (const { hash } of sessions) this.endSession(hash)
    for (const { id } of families) this.endFamily(id, at)
    return sessions.length + families.length
  }

  version() {
    return this.#version
  }

  /** What expired is let go of now and then, when something comes. */
  #sweep() {
    const now = Date.now()
    if (now - this.#swept < sweepEvery) return
    this.#swept = now
    for (const [hash, { expiresAt }] of this.#sessions) if (expiresAt <= now) this.#sessions.delete(hash)
    for (const [id, { expiresAt }] of this.#families) if (expiresAt <= now) this.#families.delete(id)
  }
}
