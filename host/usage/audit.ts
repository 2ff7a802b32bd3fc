import { userInfo } from 'node:os'
import path from 'node:path'
import type { StoredApiKey, StoredClient, StoredUser } from '../../services'
import { AuditLog, type AuthEvent, type AuthEventKind, headFile, rightsOf } from '../../services/audit'
import type { StorageEngine } from '../../services/usage/storage'

export const auditHeadFile = (dataFolder: string) => headFile(path.join(dataFolder, 'audit-head'))

/** The audit log of a book; its newest head is noted beside it. */
export const openAudit = (engine: Pick<StorageEngine, 'audit'>, dataFolder: string): AuditLog =>
  new AuditLog({
    store: engine.audit,
    note: auditHeadFile(dataFolder).write,
    onError: (error) => console.error(`The audit log: ${(error as Error).message}`),
  })

/** Who is at the keyboard, as the log names him. */
export const operatorName = (): string => {
  try {
    return `operator:${userInfo().username}`
  } catch {
    // A container's user may have no name.
    return `operator:${process.getuid?.() ?? 'unknown'}`
  }
}

/** Something that was done to a credential, with what it may do. */
export const credentialEvent = (kind: AuthEventKind, stored: StoredUser | StoredApiKey | StoredClient): AuthEvent => ({
  kind,
  subject: 'passwordHash' in stored ? stored.userName : stored.id,
  ...(stored.organization === undefined ? {} : { organization: stored.organization }),
  detail: rightsOf(stored),
})

/** Tells what an operator did; resolves when the log has it, so that no secret is handed out that the log does not know of. */
export const recordOperation = (audit: AuditLog, event: AuthEvent): Promise<void> => {
  audit.record({ ...event, userName: operatorName() })
  return audit.settled()
}
