import { HttpError, ValidationError } from '../../dtos/contract'
import type { Authenticate } from '../../dtos/gateway'
import type { RequestContext, StoredUser } from '../../services'
import type { Auth } from './auth'
import { hashPassword, isOutdated } from './passwords'
import { enabled } from './session-of'

/** Longer ones are wrong: hashing must not be a way to keep the machine busy. */
export const longestPassword = 1_024
const longestName = 320

/** A name, or an e-mail where no name is like it. */
export const userByLogin = async ({ users }: Auth, login: string): Promise<StoredUser | undefined> =>
  login === '' || login.length > longestName
    ? undefined
    : ((await users.userByName(login)) ?? (login.includes('@') ? await users.userByEmail(login) : undefined))

/**
 * The user whose password this is; undefined: nobody's. Unknown users, wrong passwords and those who must wait cost the same work and are told the
 * same. A hash with weaker parameters than today's is made anew.
 */
export async function checkPassword(
  auth: Auth,
  login: string,
  password: string,
  { remoteAddress }: { readonly remoteAddress: string },
): Promise<StoredUser | undefined> {
  const user = await userByLogin(auth, login)
  // By the account, so that a name and its e-mail have one count.
  const account = user?.userName ?? login
  const good = await auth.attempts.judge(account, remoteAddress, (look) => {
    const known = look && password.length <= longestPassword ? enabled(user)?.passwordHash : undefined
    return auth.passwords.verify(known, password.slice(0, longestPassword))
  })
  if (!good || !user) return undefined
  if (isOutdated(user.passwordHash)) await auth.users.putUser({ ...user, passwordHash: await hashPassword(password) })
  return user
}

export const wrong = 'Invalid Username or Password'

/** Sign-in by the name and password of the message. */
export async function signInBy(
  auth: Auth,
  { userName = '', password = '' }: Pick<Authenticate, 'userName' | 'password'>,
  context: RequestContext,
): Promise<StoredUser> {
  const missing = [
    ...(userName.trim() === '' ? [empty('UserName', 'User Name')] : []),
    ...(password === '' ? [empty('Password', 'Password')] : []),
  ]
  if (missing.length > 0) throw new ValidationError(missing)
  const user = await checkPassword(auth, userName, password, context)
  if (user) return user
  await recordWrong(auth, userName, context)
  throw new HttpError(401, 'Unauthorized', wrong)
}

/** Tells the log of a wrong password. A name that nobody has may be a password in the wrong field: it is written down nowhere. */
export async function recordWrong(auth: Auth, login: string, context: RequestContext): Promise<void> {
  const known = await userByLogin(auth, login)
  const who = known ? { userId: known.id, userName: known.userName } : {}
  auth.record({ kind: 'signInFailed', reason: 'InvalidCredentials', ...who }, context)
}

export const empty = (fieldName: string, words: string) => ({
  errorCode: 'NotEmpty',
  fieldName,
  message: `'${words}' must not be empty.`,
  meta: { PropertyName: words },
})
