export * from './request-context'
export * from './session'
export * from './user-store'
