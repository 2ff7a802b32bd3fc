export * from './contract'
export * from './get-organization-usage'
