import { type Class, RequiredRole } from '../../dtos/contract'
import type { PageLink } from '../../metadata-pages'
import { AuditAdmin, type AuditSource } from './admin/audit-admin'
import { ClientsAdmin } from './admin/clients-admin'
import { KeysAdmin } from './admin/keys-admin'
import { OverviewAdmin } from './admin/overview-admin'
import type { KnowsOrganization } from './admin/reach'
import { UsersAdmin } from './admin/users-admin'
import { AuditPages, OverviewPages } from './pages/audit-pages'
import { ClientsPages, KeysPages } from './pages/keys-pages'
import { PageMaker } from './pages/page-maker'
import { UsersPages } from './pages/users-pages'
import type { AuthProvider } from './provider'

export interface AdministrationOptions {
  /** The role that opens it; `Admin` unless said, which always does. */
  readonly role?: string
  /** The audit log that it shows; none unless said. */
  readonly audit?: AuditSource
  /** Whether there is such an organization; any text is one unless said. */
  readonly organizations?: KnowsOrganization
  /** Links in the head of its pages. */
  readonly links?: readonly PageLink[]
}

/**
 * `/admin`: users, API keys, OAuth clients, sign-ins and the audit log, for people as pages and for programs as messages. Each change is in the audit
 * log before it is answered.
 */
export const administration = ({ role = 'Admin', audit, organizations, links }: AdministrationOptions = {}): AuthProvider => ({
  name: 'administration',
  open: (auth) => {
    const pages = new PageMaker(auth, links)
    const hasAudit = audit !== undefined
    const opensFor = guardedBy(role)
    const users = new (opensFor(UsersAdmin))(auth, organizations)
    const keys = new (opensFor(KeysAdmin))(auth, organizations)
    const clients = new (opensFor(ClientsAdmin))(auth, organizations)
    const overview = new (opensFor(OverviewAdmin))(auth, audit)
    const log = audit && new (opensFor(AuditAdmin))(audit)
    return {
      services: [
        ...[users, keys, clients, overview],
        new UsersPages(users, pages, hasAudit),
        new KeysPages(keys, pages, hasAudit),
        new ClientsPages(clients, pages, hasAudit),
        new OverviewPages(auth, overview, pages, hasAudit),
        ...(log ? [log, new AuditPages(auth, log, pages)] : []),
      ],
    }
  },
})

/** The same service behind a role of this gateway; its messages ask for it, in pages and metadata too. */
const guardedBy =
  (role: string) =>
  <T extends Class<object>>(service: T): T => {
    const guarded = class extends service {}
    Object.defineProperty(guarded, 'name', { value: service.name })
    RequiredRole(role)(guarded)
    return guarded
  }
