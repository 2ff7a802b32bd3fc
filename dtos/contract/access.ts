import { says } from './said'

/** Who may call a message. Empty lists ask for nothing; each non-empty one must be satisfied. */
export interface Access {
  /** `@AllowAnonymous`: said to be open. */
  readonly anonymous: boolean
  readonly authenticate: boolean
  /** All of these roles (`@RequiredRole`); the role Admin satisfies every role and permission. */
  readonly requiredRoles: readonly string[]
  readonly requiresAnyRole: readonly string[]
  readonly requiredPermissions: readonly string[]
  readonly requiresAnyPermission: readonly string[]
  /** OAuth2 scopes, all of them (RFC 6750 `insufficient_scope`). */
  readonly requiredScopes: readonly string[]
}

export const openAccess: Access = Object.freeze({
  anonymous: false, authenticate: false, requiredRoles: [], requiresAnyRole: [], requiredPermissions: [], requiresAnyPermission: [], requiredScopes: [],
})

type AccessList = 'requiredRoles' | 'requiresAnyRole' | 'requiredPermissions' | 'requiresAnyPermission' | 'requiredScopes'
const asks = (list: AccessList) => (...names: string[]) =>
  says(({ access }) => {
    access.authenticate = true
    access[list] = [...names, ...(access[list] ?? [])]
  })

/** The caller must be signed in. */
export const Authenticate = () => says(({ access }) => (access.authenticate = true))
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
