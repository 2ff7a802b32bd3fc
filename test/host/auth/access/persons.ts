import type { Credential } from './matrix'
import type { Shown, Who } from './oracle'

export const day = 86_400_000

/** Who comes to the doors. */
export interface Person extends Who {
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
}

export const persons: Readonly<Record<string, Person>> = {
  admin: { roles: ['Admin'], permissions: [] },
  manager: { roles: ['Manager'], permissions: ['CanSee'] },
  auditor: { roles: ['Auditor'], permissions: ['CanDo'] },
  both: { roles: ['Manager', 'Auditor'], permissions: [] },
  plain: { roles: [], permissions: [] },
  claimant: { roles: [], permissions: [], claims: { perm: ['CanSee'] } },
}

/** A cookie counts for what changes something only where it comes from the own page. */
export const cookieOf =
  (who: Who): Exclude<Credential['shown'], Shown> =>
  ({ message, verb, method }) => {
    const reads = (word: string) => word === 'GET' || word === 'HEAD' || word === 'OPTIONS'
    const meant = message.verbMarker && !reads(message.verb)
    return reads(verb) && reads(method) && !meant ? who : 'foreign'
  }
