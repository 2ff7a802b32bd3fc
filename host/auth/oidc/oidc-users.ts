import { createHash } from 'node:crypto'
import { HttpError } from '../../../dtos/contract'
import type { RequestContext, StoredUser, UserStore } from '../../../services'
import type { MaybePromise } from '../../maybe'
import type { Auth } from '../auth'
import { type ClaimNames, claimAt, rolesOf, textOf, wordsOf } from '../oauth/issuer-session'
import type { Claims } from '../oauth/signed-token'

export interface OidcUserOptions extends ClaimNames {
  /** `made`: whoever the issuer vouches for becomes a user here, with no rights but those of its claims. `refused` unless said. */
  readonly unknownUsers?: 'made' | 'refused'
  /** Who an unknown one is, of the users that there are. Never by an e-mail or a name alone unless the issuer answers for both. */
  readonly find?: (claims: Claims, users: UserStore) => MaybePromise<StoredUser | undefined>
}

/** The id here of the one whom the issuer calls so: users whom an administrator makes under it may sign in. */
export const oidcUserId = (issuer: string, sub: string): string =>
  `oidc-${createHash('sha256').update(`${issuer}\n${sub}`).digest('base64url').slice(0, 32)}`

/** The user of whom the issuer speaks, brought up to date by its claims. Names and e-mails alone lead to nobody: they can be chosen. */
export async function oidcUser(
  auth: Auth,
  provider: string,
  issuer: string,
  claims: Claims,
  options: OidcUserOptions,
  context: RequestContext,
): Promise<StoredUser> {
  const { users } = auth
  const id = oidcUserId(issuer, String(claims.sub))
  const known = (await users.userById(id)) ?? (await options.find?.(claims, users))
  if (known?.disabledAt !== undefined)
    throw refusedBy(auth, context, provider, 'Disabled', 'This account has been closed.', known)
  if (known) return await updated(auth, known, claims, options, context)
  if (options.unknownUsers !== 'made')
    throw refusedBy(auth, context, provider, 'UnknownUser', 'You are not known here; ask an administrator to let you in.')
  const made: StoredUser = {
    id,
    ...(await namesFor(users, provider, id, claims)),
    // No password is like it.
    passwordHash: '',
    permissions: [],
    accounts: [],
    roles: [],
    ...rightsFrom(claims, options),
    createdAt: Date.now(),
  }
  await users.putUser(made)
  await auth.recordChange({ kind: 'userCreated', subject: made.userName, provider, detail: { roles: made.roles } }, context)
  return made
}

/** What the claims say of rights; members of which the options name no claim are the store's own business. */
function rightsFrom(
  claims: Claims,
  options: ClaimNames,
): Partial<Pick<StoredUser, 'roles' | 'permissions' | 'accounts' | 'organization'>> {
  const organization = textOf(claimAt(claims, options.organizationClaim))
  return {
    ...(options.rolesClaim === undefined ? {} : { roles: rolesOf(claims, options) }),
    ...(options.permissionsClaim === undefined ? {} : { permissions: wordsOf(claimAt(claims, options.permissionsClaim)) }),
    ...(options.accountsClaim === undefined ? {} : { accounts: wordsOf(claimAt(claims, options.accountsClaim)) }),
    ...(organization === undefined ? {} : { organization }),
  }
}

async function updated(auth: Auth, user: StoredUser, claims: Claims, options: OidcUserOptions, context: RequestContext) {
  const { organization, ...others } = user
  // Who is in no organization any more has none here either.
  const kept = options.organizationClaim === undefined ? user : others
  const next: StoredUser = { ...kept, ...rightsFrom(claims, options) }
  const changed = (['roles', 'permissions', 'accounts', 'organization'] as const).some(
    (name) => JSON.stringify(user[name]) !== JSON.stringify(next[name]),
  )
  if (!changed) return user
  await auth.users.putUser(next)
  await auth.recordChange({ kind: 'rolesChanged', subject: user.userName, detail: { roles: next.roles } }, context)
  return next
}

/** A name that nobody has yet; an e-mail only where the issuer has seen that it is his, and nobody else's here. */
async function namesFor(users: UserStore, provider: string, id: string, claims: Claims) {
  const wanted = textOf(claims.preferred_username) ?? textOf(claims.email)
  const choices = wanted === undefined || wanted.length > 200 ? [id] : [wanted, `${wanted} (${provider})`, id]
  let userName = id
  for (const choice of choices)
    if (!(await users.userByName(choice)) && !(await users.userByEmail(choice))) {
      userName = choice
      break
    }
  const email = claims.email_verified === true ? textOf(claims.email) : undefined
  const own = email !== undefined && !(await users.userByEmail(email)) && !(await users.userByName(email))
  const displayName = textOf(claims.name)
  const firstName = textOf(claims.given_name)
  const lastName = textOf(claims.family_name)
  return {
    userName,
    ...(own || email === userName ? { email: email! } : {}),
    ...(displayName === undefined ? {} : { displayName }),
    ...(firstName === undefined ? {} : { firstName }),
    ...(lastName === undefined ? {} : { lastName }),
  }
}

export function refusedBy(
  auth: Auth,
  context: RequestContext,
  provider: string,
  reason: string,
  words: string,
  user?: StoredUser,
): HttpError {
  const who = user ? { userId: user.id, userName: user.userName } : {}
  auth.record({ kind: 'signInFailed', provider, reason, ...who }, context)
  return new HttpError(403, 'Forbidden', words)
}
