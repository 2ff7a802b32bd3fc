import { ArgumentNullException, HttpError } from '../../../dtos/contract'
import { GetApiKeys, GetApiKeysResponse, RegenerateApiKeys, RegenerateApiKeysResponse, UserApiKey } from '../../../dtos/gateway'
import { Get, Post, type RequestContext, type StoredApiKey, type StoredUser } from '../../../services'
import type { Auth } from '../auth'
import { newApiKey } from '../keys'

/** The keys of the user who asks. A key is told whole when it is made, and never again. */
export class UserKeysService {
  constructor(private readonly auth: Auth) {}

  @Get(GetApiKeys)
  async get({ environment }: GetApiKeys, context: RequestContext) {
    const keys = await this.#good(environment, context)
    const response = new GetApiKeysResponse()
    response.results = keys.map((stored) => told(stored, stored.hint))
    return response
  }

  @Post(RegenerateApiKeys)
  async regenerate({ environment }: RegenerateApiKeys, context: RequestContext) {
    const old = await this.#good(environment, context)
    const user = await this.auth.users.userById(context.session!.userId)
    if (!user) throw new HttpError(404, 'NotFound', 'User does not exist')
    const types = old.length > 0 ? [...new Set(old.map((stored) => stored.keyType ?? 'secret'))] : ['secret']
    const response = new RegenerateApiKeysResponse()
    response.results = []
    for (const keyType of types) {
      const { stored, key } = newKey(user, environment!, keyType)
      await this.auth.users.putApiKey(stored)
      await this.auth.recordChange({ kind: 'keyCreated', subject: stored.id, detail: { environment: environment! } }, context)
      response.results.push(told(stored, key))
    }
    for (const stored of old) {
      await this.auth.users.putApiKey({ ...stored, revokedAt: Date.now() })
      await this.auth.recordChange({ kind: 'keyRevoked', subject: stored.id }, context)
    }
    return response
  }

  async #good(environment: string | undefined, context: RequestContext): Promise<readonly StoredApiKey[]> {
    if (!environment) throw new ArgumentNullException('Environment')
    const { userId } = context.session!
    const now = Date.now()
    return (await this.auth.users.apiKeys()).filter(
      (key) =>
        key.userId === userId &&
        key.environment === environment &&
        key.revokedAt === undefined &&
        (key.expiresAt === undefined || key.expiresAt > now),
    )
  }
}

function newKey(user: StoredUser, environment: string, keyType: string) {
  const { id, key, hash, hint } = newApiKey()
  const stored: StoredApiKey = {
    id,
    name: `${environment} ${keyType} of ${user.userName}`,
    hash,
    hint,
    userName: user.userName,
    userId: user.id,
    environment,
    keyType,
    roles: [],
    permissions: [],
    scopes: [],
    ...(user.organization === undefined ? {} : { organization: user.organization }),
    accounts: [],
    sources: [],
    createdAt: Date.now(),
  }
  return { stored, key }
}

function told({ keyType = 'secret', expiresAt }: StoredApiKey, key: string): UserApiKey {
  const answer = new UserApiKey()
  answer.key = key
  answer.keyType = keyType
  if (expiresAt !== undefined) answer.expiryDate = new Date(expiresAt)
  return answer
}
