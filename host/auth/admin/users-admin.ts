import { HttpError } from '../../../dtos/contract'
import {
  AdminChangeUser,
  AdminCreateUser,
  AdminEndSignIns,
  AdminGetUser,
  AdminListUsers,
  AdminResetPassword,
  AdminSetUserState,
  NewPassword,
  SignInsEnded,
  UserDetails,
  UserList,
} from '../../../dtos/gateway'
import { Get, Post, type RequestContext, type StoredUser } from '../../../services'
import { rightsOf } from '../../../services/audit'
import { listOf } from '../account/new-key'
import { endSignIn, keyRecord, signInsOf, userRecord } from '../account/records'
import type { Auth } from '../auth'
import { randomText } from '../keys'
import { hashPassword } from '../passwords'
import { has, type KnowsOrganization, pageOf, Reach } from './reach'

/** Users by message, for administrators. */
export class UsersAdmin {
  constructor(
    private readonly auth: Auth,
    private readonly organizations?: KnowsOrganization,
  ) {}

  @Get(AdminListUsers)
  async list(request: AdminListUsers, context: RequestContext): Promise<UserList> {
    const reach = new Reach(context)
    const found = (await this.auth.users.users())
      .filter((user) => reach.sees(user) && has(request.search, user.userName, user.displayName, user.email, ...user.roles))
      .sort((one, other) => byName.compare(one.userName, other.userName))
    const { total, some } = pageOf(found, request)
    return Object.assign(new UserList(), { total, users: some.map(userRecord) })
  }

  @Get(AdminGetUser)
  async get({ id }: AdminGetUser, context: RequestContext): Promise<UserDetails> {
    const user = await this.#user(id, new Reach(context))
    const keys = (await this.auth.users.apiKeys()).filter(({ userId }) => userId === id)
    return Object.assign(new UserDetails(), {
      user: userRecord(user),
      signIns: await signInsOf(this.auth, id, context.session!.credentialId),
      keys: keys.sort((one, other) => other.createdAt - one.createdAt).map(keyRecord),
    })
  }

  @Post(AdminCreateUser)
  async create(request: AdminCreateUser, context: RequestContext): Promise<NewPassword> {
    const reach = new Reach(context)
    const { users } = this.auth
    const { userName, displayName, email } = request
    const roles = listOf(request.roles)
    reach.check({ roles })
    if (await users.userByName(userName))
      throw HttpError.validation('AlreadyExists', `There is a user ${userName} already.`, 'UserName')
    await this.#checkEmail(email)
    const password = request.password ?? randomText(20)
    const user: StoredUser = {
      id: `u-${randomText(12)}`,
      userName,
      ...(displayName ? { displayName } : {}),
      ...(email ? { email } : {}),
      ...(await reach.organizationOf(request.organization, this.organizations)),
      passwordHash: await hashPassword(password),
      roles,
      permissions: listOf(request.permissions),
      accounts: listOf(request.accounts),
      createdAt: Date.now(),
    }
    await users.putUser(user)
    await this.auth.recordChange({ kind: 'userCreated', ...about(user), detail: { userName, ...rightsOf(user) } }, context)
    return newPassword(user, request.password ? undefined : password)
  }

  @Post(AdminChangeUser)
  async change(request: AdminChangeUser, context: RequestContext) {
    const reach = new Reach(context)
    const user = await this.#user(request.id, reach)
    const { displayName, email } = request
    const changed: StoredUser = {
      ...user,
      ...(displayName ? { displayName } : {}),
      ...(email ? { email } : {}),
      ...(request.organization ? await reach.organizationOf(request.organization, this.organizations) : {}),
      roles: changedList(user.roles, request.addRoles, request.removeRoles),
      permissions: changedList(user.permissions, request.addPermissions, request.removePermissions),
      accounts: changedList(user.accounts, request.addAccounts, request.removeAccounts),
    }
    reach.check(user)
    reach.check(changed)
    if (email && email.toLowerCase() !== user.email?.toLowerCase()) await this.#checkEmail(email)
    if (user.id === reach.userId && user.roles.some((role) => !changed.roles.includes(role)))
      throw new HttpError(409, 'OwnAccount', 'Another administrator has to take a role away from you.')
    await this.auth.users.putUser(changed)
    const rights = JSON.stringify(rightsOf(changed)) !== JSON.stringify(rightsOf(user))
    await this.auth.recordChange(
      {
        kind: rights ? 'rolesChanged' : 'userChanged',
        ...about(changed),
        detail: { userName: user.userName, ...rightsOf(changed) },
      },
      context,
    )
    return userRecord(changed)
  }

  @Post(AdminSetUserState)
  async setState({ id, disabled }: AdminSetUserState, context: RequestContext) {
    const reach = new Reach(context)
    const user = await this.#user(id, reach)
    reach.check(user)
    if (id === reach.userId && disabled)
      throw new HttpError(409, 'OwnAccount', 'Another administrator has to disable your account.')
    if ((user.disabledAt !== undefined) === disabled) return userRecord(user)
    const { disabledAt, ...rest } = user
    const changed: StoredUser = disabled ? { ...rest, disabledAt: Date.now() } : rest
    await this.auth.users.putUser(changed)
    if (disabled) await this.auth.signOutEverywhere(id, context)
    await this.auth.recordChange(
      disabled
        ? { kind: 'userDisabled', ...about(user), detail: { userName: user.userName } }
        : { kind: 'userChanged', ...about(user), detail: { userName: user.userName, enabled: true } },
      context,
    )
    return userRecord(changed)
  }

  @Post(AdminResetPassword)
  async resetPassword(request: AdminResetPassword, context: RequestContext): Promise<NewPassword> {
    const reach = new Reach(context)
    const user = await this.#user(request.id, reach)
    reach.check(user)
    const password = request.password ?? randomText(20)
    const changed: StoredUser = { ...user, passwordHash: await hashPassword(password) }
    await this.auth.users.putUser(changed)
    await this.auth.signOutEverywhere(user.id, context, user.id === reach.userId)
    await this.auth.recordChange(
      { kind: 'userChanged', ...about(user), detail: { userName: user.userName, password: 'reset' } },
      context,
    )
    return newPassword(changed, request.password ? undefined : password)
  }

  @Post(AdminEndSignIns)
  async endSignIns({ id, signIn }: AdminEndSignIns, context: RequestContext): Promise<SignInsEnded> {
    const user = await this.#user(id, new Reach(context))
    if (!signIn) return Object.assign(new SignInsEnded(), { ended: await this.auth.signOutEverywhere(user.id, context) })
    if (!(await endSignIn(this.auth, id, signIn))) throw new HttpError(404, 'NotFound', 'There is no such sign-in any more.')
    await this.auth.recordChange({ kind: 'sessionsEnded', ...about(user), detail: { count: 1 } }, context)
    return Object.assign(new SignInsEnded(), { ended: 1 })
  }

  async #user(id: string, reach: Reach): Promise<StoredUser> {
    const user = await this.auth.users.userById(id)
    if (!user || !reach.sees(user)) throw new HttpError(404, 'NotFound', 'There is no such user.')
    return user
  }

  async #checkEmail(email: string | undefined | null): Promise<void> {
    if (email && (await this.auth.users.userByEmail(email)))
      throw HttpError.validation('AlreadyExists', 'Another user has this e-mail.', 'Email')
  }
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const about = ({ id, organization }: StoredUser) => ({ subject: id, ...(organization === undefined ? {} : { organization }) })

function changedList(owned: readonly string[], add?: readonly string[] | null, remove?: readonly string[] | null) {
  const less = new Set(listOf(remove))
  return listOf([...owned, ...(add ?? [])]).filter((name) => !less.has(name))
}

const newPassword = (user: StoredUser, password: string | undefined): NewPassword =>
  Object.assign(new NewPassword(), { user: userRecord(user), ...(password === undefined ? {} : { password }) })
