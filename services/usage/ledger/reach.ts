import type { Session } from '../../session'
import type { MaybePromise } from './maybe-promise'
import { when } from './maybe-promise'

/**
 * Which usage a caller may see, made from who he is and never from what he asks (usage-domain 3.8). Every read over usage takes one.
 * `accounts` holds keys, descendants included.
 */
export type Reach =
  | { readonly kind: 'all' }
  | { readonly kind: 'organization'; readonly organization: string }
  | { readonly kind: 'accounts'; readonly accounts: readonly string[] }

export const reachAll: Reach = Object.freeze({ kind: 'all' })
export const reachNothing: Reach = Object.freeze({ kind: 'accounts', accounts: Object.freeze([]) as readonly string[] })

const administrators = ['SystemAdministrator', 'Admin']
export const isAdministrator = (session: Session): boolean => session.roles.some((role) => administrators.includes(role))

/** For vendors whose callers are organizations (Talkdesk, Infodeck): the credential's own, or all for an administrator. */
export const organizationReach = (session: Session): Reach =>
  isAdministrator(session)
    ? reachAll
    : session.organization === undefined
      ? reachNothing
      : { kind: 'organization', organization: session.organization }

/** For vendors whose callers manage accounts (Evo): all for an administrator, else the session's accounts with their descendants. */
export const accountReach = (
  session: Session,
  descendants: (keys: readonly string[]) => MaybePromise<readonly string[]>,
): MaybePromise<Reach> => {
  if (isAdministrator(session)) return reachAll
  if (session.accounts.length === 0) return reachNothing
  return when(descendants(session.accounts), (accounts) => ({ kind: 'accounts', accounts }) as const)
}
