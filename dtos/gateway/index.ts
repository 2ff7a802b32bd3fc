export * from './oauth-contract'
export * from './request-oauth-token'
