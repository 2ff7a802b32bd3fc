import { accounts, openUsageDesk, type UsageDesk } from './support'

let desk: UsageDesk
beforeAll(async () => {
  desk = await openUsageDesk()
})
afterAll(() => desk.close())

const save = (path: string, body: object) => desk.send('post', `/ledger/${path}`, 'admin').send(body)

describe.each([
  ['organizations', { id: 'o-new', name: 'New', currency: 'USD' }, { name: 'Newer' }],
  [
    'accounts',
    { key: '5ea75fe7aa224700012eae99', organization: 'o-new', name: 'new', externalCodes: ['n-1'] },
    { status: 'CHURNED' },
  ],
  ['customers', { id: 'c-new', account: '5ea75fe7aa224700012eae99', name: 'One' }, { name: 'Two', referenceId: 'r' }],
  ['products', { code: 'TD-USG-NEW-UG-1', name: 'New usage' }, { family: 'CONSUMPTION' }],
  ['rates', { id: 'new', meter: 'fax', currency: 'USD', unitPrice: 0.000000001 }, { unitPrice: '0.1' }],
  ['wallets', { account: '5ea75fe7aa224700012eae99', name: 'main' }, { balance: 12.5 }],
] as const)('%s', (path, entity, change) => {
  test('are made, kept and changed, and repeating it is harmless', async () => {
    for (const outcome of ['created', 'unchanged']) expect((await save(path, entity)).body).toEqual({ outcome })
    const changed = { ...entity, ...change }
    for (const outcome of ['changed', 'unchanged']) expect((await save(path, changed)).body).toEqual({ outcome })
    const { body } = await desk.get(`/ledger/${path}`, 'admin')
    const { unitPrice, ...words } = changed as { unitPrice?: string }
    expect(body).toContainEqual(
      expect.objectContaining({ ...words, ...(unitPrice === undefined ? {} : { unitPrice: Number(unitPrice) }) }),
    )
  })

  test('are for administrators', async () => {
    for (const key of ['manager', 'ingest', 'member'] as const) {
      expect((await desk.get(`/ledger/${path}`, key)).status).toBe(403)
      expect((await desk.send('post', `/ledger/${path}`, key).send(entity)).status).toBe(403)
    }
    expect((await desk.get(`/ledger/${path}`)).status).toBe(401)
  })
})

test.each([
  ['organizations', { id: 'acme', name: 'X', currency: 'USD' }, 'Id'],
  ['organizations', { id: 'o-x', name: 'X', currency: 'US' }, 'Currency'],
  ['accounts', { key: 'short', organization: 'o-acme', name: 'X' }, 'Key'],
  ['accounts', { key: '5ea75fe7aa224700012eae98', organization: 'o-nope', name: 'X' }, 'Organization'],
  ['customers', { id: 'c', account: 'nope', name: 'X' }, 'Account'],
  ['rates', { id: 'r', meter: 'no.such', currency: 'USD', unitPrice: 1 }, 'Meter'],
  ['rates', { id: 'r', meter: 'fax', currency: 'USD', unitPrice: -1 }, 'UnitPrice'],
  ['rates', { id: 'r', meter: 'fax', currency: 'USD', unitPrice: '0.0000000001' }, 'UnitPrice'],
  ['rates', { id: 'r', meter: 'fax', currency: 'USD' }, 'UnitPrice'],
])('%s %j: the 4xx names %s', async (path, entity, fieldName) => {
  const { status, body } = await save(path, entity)
  expect([Math.floor(status / 100), body.responseStatus?.errors[0]?.fieldName?.toLowerCase()]).toEqual([
    4,
    fieldName.toLowerCase(),
  ])
})

test('lists can be narrowed', async () => {
  const { body } = await desk.get('/ledger/accounts?organization=o-other', 'admin')
  expect(body.map(({ key }: { key: string }) => key)).toEqual([accounts.foreign])
  const customers = (await desk.get(`/ledger/customers?account=${accounts.parent}`, 'admin')).body
  expect(customers.map(({ id }: { id: string }) => id)).toEqual(['cust-1', 'cust-2'])
})

test('events that no rate was found for are listed, never lost (usage-domain 3.3)', async () => {
  const event = { source: 's', id: 'u', account: accounts.parent, meter: 'tts', quantity: 5, occurredAt: '2026-03-01T00:00:00Z' }
  expect((await desk.get('/ledger/status', 'admin')).body.unrated).toBe(false)
  await desk.send('post', '/usage/events', 'admin').send({ events: [event] })
  expect((await desk.get('/ledger/status', 'admin')).body.unrated).toBe(true)
  const { body } = await desk.get('/ledger/events?unratedOnly=true', 'admin')
  expect(body).toMatchObject([{ id: 'u', unitPrice: 0, unrated: true, meter: 'tts' }])
})
