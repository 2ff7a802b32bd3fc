import { HttpError } from '../../dtos/contract'
import { RequestOAuthToken } from '../../dtos/gateway'
import { HttpResult, Post, type RequestContext, type UserStore } from '../../services'
import { PasswordVerifier } from './passwords'
import { type Tokens, tokenSeconds } from './tokens'

/** Answers `POST /oauth/token`: client credentials, proven by Basic or by the body (RFC 6749 2.3.1, 4.4). */
export class OAuthTokenService {
  readonly #verifier = new PasswordVerifier()

  constructor(
    private readonly users: UserStore,
    private readonly tokens: Tokens,
  ) {}

  @Post(RequestOAuthToken)
  async token(request: RequestOAuthToken, context: RequestContext) {
    if (request.grantType === undefined)
      throw new HttpError(400, 'invalid_request', 'grant_type is missing; send grant_type=client_credentials as a form.')
    if (request.grantType !== 'client_credentials')
      throw new HttpError(400, 'unsupported_grant_type', 'Only the grant client_credentials is offered.')
    const client = await this.#client(request, context)
    const scopes = grantedScopes(request.scope, client.scopes)
    const accessToken = await this.tokens.sign({
      clientId: client.id,
      scopes,
      ...(client.organization === undefined ? {} : { organization: client.organization }),
    })
    const token = { accessToken, tokenType: 'Bearer', expiresIn: tokenSeconds, scope: scopes.join(' ') }
    return new HttpResult(token, { headers: { 'Cache-Control': 'no-store' } })
  }

  async #client(request: RequestOAuthToken, context: RequestContext) {
    const header = context.raw?.request.headers.authorization
    const byHeader = header === undefined ? undefined : basicCredentials(header)
    if (byHeader && request.clientSecret !== undefined)
      throw new HttpError(
        400,
        'invalid_request',
        'The client proves itself twice; use the Authorization header or the body, not both.',
      )
    const { id, secret } = byHeader ?? { id: request.clientId ?? '', secret: request.clientSecret ?? '' }
    const client = id === '' || id.length > 256 ? undefined : await this.users.clientById(id)
    const good = await this.#verifier.verify(client?.revokedAt === undefined ? client?.secretHash : undefined, secret)
    if (!client || !good)
      throw new HttpError(401, 'invalid_client', 'The client is unknown, revoked, or its secret is wrong.', {
        headers: { 'WWW-Authenticate': 'Basic realm="oauth"' },
      })
    return client
  }
}

/** Basic with form-encoded halves (RFC 6749 2.3.1). */
function basicCredentials(header: string): { id: string; secret: string } | undefined {
  const encoded = /^basic\s+([\w+/=-]+)$/i.exec(header)?.[1]
  const text = encoded && Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text ? text.indexOf(':') : -1
  if (!text || colon < 0)
    throw new HttpError(400, 'invalid_request', 'The Authorization header is not Basic with an id and a secret.')
  try {
    return { id: decodeURIComponent(text.slice(0, colon)), secret: decodeURIComponent(text.slice(colon + 1)) }
  } catch {
    return { id: text.slice(0, colon), secret: text.slice(colon + 1) }
  }
}

function grantedScopes(asked: string | undefined, owned: readonly string[]): readonly string[] {
  const scopes = [...new Set((asked ?? '').split(' ').filter(Boolean))]
  if (scopes.length === 0) return owned
  const missing = scopes.filter((scope) => !owned.includes(scope))
  if (missing.length > 0)
    throw new HttpError(400, 'invalid_scope', `The client may not have ${missing.slice(0, 5).join(', ').slice(0, 200)}.`)
  return scopes
}
