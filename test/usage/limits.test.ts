import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import request from 'supertest'
import { readConfig } from '../../host/usage/config'
import { createUsageGateway } from '../../host/usage/usage-gateway'
import { sqlite } from '../../services/usage/storage/sqlite'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'limits-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const house = async (env: NodeJS.ProcessEnv) => {
  const { config } = readConfig({ TOLLGATE_DATA: folder, TOLLGATE_LOG: 'off', ...env })
  const engine = await sqlite({ location: path.join(folder, 'book.db') })
  const gateway = await createUsageGateway(engine, config)
  return {
    server: await gateway.listen(0, '127.0.0.1'),
    async close() {
      await gateway.close()
      await engine.close()
    },
  }
}

test('gateways on one data folder count calls together where they are told to', async () => {
  const env = { TOLLGATE_RATE_LIMIT: '2', TOLLGATE_RATE_LIMIT_SHARED: 'true' }
  const houses = [await house(env), await house(env)]
  const statuses: number[][] = [[], []]
  // Twenty calls in ten seconds are everybody's together; each alone would let as many pass.
  for (let count = 0; count < 12; count++) {
    for (const [at, { server }] of houses.entries()) statuses[at]!.push((await request(server).get('/api/GetAIUsage')).status)
    await sleep(400)
  }
  for (const each of houses) await each.close()
  for (const each of statuses) expect([each[0], each.at(-1)]).toEqual([401, 429])
  expect(readdirSync(folder)).toContain('limits.db')
}, 30_000)

test('a word that is neither true nor false is told', () => {
  expect(() => readConfig({ TOLLGATE_RATE_LIMIT_SHARED: 'yes' })).toThrow(
    'TOLLGATE_RATE_LIMIT_SHARED is "yes"; it is true or false.',
  )
})
