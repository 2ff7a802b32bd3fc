import { HttpError } from '../../../dtos/contract/http-error'
import type { Session } from '../../session'
import type { MaybePromise } from './maybe-promise'
import { when } from './maybe-promise'

export type Limit =
  | { readonly kind: 'organization'; readonly organization: string }
  /** Keys, those below included. */
  | { readonly kind: 'accounts'; readonly accounts: readonly string[] }

/** Neither class leaves this file, so that no reach is made elsewhere; the private fields make an object that only looks like one not compile. */
class LimitedReach {
  readonly #limits: readonly Limit[]

  constructor(limits: readonly Limit[]) {
    this.#limits = Object.freeze([...limits])
  }

  /** All of them hold; none: the whole book. */
  get limits(): readonly Limit[] {
    return this.#limits
  }

  /** A question about less than what the caller may see; never about more. */
  inOrganization(organization: string): Reach {
    return new LimitedReach([...this.#limits, { kind: 'organization', organization }])
  }

  amongAccounts(accounts: readonly string[]): Reach {
    return new LimitedReach([...this.#limits, { kind: 'accounts', accounts }])
  }
}

class WholeReach extends LimitedReach {
  readonly #whole = true

  constructor() {
    super([])
  }

  get isWhole(): boolean {
    return this.#whole
  }
}

class WriteReach {
  readonly #organization: string | undefined
  readonly #sources: readonly string[]

  constructor(organization: string | undefined, sources: readonly string[]) {
    this.#organization = organization
    this.#sources = sources
  }

  /** Undefined: everybody's. */
  get organization(): string | undefined {
    return this.#organization
  }

  /** Empty: all of the organization's. */
  get sources(): readonly string[] {
    return this.#sources
  }
}

/**
 * Which usage a caller may see, made from who he is and never from what he asks (usage-domain 3.8). Every read of the book takes one, and there is no
 * other way to get one than from a session or, for a command at the operator's own hand, from `operatorReach`.
 */
export type Reach = LimitedReach
/** The reach of who answers for the book itself: master data, periods, proofs. */
export type WholeBook = WholeReach
/** Whose events a caller may write. */
export type IngestReach = WriteReach

const whole = new WholeReach()
const nothing: Reach = whole.amongAccounts([])
const everywhere = new WriteReach(undefined, [])

/** For commands on the machine of the book, which no session stands behind. Services have a session and never call this (a test looks). */
export const operatorReach = (): WholeBook => whole
export const operatorWrites = (): IngestReach => everywhere

const administrators = ['SystemAdministrator', 'Admin']
export const isAdministrator = (session: Session): boolean =>
  session.passesAll === true || session.roles.some((role) => administrators.includes(role))

/** An administrator who belongs to an organization looks after that one alone; the others after all. */
const administered = ({ organization }: Session): Reach =>
  organization === undefined ? whole : whole.inOrganization(organization)

/** For lists that administrators alone may see. Their messages require the role already; this is the second wall. */
export const administratorReach = (session: Session | undefined): Reach => {
  if (session && isAdministrator(session)) return administered(session)
  throw new HttpError(403, 'Forbidden', 'The role SystemAdministrator is required.')
}

/** For what is about the whole book. */
export const wholeBookReach = (session: Session | undefined): WholeBook => {
  if (administratorReach(session) === whole) return whole
  throw new HttpError(
    403,
    'Forbidden',
    `You look after the organization ${session!.organization} alone; this is about all of them.`,
  )
}

/** For vendors whose callers are organizations (Talkdesk, Infodeck): the credential's own; for an administrator without one all. */
export const organizationReach = (session: Session): Reach =>
  isAdministrator(session) || session.organization !== undefined ? administered(session) : nothing

/**
 * For vendors whose callers manage accounts (Evo): an administrator's, else the session's accounts with their descendants. The store is asked
 * for those with the reach of the session's own accounts.
 */
export const accountReach = (
  session: Session,
  descendants: (granted: Reach, keys: readonly string[]) => MaybePromise<readonly string[]>,
): MaybePromise<Reach> => {
  if (isAdministrator(session)) return administered(session)
  if (session.accounts.length === 0) return nothing
  return when(descendants(whole.amongAccounts(session.accounts), session.accounts), (accounts) => whole.amongAccounts(accounts))
}

const scope = 'usage:write'

/** An administrator writes events of all that he looks after, a credential with the scope its own organization's. */
export const ingestReach = (session: Session): IngestReach => {
  if (isAdministrator(session))
    return session.organization === undefined ? everywhere : new WriteReach(session.organization, session.sources)
  if (!session.scopes.includes(scope))
    throw new HttpError(403, 'Forbidden', `The scope ${scope} is required, or the role SystemAdministrator.`, {
      headers: { 'WWW-Authenticate': `Bearer realm="tollgate", error="insufficient_scope", scope="${scope}"` },
    })
  if (session.organization === undefined)
    throw new HttpError(403, 'Forbidden', 'The credential belongs to no organization, so there is no book that it may write to.')
  return new WriteReach(session.organization, session.sources)
}
