import type { GetAIUsage } from '../../dtos/usage/evo'
import type { RequestContext } from '../../services'
import { EvoUsageService } from '../../services/usage/evo-usage-service'
import { Ledger } from '../../services/usage/ledger'
import { engines } from '../../services/usage/storage'

/** What the service reads of a call: that an administrator sent it. */
const context = { session: { roles: ['SystemAdministrator'] } } as unknown as RequestContext

/** The service that answers GetAIUsage from a book. */
export const openService = async (location: string) => {
  const service = new EvoUsageService(new Ledger(await engines.sqlite!({ location })))
  return { aiUsage: (request: GetAIUsage) => service.aiUsage(request, context) }
}
