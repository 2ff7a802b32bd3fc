import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGateway, type Feature, apiKey as keys, MemoryUserStore } from '../../host'
import { metrics, rateLimit, requestLog, securityHeaders } from '../../host/features'
import { apiKey, role } from '../data'
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
  const gateway = createGateway({ services: [new BenchService(), ...(await openServices())], users, auth: [keys()], features })
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
