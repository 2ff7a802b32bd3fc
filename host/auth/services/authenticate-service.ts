import { ArgumentNullException, HttpError, NotImplementedException, NotSupportedException } from '../../../dtos/contract'
import { Authenticate, AuthenticateLogout, AuthenticateResponse } from '../../../dtos/gateway'
import { Any, Get, HttpResult, Post, type RequestContext, type Session } from '../../../services'
import { Call } from '../../call'
import type { Auth } from '../auth'
import { Denial } from '../denial'
import { challengeOf, type OpenProvider } from '../open-provider'
import { isForeignPage, isUnasked } from '../origin'
import { ownPagesOnly } from '../own-pages'
import type { SignedIn } from '../sign-in'
import { answerTo, isPage, targetOf } from './where-next'

type Opened = { readonly opened: OpenProvider }

/** `/auth`: signs in, tells who is signed in, signs out (A chapter 2). */
export class AuthenticateService {
  constructor(private readonly auth: Auth) {}

  @Get(Authenticate)
  get(request: Authenticate, context: RequestContext) {
    return this.#answer(request, context)
  }

  @Post(Authenticate)
  post(request: Authenticate, context: RequestContext) {
    return this.#answer(request, context)
  }

  @Any(AuthenticateLogout)
  logout(request: AuthenticateLogout, context: RequestContext) {
    return this.#signOut(request.returnUrl, context)
  }

  async #answer(request: Authenticate, context: RequestContext) {
    const name = providerName(request.provider)
    if (name === '') throw new ArgumentNullException('provider')
    if (name === 'logout') return this.#signOut(request.returnUrl, context)
    const hasLogin = request.userName !== undefined && request.password !== undefined
    if (name === undefined && !hasLogin) return this.#status(context)
    const found = name === undefined ? this.#first : this.auth.providers.get(name)
    // What neither signs in nor reads who calls is no provider to sign in by: the operators' secret.
    if (!found || !(found.opened.signIn || found.opened.readsCalls))
      throw new HttpError(404, 'NotFound', `No configuration was added for OAuth provider '${request.provider!.slice(0, 100)}'`)
    if (context.verb !== 'POST' && !found.opened.signsInByGet) throw new NotSupportedException(noGet)
    // Who comes back from elsewhere proves by his state that he left from here.
    if (!found.opened.signsInByGet) ownPagesOnly(this.auth, context)
    // Where to comes first: who would be sent elsewhere is not signed in.
    const target = targetOf(request.returnUrl, context)
    try {
      const signedIn = await this.#signIn(found, request, name === undefined, context)
      if (signedIn instanceof HttpResult) return signedIn
      // Who comes back from elsewhere is told only then where he wanted to go.
      return answerTo(context, responseOf(signedIn, request.userName), target ?? targetOf(request.returnUrl, context))
    } catch (error) {
      throw failedPage(error, context) ?? error
    }
  }

  async #signIn({ opened }: Opened, request: Authenticate, unnamed: boolean, context: RequestContext) {
    const provider = [...this.auth.providers.values()].find((each) => each.opened === opened)!.provider.name
    if (opened.signIn && (unnamed || !opened.readsCalls)) {
      const user = await opened.signIn(request, context)
      if (user instanceof HttpResult) return user
      return this.auth.signIn(user, context, {
        provider: opened.readsCalls ? 'credentials' : provider,
        rememberMe: request.rememberMe ?? false,
        without: ignoredBy(request),
      })
    }
    const session = await this.auth.identify(context)
    if (session?.provider !== provider) throw this.#denied(context)
    if (opened.notByMessage !== undefined) throw new NotImplementedException(opened.notByMessage)
    return (await this.#forThisCall(session, ignoredBy(request), context)) ?? this.#asIs(session, context)
  }

  /** Who is signed in. Basic and keys prove themselves with the call, so that asking is signing in. */
  async #status(context: RequestContext): Promise<AuthenticateResponse> {
    const session = await this.auth.identify(context)
    if (session === undefined) {
      if (this.#first?.opened.readsCalls) throw this.#denied(context)
      const error = new HttpError(401, 'Unauthorized', 'Not Authenticated')
      throw failedPage(error, context) ?? error
    }
    const { opened } = this.auth.providers.get(session.provider) ?? {}
    // A link on another site's page may carry a key (`?apikey=`) or let the browser use a password that it remembers: that only tells.
    const unasked = context instanceof Call && isUnasked(context, this.auth.options)
    const signedIn =
      opened?.readsCalls && opened.notByMessage === undefined && !unasked
        ? await this.#forThisCall(session, [], context)
        : undefined
    // The session's id is in nobody's cache; a sign-in has said so.
    if (signedIn === undefined) context.addHeader('Cache-Control', 'no-store')
    return { ...responseOf(signedIn ?? this.#asIs(session, context)), authProvider: session.provider }
  }

  async #forThisCall(session: Session, without: readonly string[], context: RequestContext): Promise<SignedIn | undefined> {
    const user = await this.auth.users.userById(session.userId)
    if (!user) return undefined
    const signedIn = await this.auth.signIn(user, context, { provider: session.provider, sessionless: true, without })
    return { ...signedIn, sessionId: context.sessionId }
  }

  #asIs(session: Session, context: RequestContext): SignedIn {
    const { roles } = session
    const told = roles.includes('Admin') ? [...new Set([...roles, ...this.auth.roleNames])] : roles
    return { session, sessionId: context.sessionId, roles: told }
  }

  async #signOut(returnUrl: string | undefined, context: RequestContext) {
    const target = targetOf(returnUrl, context)
    // A picture on another site's page must not sign anybody out.
    const foreign = context instanceof Call && isForeignPage(context, this.auth.options)
    if (!foreign) await this.auth.signOut(context)
    if (target !== undefined && isPage(context))
      return new HttpResult(new AuthenticateResponse(), {
        location: target,
        statusDescription: 'Moved Temporarily',
      })
    return new AuthenticateResponse()
  }

  get #first(): Opened | undefined {
    return this.auth.providers.values().next().value
  }

  /** As an attribute denies: by the first provider's challenge, or by why the credential is wrong. */
  #denied(context: RequestContext): Error {
    const refusal = context instanceof Call ? context.refusal : undefined
    const first = [...this.auth.providers.values()][0]!.provider
    return refusal && refusal.how !== 'bare'
      ? Denial.because(refusal.error, 'attribute')
      : new Denial(401, 'Not Authenticated', 'attribute', { challenge: challengeOf(first) })
  }
}

const noGet = 'GET Authenticate requests are disabled, to enable set AuthFeature.AllowGetAuthenticateRequests = req => true'

/** Names compare without case; login is an old one of credentials. */
function providerName(said: string | undefined): string | undefined {
  const name = said?.toLowerCase()
  return name === 'login' ? 'credentials' : name
}

/** `meta: { ignore: 'jwt' }`. */
const ignoredBy = ({ meta }: Authenticate): readonly string[] =>
  (meta?.ignore ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)

/** Members in the wire's order come from the message type; what is absent is left out. */
function responseOf({ session, sessionId, roles, ...issued }: SignedIn, typedName = session.userName): AuthenticateResponse {
  const { permissions, fromToken, displayName = session.userName } = session
  const response = new AuthenticateResponse()
  response.userId = session.userId
  response.sessionId = sessionId
  if (typedName !== '') response.userName = typedName
  if (displayName !== '') response.displayName = displayName
  if (issued.bearerToken !== undefined) response.bearerToken = issued.bearerToken
  if (issued.refreshToken !== undefined) response.refreshToken = issued.refreshToken
  if (issued.refreshTokenExpiry !== undefined) response.refreshTokenExpiry = issued.refreshTokenExpiry
  if (!fromToken || roles.length > 0) response.roles = [...roles]
  if (!fromToken || permissions.length > 0) response.permissions = [...permissions]
  return response
}

/** A browser that failed goes back to the page that it came from, which is told why, or to the login page. */
function failedPage(error: unknown, context: RequestContext): Error | undefined {
  if (!(error instanceof HttpError) || error.status !== 401 || error instanceof Denial || !isPage(context)) return undefined
  return new Denial(401, error.message, 'service', { ...error.details, refererToo: true }, error.errorCode)
}
