import type { Session } from '../../../services'
import type { Claims } from './signed-token'

/** Which claims of an issuer mean what here. Without a name nothing is taken: an issuer gives no right that the program did not say. */
export interface ClaimNames {
  /** `roles`, or a way into objects: `realm_access.roles` (Keycloak). */
  readonly rolesClaim?: string
  /** Only these roles count, under the names that they have here. */
  readonly roleNames?: Readonly<Record<string, string>>
  readonly permissionsClaim?: string
  /** The tenant that the caller belongs to. */
  readonly organizationClaim?: string
  /** Accounts that a Manager manages. */
  readonly accountsClaim?: string
}

/** The claim of that name, or at the end of that way. Names may be addresses, which hold dots. */
export function claimAt(claims: Claims, name: string | undefined): unknown {
  if (name === undefined) return undefined
  if (Object.hasOwn(claims, name)) return claims[name]
  let value: unknown = claims
  for (const step of name.split('.')) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return undefined
    value = (value as Claims)[step]
  }
  return value
}

/** A list of texts, or one text of words between blanks. */
export const wordsOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string' && each !== '')
    : typeof value === 'string'
      ? value.split(' ').filter(Boolean)
      : []

export function rolesOf(claims: Claims, { rolesClaim, roleNames }: ClaimNames): readonly string[] {
  const said = wordsOf(claimAt(claims, rolesClaim))
  if (roleNames === undefined) return said
  return [...new Set(said.flatMap((role) => (Object.hasOwn(roleNames, role) ? [roleNames[role]!] : [])))]
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** The claims that messages ask for by name (`@RequiredClaim`): plain texts and lists of them. */
export const claimLists = (claims: Claims): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) => {
      const values = typeof value === 'string' ? [value] : wordsOf(value)
      return values.length === 0 ? [] : [[name, values]]
    }),
  )

/** The caller as another issuer's token says. His id has the provider's name before it: an issuer's word for a user is none of ours. */
export function sessionFromIssuer(provider: string, claims: Claims, names: ClaimNames): Session {
  const sub = String(claims.sub)
  const userId = `${provider}:${sub}`
  const organization = textOf(claimAt(claims, names.organizationClaim))
  const displayName = textOf(claims.name)
  const email = textOf(claims.email)
  return {
    provider,
    fromToken: true,
    userId,
    userName: textOf(claims.preferred_username) ?? textOf(claims.client_id) ?? textOf(claims.azp) ?? sub,
    ...(displayName === undefined ? {} : { displayName }),
    ...(email === undefined ? {} : { email }),
    roles: rolesOf(claims, names),
    permissions: wordsOf(claimAt(claims, names.permissionsClaim)),
    scopes: wordsOf(claims.scope ?? claims.scp),
    claims: claimLists(claims),
    ...(organization === undefined ? {} : { organization }),
    accounts: wordsOf(claimAt(claims, names.accountsClaim)),
    sources: [],
    credentialId: textOf(claims.client_id) ?? textOf(claims.azp) ?? userId,
  }
}
