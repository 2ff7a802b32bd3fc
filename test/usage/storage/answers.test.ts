import { type MonthPredicate, monthText, msOf, parseDay, type Reach } from '../../../services/usage/ledger'
import { whole } from '../reaches'
import { acme, acmeChild, acmeSibling, atNoon, type Book, call, everywhere, other, places, withCatalog } from './books'

const all = whole
const ofAcme = whole.inOrganization('o-acme')
const days = (from: string, to: string) => ({ from: parseDay(from)!, to: parseDay(to)! })

describe.each(places)('%s: answers', (_, engine, inFile) => {
  let book: Book
  beforeAll(async () => {
    book = await withCatalog(engine, inFile)
    const ai = (account: string, customer: string | undefined, quantity: string, occurredAt: number) =>
      call({ account, customer, quantity, meter: 'ai.live', occurredAt })
    await book.ledger.ingest(
      [
        ai(acme, 'cust-1', '95', atNoon(2026, 1, 31)),
        ai(acme, 'cust-2', '1', atNoon(2026, 2, 1)),
        ai(acme, undefined, '61', Date.UTC(2026, 1, 28, 23, 59, 59, 999)),
        ai(acme, 'cust-1', '600', Date.UTC(2026, 2, 1)),
        ai(acmeChild, 'cust-1', '30', atNoon(2026, 2, 14)),
        ai(other, 'cust-9', '120', atNoon(2026, 2, 14)),
        call({ occurredAt: atNoon(2026, 2, 3) }),
        call({ meter: 'sms.outbound', quantity: '3', occurredAt: Date.UTC(2026, 1, 3, 10) }),
        call({ meter: 'sms.outbound', quantity: '1', occurredAt: Date.UTC(2026, 1, 5) }),
        call({ meter: 'email.outbound', quantity: '7', account: acmeChild, occurredAt: Date.UTC(2026, 1, 4, 10) }),
        call({ meter: 'sms.outbound', quantity: '1', account: other, occurredAt: Date.UTC(2026, 1, 4, 10) }),
      ],
      everywhere,
    )
  })
  afterAll(() => book.end())

  describe('AI minutes (usage-domain 3.6)', () => {
    test('by account with usage of no customer, by customer without; both days included', async () => {
      expect(await book.ledger.aiMinutes(all, days('2026-02-01', '2026-02-28'))).toEqual({
        accounts: [
          { account: acme, minutes: 3 },
          { account: acmeChild, minutes: 1 },
          { account: other, minutes: 2 },
        ],
        customers: [
          { account: acme, customer: 'cust-2', minutes: 1 },
          { account: acmeChild, customer: 'cust-1', minutes: 1 },
          { account: other, customer: 'cust-9', minutes: 2 },
        ],
      })
    })

    test.each([
      ['2026-01-31', '2026-01-31', 2],
      ['2026-01-15', '2026-02-10', 3],
      ['2026-01-01', '2026-03-01', 15],
      ['1970-01-01', '9999-12-31', 15],
      ['2026-03-02', '2030-01-01', undefined],
      ['2020-01-01', '2026-01-30', undefined],
    ])('%s to %s: %j minutes', async (from, to, minutes) => {
      const { accounts } = await book.ledger.aiMinutes(all, days(from, to), { account: acme })
      expect(accounts[0]?.minutes).toBe(minutes)
    })

    test('a customer filter counts this customer alone, in every account that has one of that name', async () => {
      const { accounts, customers } = await book.ledger.aiMinutes(all, days('2026-01-01', '2026-03-31'), { customer: 'cust-1' })
      expect(accounts).toEqual([
        { account: acme, minutes: 12 },
        { account: acmeChild, minutes: 1 },
      ])
      expect(customers.map(({ customer }) => customer)).toEqual(['cust-1', 'cust-1'])
    })

    test('unknown accounts and customers have no rows', async () => {
      expect(await book.ledger.aiMinutes(all, days('2026-01-01', '2026-12-31'), { account: 'nobody' })).toEqual({
        accounts: [],
        customers: [],
      })
      expect(await book.ledger.aiMinutes(all, days('2026-01-01', '2026-12-31'), { customer: 'nobody' })).toEqual({
        accounts: [],
        customers: [],
      })
    })
  })

  describe('every answer stays within the reach (usage-domain 3.8)', () => {
    const reaches: readonly (readonly [Reach, readonly string[]])[] = [
      [all, [acme, acmeChild, acmeSibling, other]],
      [ofAcme, [acme, acmeChild, acmeSibling]],
      [whole.inOrganization('o-nobody'), []],
      [whole.amongAccounts([acme, acmeChild]), [acme, acmeChild]],
      [whole.amongAccounts([other]), [other]],
      [whole.amongAccounts([]), []],
      [whole.amongAccounts(["' or 1=1 --"]), []],
    ]
    test.each(reaches)('%j', async (reach, allowed) => {
      const { ledger } = book
      const range = days('2020-01-01', '2030-01-01')
      const seen = [
        ...(await ledger.aiMinutes(reach, range)).customers.map(({ account }) => account),
        ...(await ledger.aiMinutes(reach, range)).accounts.map(({ account }) => account),
        ...(await ledger.usageRecords(reach, range)).map(({ account }) => account.key),
        ...(await ledger.monthRows(reach, { order: 'asc', offset: 0, limit: 1000 })).rows.map(({ account }) => account),
        ...(await ledger.events(reach, { limit: 1000 })).map(({ account }) => account),
        ...(await ledger.accounts(reach)).map(({ key }) => key),
        ...(await ledger.customers(reach)).map(({ account }) => account),
        ...(await ledger.wallets(reach)).map(({ account }) => account),
      ]
      expect(seen.filter((account) => !allowed.includes(account))).toEqual([])
      expect((await ledger.accounts(reach)).map(({ key }) => key)).toEqual(allowed)
      for (const key of [acme, acmeChild, acmeSibling, other])
        expect((await ledger.account(reach, key)) !== undefined).toBe(allowed.includes(key))
      const counts = await ledger.channelCounts(reach, 'o-other', 0, Date.UTC(2030, 0, 1))
      expect(counts.sms).toBe(allowed.includes(other) ? 1n : 0n)
      expect((await ledger.freshness(reach)).watermark > 0).toBe(allowed.includes(acme) || allowed.includes(other))
      expect((await ledger.revision(reach)) > 0).toBe(allowed.includes(acme) || allowed.includes(other))
    })
  })

  describe('channel counts between instants (usage-domain 3.5, 3.7)', () => {
    const count = async (from: number, to: number) => {
      const { sms, email } = await book.ledger.channelCounts(ofAcme, 'o-acme', from, to)
      return [sms, email]
    }
    const sent = Date.UTC(2026, 1, 3, 10)
    test.each([
      ['the instant itself', sent, sent, [1n, 0n]],
      ['one millisecond before', sent - 1000, sent - 1, [0n, 0n]],
      ['one millisecond after', sent + 1, sent + 1000, [0n, 0n]],
      ['both bounds in one day', Date.UTC(2026, 1, 3), Date.UTC(2026, 1, 3, 23), [1n, 0n]],
      ['midnight to midnight counts the second midnight', Date.UTC(2026, 1, 4), Date.UTC(2026, 1, 5), [1n, 7n]],
      ['whole days between two begun ones', sent, Date.UTC(2026, 1, 4, 10), [1n, 7n]],
      ['whole months', Date.UTC(2025, 0, 1), Date.UTC(2027, 0, 1), [2n, 7n]],
      ['all of time', 0, Number.MAX_SAFE_INTEGER, [2n, 7n]],
    ])('%s', async (_case, from, to, expected) => {
      expect(await count(from, to)).toEqual(expected)
    })
  })

  describe('month rows (usage-domain 3.6)', () => {
    const page = async (where?: MonthPredicate, init: object = {}) =>
      book.ledger.monthRows(ofAcme, { where, order: 'desc', offset: 0, limit: 50, ...init })
    const account = (value: string, op: 'eq' | 'ne' | 'contains' | 'gt' = 'eq'): MonthPredicate => ({
      op,
      field: 'account',
      value,
    })
    const month = (value: string, op: 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'contains' = 'eq'): MonthPredicate => ({
      op,
      field: 'month',
      value,
    })

    test('ids are 32 hexadecimal digits, ordered, and pages follow each other without a gap', async () => {
      const { total, rows } = await page()
      expect(total).toBe(rows.length)
      const ids = rows.map(({ id }) => id)
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
      expect(ids).toEqual([...ids].sort().reverse())
      const paged = await Promise.all(ids.map((_id, offset) => page(undefined, { offset, limit: 1 })))
      expect(paged.flatMap(({ rows: [row] }) => row!.id)).toEqual(ids)
      expect((await page(undefined, { order: 'asc' })).rows.map(({ id }) => id)).toEqual([...ids].reverse())
      expect(await page(undefined, { offset: 1000 })).toEqual({ total, rows: [] })
    })

    const filters: readonly (readonly [MonthPredicate, (account: string, month: string) => boolean])[] = [
      [account(acme), (key) => key === acme],
      [account(acme, 'ne'), (key) => key !== acme],
      [account('40', 'contains'), (key) => key.includes('40')],
      [account(acme, 'gt'), (key) => key > acme],
      [account(other), () => false],
      [month('2026-02'), (_key, text) => text === '2026-02'],
      [month('2026-01', 'gt'), (_key, text) => text > '2026-01'],
      [month('2026-02', 'le'), (_key, text) => text <= '2026-02'],
      [month('2026-02', 'ne'), (_key, text) => text !== '2026-02'],
      [month('-02', 'contains'), (_key, text) => text.includes('-02')],
      [month('2026', 'gt'), (_key, text) => text > '2026'],
      [month("x' or '1'='1"), () => false],
      [{ op: 'and', of: [month('2026-02'), account(acmeChild)] }, (key, text) => text === '2026-02' && key === acmeChild],
      [{ op: 'or', of: [month('2026-01'), account(acmeChild)] }, (key, text) => text === '2026-01' || key === acmeChild],
      [
        { op: 'not', of: { op: 'or', of: [month('2026-01'), account(acmeChild)] } },
        (key, text) => !(text === '2026-01' || key === acmeChild),
      ],
      [{ op: 'and', of: [] }, () => true],
      [{ op: 'or', of: [] }, () => false],
    ]
    test.each(filters)('filter %j', async (where, holds) => {
      const everything = (await page()).rows
      const { rows, total } = await page(where)
      expect(rows).toEqual(everything.filter((row) => holds(row.account, monthText(row.month))))
      expect(total).toBe(rows.length)
    })

    test('deep and wide trees are answered', async () => {
      const deep = Array.from({ length: 200 }).reduce<MonthPredicate>(
        (inner) => ({ op: 'not', of: { op: 'and', of: [inner, month('2026-02', 'ge')] } }),
        account(acme),
      )
      const wide: MonthPredicate = { op: 'or', of: Array.from({ length: 300 }, (_item, index) => account(`${index}`)) }
      expect((await page(deep)).total).toBeGreaterThanOrEqual(0)
      expect((await page(wide)).total).toBe(0)
    })
  })

  test('two prices in one month are two rows, and price x units is their sum (usage-domain 3.5)', async () => {
    const range = days('2023-05-01', '2023-05-31')
    await book.ledger.ingest(
      [
        call({ occurredAt: atNoon(2023, 5, 1), price: '1', currency: 'USD' }),
        call({ occurredAt: atNoon(2023, 5, 1), price: '2', currency: 'USD' }),
      ],
      everywhere,
    )
    const { rows } = await book.ledger.monthRows(ofAcme, {
      where: { op: 'eq', field: 'month', value: '2023-05' },
      order: 'asc',
      offset: 0,
      limit: 9,
    })
    expect(rows.map((row) => row.unitPrice).sort()).toEqual(['1', '2'])
    expect(new Set(rows.map((row) => row.id)).size).toBe(2)
    const [records] = await book.ledger.usageRecords(ofAcme, range, acme)
    expect(records!.records.at(-1)).toMatchObject({ category: 'totalprice', price: '15' })
  })

  test('open bounds reach from the first day to today; an empty reach has today alone', async () => {
    expect(await book.ledger.effectiveRange(whole.amongAccounts([acmeChild]), undefined, undefined)).toEqual(
      days('2026-02-04', '2026-03-10'),
    )
    expect(await book.ledger.effectiveRange(whole.amongAccounts([]), undefined, undefined)).toEqual(
      days('2026-03-10', '2026-03-10'),
    )
    expect(await book.ledger.effectiveRange(all, parseDay('2026-01-01'), undefined)).toEqual(days('2026-01-01', '2026-03-10'))
  })

  test('a revision grows with what the reach shows and with nothing else', async () => {
    const before = [await book.ledger.revision(all, acme), await book.ledger.revision(all, other)]
    await book.ledger.ingest([call({ occurredAt: msOf(parseDay('2023-01-01')!) })], everywhere)
    expect(await book.ledger.revision(all, acme)).toBeGreaterThan(before[0]!)
    expect(await book.ledger.revision(all, other)).toBe(before[1])
  })
})
