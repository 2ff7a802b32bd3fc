import { ArgumentNullException } from '../../../dtos/contract'
import {
  ConvertSessionToToken,
  ConvertSessionToTokenResponse,
  GetAccessToken,
  GetAccessTokenResponse,
} from '../../../dtos/gateway'
import { Any, Get, HttpResult, Post, type RequestContext } from '../../../services'
import { Call } from '../../call'
import { bearerOf } from '../api-key'
import type { Auth } from '../auth'
import type { JwtTokens, MadeToken } from '../jwt/jwt-tokens'
import { ownPagesOnly } from '../own-pages'

export interface TokenServiceOptions {
  readonly tokenCookies: boolean
  readonly includeTokens: boolean
  readonly refuseInsecure: (context: RequestContext) => void
  readonly cookie: (context: RequestContext, name: 'ss-tok' | 'ss-reftok') => string | undefined
  readonly setToken: (context: RequestContext, token: Pick<MadeToken, 'token' | 'expires'>, name?: 'ss-tok' | 'ss-reftok') => void
}

/** New access tokens: for a refresh token, and for a session. */
export class TokenService {
  constructor(
    private readonly auth: Auth,
    private readonly tokens: JwtTokens,
    private readonly options: TokenServiceOptions,
  ) {}

  @Get(GetAccessToken)
  get(request: GetAccessToken, context: RequestContext) {
    return this.#refresh(request, context)
  }

  @Post(GetAccessToken)
  post(request: GetAccessToken, context: RequestContext) {
    return this.#refresh(request, context)
  }

  /** What came in the body is answered in the body, for who holds his tokens himself; what came in a cookie, by cookie. */
  async #refresh({ refreshToken: inBody, useTokenCookie }: GetAccessToken, context: RequestContext) {
    const { tokenCookies, refuseInsecure, cookie, setToken } = this.options
    refuseInsecure(context)
    const token = inBody || cookie(context, 'ss-reftok')
    if (!token) throw new ArgumentNullException('refreshToken')
    if (inBody) ownPagesOnly(this.auth, context)
    const { access, refresh } = await this.tokens.refresh(token, !inBody, context)
    context.addHeader('Cache-Control', 'no-store')
    const response = new GetAccessTokenResponse()
    if (!inBody || tokenCookies) setToken(context, access)
    if (refresh) setToken(context, refresh, 'ss-reftok')
    if (inBody && !(tokenCookies && useTokenCookie)) response.accessToken = access.token
    return response
  }

  @Any(ConvertSessionToToken)
  async convert({ preserveSession }: ConvertSessionToToken, context: RequestContext) {
    const { includeTokens, refuseInsecure, cookie, setToken } = this.options
    refuseInsecure(context)
    ownPagesOnly(this.auth, context)
    const session = context.session!
    context.addHeader('Cache-Control', 'no-store')
    const response = new ConvertSessionToTokenResponse()
    const carried = session.fromToken ? (context instanceof Call && bearerOf(context)) || cookie(context, 'ss-tok') : undefined
    if (carried) {
      // The same token, now as a cookie.
      const known = await this.tokens.session(carried)
      if (known && 'until' in known) setToken(context, { token: carried, expires: known.until })
      if (includeTokens) response.accessToken = carried
    } else {
      const { access, refresh } = await this.tokens.start(session, session.roles, context)
      setToken(context, access)
      if (includeTokens) response.accessToken = access.token
      if (includeTokens && !preserveSession) response.refreshToken = refresh.token
      if (!preserveSession) await this.auth.endSession(context)
    }
    return new HttpResult(response, { contentType: 'application/json; charset=utf-8' })
  }
}
