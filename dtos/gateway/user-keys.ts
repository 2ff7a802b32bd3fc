import { Api, Authenticate, DataContract, Namespace, ResponseStatus, Returns, Route, Tag, Verb } from '../contract'
import { framework, frameworkNamespace } from './framework-member'

/** One key of a user. The key itself is told when it is made, and never again. */
@Namespace(frameworkNamespace)
@DataContract()
export class UserApiKey {
  @framework(1, 'The key when it is made, else what people know it by') key?: string
  @framework(2, 'secret, publishable …') keyType?: string
  @framework(3, 'When it ends', { type: 'dateTime' }) expiryDate?: Date
  @framework(4, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

@Namespace(frameworkNamespace)
@DataContract()
export class GetApiKeysResponse {
  @framework(1, 'The keys that are good', { type: [UserApiKey] }) results?: UserApiKey[]
  @framework(2, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
  @framework(3, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
}

/** The caller's keys of an environment. */
@Route('/apikeys', 'GET')
@Route('/apikeys/{Environment}', 'GET')
@Api('The API keys of the user who asks')
@Tag('auth')
@Authenticate()
@Verb('GET')
@Namespace(frameworkNamespace)
@DataContract()
export class GetApiKeys extends Returns(GetApiKeysResponse) {
  constructor(init?: Partial<GetApiKeys>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'live, test …') environment?: string
  @framework(2, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}

@Namespace(frameworkNamespace)
@DataContract()
export class RegenerateApiKeysResponse {
  @framework(1, 'The new keys', { type: [UserApiKey] }) results?: UserApiKey[]
  @framework(2, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
  @framework(3, 'The error', { type: ResponseStatus }) responseStatus?: ResponseStatus
}

/** New keys for the caller; the old ones of the environment are cancelled. */
@Route('/apikeys/regenerate', 'POST')
@Route('/apikeys/regenerate/{Environment}', 'POST')
@Api('New API keys for the user who asks')
@Tag('auth')
@Authenticate()
@Verb('POST')
@Namespace(frameworkNamespace)
@DataContract()
export class RegenerateApiKeys extends Returns(RegenerateApiKeysResponse) {
  constructor(init?: Partial<RegenerateApiKeys>) {
    super()
    Object.assign(this, init)
  }

  @framework(1, 'live, test …') environment?: string
  @framework(2, 'More', { type: { dictionary: 'string' } }) meta?: Record<string, string>
}
