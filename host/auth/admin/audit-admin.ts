import { HttpError } from '../../../dtos/contract'
import { AdminListAudit, AdminVerifyAudit, AuditPage, AuditRecord, AuditVerdict } from '../../../dtos/gateway'
import { Get, Post, type RequestContext } from '../../../services'
import {
  type AuditEntry,
  type AuditHead,
  type AuditStore,
  type AuthEvent,
  type AuthEventKind,
  authEventKinds,
  verifyLog,
} from '../../../services/audit'
import { listOf } from '../account/new-key'
import { Reach } from './reach'

/** Where the audit log is, and where its newest head is noted beside it. */
export interface AuditSource {
  readonly store: AuditStore
  readonly noted?: () => AuditHead | undefined
}

/** The audit log by message, for administrators. */
export class AuditAdmin {
  constructor(private readonly source: AuditSource) {}

  @Get(AdminListAudit)
  async list(request: AdminListAudit, context: RequestContext): Promise<AuditPage> {
    const reach = new Reach(context)
    const limit = request.take ?? 50
    const kinds = listOf(request.kind).map(kindOf)
    const entries = await this.source.store.entries({
      limit: limit + 1,
      newestFirst: true,
      ...(kinds.length > 0 ? { kinds } : {}),
      ...(request.before ? { from: request.before } : {}),
      ...(request.userName ? { userName: request.userName } : {}),
      ...(request.subject ? { subject: request.subject } : {}),
      ...(request.address ? { address: request.address } : {}),
      ...(request.since ? { since: request.since.getTime() } : {}),
      ...(request.until ? { until: request.until.getTime() } : {}),
      ...(reach.organization === undefined ? {} : { organization: reach.organization }),
    })
    const records = entries.slice(0, limit).map(auditRecord)
    const last = records.at(-1)
    return Object.assign(new AuditPage(), { records, ...(entries.length > limit && last ? { next: last.seq } : {}) })
  }

  @Post(AdminVerifyAudit)
  async verify(_: AdminVerifyAudit, context: RequestContext): Promise<AuditVerdict> {
    new Reach(context)
    const head = this.source.noted?.()
    const { entries, head: newest, fault } = await verifyLog(this.source.store, [{ head, where: 'the note beside the log' }])
    return Object.assign(new AuditVerdict(), {
      whole: fault === undefined,
      entries,
      head: newest.seq,
      hash: newest.hash,
      ...(fault ? { faultAt: fault.seq, problem: fault.problem } : {}),
    })
  }
}

const kindOf = (said: string): AuthEventKind => {
  const kind = authEventKinds.find((known) => known.toLowerCase() === said.toLowerCase())
  if (kind) return kind
  throw HttpError.validation(
    'UnknownKind',
    `Nothing is called ${said.slice(0, 50)}; there are ${authEventKinds.join(', ')}.`,
    'Kind',
  )
}

/** What an entry says; one that somebody made unreadable is shown as such. */
export const auditRecord = ({ seq, record }: AuditEntry): AuditRecord => {
  const event = eventOf(record)
  const {
    kind = 'unreadable',
    at = 0,
    userName,
    provider,
    address,
    message,
    status,
    reason,
    subject,
    organization,
    detail,
  } = event
  return Object.assign(new AuditRecord(), {
    seq,
    kind,
    at: new Date(at),
    ...given({ userName, provider, address, message, status, reason, subject, organization }),
    ...(detail ? { detail: JSON.stringify(detail) } : {}),
  })
}

const eventOf = (record: string): Partial<Omit<AuthEvent, 'kind'>> & { kind?: string } => {
  try {
    return JSON.parse(record) as AuthEvent
  } catch {
    return {}
  }
}

const given = (words: Readonly<Record<string, string | number | undefined>>) =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
