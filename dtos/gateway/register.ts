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

@Namespace(frameworkNamespace)
@DataContract()
export class RegisterResponse {
  @framework(1, 'The new user') userId?: string
  @framework(2, 'What the session is called') sessionId?: string
  @framework(3, 'The user name') userName?: string
  @framework(4, 'Where the caller wanted to go') referrerUrl?: string
  @framework(5, 'An access token, where tokens do not travel in cookies') bearerToken?: string
  @framework(6, 'A refresh token, where tokens do not travel in cookies') refreshToken?: string
  @framework(7, 'When the refresh token ends', { type: 'dateTime' }) refreshTokenExpiry?: Date
  @framework(8, 'The roles', { type: ['string'] }) roles?: string[]
  @framework(9, 'The permissions', { type: ['string'] }) permissions?: string[]
  @framework(10, 'Where a browser goes then') redirectUrl?: string
  @framework(11, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
  @framework(12, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

/** Makes a user of whoever asks. */
@Route('/register', 'POST,PUT')
@Api('Makes a user account')
@Tag('auth')
@AllowAnonymous()
@IdentifiesLate()
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class Register extends Returns(RegisterResponse) {
  constructor(init?: Partial<Register>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'The user name: 3 to 36 letters and digits, single . _ and - between') userName?: string
  @framework(2, 'The first name') firstName?: string
  @framework(3, 'The last name') lastName?: string
  @framework(4, 'What people call the user') displayName?: string
  @framework(5, 'The e-mail') email?: string
  @framework(6, 'The password') password?: string
  @framework(7, 'The password once more') confirmPassword?: string
  @framework(8, 'Signs in at once', { type: 'boolean' }) autoLogin?: boolean
  @framework(9, 'Not used here') errorView?: string
  @framework(10, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}
