import { HttpError } from '../../dtos/contract'
import { GetOrganizationUsage, type OrganizationUsageReply } from '../../dtos/usage/infodeck'
import type { RequestContext } from '../request-context'
import type { Session } from '../session'
import { Get } from '../verbs'
import { isAdministrator, type Ledger, organizationReach } from './ledger'

/** A credential that names scopes has these rights only: an ingest key or another vendor's token reads nothing here. */
const scope = 'organization-usage:read'
/** 1973 in milliseconds; a smaller number was meant as seconds, which would be answered with zeros for 1970. */
const earliest = 100_000_000_000
/** The year 9999. */
const latest = 253_402_300_799_999

/** Infodeck's organization usage (usage-domain 1.4). */
export class InfodeckUsageService {
  constructor(private readonly ledger: Ledger) {}

  @Get(GetOrganizationUsage)
  async organizationUsage(
    { organizationId, startDate, endDate }: GetOrganizationUsage,
    { session }: RequestContext,
  ): Promise<OrganizationUsageReply> {
    checkInstant('StartDate', startDate)
    checkInstant('EndDate', endDate)
    if (endDate < startDate) throw invalid('EndDate', `${endDate} is before startDate ${startDate}; both instants are included.`)
    checkOwner(session!, organizationId)
    const reach = organizationReach(session!)
    const organization = await this.ledger.organization(reach, organizationId)
    if (!organization || organization.status === 'DELETED') throw new HttpError(404, 'NotFound', 'There is no such organization.')
    const counts = await this.ledger.channelCounts(reach, organizationId, startDate, endDate)
    return {
      data: {
        usageSms: Number(counts.sms),
        usageWhatsapp: Number(counts.whatsapp),
        usageEmail: Number(counts.email),
        usageSage: Number(counts.sage),
      },
    }
  }
}

/** Before existence: who is not of the organization learns nothing of it (usage-domain 3.8, rule 3). */
function checkOwner(session: Session, organizationId: string): void {
  if (isAdministrator(session)) return
  const mayRead = session.scopes.length === 0 || session.scopes.includes(scope)
  if (!mayRead || session.organization !== organizationId) throw new HttpError(403, 'Forbidden', 'The organization is not yours.')
}

function checkInstant(fieldName: string, value: number): void {
  if (value < 0) throw invalid(fieldName, `${value} is negative; expected milliseconds since 1970-01-01 UTC.`)
  if (value < earliest)
    throw invalid(
      fieldName,
      `${value} is a time before 1973; expected milliseconds since 1970-01-01 UTC, and this looks like seconds.`,
    )
  if (value > latest) throw invalid(fieldName, `${value} is beyond the year 9999; expected milliseconds since 1970-01-01 UTC.`)
}

const invalid = (fieldName: string, message: string) => new HttpError(422, 'ValidationError', message, { fieldName })
