import { ArgumentNullException, HttpError } from '../../../dtos/contract'
import { AssignRoles, AssignRolesResponse, UnAssignRoles, UnAssignRolesResponse } from '../../../dtos/gateway'
import { Post, type RequestContext, type StoredUser } from '../../../services'
import type { Auth } from '../auth'

type Words = Pick<AssignRoles, 'userName' | 'roles' | 'permissions'>

/** Gives and takes roles and permissions; they hold with the user's next call. */
export class RolesService {
  constructor(private readonly auth: Auth) {}

  @Post(AssignRoles)
  async assign(request: AssignRoles, context: RequestContext) {
    const add = (owned: readonly string[], more: readonly string[]) => [...new Set([...owned, ...more])]
    return Object.assign(new AssignRolesResponse(), await this.#change(request, add, context))
  }

  @Post(UnAssignRoles)
  async unAssign(request: UnAssignRoles, context: RequestContext) {
    const take = (owned: readonly string[], less: readonly string[]) => owned.filter((name) => !less.includes(name))
    return Object.assign(new UnAssignRolesResponse(), await this.#change(request, take, context))
  }

  async #change(
    { userName, roles = [], permissions = [] }: Words,
    change: (owned: readonly string[], said: readonly string[]) => string[],
    context: RequestContext,
  ) {
    if (!userName) throw new ArgumentNullException('UserName')
    const user = await this.auth.users.userByName(userName)
    if (!user) throw new HttpError(404, 'NotFound', userName.slice(0, 200))
    const changed: StoredUser = {
      ...user,
      roles: change(user.roles, roles ?? []),
      permissions: change(user.permissions, permissions ?? []),
    }
    await this.auth.users.putUser(changed)
    await this.auth.recordChange(
      { kind: 'rolesChanged', subject: user.id, detail: { roles: changed.roles, permissions: changed.permissions } },
      context,
    )
    return { allRoles: [...changed.roles], allPermissions: [...changed.permissions] }
  }
}
