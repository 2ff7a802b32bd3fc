import { TokenException } from '../../../dtos/contract'
import type { Session, StoredUser } from '../../../services'
import { randomText } from '../keys'
import type { ReadToken } from './token-reader'

export const accessType = 'JWT'
export const refreshType = 'JWTR'

export interface ClaimRules {
  readonly issuer: string
  /** Any of these; empty: a token may be for anybody. */
  readonly audiences: readonly string[]
  readonly refreshAsBearer: boolean
}

type Payload = ReadToken['payload']

/** A member is left out where it is empty; their order is the wire's. */
export function accessPayload(
  session: Session,
  roles: readonly string[],
  { issuer, audiences }: ClaimRules,
  times: { readonly iat: number; readonly exp: number },
  jti: string,
): Payload {
  return filled({
    iss: issuer,
    sub: subject(session.userId),
    ...times,
    aud: audienceOf(audiences),
    email: session.email,
    given_name: session.firstName,
    family_name: session.lastName,
    name: session.displayName ?? session.userName,
    preferred_username: session.userName,
    roles,
    perms: session.permissions,
    jti,
    organization: session.organization,
    accounts: session.accounts,
  })
}

/** No issuer, and no word of who it is. */
export const refreshPayload = (
  userId: string,
  { audiences }: ClaimRules,
  times: { readonly iat: number; readonly exp: number },
  jti: string,
): Payload => filled({ sub: subject(userId), ...times, aud: audienceOf(audiences), jti })

const filled = (members: Payload): Payload =>
  Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  )
/** A number where the user's id is one. */
const subject = (userId: string) => (/^(0|[1-9]\d{0,14})$/.test(userId) ? Number(userId) : userId)
const audienceOf = (audiences: readonly string[]) => (audiences.length > 1 ? audiences : audiences[0])

/** A token's id begins with its family's; that of another issuer's token is a family of its own. */
export const newTokenId = (family: string) => `${family}.${randomText(22)}`
export const familyOf = ({ jti }: Payload): string | undefined =>
  jti === undefined || jti === null || jti === '' ? undefined : String(jti).split('.')[0]

/** What is wrong with what a signed token says, in the wire's words; undefined: nothing. */
export function faultOf({ typ, payload }: ReadToken, rules: ClaimRules, wants: string): TokenException | undefined {
  const { exp, nbf, iss, aud, sub } = payload
  const now = Date.now() / 1000
  const isRefresh = typ.toUpperCase() === refreshType
  if (isRefresh !== (wants === refreshType) && !(isRefresh && rules.refreshAsBearer)) return said('Token is invalid')
  if (typeof exp !== 'number') return said('Token has no expiry')
  if (exp <= now) return said(expired)
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= now)) return said('Token not valid yet')
  if (!isRefresh && iss !== rules.issuer) return said(`Invalid Issuer: ${short(iss)}`)
  const named = Array.isArray(aud) ? aud : aud === undefined ? [] : [aud]
  if (rules.audiences.length > 0 && !named.some((each) => rules.audiences.includes(String(each))))
    return said(`Invalid Audience: ${short(named.join(','))}`)
  if (sub === undefined || sub === null || sub === '' || typeof sub === 'object') return said('Token has no subject')
  return undefined
}

export const expired = 'Token has expired'
/** Before the service the status line has the status' own name (A-1.5). */
export const said = (message: string) => new TokenException(message, { statusDescription: 'Unauthorized' })
const short = (text: unknown) => String(text ?? '').slice(0, 100)

const registered = new Set(['iss', 'sub', 'iat', 'exp', 'nbf', 'aud', 'jti', 'role', 'perm'])

/** The caller as his token says; what must be true now (tenant, accounts) the store says, where it knows him. */
export function sessionFrom(payload: Payload, user: StoredUser | undefined): Session {
  const roles = words(payload.roles ?? payload.role)
  const permissions = words(payload.perms ?? payload.perm)
  const organization = user ? user.organization : text(payload.organization)
  const others = Object.entries(payload).flatMap(([name, value]) => {
    const values = registered.has(name) ? [] : words(value)
    return values.length > 0 ? [[name, values] as const] : []
  })
  return {
    provider: 'jwt',
    fromToken: true,
    userId: String(payload.sub),
    userName: text(payload.preferred_username) ?? '',
    ...optional('displayName', text(payload.name)),
    ...optional('firstName', text(payload.given_name)),
    ...optional('lastName', text(payload.family_name)),
    ...optional('email', text(payload.email)),
    roles,
    permissions,
    scopes: (text(payload.scope) ?? '').split(' ').filter(Boolean),
    claims: { ...Object.fromEntries(others), role: roles, perm: permissions },
    ...optional('organization', organization),
    accounts: user ? user.accounts : words(payload.accounts),
    sources: [],
    credentialId: familyOf(payload) ?? 'jwt',
  }
}

const optional = <K extends string>(name: K, value: string | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: string }
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** A list, or a text of them with commas: all are read as lists. */
const words = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : (text(value) ?? '')
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean)
