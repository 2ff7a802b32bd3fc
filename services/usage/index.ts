import { EvoUsageService } from './evo-usage-service'
import { InfodeckUsageService } from './infodeck-usage-service'
import { IngestService } from './ingest-service'
import { type IngestWindow, Ledger } from './ledger'
import { LedgerStatusService } from './ledger-status-service'
import { MasterDataService } from './master-data-service'
import type { StorageEngine } from './storage/engine'
import { TalkdeskUsageService } from './talkdesk-usage-service'
import { TwilioUsageService } from './twilio-usage-service'

export {
  EvoUsageService,
  InfodeckUsageService,
  IngestService,
  LedgerStatusService,
  MasterDataService,
  TalkdeskUsageService,
  TwilioUsageService,
}

export interface UsageServicesOptions {
  readonly engine: StorageEngine
  /** Default: one over the engine. */
  readonly ledger?: Ledger
  /** How old and how early an event may be that comes over HTTP. */
  readonly window?: IngestWindow
}

/** Everything that the usage gateway answers; another vendor is one more line. */
export function usageServices({ engine, ledger = new Ledger(engine), window }: UsageServicesOptions): readonly object[] {
  return [
    new EvoUsageService(ledger),
    new TwilioUsageService(ledger),
    new TalkdeskUsageService(ledger),
    new InfodeckUsageService(ledger),
    new IngestService(ledger, window),
    new MasterDataService(ledger),
    new LedgerStatusService(ledger, engine),
  ]
}
