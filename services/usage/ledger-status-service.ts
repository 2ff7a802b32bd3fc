import { Decimal } from 'decimal.js'
import {
  GetLedgerStatus,
  type LedgerProof,
  type LedgerStatus,
  ListUsageEvents,
  type RecordedEvent,
} from '../../dtos/usage/ledger'
import { Get } from '../verbs'
import { dayText, type Ledger, reachAll, unitsText } from './ledger'
import type { StorageEngine, StoredEvent } from './storage/engine'

/** What an operator asks of the book. */
export class LedgerStatusService {
  constructor(
    private readonly ledger: Ledger,
    private readonly engine: StorageEngine,
  ) {}

  @Get(GetLedgerStatus)
  async status({ verify }: GetLedgerStatus): Promise<LedgerStatus> {
    const { watermark, asOf } = await this.ledger.freshness(reachAll)
    const days = await this.engine.ledger.days(reachAll)
    const unrated = await this.ledger.events(reachAll, { limit: 1, unratedOnly: true })
    return {
      engine: this.engine.name,
      watermark,
      ...(asOf === undefined ? {} : { asOf: new Date(asOf) }),
      ...(days ? { firstDay: dayText(days.first), lastDay: dayText(days.last) } : {}),
      organizations: (await this.ledger.organizations()).length,
      accounts: (await this.ledger.accounts(reachAll)).length,
      unrated: unrated.length > 0,
      ...(verify ? { proof: await this.proof() } : {}),
    }
  }

  @Get(ListUsageEvents)
  async events({ after, limit, unratedOnly }: ListUsageEvents): Promise<RecordedEvent[]> {
    const query = {
      limit: limit ?? 100,
      unratedOnly: unratedOnly ?? false,
      ...(after === undefined || after === null ? {} : { after }),
    }
    return (await this.ledger.events(reachAll, query)).map(recordedOf)
  }

  private async proof(): Promise<LedgerProof> {
    const { clean, events, rows, differenceCount } = await this.engine.verify()
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
