import { HttpError } from '../../../dtos/contract'
import type { RequestContext } from '../../../services'
import { Call } from '../../call'
import { queryValue } from '../../query-value'
import { bearerOf } from '../api-key'
import type { Auth } from '../auth'
import type { CredentialReader, Recognised } from '../credential-reader'
import { formValue } from '../form-value'
import type { OpenProvider } from '../open-provider'
import { foreignAttached } from '../origin'
import type { AuthProvider } from '../provider'
import { publishKeys } from '../published-keys'
import { Refused } from '../refused'
import { AuthenticateService } from '../services/authenticate-service'
import { TokenService } from '../services/token-service'
import type { SignIn } from '../sign-in'
import { expired } from './claims'
import { type JwtKeyWords, readJwtKey } from './jwt-keys'
import { JwtTokens, type MadeToken } from './jwt-tokens'

export interface JwtOptions {
  /** The first private or secret one signs; all verify, so that a key is changed without signing anybody out. */
  readonly keys: readonly JwtKeyWords[]
  /** `ssjwt` unless said. */
  readonly issuer?: string
  readonly audience?: string | readonly string[]
  /** Seconds; 14 days unless said. */
  readonly accessSeconds?: number
  /** Seconds; 365 days unless said. */
  readonly refreshSeconds?: number
  /** Tokens travel in cookies that no script reads, and no session is stored; yes unless said. */
  readonly tokenCookies?: boolean
  /** Tokens count, and are made, on plain http too; for tests and behind what the gateway cannot see. */
  readonly overPlainHttp?: boolean
  /** `?ss-tok=` and the form's `ss-tok` count: addresses end up in logs and histories. */
  readonly inQueryAndForm?: boolean
  /** `ConvertSessionToToken` answers the tokens in its body as well. */
  readonly includeTokens?: boolean
  /** A refresh token is taken as bearer, as the reference does: it lives long, so do not. */
  readonly refreshAsBearer?: boolean
}

const day = 86_400
const insecure = 'Sending JWT over insecure connection forbidden when RequireSecureConnection=true'

/** Signed tokens of this gateway (A chapter 4): as bearer, in a cookie, renewed silently by the refresh cookie; public keys at `/.well-known/jwks.json`. */
export const jwt = (options: JwtOptions): AuthProvider => ({ name: 'jwt', open: (auth) => open(auth, options) })

function open(auth: Auth, options: JwtOptions): OpenProvider {
  const keys = options.keys.map(readJwtKey)
  if (!keys.some((key) => key.signing)) throw new RangeError('jwt() needs a key that signs: an HS256 secret or a private key.')
  const { audience = [], tokenCookies = true, overPlainHttp = false } = options
  const tokens = new JwtTokens(auth, keys, {
    issuer: options.issuer ?? 'ssjwt',
    audiences: typeof audience === 'string' ? [audience] : audience,
    accessSeconds: options.accessSeconds ?? 14 * day,
    refreshSeconds: options.refreshSeconds ?? 365 * day,
    refreshAsBearer: options.refreshAsBearer ?? false,
  })
  const mayTravel = ({ secure }: { readonly secure: boolean }) => overPlainHttp || secure
  const refuseInsecure = (context: RequestContext) => {
    if (!mayTravel(context)) throw new HttpError(403, 'Forbidden', insecure)
  }
  const { cookies } = auth
  const cookie = (context: RequestContext, name: 'ss-tok' | 'ss-reftok') => {
    const header = context instanceof Call ? context.incoming.headers.cookie : undefined
    return header === undefined ? undefined : cookies.read(header, name, context)
  }
  const setToken = (
    context: RequestContext,
    { token, expires }: Pick<MadeToken, 'token' | 'expires'>,
    name: 'ss-tok' | 'ss-reftok' = 'ss-tok',
  ) => cookies.set(context, name, token, expires)

  const recognise: (carried: boolean) => CredentialReader['recognise'] = (carried) => async (token, call) => {
    if (!mayTravel(call)) return new Refused(new HttpError(403, 'Forbidden', insecure))
    const known = token === '' ? undefined : await tokens.session(token)
    if (known && !(known instanceof HttpError)) return known
    // A stale cookie goes at once, also the one beside a bearer that failed; a good one stays.
    if (known && isStale(carried ? known : await inCookie(call))) cookies.remove(call, 'ss-tok')
    const mayRenew = token === '' || (known !== undefined && isRenewable(known))
    // What is said beside it makes the refresh cookie no less a cookie; one that came by cookie itself has been asked.
    const renewed =
      mayRenew && (carried || foreignAttached(call, 'cookie', auth.options) === undefined) ? await renew(call) : undefined
    return renewed ?? (known ? new Refused(known) : undefined)
  }

  async function inCookie(call: Call) {
    const token = cookie(call, 'ss-tok')
    return token === undefined ? undefined : await tokens.session(token)
  }

  /** Silent refresh: the caller is served, and gets the new token with the answer. */
  async function renew(call: Call): Promise<Recognised | undefined> {
    const token = cookie(call, 'ss-reftok')
    if (token === undefined) return undefined
    try {
      const { access, refresh, session } = await tokens.refresh(token, true, call)
      setToken(call, access)
      call.addHeader('Cache-Control', 'no-store')
      if (refresh) setToken(call, refresh, 'ss-reftok')
      return { session, once: true }
    } catch (error) {
      if (!(error instanceof HttpError) || error.status >= 500) throw error
      cookies.remove(call, 'ss-reftok')
      return undefined
    }
  }

  const stillGood: CredentialReader['stillGood'] = (_, call) => mayTravel(call)
  const judge = recognise(false)
  const reader = (read: CredentialReader['read']): CredentialReader => ({
    carrier: 'explicit',
    read,
    // Another text is another provider's, or nobody's; that somebody said it keeps cookies from counting all the same.
    recognise: (token, call) => (hasThreeParts(token) ? judge(token, call) : undefined),
    stillGood,
  })

  return {
    readsCalls: true,
    notByMessage: 'JWT Authenticate() should not be called directly',
    readers: [
      reader(bearerOf),
      ...(options.inQueryAndForm ? [{ ...reader(inQueryOrForm), inForm: true }] : []),
      {
        carrier: 'token',
        ambient: () => 'cookie',
        read: (call) => cookie(call, 'ss-tok') ?? (cookie(call, 'ss-reftok') === undefined ? undefined : ''),
        recognise: recognise(true),
        stillGood,
      },
    ],
    async issue({ session, roles }: SignIn, context) {
      if (!mayTravel(context)) return undefined
      const { family, access, refresh } = await tokens.start(session, roles, context)
      if (!tokenCookies)
        return {
          family,
          bearerToken: access.token,
          refreshToken: refresh.token,
          refreshTokenExpiry: new Date(refresh.expires),
        }
      setToken(context, access)
      setToken(context, refresh, 'ss-reftok')
      context.addHeader('X-Cookies', 'ss-tok,ss-reftok')
      return { family, replacesSession: true }
    },
    async end(context) {
      if (!(context instanceof Call)) return
      for (const token of [cookie(context, 'ss-tok'), cookie(context, 'ss-reftok'), bearerOf(context)])
        if (token !== undefined) await tokens.end(token)
    },
    services: [
      auth.service(AuthenticateService),
      new TokenService(auth, tokens, {
        tokenCookies,
        includeTokens: options.includeTokens ?? false,
        refuseInsecure,
        cookie,
        setToken,
      }),
    ],
    mount(app) {
      publishKeys(app, () => keys.flatMap(({ jwk }) => (jwk ? [jwk] : [])))
    },
  }
}

/** Expired or revoked: the refresh token may save it (clients.md T5). */
const isRenewable = ({ message }: HttpError) => message === expired || message === 'Token has been revoked'
/** The token was ours and is good no more: its cookie only makes each further call fail. */
const isStale = (known: unknown) =>
  known instanceof HttpError &&
  known.errorCode === 'TokenException' &&
  (isRenewable(known) || /^(Token not valid yet|Invalid Audience)/.test(known.message))

/** Not where there is a bearer, which wins however bad it is. */
const inQueryOrForm = (call: Call) =>
  bearerOf(call) === undefined ? queryValue(call.query, 'ss-tok') || formValue(call, 'ss-tok') || undefined : undefined

function hasThreeParts(text: string): boolean {
  const first = text.indexOf('.')
  const second = text.indexOf('.', first + 1)
  return first >= 0 && second >= 0 && text.indexOf('.', second + 1) < 0
}
