import { type LedgerEvent, liveWindow, maxBatchSize } from '../../../services/usage/ledger'
import { whole, writesOf } from '../reaches'
import { acme, acmeSibling, atNoon, type Book, call, everywhere, now, other, places, withCatalog } from './books'

describe.each(places)('%s: ingest', (_, engine, inFile) => {
  let book: Book
  beforeAll(async () => {
    book = await withCatalog(engine, inFile)
  })
  afterAll(() => book.end())

  const send = (...events: LedgerEvent[]) => book.ledger.ingest(events, everywhere)
  const stored = async (id: string) => (await book.ledger.events(whole, { limit: 10_000 })).find((event) => event.id === id)

  test('an event is rounded, rated and booked once, however often it is sent', async () => {
    const event = call({ customer: 'cust-1' })
    expect(await send(event, event)).toMatchObject({ accepted: 1, duplicates: 1, rejected: [] })
    expect(await send(event)).toMatchObject({ accepted: 0, duplicates: 1 })
    expect(await stored(event.id)).toMatchObject({
      raw: 246n,
      billed: 5_000_000n,
      count: 1n,
      unitPrice: '0.014',
      currency: 'USD',
      direction: 'OUTBOUND',
      customer: 'cust-1',
    })
  })

  test('the same words in another spelling are the same event', async () => {
    const event = call({ data: { b: 1, a: [2] } })
    expect(
      await send(event, { ...event, quantity: '4.1', unit: 'MINUTES', data: { a: [2], b: 1 }, account: 'acme-001' }),
    ).toMatchObject({ accepted: 1, duplicates: 1 })
  })

  test('the same id with other content is a conflict, said of that item alone', async () => {
    const event = call()
    const result = await send(event, { ...event, quantity: '247' }, call())
    expect(result).toMatchObject({ accepted: 2, rejected: [{ index: 1, id: event.id, code: 'ConflictingDuplicate' }] })
  })

  test('ids are unique within an organization, not beyond it', async () => {
    const mine = call()
    expect(await send(mine, { ...mine, account: other }, { ...mine, source: '/elsewhere' })).toMatchObject({
      accepted: 3,
      rejected: [],
    })
  })

  const faults: readonly (readonly [code: string, init: Record<string, unknown>])[] = [
    ['InvalidSource', { source: '' }],
    ['InvalidSource', { source: 'a\u0000b' }],
    ['InvalidId', { id: 'x'.repeat(257) }],
    ['InvalidId', { id: '\ud800' }],
    ['InvalidId', { id: 7 }],
    ['UnknownAccount', { account: 'nobody' }],
    ['UnknownAccount', { account: undefined }],
    ['UnknownAccount', { account: 'shared' }],
    ['UnknownCustomer', { customer: 'cust-9' }],
    ['UnknownMeter', { meter: 'call.moon' }],
    ['UnknownMeter', { meter: 'toString' }],
    ['UnknownProduct', { product: 'TD-NOT-THERE' }],
    ['UnknownWallet', { wallet: 'purse' }],
    ['InvalidTime', { occurredAt: 1.5 }],
    ['InvalidTime', { occurredAt: -1 }],
    ['InvalidTime', { occurredAt: Number.NaN }],
    ['InvalidTime', { occurredAt: 253_402_300_800_000 }],
    ['InvalidQuantity', { quantity: 246 }],
    ['InvalidQuantity', { quantity: '-1' }],
    ['InvalidQuantity', { quantity: '1e3' }],
    ['InvalidQuantity', { quantity: '9223372036854775808' }],
    ['InvalidQuantity', { meter: 'sms.outbound', quantity: '1.5' }],
    ['InvalidUnit', { unit: 'HOURS' }],
    ['InvalidCount', { count: 0.5 }],
    ['InvalidDirection', { direction: 'INBOUND' }],
    ['InvalidDirection', { direction: 'UP' }],
    ['InvalidResolution', { resolution: 'LOST' }],
    ['InvalidPrice', { price: '0.0000000001' }],
    ['InvalidPrice', { price: '-1' }],
    ['InvalidCurrency', { price: '1', currency: 'usd' }],
    ['InvalidData', { data: { text: '\u0000' } }],
    ['InvalidData', { data: 'x'.repeat(20_000) }],
    ['InvalidEvent', { kind: 'amend' }],
  ]
  test.each(faults)('%s: %j', async (code, init) => {
    const { rejected, accepted } = await send({ ...call(), ...init } as LedgerEvent)
    expect({ accepted, codes: rejected.map((item) => item.code) }).toEqual({ accepted: 0, codes: [code] })
    expect(rejected[0]!.message).toMatch(/\.$/)
  })

  test('an item that is no object is rejected like any other', async () => {
    const { rejected } = await send(null as unknown as LedgerEvent, 'text' as unknown as LedgerEvent, call())
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'InvalidEvent'],
      [1, 'InvalidEvent'],
    ])
  })

  test('a key of one organization cannot tell foreign accounts from unknown ones (usage-domain 3.8)', async () => {
    const reach = writesOf('o-acme')
    const answer = async (account: string) =>
      (await book.ledger.ingest([call({ id: 'probe', account })], { reach })).rejected[0]!.message.replace(account, 'X')
    expect(await answer(other)).toBe(await answer('ffffffffffffffffffffff02'))
    const { accepted } = await book.ledger.ingest([call({ account: 'shared' })], { reach })
    expect(accepted).toBe(1)
  })

  test('a key bound to sources sends of these alone', async () => {
    const reach = writesOf('o-acme', ['/switch'])
    const result = await book.ledger.ingest([call(), call({ source: '/other' })], { reach })
    expect(result).toMatchObject({ accepted: 1, rejected: [{ index: 1, code: 'ForeignSource' }] })
  })

  test('live events come within the window, and what is in the book already stays a duplicate (usage-domain 3.5)', async () => {
    const old = call({ occurredAt: now - liveWindow.backMs - 1 })
    const live = { ...everywhere, window: liveWindow }
    expect((await book.ledger.ingest([old], live)).rejected[0]!.code).toBe('OutsideWindow')
    expect((await book.ledger.ingest([call({ occurredAt: now + liveWindow.aheadMs + 1 })], live)).rejected[0]!.code).toBe(
      'OutsideWindow',
    )
    expect(
      (
        await book.ledger.ingest(
          [call({ occurredAt: now - liveWindow.backMs }), call({ occurredAt: now + liveWindow.aheadMs })],
          live,
        )
      ).accepted,
    ).toBe(2)
    expect(await send(old)).toMatchObject({ accepted: 1 })
    expect(await book.ledger.ingest([old], live)).toMatchObject({ duplicates: 1, rejected: [] })
  })

  test('atomic: one rejected item takes all back, and the rest can be sent again', async () => {
    const good = call()
    const before = (await send()).watermark
    const result = await book.ledger.ingest([good, call({ meter: 'nope' })], { ...everywhere, atomic: true })
    expect(result).toMatchObject({ accepted: 0, duplicates: 0, rolledBack: true, watermark: before, rejected: [{ index: 1 }] })
    expect(await stored(good.id)).toBeUndefined()
    expect(await book.ledger.ingest([good], { ...everywhere, atomic: true })).toMatchObject({ accepted: 1 })
    expect((await book.engine.verify(whole)).clean).toBe(true)
  })

  test('a batch of nothing is nothing; one too many is refused', async () => {
    expect(await send()).toMatchObject({ accepted: 0, duplicates: 0, rejected: [] })
    await expect(
      book.ledger.ingest(
        Array.from({ length: maxBatchSize + 1 }, () => call()),
        everywhere,
      ),
    ).rejects.toMatchObject({ status: 413 })
  })

  test('no rate: price 0 and a flag for the operator, never a lost event (usage-domain 3.3)', async () => {
    const event = call({ meter: 'fax', quantity: '3', direction: 'INBOUND' })
    await send(event)
    expect(await stored(event.id)).toMatchObject({ unitPrice: '0', unrated: true, count: 3n })
    const unrated = await book.ledger.events(whole, { limit: 100, unratedOnly: true })
    expect(unrated.map(({ id }) => id)).toContain(event.id)
    await send({ kind: 'void', source: '/switch', id: `void-${event.id}`, account: acme, target: event })
    expect((await book.ledger.events(whole, { limit: 100, unratedOnly: true })).map(({ id }) => id)).not.toContain(event.id)
  })

  test('an event that brings its price keeps it; money meters cost 1 a unit', async () => {
    const priced = call({ price: '0.020', currency: 'GBP' })
    const credit = call({ meter: 'adjustment', quantity: '-12.34', account: acmeSibling })
    await send(priced, credit)
    expect(await stored(priced.id)).toMatchObject({ unitPrice: '0.02', currency: 'GBP', unrated: false })
    expect(await stored(credit.id)).toMatchObject({ unitPrice: '1', currency: 'EUR', billed: -12_340_000n, unrated: false })
  })

  test('a call of no seconds failed: kept for audit, invisible in usage (usage-domain 3.2)', async () => {
    const failed = call({ account: acmeSibling, quantity: '0', resolution: 'MISSED' })
    await send(failed)
    expect(await stored(failed.id)).toMatchObject({ count: 0n, billed: 0n, resolution: 'MISSED' })
    const where = { op: 'eq', field: 'account', value: acmeSibling } as const
    const rows = (await book.ledger.monthRows(whole, { where, order: 'asc', offset: 0, limit: 100 })).rows
    expect(rows.filter(({ meter }) => meter === 'call.outbound')).toEqual([])
  })

  test('resolution is told for calls alone (usage-domain 3.6)', async () => {
    const assistant = call({ meter: 'ai.live', resolution: 'ANSWERED', direction: 'INBOUND', quantity: '95' })
    await send(assistant)
    expect(await stored(assistant.id)).toMatchObject({ resolution: '', direction: 'INBOUND', billed: 2_000_000n })
  })

  test('events of a closed month are marked late and shown in their month (usage-domain 3.5)', async () => {
    await book.ledger.closePeriod(whole, acme, 2025 * 12)
    const late = call({ occurredAt: atNoon(2025, 1, 31) })
    await send(late, { kind: 'void', source: '/switch', id: `void-${late.id}`, account: acme, target: late })
    expect(await stored(late.id)).toMatchObject({ late: true })
    expect(await stored(`void-${late.id}`)).toMatchObject({ late: true, kind: 'reversal' })
  })

  describe('voids are reversals (usage-domain 3.5)', () => {
    const voided = (target: { source: string; id: string }, init: Record<string, unknown> = {}): LedgerEvent =>
      ({
        kind: 'void',
        source: '/switch',
        id: `void:${target.id}`,
        account: acme,
        target: { source: target.source, id: target.id },
        ...init,
      }) as LedgerEvent

    test('once, and again is a duplicate, under the same id or another', async () => {
      const event = call()
      expect(await send(event, voided(event))).toMatchObject({ accepted: 2 })
      expect(await send(voided(event), voided(event, { id: `again:${event.id}` }))).toMatchObject({
        accepted: 0,
        duplicates: 2,
        rejected: [],
      })
      expect(await stored(`void:${event.id}`)).toMatchObject({
        kind: 'reversal',
        count: -1n,
        billed: -5_000_000n,
        raw: -246n,
        occurredAt: event.occurredAt,
      })
      expect(await send(event)).toMatchObject({ duplicates: 1 })
    })

    test('what is not there, what is another account’s, and a void itself are refused', async () => {
      const event = call()
      await send(event, voided(event))
      const codes = async (...events: LedgerEvent[]) => (await send(...events)).rejected.map(({ code }) => code)
      expect(await codes(voided({ source: '/switch', id: 'never' }))).toEqual(['UnknownTarget'])
      expect(await codes(voided(event, { account: acmeSibling, id: 'v-1' }))).toEqual(['UnknownTarget'])
      expect(await codes(voided({ source: '/switch', id: `void:${event.id}` }, { id: 'v-2' }))).toEqual(['CannotVoidReversal'])
      expect(await codes(voided(event, { account: undefined, id: 'v-3' }))).toEqual(['UnknownAccount'])
      expect(await codes(voided(event, { target: undefined, id: 'v-4' }))).toEqual(['UnknownTarget'])
      expect(await codes(voided(call(), { id: event.id }))).toEqual(['ConflictingDuplicate'])
    })

    test('a key of the organization needs no account', async () => {
      const event = call()
      await send(event)
      const reach = writesOf('o-acme')
      expect(await book.ledger.ingest([voided(event, { account: undefined })], { reach })).toMatchObject({ accepted: 1 })
      expect(
        (
          await book.ledger.ingest([voided(event, { account: undefined, id: 'w' })], {
            reach: writesOf('o-other'),
          })
        ).rejected,
      ).toMatchObject([{ code: 'UnknownTarget' }])
    })
  })

  test('sums beyond 64 bits are refused as a batch, and the book stays sound', async () => {
    const huge = () => call({ account: acmeSibling, meter: 'recharge', quantity: '1000000000', occurredAt: atNoon(2024, 1, 1) })
    expect(await send(huge())).toMatchObject({ accepted: 1 })
    const twelve = () => call({ account: acmeSibling, meter: 'api', quantity: '1000000000000', occurredAt: atNoon(2024, 1, 1) })
    await expect(send(...Array.from({ length: 10 }, twelve))).rejects.toMatchObject({ status: 409, errorCode: 'SumTooLarge' })
    expect(await send(twelve())).toMatchObject({ accepted: 1 })
    expect((await book.engine.verify(whole)).differences).toEqual([])
  })

  test('rollups are what the events say, and a rebuild changes nothing', async () => {
    expect(await book.engine.verify(whole)).toMatchObject({ clean: true, differenceCount: 0 })
    const before = await book.ledger.monthRows(whole, { order: 'asc', offset: 0, limit: 1000 })
    await book.engine.rebuild(whole)
    expect(await book.ledger.monthRows(whole, { order: 'asc', offset: 0, limit: 1000 })).toEqual(before)
    expect((await book.engine.verify(whole)).clean).toBe(true)
  })
})
