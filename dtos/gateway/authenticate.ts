import {
  AllowAnonymous,
  Api,
  DataContract,
  IdentifiesLate,
  Namespace,
  ResponseStatus,
  Returns,
  Route,
  Tag,
  Verb,
} from '../contract'
import { framework, frameworkNamespace } from './framework-member'

/** Who is signed in, and with which tokens. */
@Namespace(frameworkNamespace)
@DataContract()
export class AuthenticateResponse {
  @framework(1, 'The user') userId?: string
  @framework(2, 'What the session is called') sessionId?: string
  @framework(3, 'The user name, as it was typed') userName?: string
  @framework(4, 'What people call the user') displayName?: string
  @framework(5, 'Where the caller wanted to go') referrerUrl?: string
  @framework(6, 'An access token, where tokens do not travel in cookies') bearerToken?: string
  @framework(7, 'A refresh token, where tokens do not travel in cookies') refreshToken?: string
  @framework(8, 'When the refresh token ends', { type: 'dateTime' }) refreshTokenExpiry?: Date
  @framework(9, 'The address of a picture') profileUrl?: string
  @framework(10, 'The roles', { type: ['string'] }) roles?: string[]
  @framework(11, 'The permissions', { type: ['string'] }) permissions?: string[]
  @framework(12, 'Who proved it: credentials, basic, jwt …') authProvider?: string
  @framework(13, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
  @framework(14, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

@Route('/auth', 'GET,POST')
@Route('/auth/{provider}', 'GET,POST')
@Api('Signs in, tells who is signed in, or signs out')
@Tag('auth')
@AllowAnonymous()
@IdentifiesLate()
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class Authenticate extends Returns(AuthenticateResponse) {
  constructor(init?: Partial<Authenticate>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'The provider that signs in; logout signs out', { name: 'provider' }) provider?: string
  @framework(2, 'The user name, or the e-mail') userName?: string
  @framework(3, 'The password') password?: string
  @framework(4, 'The session lasts longer', { type: 'boolean' }) rememberMe?: boolean
  @framework(5, 'A token of another host') accessToken?: string
  @framework(6, 'Its secret') accessTokenSecret?: string
  @framework(7, 'Where a browser goes then, on this host') returnUrl?: string
  @framework(8, 'Not used here') errorView?: string
  @framework(9, 'ignore: jwt signs in without tokens', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

/** Ends the session and its tokens. */
@Api('Signs out')
@Tag('auth')
@AllowAnonymous()
@IdentifiesLate()
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class AuthenticateLogout extends Returns(AuthenticateResponse) {
  constructor(init?: Partial<AuthenticateLogout>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'Where a browser goes then, on this host') returnUrl?: string
}
