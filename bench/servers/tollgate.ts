import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGateway, type Feature, apiKey as keys, MemoryUserStore } from '../../host'
import { metrics, rateLimit, requestLog, securityHeaders } from '../../host/features'
import { apiKey, role } from '../data'
import { openServices } from './book'
import { BenchService } from './messages'

async function start(features: readonly Feature[]): Promise<number> {
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
  const gateway = createGateway({ services: [new BenchService(), ...(await openServices())], users, auth: [keys], features })
  const server = await gateway.listen(0, '127.0.0.1')
  return (server.address() as AddressInfo).port
}

/** The line alone. */
export const startBare = (): Promise<number> => start([])

/** Everything on: log, metrics, limits, security headers. */
export function startFull(): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return start([
    requestLog({ to: path.join(folder, 'requests.log') }),
    metrics(),
    rateLimit({ perSecond: 1e9 }),
    securityHeaders(),
  ])
}
