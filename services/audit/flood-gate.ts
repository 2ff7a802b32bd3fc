import type { AuthEvent, AuthEventKind } from './auth-events'

type Timed = AuthEvent & { readonly at: number }

/**
 * How many events that look alike are written one by one in a minute; the rest of the minute is one entry with their count. What is not named is a
 * change of rights and always written.
 */
const oneByOne: Partial<Readonly<Record<AuthEventKind, number>>> = {
  signIn: 60,
  signOut: 60,
  tokenIssued: 60,
  tokenRefreshed: 60,
  signInFailed: 10,
  refused: 5,
}

/** Kinds of looking alike in a minute; what is beyond them is counted together, so that neither disk nor memory can be filled from outside. */
const mostAlike = 200
const minute = 60_000
const mostNames = 8

interface Alike {
  readonly first: Timed
  readonly messages: Set<string>
  /** How many more are written one by one. */
  left: number
  counted: number
}

/** Lets through what an auditor must see each of, and counts what somebody could send without end. */
export class FloodGate {
  #minute = 0
  #alike = new Map<string, Alike>()

  /** The entries that this event leads to: itself or nothing, and before it the counts of a minute that is over. */
  pass(event: Timed, now: number): readonly Timed[] {
    const over = this.isDue(now) ? this.counts() : []
    this.#minute = Math.floor(now / minute)
    const most = oneByOne[event.kind]
    if (most === undefined) return [...over, event]
    const group = this.#groupOf(event, most)
    if (group.left > 0) {
      group.left--
      return [...over, event]
    }
    group.counted++
    if (event.message !== undefined && group.messages.size < mostNames) group.messages.add(event.message)
    return over
  }

  /** True where a minute is over that may have counts to tell. */
  isDue(now: number): boolean {
    return this.#alike.size > 0 && Math.floor(now / minute) !== this.#minute
  }

  counts(): readonly Timed[] {
    const told = [...this.#alike.values()].filter(({ counted }) => counted > 0)
    this.#alike = new Map()
    return told.map(({ first: { requestId, message, verb, ...first }, counted, messages }) => ({
      ...first,
      detail: { ...first.detail, times: counted, ...(messages.size > 0 ? { messages: [...messages] } : {}) },
    }))
  }

  #groupOf(event: Timed, most: number): Alike {
    const { kind, at, address, reason, status, userName, userId, credentialId, subject } = event
    const key = JSON.stringify([kind, address, reason, status, userName, userId, credentialId, subject])
    const known = this.#alike.get(key)
    if (known) return known
    // Of those beyond the bound nothing is told that differs between them.
    if (this.#alike.size >= mostAlike) return this.#kept(kind, { first: { kind, at, reason: 'Various' }, left: 0 })
    return this.#kept(key, { first: event, left: most })
  }

  #kept(key: string, group: Pick<Alike, 'first' | 'left'>): Alike {
    const kept = this.#alike.get(key) ?? { ...group, messages: new Set<string>(), counted: 0 }
    this.#alike.set(key, kept)
    return kept
  }
}
