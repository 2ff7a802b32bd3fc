import { publicAlgorithms } from './public-key'

export const tokenEndpoint = (issuer: string): string => `${issuer.replace(/\/$/, '')}/oauth/token`

/** What clients need to know of this authorization server (RFC 8414). */
export const serverMetadata = (issuer: string) => ({
  issuer,
  token_endpoint: tokenEndpoint(issuer),
  jwks_uri: `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`,
  grant_types_supported: ['client_credentials'],
  response_types_supported: [],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  token_endpoint_auth_signing_alg_values_supported: publicAlgorithms,
})
