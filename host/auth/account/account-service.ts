import { HttpError, UnauthorizedAccessException, ValidationError } from '../../../dtos/contract'
import {
  ChangeMyPassword,
  CreateMyKey,
  EndMySignIns,
  GetMyAccount,
  MyAccount,
  RevokeMyKey,
  RotateMyKey,
  SignInsEnded,
} from '../../../dtos/gateway'
import { Get, Post, type RequestContext, type StoredUser } from '../../../services'
import type { Auth } from '../auth'
import { checkPassword } from '../check-password'
import { hashPassword } from '../passwords'
import { createKey, namesOfMessages, revokeKey, rotateKey } from './new-key'
import { endSignIn, keyRecord, signInsOf } from './records'

/** What users do to their own account. Keys do none of it: who finds one must not be able to make more, or to change what people sign in with. */
export class AccountService {
  constructor(private readonly auth: Auth) {}

  @Get(GetMyAccount)
  async account(_: GetMyAccount, context: RequestContext): Promise<MyAccount> {
    const user = await this.#user(context)
    const keys = (await this.auth.users.apiKeys()).filter(({ userId }) => userId === user.id)
    return Object.assign(new MyAccount(), {
      userId: user.id,
      userName: user.userName,
      ...(user.displayName === undefined ? {} : { displayName: user.displayName }),
      ...(user.email === undefined ? {} : { email: user.email }),
      ...(user.organization === undefined ? {} : { organization: user.organization }),
      roles: [...user.roles],
      permissions: [...user.permissions],
      signIns: await signInsOf(this.auth, user.id, context.session!.credentialId),
      keys: keys.sort((one, other) => other.createdAt - one.createdAt).map(keyRecord),
    })
  }

  @Post(ChangeMyPassword)
  async changePassword(request: ChangeMyPassword, context: RequestContext): Promise<SignInsEnded> {
    const user = await this.#user(context)
    if (request.newPassword !== request.confirmPassword)
      throw new ValidationError([wrong('PasswordsShouldMatch', 'ConfirmPassword', 'The two new passwords differ.')])
    if (!(await checkPassword(this.auth, user.userName, request.currentPassword, context))) {
      this.auth.record({ kind: 'signInFailed', reason: 'InvalidCredentials' }, context)
      throw new ValidationError([wrong('InvalidPassword', 'CurrentPassword', 'That is not the password until now.')])
    }
    if (request.newPassword === request.currentPassword)
      throw new ValidationError([wrong('SamePassword', 'NewPassword', 'That is the password that you have.')])
    await this.auth.users.putUser({ ...user, passwordHash: await hashPassword(request.newPassword) })
    const ended = await this.auth.signOutEverywhere(user.id, context, true)
    await this.auth.recordChange({ kind: 'userChanged', subject: user.id, detail: { password: 'changed' } }, context)
    return Object.assign(new SignInsEnded(), { ended })
  }

  @Post(EndMySignIns)
  async endSignIns({ id, keepThisOne }: EndMySignIns, context: RequestContext): Promise<SignInsEnded> {
    const user = await this.#user(context)
    if (!id) return Object.assign(new SignInsEnded(), { ended: await this.auth.signOutEverywhere(user.id, context, keepThisOne) })
    if (!(await endSignIn(this.auth, user.id, id))) throw new HttpError(404, 'NotFound', 'There is no such sign-in any more.')
    await this.auth.recordChange({ kind: 'sessionsEnded', subject: user.id, detail: { count: 1 } }, context)
    return Object.assign(new SignInsEnded(), { ended: 1 })
  }

  @Post(CreateMyKey)
  async createKey({ name, messages, days }: CreateMyKey, context: RequestContext) {
    const { id, userName, organization } = await this.#user(context)
    const named = namesOfMessages(this.auth, messages)
    return createKey(
      this.auth,
      {
        name: name.trim(),
        userName,
        userId: id,
        ...(organization === undefined ? {} : { organization }),
        ...(named ? { messages: named } : {}),
        days: days ?? undefined,
      },
      context,
    )
  }

  @Post(RotateMyKey)
  async rotateKey({ id, overlapHours }: RotateMyKey, context: RequestContext) {
    return rotateKey(this.auth, await this.#key(id, context), overlapHours ?? 24, context)
  }

  @Post(RevokeMyKey)
  async revokeKey({ id }: RevokeMyKey, context: RequestContext) {
    return revokeKey(this.auth, await this.#key(id, context), context)
  }

  async #user({ session, apiKey }: RequestContext): Promise<StoredUser> {
    if (apiKey !== undefined || session?.provider === 'apikey')
      throw new UnauthorizedAccessException('A key cannot look after an account: sign in.')
    const user = session && (await this.auth.users.userById(session.userId))
    if (!user) throw new HttpError(404, 'NotFound', 'What you signed in with belongs to no user account.')
    return user
  }

  async #key(id: string, context: RequestContext) {
    const user = await this.#user(context)
    const key = (await this.auth.users.apiKeys()).find((known) => known.id === id && known.userId === user.id)
    if (!key) throw new HttpError(404, 'NotFound', 'You have no such key.')
    return key
  }
}

const wrong = (errorCode: string, fieldName: string, message: string) => ({ errorCode, fieldName, message })
