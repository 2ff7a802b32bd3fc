import { AllowAnonymous, Api, ApiMember, DataContract, DataMember, PartOf, Returns, Route } from '../contract'
import { oauthContract } from './oauth-contract'

@DataContract()
export class OAuthToken {
  @DataMember({ name: 'access_token' }) @ApiMember('Sent as Authorization: Bearer') accessToken!: string
  @DataMember({ name: 'token_type' }) @ApiMember('Bearer') tokenType!: string
  @DataMember({ name: 'expires_in' }) @ApiMember('Seconds that the token lives', { type: 'int32' }) expiresIn!: number
  @DataMember({ name: 'scope' }) @ApiMember('The scopes that were granted, separated by blanks') scope!: string
}

/** OAuth2 client credentials (RFC 6749 4.4): the client proves itself by Basic, by the body, or by what it signs (RFC 7523). */
@Route('/oauth/token', 'POST')
@Api('Gives a client an access token for its scopes')
@AllowAnonymous()
@PartOf(oauthContract)
@DataContract()
export class RequestOAuthToken extends Returns(OAuthToken) {
  constructor(init?: Partial<RequestOAuthToken>) {
    super()
    Object.assign(this, init)
  }

  @DataMember({ name: 'grant_type' })
  @ApiMember('client_credentials', { isRequired: true })
  grantType?: string

  @DataMember({ name: 'scope' })
  @ApiMember('Scopes separated by blanks; all of the client when absent')
  scope?: string

  @DataMember({ name: 'client_id' })
  @ApiMember('The client, where it is not in the Authorization header')
  clientId?: string

  @DataMember({ name: 'client_secret' })
  @ApiMember('Its secret, where it is not in the Authorization header')
  clientSecret?: string

  @DataMember({ name: 'client_assertion_type' })
  @ApiMember('urn:ietf:params:oauth:client-assertion-type:jwt-bearer, where the client signs')
  clientAssertionType?: string

  @DataMember({ name: 'client_assertion' })
  @ApiMember('A token that the client signed with its private key, of five minutes at most')
  clientAssertion?: string
}
