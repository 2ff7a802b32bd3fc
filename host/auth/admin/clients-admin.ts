import { HttpError } from '../../../dtos/contract'
import {
  AdminCreateClient,
  AdminListClients,
  AdminRevokeClient,
  ClientList,
  ClientRecord,
  NewClientRecord,
} from '../../../dtos/gateway'
import { Get, Post, type RequestContext, type StoredClient } from '../../../services'
import { rightsOf } from '../../../services/audit'
import { listOf } from '../account/new-key'
import type { Auth } from '../auth'
import { randomText } from '../keys'
import { hashPassword } from '../passwords'
import { has, type KnowsOrganization, pageOf, Reach } from './reach'

/** OAuth2 clients by message, for administrators. */
export class ClientsAdmin {
  constructor(
    private readonly auth: Auth,
    private readonly organizations?: KnowsOrganization,
  ) {}

  @Get(AdminListClients)
  async list(request: AdminListClients, context: RequestContext): Promise<ClientList> {
    const reach = new Reach(context)
    const found = (await this.auth.users.clients())
      .filter(
        (client) => reach.sees(client) && has(request.search, client.id, client.name, client.organization, ...client.scopes),
      )
      .sort((one, other) => other.createdAt - one.createdAt)
    const { total, some } = pageOf(found, request)
    return Object.assign(new ClientList(), { total, clients: some.map(clientRecord) })
  }

  @Post(AdminCreateClient)
  async create(request: AdminCreateClient, context: RequestContext): Promise<NewClientRecord> {
    const reach = new Reach(context)
    const scopes = listOf(request.scopes)
    reach.check({ scopes })
    if (scopes.length === 0) throw HttpError.validation('NotEmpty', 'A client has one scope at least.', 'Scopes')
    const clientSecret = randomText(43)
    const client: StoredClient = {
      id: `client-${randomText(12)}`,
      name: request.name.trim(),
      secretHash: await hashPassword(clientSecret),
      scopes,
      ...(await reach.organizationOf(request.organization, this.organizations)),
      createdAt: Date.now(),
    }
    await this.auth.users.putClient(client)
    await this.auth.recordChange({ kind: 'clientCreated', ...about(client), detail: rightsOf(client) }, context)
    return Object.assign(new NewClientRecord(), { clientSecret, client: clientRecord(client) })
  }

  @Post(AdminRevokeClient)
  async revoke({ id }: AdminRevokeClient, context: RequestContext): Promise<ClientRecord> {
    const client = await this.auth.users.clientById(id)
    if (!client || !new Reach(context).sees(client)) throw new HttpError(404, 'NotFound', 'There is no such client.')
    if (client.revokedAt !== undefined) return clientRecord(client)
    const revoked = { ...client, revokedAt: Date.now() }
    await this.auth.users.putClient(revoked)
    await this.auth.recordChange({ kind: 'clientRevoked', ...about(client), detail: { name: client.name } }, context)
    return clientRecord(revoked)
  }
}

const about = ({ id, organization }: StoredClient) => ({ subject: id, ...(organization === undefined ? {} : { organization }) })

const clientRecord = ({ id, name, scopes, organization, createdAt, revokedAt }: StoredClient): ClientRecord =>
  Object.assign(new ClientRecord(), {
    id,
    name,
    state: revokedAt === undefined ? 'active' : 'revoked',
    scopes: [...scopes],
    ...(organization === undefined ? {} : { organization }),
    createdAt: new Date(createdAt),
  })
