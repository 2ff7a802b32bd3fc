import {
  AllowAnonymous,
  Api,
  Authenticate,
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

@Namespace(frameworkNamespace)
@DataContract()
export class GetAccessTokenResponse {
  @framework(1, 'The new access token, where it does not travel in a cookie') accessToken?: string
  @framework(2, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
  @framework(3, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
}

/** A new access token for a refresh token. */
@Route('/access-token', 'GET,POST')
@Api('Gives a new access token for a refresh token')
@Tag('auth')
@AllowAnonymous()
@IdentifiesLate()
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class GetAccessToken extends Returns(GetAccessTokenResponse) {
  constructor(init?: Partial<GetAccessToken>) {
    super()
    Object.assign(this, init)
  }

  // The reference names it so in its errors.
  @framework(1, 'The refresh token, where it is not in the cookie', { name: 'refreshToken' }) refreshToken?: string
  @framework(2, 'The new token goes into the cookie only', { type: 'boolean' }) useTokenCookie?: boolean
  @framework(3, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

@Namespace(frameworkNamespace)
@DataContract()
export class ConvertSessionToTokenResponse {
  @framework(1, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
  @framework(2, 'The access token, where the gateway is set so') accessToken?: string
  @framework(3, 'The refresh token, where the gateway is set so') refreshToken?: string
  @framework(4, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
}

/** A session becomes a token. */
@Route('/session-to-token')
@Api('Exchanges the session for an access token')
@Tag('auth')
@Authenticate()
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class ConvertSessionToToken extends Returns(ConvertSessionToTokenResponse) {
  constructor(init?: Partial<ConvertSessionToToken>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'The session stays as well', { type: 'boolean' }) preserveSession?: boolean
  @framework(2, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}
