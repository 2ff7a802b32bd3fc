import { Decimal } from 'decimal.js'
import {
  GetLedgerStatus,
  type LedgerProof,
  type LedgerStatus,
  ListUsageEvents,
  type RecordedEvent,
} from '../../dtos/usage/ledger'
import type { RequestContext } from '../request-context'
import type { Session } from '../session'
import { Get } from '../verbs'
import { administratorReach, dayText, type Ledger, unitsText, wholeBookReach } from './ledger'
import type { StorageEngine, StoredEvent } from './storage/engine'

/** What an operator asks of the book. */
export class LedgerStatusService {
  constructor(
    private readonly ledger: Ledger,
    private readonly engine: StorageEngine,
  ) {}

  @Get(GetLedgerStatus)
  async status({ verify }: GetLedgerStatus, { session }: RequestContext): Promise<LedgerStatus> {
    const reach = administratorReach(session)
    const { watermark, asOf } = await this.ledger.freshness(reach)
    const days = await this.engine.ledger.days(reach)
    const unrated = await this.ledger.events(reach, { limit: 1, unratedOnly: true })
    return {
      engine: this.engine.name,
      watermark,
      ...(asOf === undefined ? {} : { asOf: new Date(asOf) }),
      ...(days ? { firstDay: dayText(days.first), lastDay: dayText(days.last) } : {}),
      organizations: (await this.ledger.organizations(reach)).length,
      accounts: (await this.ledger.accounts(reach)).length,
      unrated: unrated.length > 0,
      ...(verify ? { proof: await this.proof(session) } : {}),
    }
  }

  @Get(ListUsageEvents)
  async events({ after, limit, unratedOnly }: ListUsageEvents, { session }: RequestContext): Promise<RecordedEvent[]> {
    const query = {
      limit: limit ?? 100,
      unratedOnly: unratedOnly ?? false,
      ...(after === undefined || after === null ? {} : { after }),
    }
    return (await this.ledger.events(administratorReach(session), query)).map(recordedOf)
  }

  private async proof(session: Session | undefined): Promise<LedgerProof> {
    const { clean, events, rows, differenceCount } = await this.engine.verify(wholeBookReach(session))
    return { clean, events, rows, differences: differenceCount }
  }
}

const recordedOf = ({ occurredAt, ingestedAt, billed, unitPrice, ...event }: StoredEvent): RecordedEvent => ({
  ...event,
  occurredAt: new Date(occurredAt),
  ingestedAt: new Date(ingestedAt),
  billed: new Decimal(unitsText(billed)),
  unitPrice: new Decimal(unitPrice),
})
