export * from './contract'
export * from './get-account-usage-month'
export * from './hal'
export * from './vocabulary'
