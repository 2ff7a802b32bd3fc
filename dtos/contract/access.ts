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
  anonymous: false,
  authenticate: false,
  requiredRoles: [],
  requiresAnyRole: [],
  requiredPermissions: [],
  requiresAnyPermission: [],
  requiredScopes: [],
})
