import { usageServices } from '../../services/usage'
import { operatorReach } from '../../services/usage/ledger'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { administration } from '../auth/administration'
import { apiKey } from '../auth/api-key'
import { basic } from '../auth/basic'
import { credentials } from '../auth/credentials'
import { bearer } from '../auth/oauth/bearer'
import { openTokens } from '../auth/oauth/tokens'
import { signInPages } from '../auth/pages/sign-in-pages'
import { health, metadata, metrics, requestLog, securityHeaders } from '../features'
import { createGateway, type Gateway } from '../gateway'
import { auditHeadFile, openAudit } from './audit'
import { signingKeyFile } from './book'
import type { Config } from './config'
import { issuersOf } from './issuers'
import { limits } from './limits'

/** The usage gateway: its services on one book, its ways to sign in, and what stands around them. */
export async function createUsageGateway(engine: StorageEngine, config: Config): Promise<Gateway> {
  const { users, once } = engine
  const tokens = await openTokens(signingKeyFile(config.dataFolder), config.issuer)
  const audit = openAudit(engine, config.dataFolder)
  const issuers = await issuersOf(config, engine)
  return createGateway({
    serviceName: 'Tollgate usage gateway',
    description: 'One ledger of a communications platform, read by four vendors’ usage APIs.',
    namespace: 'Tollgate.Usage',
    services: usageServices({ engine }),
    auth: [
      ...[credentials(), basic(), apiKey(), bearer(tokens, { once }), ...issuers],
      signInPages(),
      administration({
        role: 'SystemAdministrator',
        audit: { store: engine.audit, noted: auditHeadFile(config.dataFolder).read },
        organizations: async (id) => (await engine.masterData.organization(operatorReach(), id)) !== undefined,
      }),
    ],
    access: { loginPage: '/login', hostCookies: true },
    users,
    sessions: engine.sessions,
    trustedProxies: config.trustedProxies,
    authEvents: audit,
    maxBody: config.maxBody,
    features: [
      securityHeaders(),
      ...(config.log === 'off' ? [] : [requestLog(config.log === undefined ? {} : { to: config.log })]),
      metrics(),
      ...(await limits(config)),
      health({ ready: () => engine.ready() }),
      metadata({ root: true, trueSamples: true, links: [{ label: 'Account', href: '/account' }] }),
      // Last: what the last calls told is written before the book is closed.
      { name: 'audit', close: () => audit.close() },
    ],
  })
}
