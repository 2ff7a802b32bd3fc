import { says } from './said'

type AccessList = 'requiredRoles' | 'requiresAnyRole' | 'requiredPermissions' | 'requiresAnyPermission' | 'requiredScopes'
const asks =
  (list: AccessList) =>
  (...names: string[]) =>
    says(({ access }) => {
      access.authenticate = true
      access.authenticateVerbs = undefined
      access[list] = [...names, ...(access[list] ?? [])]
    })

export interface AuthenticateWords {
  /** The provider whose challenge an anonymous caller gets. */
  readonly provider?: string
  /** Only there; calls of other verbs are open. */
  readonly verbs?: readonly string[]
}

/** The caller must be signed in. On a service: for all of its messages. */
export const Authenticate = (words: string | AuthenticateWords = {}) =>
  says(({ access }) => {
    const { provider, verbs } = typeof words === 'string' ? { provider: words, verbs: undefined } : words
    if (provider !== undefined) access.provider = provider
    // What asks for a role or the like asks for it on every verb.
    if (verbs && !access.authenticate) access.authenticateVerbs = verbs.map((verb) => verb.toUpperCase())
    access.authenticate = true
  })
/** Open to everybody: says it, so that nobody forgot to say something. */
export const AllowAnonymous = () => says(({ access }) => (access.anonymous = true))
/** All of these roles. */
export const RequiredRole = asks('requiredRoles')
/** At least one of these roles. */
export const RequiresAnyRole = asks('requiresAnyRole')
export const RequiredPermission = asks('requiredPermissions')
export const RequiresAnyPermission = asks('requiresAnyPermission')
/** All of these OAuth2 scopes of the token or key. */
export const RequiredScope = asks('requiredScopes')
/** The token must claim this. */
export const RequiredClaim = (type: string, value: string) =>
  says(({ access }) => {
    access.authenticate = true
    access.authenticateVerbs = undefined
    access.requiredClaims = [{ type, value }, ...(access.requiredClaims ?? [])]
  })
/** Refusals look like errors of the service itself; `lists`: the members of its answer that stand in every one of them, empty. */
export const RefusesAsService = (...lists: readonly string[]) =>
  says(({ access }) => {
    access.refusesAsService = true
    access.refusalLists = lists
  })
/** Nobody asks who calls before the service does: for the messages that sign somebody in. */
export const IdentifiesLate = () => says(({ access }) => (access.identifiesLate = true))
