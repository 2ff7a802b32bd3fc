import {
  AdminChangeUser,
  AdminCreateUser,
  AdminEndSignIns,
  AdminGetUser,
  AdminListUsers,
  AdminResetPassword,
  AdminSetUserState,
} from '../../../dtos/gateway'
import type { MadeSecret } from '../../../metadata-pages'
import { Get, Post, type RequestContext } from '../../../services'
import { pages } from '../../pages'
import type { UsersAdmin } from '../admin/users-admin'
import { goTo, type PageMaker, sent } from './page-maker'

/** Users in a browser. */
export class UsersPages {
  constructor(
    private readonly users: UsersAdmin,
    private readonly pages: PageMaker,
    private readonly hasAudit: boolean,
  ) {}

  @Get(AdminListUsers, 'html')
  list(request: AdminListUsers, context: RequestContext) {
    return this.#all(request, context)
  }

  @Get(AdminGetUser, 'html')
  get({ id }: AdminGetUser, context: RequestContext) {
    return this.#one(id, context)
  }

  @Post(AdminCreateUser, 'html')
  async create(request: AdminCreateUser, context: RequestContext) {
    const { user, password } = await this.users.create(request, context)
    return password === undefined
      ? goTo(context, pathOf(user.id))
      : this.#all(new AdminListUsers(), context, { name: user.userName, text: password })
  }

  @Post(AdminChangeUser, 'html')
  async change(request: AdminChangeUser, context: RequestContext) {
    return goTo(context, pathOf((await this.users.change(request, context)).id))
  }

  @Post(AdminSetUserState, 'html')
  async setState(request: AdminSetUserState, context: RequestContext) {
    return goTo(context, pathOf((await this.users.setState(request, context)).id))
  }

  @Post(AdminResetPassword, 'html')
  async resetPassword(request: AdminResetPassword, context: RequestContext) {
    const { user, password } = await this.users.resetPassword(request, context)
    return password === undefined
      ? goTo(context, pathOf(user.id))
      : this.#one(user.id, context, { name: user.userName, text: password })
  }

  @Post(AdminEndSignIns, 'html')
  async endSignIns(request: AdminEndSignIns, context: RequestContext) {
    await this.users.endSignIns(request, context)
    return goTo(context, pathOf(request.id))
  }

  async #all(asked: AdminListUsers, context: RequestContext, secret?: MadeSecret) {
    const list = await this.users.list(asked, context)
    const { hasAudit } = this
    const roles = await this.pages.roles()
    return sent(pages().usersPage(this.pages.frame(context), { asked, list, roles, hasAudit, ...(secret ? { secret } : {}) }))
  }

  async #one(id: string, context: RequestContext, secret?: MadeSecret) {
    const details = await this.users.get(new AdminGetUser({ id }), context)
    const { hasAudit } = this
    const roles = await this.pages.roles()
    return sent(pages().userPage(this.pages.frame(context), { details, roles, hasAudit, ...(secret ? { secret } : {}) }))
  }
}

const pathOf = (id: string) => `/admin/users/${encodeURIComponent(id)}`
