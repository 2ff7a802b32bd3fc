import { HttpError } from '../../../dtos/contract'
import type { Authenticate } from '../../../dtos/gateway'
import { HttpResult, MemoryOnceStore, type OnceStore, type RequestContext, type StoredUser } from '../../../services'
import type { Auth } from '../auth'
import { hashId } from '../cookies'
import { refusal } from '../oauth/guarded-fetch'
import type { Claims } from '../oauth/signed-token'
import type { OpenProvider } from '../open-provider'
import type { AuthProvider } from '../provider'
import { AuthenticateService } from '../services/authenticate-service'
import { isPage, targetOf } from '../services/where-next'
import { type ClientWords, IssuerClient, isAway, openidClient, unreachable } from './issuer-client'
import { type OidcUserOptions, oidcUser, refusedBy } from './oidc-users'
import { isRemembered, PendingSignIns } from './pending'

export interface OidcOptions extends ClientWords, OidcUserOptions {
  /** How the provider is called, and where it is: `/auth/{name}`; `oidc` unless said. */
  readonly name?: string
  /** `openid profile email` unless said. */
  readonly scope?: string
  /** Where the issuer sends browsers back: `{this gateway}/auth/{name}` unless said. The issuer has it in its list. */
  readonly redirectUri?: string
  /** Where a browser goes that wanted nowhere: `/` unless said. */
  readonly home?: string
  /** Seals what a browser keeps while it is away; the same in all processes of one gateway. */
  readonly secret?: string
  /** Where it is remembered which sign-ins have ended; in this process unless said. */
  readonly once?: OnceStore
  /** Plain http to this machine, for tests. */
  readonly allowLoopback?: boolean
}

/**
 * Sign-in at an OpenID Connect issuer: `GET /auth/{name}?redirect=/where` sends a browser there, and back it comes signed in (authorization code with
 * PKCE, state and nonce). Roles and tenant are as the options' claims say, at each sign-in.
 */
export function oidc(options: OidcOptions): AuthProvider {
  const { issuer, name = 'oidc', allowLoopback = false } = options
  const trusted = URL.canParse(issuer) ? new URL(issuer) : undefined
  const why = trusted ? refusal(trusted, { trusted, allowLoopback }) : 'no address'
  if (why !== undefined) throw new RangeError(`oidc() takes an https address; ${JSON.stringify(issuer)} is ${why}.`)
  if (!/^[a-z][\w-]{0,40}$/i.test(name))
    throw new RangeError(`oidc() takes a name that an address can hold, not ${JSON.stringify(name)}.`)
  const client = new IssuerClient(options, { trusted: trusted!, allowLoopback })
  return {
    name,
    challenge: `OAuth realm="/auth/${name}"`,
    open: (auth) => openOidc(auth, name, client, options),
  }
}

function openOidc(auth: Auth, name: string, client: IssuerClient, options: OidcOptions): OpenProvider {
  const { issuer, scope = 'openid profile email', home = '/', once = new MemoryOnceStore() } = options
  const pending = new PendingSignIns(name, options.secret)
  const redirectUri = (context: RequestContext) => options.redirectUri ?? `${context.baseUrl}/auth/${name}`

  async function begin(request: Authenticate, context: RequestContext): Promise<HttpResult<never>> {
    const config = await client.config()
    const { randomState, randomNonce, randomPKCECodeVerifier, calculatePKCECodeChallenge, buildAuthorizationUrl } =
      await openidClient()
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()]
    const target = targetOf(request.returnUrl, context)
    pending.begin(context, { state, nonce, verifier, ...(target !== undefined && isRemembered(target) ? { target } : {}) })
    const url = buildAuthorizationUrl(config, {
      redirect_uri: redirectUri(context),
      scope,
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return HttpResult.redirect(url.href)
  }

  async function finish(request: Authenticate, context: RequestContext, query: URLSearchParams): Promise<StoredUser> {
    const begun = pending.end(context)
    if (!begun || begun.state !== query.get('state'))
      throw new HttpError(400, 'BadRequest', `This sign-in was not begun here, or too long ago; begin again at /auth/${name}.`)
    if (query.has('error')) throw refusedBy(auth, context, name, 'RefusedByIssuer', 'The sign-in service did not let you in.')
    const claims = await claimsOf(begun, context, query)
    if (!(await once.useOnce(`sign-in ${name} ${hashId(begun.state)}`, begun.until)))
      throw refusedBy(auth, context, name, 'Repeated', 'This sign-in has ended already.')
    const user = await oidcUser(auth, name, issuer, claims, options, context)
    const target = begun.target ?? (isPage(context) ? home : undefined)
    if (target !== undefined) request.returnUrl = target
    return user
  }

  async function claimsOf(
    { state, nonce, verifier }: { readonly state: string; readonly nonce: string; readonly verifier: string },
    context: RequestContext,
    query: URLSearchParams,
  ): Promise<Claims> {
    const config = await client.config()
    const { authorizationCodeGrant } = await openidClient()
    const url = new URL(redirectUri(context))
    url.search = query.toString()
    try {
      const tokens = await authorizationCodeGrant(config, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      return tokens.claims()! as Claims
    } catch (error) {
      if (isAway(error)) unreachable(error)
      throw refusedBy(
        auth,
        context,
        name,
        'BadAnswer',
        `What the sign-in service says proves nothing; begin again at /auth/${name}.`,
      )
    }
  }

  return {
    signsInByGet: true,
    async signIn(request, context) {
      const mark = context.url.indexOf('?')
      const query = new URLSearchParams(mark < 0 ? '' : context.url.slice(mark + 1))
      const isBack = query.has('state') && (query.has('code') || query.has('error'))
      return isBack ? await finish(request, context, query) : await begin(request, context)
    },
    services: [auth.service(AuthenticateService)],
  }
}
