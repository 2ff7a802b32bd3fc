import { EvoUsageService } from '../../services/usage/evo-usage-service'
import { Ledger } from '../../services/usage/ledger'
import { engines } from '../../services/usage/storage'

/** The service that answers GetAIUsage from a book. */
export const openService = async (location: string): Promise<EvoUsageService> =>
  new EvoUsageService(new Ledger(await engines.sqlite!({ location })))
