/** Who may call a message. Empty lists ask for nothing; each non-empty one must be satisfied. */
export interface Access {
  /** `@AllowAnonymous`: said to be open. */
  readonly anonymous: boolean
  readonly authenticate: boolean
  /** The provider that callers are sent to (`@Authenticate('basic')`); a session of another one does as well. */
  readonly provider?: string
  /** The verbs that `@Authenticate` holds for, where it names some and nothing else is asked. */
  readonly authenticateVerbs?: readonly string[]
  /** All of these roles (`@RequiredRole`); the role Admin satisfies every role and permission. */
  readonly requiredRoles: readonly string[]
  readonly requiresAnyRole: readonly string[]
  readonly requiredPermissions: readonly string[]
  readonly requiresAnyPermission: readonly string[]
  /** OAuth2 scopes, all of them (RFC 6750 `insufficient_scope`). */
  readonly requiredScopes: readonly string[]
  /** Claims of the token, all of them; no role stands in for one. */
  readonly requiredClaims: readonly RequiredClaimWords[]
  /** Refusals are told as the service's own errors, as the gateway's messages for administrators are. */
  readonly refusesAsService: boolean
  /** Lists of the answer that such an error has as well, empty, before its `responseStatus`; undefined: none. */
  readonly refusalLists?: readonly string[]
  /** Its service finds out who calls when it wants to know: a broken or stale credential must not be in the way of a sign-in. */
  readonly identifiesLate: boolean
}

export interface RequiredClaimWords {
  readonly type: string
  readonly value: string
}

export const openAccess: Access = Object.freeze({
  anonymous: false,
  authenticate: false,
  requiredRoles: [],
  requiresAnyRole: [],
  requiredPermissions: [],
  requiresAnyPermission: [],
  requiredScopes: [],
  requiredClaims: [],
  refusesAsService: false,
  identifiesLate: false,
})
