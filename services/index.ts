export {
  type AuditEntry,
  type AuditHead,
  AuditLog,
  type AuditLogOptions,
  type AuditQuery,
  type AuditReport,
  type AuditStore,
  headFile,
  MemoryAuditStore,
  verifyLog,
} from './audit'
export * from './audit/auth-events'
export * from './cookie'
export * from './file-body'
export * from './filters'
export * from './http-result'
export * from './memory-session-store'
export * from './memory-user-store'
export * from './once-store'
export * from './request-context'
export * from './response-of'
export * from './service-gateway'
export * from './session'
export * from './session-store'
export * from './uploaded-file'
export * from './user-store'
export * from './verbs'
