import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { JsonServiceClient } from '@servicestack/client'
import { GetAIUsage, ListUsageRecords } from '../../dtos/usage'
import { generatePageSource, languageNamed, select, typeMetadata } from '../../metadata-pages'
import { accounts, openUsageDesk, type UsageDesk } from './support'

const run = promisify(execFile)

/** The vendor's own client library, which knows nothing of ours. */
describe('@servicestack/client', () => {
  let desk: UsageDesk
  let baseUrl: string
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-'))
  beforeAll(async () => {
    desk = await openUsageDesk()
    baseUrl = `http://127.0.0.1:${(desk.server.address() as AddressInfo).port}`
    const event = {
      source: '/s',
      id: '1',
      account: accounts.parent,
      customer: 'cust-1',
      meter: 'ai.live',
      quantity: 95,
      occurredAt: '2026-03-02T10:00:00Z',
    }
    await desk.send('post', '/usage/events', 'admin').send({ events: [event] })
    symlinkSync(join(__dirname, '../../node_modules'), join(folder, 'node_modules'))
  })
  afterAll(async () => {
    await desk.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const clientOf = (key?: 'admin' | 'manager') => {
    const client = new JsonServiceClient(baseUrl)
    if (key) client.headers.set('X-Api-Key', desk.keys[key])
    return client
  }
  const usage = {
    accountUsage: [{ accountId: accounts.parent, aiMinutes: 2 }],
    customerUsage: [{ accountId: accounts.parent, customerId: 'cust-1', aiMinutes: 2 }],
  }

  test('sends the server’s own classes', async () => {
    const client = clientOf('admin')
    expect(await client.send(new GetAIUsage({ startDate: '2026-03-01' }))).toEqual(usage)
    const records = await client.send(new ListUsageRecords({ accountId: accounts.parent }))
    expect(records.at(-1)).toMatchObject({ category: 'totalprice', price: 0.16 })
  })

  test.each([
    [undefined, new GetAIUsage(), 401, 'Unauthorized'],
    ['manager', new GetAIUsage(), 403, 'Forbidden'],
    ['admin', new GetAIUsage({ startDate: 'x' }), 400, 'InvalidDate'],
    ['admin', new ListUsageRecords({ accountId: 'nope' }), 404, 'AccountNotFound'],
  ] as const)('as %s understands what is refused', async (key, request, status, errorCode) => {
    const thrown: any = await clientOf(key)
      .send<unknown>(request)
      .catch((error) => error)
    expect(thrown.responseStatus?.errorCode).toBe(errorCode)
    expect(Number(thrown.status ?? status)).toBe(status)
  })

  test('gets with the DTOs that the page prints', async () => {
    const metadata = typeMetadata(desk.catalog)
    const source = (name: string) => {
      const operation = metadata.operations.find(({ request }) => request.name === name)!
      return generatePageSource(languageNamed('mjs')!, metadata, select(metadata, operation))
    }
    writeFileSync(join(folder, 'ai.mjs'), source('GetAIUsage'))
    writeFileSync(join(folder, 'records.mjs'), source('ListUsageRecords'))
    writeFileSync(
      join(folder, 'main.mjs'),
      `import { JsonServiceClient } from '@servicestack/client'
import { GetAIUsage } from './ai.mjs'
import { ListUsageRecords } from './records.mjs'
const client = new JsonServiceClient(process.argv[2])
client.headers.set('X-Api-Key', process.argv[3])
const usage = await client.get(new GetAIUsage({ startDate: '2026-03-01' }))
const records = await client.get(new ListUsageRecords({ accountId: '${accounts.parent}' }))
console.log(JSON.stringify({ usage, categories: records.map(({ category }) => category) }))
`,
    )
    const { stdout } = await run(process.execPath, [join(folder, 'main.mjs'), baseUrl, desk.keys.admin])
    expect(JSON.parse(stdout)).toEqual({ usage, categories: ['ai-assistants', 'ai-assistants-voice', 'totalprice'] })
  })
})
