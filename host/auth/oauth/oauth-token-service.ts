import { HttpError } from '../../../dtos/contract'
import { RequestOAuthToken } from '../../../dtos/gateway'
import { HttpResult, type OnceStore, Post, type RequestContext, type StoredClient } from '../../../services'
import type { Auth } from '../auth'
import { assertionType, clientBySignature } from './client-assertion'
import { checkForm } from './token-form'
import { tokenSeconds } from './token-life'
import type { Tokens } from './tokens'

/** How a client proves itself, as the call says it. */
type Proof =
  | { readonly by: 'secret'; readonly id: string; readonly secret: string }
  | { readonly by: 'signature'; readonly id: string | undefined; readonly assertion: string }

/** Answers `POST /oauth/token`: client credentials, proven by Basic, by the body (RFC 6749 2.3.1, 4.4), or by what the client signed (RFC 7523). */
export class OAuthTokenService {
  constructor(
    private readonly auth: Auth,
    private readonly tokens: Tokens,
    private readonly once: OnceStore,
  ) {}

  @Post(RequestOAuthToken)
  async token(request: RequestOAuthToken, context: RequestContext) {
    checkForm(context)
    if (!request.grantType)
      throw new HttpError(400, 'invalid_request', 'grant_type is missing; send grant_type=client_credentials as a form.')
    if (request.grantType !== 'client_credentials')
      throw new HttpError(400, 'unsupported_grant_type', 'Only the grant client_credentials is offered.')
    const client = await this.#client(proofOf(request, context), context)
    const scopes = grantedScopes(request.scope, client.scopes)
    const { id, organization } = client
    const accessToken = await this.tokens.sign({ clientId: id, scopes, ...(organization === undefined ? {} : { organization }) })
    this.auth.record({ kind: 'tokenIssued', provider: 'oauth', ...whoIs(client), detail: { scopes } }, context)
    const token = { accessToken, tokenType: 'Bearer', expiresIn: tokenSeconds, scope: scopes.join(' ') }
    return new HttpResult(token, { headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' } })
  }

  async #client(proof: Proof, context: RequestContext): Promise<StoredClient> {
    const client = proof.by === 'secret' ? await this.#bySecret(proof, context) : await this.#bySignature(proof)
    if (client) return client
    // An id that nobody has may be a secret in the wrong field: it is written down nowhere.
    const known = proof.id === undefined ? undefined : await this.auth.users.clientById(proof.id)
    this.auth.record(
      { kind: 'signInFailed', provider: 'oauth', reason: 'InvalidClient', ...(known ? whoIs(known) : {}) },
      context,
    )
    throw new HttpError(401, 'invalid_client', 'The client is unknown, revoked, or its secret or signature is wrong.', {
      headers: { 'WWW-Authenticate': 'Basic realm="oauth"' },
    })
  }

  async #bySecret({ id, secret }: Proof & { by: 'secret' }, { remoteAddress }: RequestContext) {
    const { attempts, users, passwords } = this.auth
    const account = `client ${id}`
    const client = id === '' || id.length > 256 ? undefined : await users.clientById(id)
    const known = client?.revokedAt === undefined ? client?.secretHash : undefined
    const good = await attempts.judge(account, remoteAddress, async (look) => {
      if (look) return passwords.verify(secret.length > 1_024 ? undefined : known, secret.slice(0, 1_024))
      throw new HttpError(429, 'slow_down', 'Too many wrong secrets from this address; wait before the next one.', {
        headers: { 'Retry-After': '30' },
      })
    })
    return good ? client : undefined
  }

  async #bySignature({ id, assertion }: Proof & { by: 'signature' }) {
    const { users } = this.auth
    const client = await clientBySignature(assertion, { users, once: this.once, issuer: this.tokens.issuer })
    return id === undefined || id === client?.id ? client : undefined
  }
}

const whoIs = ({ id, name, organization }: StoredClient) => ({
  userId: id,
  userName: name,
  credentialId: id,
  ...(organization === undefined ? {} : { organization }),
})

/** Exactly one proof (RFC 6749 2.3); members without a value are absent (3.2). */
function proofOf(request: RequestOAuthToken, context: RequestContext): Proof {
  const { clientId = '', clientSecret = '', clientAssertion = '', clientAssertionType = '' } = request
  const header = context.raw?.request.headers.authorization
  const ways = [header !== undefined, clientSecret !== '', clientAssertion !== '' || clientAssertionType !== '']
  if (ways.filter(Boolean).length > 1)
    throw new HttpError(
      400,
      'invalid_request',
      'The client proves itself twice; use one of the Authorization header, client_secret and client_assertion.',
    )
  if (header !== undefined) {
    const pair = basicCredentials(header)
    if (clientId !== '' && clientId !== pair.id)
      throw new HttpError(400, 'invalid_request', 'client_id is not the client of the Authorization header.')
    return { by: 'secret', ...pair }
  }
  if (!ways[2]) return { by: 'secret', id: clientId, secret: clientSecret }
  if (clientAssertionType !== assertionType)
    throw new HttpError(400, 'invalid_request', `client_assertion_type is missing or unknown; ${assertionType} is offered.`)
  if (clientAssertion === '') throw new HttpError(400, 'invalid_request', 'client_assertion is missing.')
  return { by: 'signature', id: clientId || undefined, assertion: clientAssertion }
}

/** Basic with form-encoded halves (RFC 6749 2.3.1). */
function basicCredentials(header: string): { id: string; secret: string } {
  const encoded = /^basic\s+([\w+/=-]+)$/i.exec(header)?.[1]
  const text = encoded && Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text ? text.indexOf(':') : -1
  if (!text || colon < 0)
    throw new HttpError(400, 'invalid_request', 'The Authorization header is not Basic with an id and a secret.')
  const [id, secret] = [text.slice(0, colon), text.slice(colon + 1)]
  try {
    return { id: formDecoded(id), secret: formDecoded(secret) }
  } catch {
    return { id, secret }
  }
}
const formDecoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '))

function grantedScopes(asked: string | undefined, owned: readonly string[]): readonly string[] {
  const scopes = [...new Set((asked ?? '').split(' ').filter(Boolean))]
  if (scopes.length === 0) return owned
  const missing = scopes.filter((scope) => !owned.includes(scope))
  if (missing.length > 0)
    throw new HttpError(400, 'invalid_scope', `The client may not have ${missing.slice(0, 5).join(', ').slice(0, 200)}.`)
  return scopes
}
