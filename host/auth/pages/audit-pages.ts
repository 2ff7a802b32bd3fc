import { AdminListAudit, AdminVerifyAudit, GetAdministration } from '../../../dtos/gateway'
import type { NameOf } from '../../../metadata-pages'
import { Get, Post, type RequestContext } from '../../../services'
import { pages } from '../../pages'
import type { AuditAdmin } from '../admin/audit-admin'
import type { OverviewAdmin } from '../admin/overview-admin'
import type { Auth } from '../auth'
import { type PageMaker, sent } from './page-maker'

/** The first page of the administration in a browser. */
export class OverviewPages {
  constructor(
    private readonly auth: Auth,
    private readonly overview: OverviewAdmin,
    private readonly pages: PageMaker,
    private readonly hasAudit: boolean,
  ) {}

  @Get(GetAdministration, 'html')
  async page(request: GetAdministration, context: RequestContext) {
    const state = await this.overview.state(request, context)
    return sent(pages().overviewPage(this.pages.frame(context), state, this.hasAudit, await namesIn(this.auth)))
  }
}

/** The audit log in a browser. */
export class AuditPages {
  constructor(
    private readonly auth: Auth,
    private readonly audit: AuditAdmin,
    private readonly pages: PageMaker,
  ) {}

  @Get(AdminListAudit, 'html')
  async list(asked: AdminListAudit, context: RequestContext) {
    const page = await this.audit.list(asked, context)
    return sent(pages().auditPage(this.pages.frame(context), { asked, page, nameOf: await namesIn(this.auth) }))
  }

  @Post(AdminVerifyAudit, 'html')
  async verify(request: AdminVerifyAudit, context: RequestContext) {
    const verdict = await this.audit.verify(request, context)
    const asked = new AdminListAudit()
    const page = await this.audit.list(asked, context)
    return sent(pages().auditPage(this.pages.frame(context), { asked, page, verdict, nameOf: await namesIn(this.auth) }))
  }
}

/** The log has ids; people know names. */
async function namesIn({ users }: Auth): Promise<NameOf> {
  const names = new Map([
    ...(await users.users()).map(({ id, userName }) => [id, userName] as const),
    ...(await users.apiKeys()).map(({ id, name }) => [id, name] as const),
    ...(await users.clients()).map(({ id, name }) => [id, name] as const),
  ])
  return (subject) => names.get(subject)
}
