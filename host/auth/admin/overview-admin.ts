import { AdministrationState, GetAdministration } from '../../../dtos/gateway'
import { Get, type RequestContext } from '../../../services'
import { type AuthEventKind, changeKinds } from '../../../services/audit'
import { keyState } from '../account/records'
import type { Auth } from '../auth'
import { type AuditSource, auditRecord } from './audit-admin'
import { Reach } from './reach'

const day = 86_400_000

/** What an operator wants to be told of. */
const changes: readonly AuthEventKind[] = [...changeKinds, 'tokenReused', 'lost']

/** The first page of the administration. */
export class OverviewAdmin {
  constructor(
    private readonly auth: Auth,
    private readonly source: AuditSource | undefined,
  ) {}

  @Get(GetAdministration)
  async state(_: GetAdministration, context: RequestContext): Promise<AdministrationState> {
    const reach = new Reach(context)
    const { users: store } = this.auth
    const users = (await store.users()).filter((user) => reach.sees(user))
    const states = (await store.apiKeys()).filter((key) => reach.sees(key)).map((key) => keyState(key))
    const clients = (await store.clients()).filter((client) => reach.sees(client) && client.revokedAt === undefined)
    const own = reach.organization === undefined ? {} : { organization: reach.organization }
    const ask = async (kinds: readonly AuthEventKind[], limit: number, since?: number) =>
      (await this.source?.store.entries({
        limit,
        kinds,
        newestFirst: true,
        ...own,
        ...(since === undefined ? {} : { since }),
      })) ?? []
    return Object.assign(new AdministrationState(), {
      users: users.length,
      disabledUsers: users.filter(({ disabledAt }) => disabledAt !== undefined).length,
      activeKeys: states.filter((state) => state === 'active' || state === 'ending').length,
      endingKeys: states.filter((state) => state === 'ending').length,
      clients: clients.length,
      refusals: (await ask(['refused', 'signInFailed'], 1_000, Date.now() - day)).length,
      changes: (await ask(changes, 10)).map(auditRecord),
    })
  }
}
