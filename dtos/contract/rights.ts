import { says } from './said'

type AccessList = 'requiredRoles' | 'requiresAnyRole' | 'requiredPermissions' | 'requiresAnyPermission' | 'requiredScopes'
const asks =
  (list: AccessList) =>
  (...names: string[]) =>
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
