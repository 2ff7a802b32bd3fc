import {
  AdminCreateClient,
  AdminCreateKey,
  AdminListClients,
  AdminListKeys,
  AdminRevokeClient,
  AdminRevokeKey,
  AdminRotateKey,
} from '../../../dtos/gateway'
import type { MadeSecret } from '../../../metadata-pages'
import { Get, Post, type RequestContext } from '../../../services'
import { pages } from '../../pages'
import type { ClientsAdmin } from '../admin/clients-admin'
import type { KeysAdmin } from '../admin/keys-admin'
import { goBack, type PageMaker, sent } from './page-maker'

/** API keys in a browser. */
export class KeysPages {
  constructor(
    private readonly keys: KeysAdmin,
    private readonly pages: PageMaker,
    private readonly hasAudit: boolean,
  ) {}

  @Get(AdminListKeys, 'html')
  list(request: AdminListKeys, context: RequestContext) {
    return this.#show(request, context)
  }

  @Post(AdminCreateKey, 'html')
  async create(request: AdminCreateKey, context: RequestContext) {
    const { key, record } = await this.keys.create(request, context)
    return this.#show(new AdminListKeys(), context, { name: record.name, text: key })
  }

  @Post(AdminRotateKey, 'html')
  async rotate(request: AdminRotateKey, context: RequestContext) {
    const { key, record } = await this.keys.rotate(request, context)
    return this.#show(new AdminListKeys(), context, { name: record.name, text: key })
  }

  @Post(AdminRevokeKey, 'html')
  async revoke(request: AdminRevokeKey, context: RequestContext) {
    await this.keys.revoke(request, context)
    return goBack(context, '/admin/keys')
  }

  async #show(asked: AdminListKeys, context: RequestContext, secret?: MadeSecret) {
    const list = await this.keys.list(asked, context)
    const { hasAudit } = this
    const roles = await this.pages.roles()
    return sent(pages().keysPage(this.pages.frame(context), { asked, list, roles, hasAudit, ...(secret ? { secret } : {}) }))
  }
}

/** OAuth2 clients in a browser. */
export class ClientsPages {
  constructor(
    private readonly clients: ClientsAdmin,
    private readonly pages: PageMaker,
    private readonly hasAudit: boolean,
  ) {}

  @Get(AdminListClients, 'html')
  list(request: AdminListClients, context: RequestContext) {
    return this.#show(request, context)
  }

  @Post(AdminCreateClient, 'html')
  async create(request: AdminCreateClient, context: RequestContext) {
    const { clientSecret, client } = await this.clients.create(request, context)
    return this.#show(new AdminListClients(), context, { name: client.id, text: clientSecret })
  }

  @Post(AdminRevokeClient, 'html')
  async revoke(request: AdminRevokeClient, context: RequestContext) {
    await this.clients.revoke(request, context)
    return goBack(context, '/admin/clients')
  }

  async #show(asked: AdminListClients, context: RequestContext, secret?: MadeSecret) {
    const list = await this.clients.list(asked, context)
    const { hasAudit } = this
    return sent(pages().clientsPage(this.pages.frame(context), { asked, list, hasAudit, ...(secret ? { secret } : {}) }))
  }
}
