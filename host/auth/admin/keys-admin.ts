import { HttpError } from '../../../dtos/contract'
import { AdminCreateKey, AdminListKeys, AdminRevokeKey, AdminRotateKey, KeyList } from '../../../dtos/gateway'
import { Get, Post, type RequestContext } from '../../../services'
import { createKey, listOf, namesOfMessages, revokeKey, rotateKey } from '../account/new-key'
import { type KeyState, keyRecord, keyState } from '../account/records'
import type { Auth } from '../auth'
import { has, type KnowsOrganization, pageOf, Reach } from './reach'

/** The states that one asks for by a word. */
const asked: Readonly<Record<string, readonly KeyState[]>> = {
  active: ['active', 'ending'],
  ending: ['ending'],
  ended: ['expired', 'revoked'],
}

/** API keys by message, for administrators. */
export class KeysAdmin {
  constructor(
    private readonly auth: Auth,
    private readonly organizations?: KnowsOrganization,
  ) {}

  @Get(AdminListKeys)
  async list(request: AdminListKeys, context: RequestContext): Promise<KeyList> {
    const reach = new Reach(context)
    const states = request.state ? asked[request.state] : undefined
    const found = (await this.auth.users.apiKeys())
      .filter(
        (key) =>
          reach.sees(key) &&
          (states === undefined || states.includes(keyState(key))) &&
          has(request.search, key.id, key.name, key.hint, key.userName, key.organization, ...key.roles, ...(key.messages ?? [])),
      )
      .sort((one, other) => other.createdAt - one.createdAt)
    const { total, some } = pageOf(found, request)
    return Object.assign(new KeyList(), { total, keys: some.map(keyRecord) })
  }

  @Post(AdminCreateKey)
  async create(request: AdminCreateKey, context: RequestContext) {
    const reach = new Reach(context)
    const rights = { roles: listOf(request.roles), scopes: listOf(request.scopes), permissions: listOf(request.permissions) }
    reach.check(rights)
    const messages = namesOfMessages(this.auth, request.messages)
    if (request.browser && messages === undefined)
      throw HttpError.validation('NotEmpty', 'A browser key names the messages that it may send.', 'Messages')
    const name = request.name.trim()
    return createKey(
      this.auth,
      {
        name,
        ...rights,
        ...(await reach.organizationOf(request.organization, this.organizations)),
        ...(request.browser
          ? { browser: { messages: messages!, origins: listOf(request.origins) } }
          : messages
            ? { messages }
            : {}),
        days: request.days ?? undefined,
      },
      context,
    )
  }

  @Post(AdminRotateKey)
  async rotate({ id, overlapHours }: AdminRotateKey, context: RequestContext) {
    return rotateKey(this.auth, await this.#key(id, context), overlapHours ?? 24, context)
  }

  @Post(AdminRevokeKey)
  async revoke({ id }: AdminRevokeKey, context: RequestContext) {
    return revokeKey(this.auth, await this.#key(id, context), context)
  }

  async #key(id: string, context: RequestContext) {
    const reach = new Reach(context)
    const key = (await this.auth.users.apiKeys()).find((known) => known.id === id)
    if (!key || !reach.sees(key)) throw new HttpError(404, 'NotFound', 'There is no such key.')
    reach.check(key)
    return key
  }
}
