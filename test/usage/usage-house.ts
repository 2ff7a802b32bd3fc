import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Gateway } from '../../host'
import type { Config } from '../../host/usage/config'
import { createUsageGateway } from '../../host/usage/usage-gateway'
import { engines, type StorageEngine } from '../../services/usage/storage'

/** The usage gateway as it is served: all its ways to sign in, its features, its logs. */
export interface UsageHouse {
  readonly folder: string
  readonly engine: StorageEngine
  readonly gateway: Gateway
  readonly server: Server
  readonly address: string
  /** The gateway stops and its book is closed; what it wrote stays. */
  stop(): Promise<void>
  end(): Promise<void>
}

export async function openUsageHouse({
  inMemory = false,
  log = 'off',
  trustedProxies = [],
  wrap = (engine) => engine,
}: {
  inMemory?: boolean
  log?: string
  trustedProxies?: readonly string[]
  /** What stands between the gateway and its book: a planted fault. */
  wrap?: (engine: StorageEngine) => StorageEngine
} = {}): Promise<UsageHouse> {
  const folder = mkdtempSync(path.join(tmpdir(), 'usage-house-'))
  const engine = await engines.sqlite!({ location: inMemory ? ':memory:' : path.join(folder, 'tollgate.db') })
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataFolder: folder,
    production: false,
    log: log === 'off' ? log : path.join(folder, log),
    rateLimit: 0,
    rateLimitShared: false,
    maxBody: 1 << 20,
    drainSeconds: 1,
    issuer: 'http://localhost:8080',
    trustedProxies,
  }
  const gateway = await createUsageGateway(wrap(engine), config)
  const server = await gateway.listen(0, '127.0.0.1')
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    await gateway.close(1)
    await engine.close()
  }
  const end = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, engine, gateway, server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop, end }
}
