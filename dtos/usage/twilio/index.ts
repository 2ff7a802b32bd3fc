export * from './contract'
export * from './list-account-usage-records'
