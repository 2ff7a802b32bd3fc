import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGateway, credentials, type Feature, jwt, apiKey as keys, MemorySessionStore, MemoryUserStore } from '../../host'
import { rightsOf } from '../../host/auth/session-of'
import { metrics, rateLimit, requestLog, securityHeaders } from '../../host/features'
import { apiKey, role } from '../data'
import { sessionId, signingKey } from '../identities'
import { openServices } from './book'
import { BenchService } from './messages'

async function start(features: readonly Feature[]): Promise<Server> {
  const users = new MemoryUserStore()
  users.putApiKey({
    id: 'bench',
    name: 'bench',
    hash: hash('sha256', apiKey),
    hint: 'tg_Bench',
    userName: 'bench',
    roles: [role],
    permissions: [],
    scopes: [],
    accounts: [],
    sources: [],
    createdAt: 0,
  })
  users.putUser({ id: '1', userName: 'bench', passwordHash: '', roles: [role], permissions: [], accounts: [], createdAt: 0 })
  const sessions = new MemorySessionStore()
  sessions.putSession({
    hash: hash('sha256', sessionId, 'base64url'),
    userId: '1',
    provider: 'credentials',
    createdAt: 0,
    expiresAt: Date.now() + 86_400_000,
    seenAt: 0,
    permanent: false,
    // Those of the user: an id is made anew where they differ.
    rights: rightsOf(users.userById('1')!),
  })
  const gateway = createGateway({
    services: [new BenchService(), ...(await openServices())],
    users,
    sessions,
    auth: [keys(), credentials(), jwt({ keys: [{ alg: 'ES256', key: signingKey }], overPlainHttp: true })],
    features,
  })
  return gateway.listen(0, '127.0.0.1')
}

/** The line alone. */
export const startBare = (): Promise<Server> => start([])

/** Everything on: log, metrics, limits, security headers. */
export function startFull(): Promise<Server> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return start([
    requestLog({ to: path.join(folder, 'requests.log') }),
    metrics(),
    rateLimit({ perSecond: 1e9 }),
    securityHeaders(),
  ])
}
