import type { AddressInfo } from 'node:net'
import { httpTarget } from '../../services/usage/imports'
import { type LedgerEvent, maxBatchSize } from '../../services/usage/ledger'
import { accounts, type KeyName, now, openUsageDesk, type UsageDesk } from './support'

let desk: UsageDesk
beforeAll(async () => {
  desk = await openUsageDesk()
})
afterAll(() => desk.close())

let made = 0
const event = (words: object = {}) => ({
  source: '/switch/1',
  id: `i-${made++}`,
  account: accounts.parent,
  meter: 'call.outbound',
  quantity: '61',
  occurredAt: '2026-03-03T09:00:00Z',
  ...words,
})
const cloudEvent = (id: string, subject: string = accounts.parent) => ({
  specversion: '1.0',
  id,
  source: '/switch/1',
  type: 'usage.call.outbound',
  subject,
  time: '2026-03-03T09:00:00Z',
  data: { quantity: '61' },
})
const post = (key: KeyName | undefined, body: object, query = '') => desk.send('post', `/usage/events${query}`, key).send(body)
const postText = (key: KeyName, type: string, text: string, query = '') =>
  desk.send('post', `/usage/events${query}`, key).set('Content-Type', type).send(text)
const watermark = async () => (await desk.get('/ledger/status', 'admin')).body.watermark

describe('who may write (usage-domain 3.8)', () => {
  test.each<[KeyName | undefined, number]>([
    ['admin', 200],
    ['ingest', 200],
    ['oneSource', 200],
    [undefined, 401],
    ['manager', 403],
    ['acme', 403],
    ['member', 403],
    ['nobody', 403],
  ])('%s: %i', async (key, status) => {
    const reply = await post(key, { events: [event()] })
    expect(reply.status).toBe(status)
    if (status === 403) expect(reply.headers['www-authenticate']).toContain('error="insufficient_scope", scope="usage:write"')
  })

  test('a key writes into its own organization and of its own sources', async () => {
    const { body } = await post('oneSource', {
      events: [event(), event({ source: '/switch/2' }), event({ account: accounts.foreign, customer: 'cust-f' })],
    })
    expect(body.accepted).toBe(1)
    expect(body.rejected.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
      [1, 'ForeignSource'],
      [2, 'UnknownAccount'],
    ])
  })

  test.each(['get', 'put'] as const)('%s changes nothing', async (verb) => {
    const before = await watermark()
    for (const path of ['/usage/events', '/json/reply/IngestUsageEvents', '/api/IngestUsageEvents'])
      expect((await desk.send(verb, path, 'admin')).status).toBeGreaterThanOrEqual(404)
    expect(await watermark()).toBe(before)
  })
})

describe('forms of a body (usage-domain 4.3)', () => {
  const line = (id: string) => JSON.stringify(cloudEvent(id))
  const header = 'event_id,source,occurred_at,account,customer,meter,quantity'
  const row = (id: string) => `${id},/switch/1,2026-03-03T09:00:00Z,acme-001,cust-1,call.outbound,61`
  test.each<[string, string, string, number]>([
    ['one CloudEvent', 'application/cloudevents+json', line('f-1'), 1],
    ['a list', 'application/cloudevents-batch+json', `[${line('f-2')}, ${line('f-3')}]`, 2],
    ['an empty list', 'application/cloudevents-batch+json', '[]', 0],
    ['JSON Lines', 'application/x-ndjson', `${line('f-4')}\n\n${line('f-5')}\n`, 2],
    ['JSON Lines with parameters', 'Application/X-NDJSON; charset=utf-8', line('f-6'), 1],
    ['CSV', 'text/csv', `${header}\n${row('f-7')}\n${row('f-8')}\n`, 2],
    ['CSV of Windows', 'text/csv', `\uFEFF${header}\r\n${row('f-9')}\r\n\r\n`, 1],
    ['CSV of another country', 'text/csv', `${header}\n${row('f-10')}`.replaceAll(',', ';'), 1],
  ])('%s', async (_, type, text, accepted) => {
    expect((await postText('ingest', type, text)).body).toMatchObject({ accepted, duplicates: 0, rejected: [] })
    expect((await postText('ingest', type, text)).body).toMatchObject({ accepted: 0, duplicates: accepted, rejected: [] })
  })

  test('a bad line in the middle costs itself, and is told by its place', async () => {
    const text = [
      line('g-1'),
      '{"specversion":',
      line('g-2'),
      JSON.stringify({ ...cloudEvent('g-3'), type: 'usage.no.such' }),
      line('g-4'),
    ]
    const { status, body } = await postText('ingest', 'application/x-ndjson', text.join('\n'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ accepted: 3, duplicates: 0, watermark: expect.any(Number) })
    expect(body.rejected).toMatchObject([
      { index: 1, id: '', code: 'MalformedJson' },
      { index: 3, id: 'g-3', code: 'UnknownMeter' },
    ])
  })

  test('in our own message a faulty event is one item too', async () => {
    const { status, body } = await post('ingest', {
      events: [event(), event({ meter: undefined }), event({ quantity: -1 }), event({ id: '' })],
    })
    expect(status).toBe(200)
    expect(body.accepted).toBe(1)
    expect(body.rejected.map(({ index, code }: { index: number; code: string }) => `${index} ${code}`)).toEqual([
      '1 MissingField',
      expect.stringMatching(/^2 Invalid/),
      '3 MissingField',
    ])
  })

  test('money and quantities keep their digits on the way in', async () => {
    const priced = event({ meter: 'api', quantity: '999999999999', price: 0.000000001, currency: 'USD' })
    expect((await post('ingest', { events: [priced] })).body).toMatchObject({ accepted: 1, rejected: [] })
    const { text } = await desk.get(`/ledger/events?after=${(await watermark()) - 1}`, 'admin')
    expect(text).toContain('"unitPrice":0.000000001')
    expect(text).toContain('"raw":999999999999')
    const months = await desk.get("/express/usage/month?filter=month+eq+'2026-03'", 'acme')
    expect(months.text).toContain(
      '"price":0.000000001,"wallet_name":"","number_of_units":999999999999,"total_amount":999.999999999',
    )
  })

  test('nothing at all is 400 and says what is wanted', async () => {
    const { status, body } = await post('ingest', {})
    expect([status, body.responseStatus.errors[0].fieldName]).toEqual([400, 'Events'])
  })
})

test('two currencies of one account are two records and two totals, never a sum (usage-domain 3.3)', async () => {
  const inYen = event({ account: accounts.idle, meter: 'sms.outbound', quantity: '2', price: '3', currency: 'JPY' })
  const inDollars = event({ account: accounts.idle, meter: 'sms.outbound', quantity: '1' })
  await post('ingest', { events: [inYen, inDollars] })
  const { body } = await desk.get(`/billing/usage?accountId=${accounts.idle}`, 'admin')
  const rows = body.map((each: Record<string, unknown>) => [each.category, each.count, each.usage, each.price, each.priceUnit])
  expect(rows).toEqual([
    ['sms', 1, '2', 6, 'jpy'],
    ['sms', 1, '1', 0.0079, 'usd'],
    ['sms-outbound', 1, '2', 6, 'jpy'],
    ['sms-outbound', 1, '1', 0.0079, 'usd'],
    ['totalprice', undefined, '6', 6, 'jpy'],
    ['totalprice', undefined, '0.0079', 0.0079, 'usd'],
  ])
})

describe('the same id', () => {
  test('twice in a batch is a duplicate; with other words it is a conflict', async () => {
    const first = event()
    const { body } = await post('ingest', { events: [first, first, { ...first, quantity: '62' }] })
    expect(body).toMatchObject({
      accepted: 1,
      duplicates: 1,
      rejected: [{ index: 2, id: first.id, code: 'ConflictingDuplicate' }],
    })
  })
})

describe('atomic', () => {
  test.each([
    ['a conflict is 409', () => [event(), { ...event(), id: 'f-1', quantity: '99' }], 409, 'ConflictingDuplicate'],
    ['an unknown account is 422', () => [event(), event({ account: 'nope' })], 422, 'UnknownAccount'],
    ['an unreadable item is 422', () => [event(), event({ quantity: undefined })], 422, 'InvalidQuantity'],
  ])('%s and nothing is taken', async (_, events, status, code) => {
    const before = await watermark()
    const reply = await post('ingest', { events: events(), atomic: true })
    expect([reply.status, reply.body.responseStatus.errorCode]).toEqual([status, code])
    expect(reply.body.responseStatus.errors).toMatchObject([{ errorCode: code, fieldName: 'Events[1]' }])
    expect(await watermark()).toBe(before)
  })

  test('in the query of a raw body', async () => {
    const before = await watermark()
    const text = `${JSON.stringify(cloudEvent('h-1'))}\n${JSON.stringify(cloudEvent('h-2', 'nope'))}\n`
    expect((await postText('ingest', 'application/x-ndjson', text, '?atomic=true')).status).toBe(422)
    expect(await watermark()).toBe(before)
  })
})

describe('limits', () => {
  const day = 86_400_000
  test.each([
    ['401 days old', -401 * day, 'OutsideWindow'],
    ['399 days old', -399 * day, undefined],
    ['four minutes ahead', 4 * 60_000, undefined],
    ['six minutes ahead', 6 * 60_000, 'OutsideWindow'],
  ])('an event that is %s', async (_, offset, code) => {
    const { body } = await post('ingest', { events: [event({ occurredAt: new Date(now + offset).toISOString() })] })
    expect(body.rejected.map((each: { code: string }) => each.code)).toEqual(code ? [code] : [])
  })

  test('an import may be of any age', async () => {
    const old = event({ occurredAt: '1999-12-31T23:59:59Z' })
    expect((await post('ingest', { events: [old] })).body).toMatchObject({ accepted: 0, rejected: [{ code: 'OutsideWindow' }] })
    expect((await post('ingest', { events: [old] }, '?backfill=true')).body).toMatchObject({ accepted: 1, rejected: [] })
    const url = `http://127.0.0.1:${(desk.server.address() as AddressInfo).port}`
    const { id, source, account, meter, quantity } = event()
    const older: LedgerEvent = { id, source, account, meter, quantity, occurredAt: Date.UTC(1999, 11, 31) }
    const target = httpTarget({ url, key: desk.keys.ingest })
    expect(await target.ingest([older])).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] })
    expect(await target.ingest([older])).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] })
  })

  test(`${maxBatchSize} events are a batch, one more is too many and nothing is taken`, async () => {
    const lines = Array.from(
      { length: maxBatchSize + 1 },
      (_, i) => `b-${i},/switch/1,2026-03-03T09:00:00Z,acme-001,call.outbound,61`,
    )
    const header = 'event_id,source,occurred_at,account,meter,quantity'
    const before = await watermark()
    const tooMany = await postText('ingest', 'text/csv', [header, ...lines].join('\n'))
    expect([tooMany.status, tooMany.body.responseStatus.errorCode]).toEqual([413, 'BatchTooLarge'])
    expect(await watermark()).toBe(before)
    expect((await postText('ingest', 'text/csv', [header, ...lines.slice(1)].join('\n'))).body).toMatchObject({
      accepted: maxBatchSize,
    })
  }, 20_000)

  test('an id of 10 KB', async () => {
    const { body } = await post('ingest', { events: [event({ id: 'x'.repeat(10_240) })] })
    expect(body).toMatchObject({ accepted: 0, rejected: [{ index: 0 }] })
    expect(JSON.stringify(body).length).toBeLessThan(2000)
  })
})

describe('taking back', () => {
  const voidThem = (key: KeyName, events: object[]) => desk.send('post', '/usage/events/void', key).send({ events })
  test('an event, once', async () => {
    const taken = event({ meter: 'ai.live', customer: 'cust-2' })
    await post('ingest', { events: [taken] })
    const minutes = async () => (await desk.get('/ai/usage?customerId=cust-2', 'admin')).body.accountUsage
    expect(await minutes()).toEqual([{ accountId: accounts.parent, aiMinutes: 2 }])
    const target = { source: taken.source, id: taken.id }
    expect((await voidThem('ingest', [target])).body).toMatchObject({ accepted: 1, duplicates: 0, rejected: [] })
    expect(await minutes()).toEqual([])
    expect((await voidThem('ingest', [target])).body).toMatchObject({ accepted: 0, duplicates: 1, rejected: [] })
  })
  test('an unknown one is a rejected item', async () => {
    expect((await voidThem('ingest', [{ source: 's', id: 'never' }])).body.rejected).toMatchObject([{ code: 'UnknownTarget' }])
  })
  test('nothing of another organization', async () => {
    await post('admin', { events: [event({ id: 'theirs', account: accounts.foreign, customer: 'cust-f' })] })
    expect((await voidThem('ingest', [{ source: '/switch/1', id: 'theirs' }])).body.rejected).toMatchObject([
      { code: 'UnknownTarget' },
    ])
  })
})
