import { Decimal } from 'decimal.js'
import { meters } from '../../services/usage/ledger'
import { engines } from '../../services/usage/storage'
import { accounts, openUsageDesk, prices, type UsageDesk } from './support'

/** Numbers as they were written: through a double the last digit could not be compared. */
const exact = (text: string) => JSON.parse(text.replace(/([[:,])(-?\d+(?:\.\d+)?)(?=[,}\]])/g, '$1"$2"'))
const Exact = Decimal.clone({ precision: 60 })
const sum = (texts: readonly string[]) => texts.reduce((all, text) => all.plus(text), new Exact(0)).toFixed()

/** A small generator of its own (mulberry32): the same month on every machine. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

interface Made {
  readonly id: string
  readonly account: string
  readonly customer?: string
  readonly meter: string
  readonly ms: number
  readonly quantity: number
}

const month = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 3, 1) }
const customersOf: Readonly<Record<string, readonly string[]>> = {
  [accounts.parent]: ['cust-1', 'cust-2', ''],
  [accounts.child]: ['cust-1', ''],
  [accounts.foreign]: ['cust-f'],
}
const codes = Object.keys(prices)

function makeMonth(seed: number, count: number): Made[] {
  const pick = random(seed)
  return Array.from({ length: count }, (_, i) => {
    const account = Object.keys(customersOf)[pick(3)]!
    const customers = customersOf[account]!
    const customer = customers[pick(customers.length)]!
    // Now and then the first and the last millisecond of the month.
    const ms = i % 50 === 0 ? month.from : i % 50 === 1 ? month.to - 1 : month.from + pick(month.to - month.from)
    const meter = codes[pick(codes.length)]!
    return {
      id: `e-${i}`,
      account,
      ...(customer ? { customer } : {}),
      meter,

      ms,
      quantity: meter === 'number.local' ? 1 : pick(400),
    }
  })
}

const timed = (meter: string) => /^(call|ai\.live)/.test(meter)
/** What the test itself holds to be billed: seconds are whole minutes, everything else is itself (usage-domain 3.6). */
const billed = ({ meter, quantity }: Made) => (timed(meter) ? Math.ceil(quantity / 60) : quantity)
/** In ten-thousandths of the currency. */
const amount = (event: Made) => billed(event) * prices[event.meter]!
const money = (tenThousandths: number) => new Exact(tenThousandths).div(10_000).toFixed()
const total = (events: readonly Made[], of: (event: Made) => number) => events.reduce((all, event) => all + of(event), 0)

const cloudEvent = ({ id, account, customer, meter, ms, quantity }: Made) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: '/switch/1',
    type: `usage.${meter}`,
    subject: customer ? `${account}/${customer}` : account,
    time: new Date(ms).toISOString(),
    data: { quantity: String(quantity), ...(meter.startsWith('call') ? { resolution: 'ANSWERED' } : {}) },
  })
const csvRow = ({ id, account, customer = '', meter, ms, quantity }: Made) =>
  [id, '/switch/1', new Date(ms).toISOString(), account, customer, meter, quantity].join(',')

describe.each(Object.entries(engines))('one month in %s, asked four ways (usage-domain 3.6, cross-check)', (_, open) => {
  const events = makeMonth(20_260_301, 720)
  let kept = events
  let desk: UsageDesk

  beforeAll(async () => {
    desk = await openUsageDesk(open)
  })
  afterAll(() => desk.close())

  test('the month comes in as JSON Lines, CSV and messages, and again', async () => {
    const third = Math.floor(events.length / 3)
    const parts = [events.slice(0, third), events.slice(third, 2 * third), events.slice(2 * third)] as const
    const csv = ['event_id,source,occurred_at,account,customer,meter,quantity', ...parts[1].map(csvRow)].join('\r\n')
    const typed = parts[2].map(({ ms, ...event }) => ({
      ...event,
      source: '/switch/1',
      occurredAt: new Date(ms).toISOString(),
    }))
    const post = () => [
      desk.send('post', '/usage/events', 'admin').type('application/x-ndjson').send(parts[0].map(cloudEvent).join('\n')),
      desk.send('post', '/usage/events', 'admin').type('text/csv').send(csv),
      desk.send('post', '/usage/events', 'admin').send({ events: typed }),
    ]
    for (const [i, call] of post().entries()) {
      const { status, body } = await call
      expect([status, body.rejected]).toEqual([200, []])
      expect(body).toMatchObject({ accepted: parts[i]!.length, duplicates: 0 })
    }
    for (const [i, call] of post().entries())
      expect((await call).body).toMatchObject({ accepted: 0, duplicates: parts[i]!.length })
  })

  const reconcile = () => {
    test('Talkdesk’s amounts are the usage records’ total, and both are what was used', async () => {
      const { text } = await desk.get('/express/usage/month?per_page=250', 'acme')
      const foreign = await desk.get('/express/usage/month?per_page=250', 'other')
      const rows = [...exact(text)._embedded.usage, ...exact(foreign.text)._embedded.usage]
      for (const row of rows)
        expect(new Exact(row.price).times(row.number_of_units).toFixed()).toBe(new Exact(row.total_amount).toFixed())
      for (const account of Object.keys(customersOf)) {
        const own = kept.filter((event) => event.account === account)
        const consumption = rows.filter((row) => row.account_id === account && !/CREDIT_COMMIT|RECHARGE/.test(row.type))
        const expected = money(total(own, amount))
        expect(sum(consumption.map((row) => row.total_amount))).toBe(expected)
        const records = exact(
          (await desk.get(`/billing/usage?accountId=${account}&startDate=2026-03-01&endDate=2026-03-31`, 'admin')).text,
        )
        const totals = records.filter((record: { category: string }) => record.category === 'totalprice')
        expect(totals.map((record: { price: string; usage: string }) => [record.price, record.usage])).toEqual([
          [expected, expected],
        ])
      }
    })

    test('AI minutes are the same in Talkdesk, in the records and in GetAIUsage', async () => {
      const { accountUsage, customerUsage } = (await desk.get('/ai/usage?startDate=2026-03-01&endDate=2026-03-31', 'admin')).body
      const ai = kept.filter(({ meter }) => meter === 'ai.live')
      const minutes = (of: readonly Made[]) => total(of, billed)
      const description = meters.find(({ code }) => code === 'ai.live')!.description
      const rows = [
        ...exact((await desk.get('/express/usage/month?per_page=250', 'acme')).text)._embedded.usage,
        ...exact((await desk.get('/express/usage/month?per_page=250', 'other')).text)._embedded.usage,
      ].filter((row) => row.description === description)
      for (const account of Object.keys(customersOf)) {
        const own = ai.filter((event) => event.account === account)
        const row = accountUsage.find((each: { accountId: string }) => each.accountId === account)
        expect(row?.aiMinutes ?? 0).toBe(minutes(own))
        expect(Number(sum(rows.filter((each) => each.account_id === account).map((each) => each.number_of_units)))).toBe(
          minutes(own),
        )
        const customers = customerUsage.filter((each: { accountId: string }) => each.accountId === account)
        const ofCustomers = customers.reduce((all: number, each: { aiMinutes: number }) => all + each.aiMinutes, 0)
        expect(ofCustomers + minutes(own.filter(({ customer }) => customer === undefined))).toBe(minutes(own))
      }
      const order = customerUsage.map((each: { accountId: string; customerId: string }) => `${each.accountId} ${each.customerId}`)
      expect(order).toEqual([...order].sort())
    })

    test('Infodeck counts what the same meters count', async () => {
      for (const [organization, key, own] of [
        ['o-acme', 'member', [accounts.parent, accounts.child]],
        ['o-other', 'otherMember', [accounts.foreign]],
      ] as const) {
        const of = (meter: string) =>
          kept.filter((event) => event.meter === meter && (own as readonly string[]).includes(event.account))
        const path = `/organizations/${organization}/usage?startDate=${month.from}&endDate=${month.to - 1}`
        expect((await desk.get(path, key)).body.data).toEqual({
          // Messages, not segments; a message of no segments was never sent.
          usageSms: of('sms.outbound').filter(({ quantity }) => quantity > 0).length,
          usageWhatsapp: total(of('whatsapp.outbound'), billed),
          usageEmail: total(of('email.outbound'), billed),
          usageSage: total(of('ai.sage'), billed),
        })
      }
    })

    test('the address of every record leads to that record (usage-domain 3.6)', async () => {
      const records = exact((await desk.get('/billing/usage?startDate=2026-03-01&endDate=2026-03-31', 'admin')).text)
      for (const { uri, accountSid, category, count, usage, price, startDate, endDate } of records) {
        const { usage_records } = exact((await desk.get(uri, 'admin')).text)
        expect(usage_records).toMatchObject([
          { account_sid: accountSid, category, count: count ?? null, usage, price, start_date: startDate, end_date: endDate },
        ])
      }
    }, 20_000)

    test('an account with those below it is the sum of each alone', async () => {
      const total = async (path: string) => {
        const { usage_records } = exact((await desk.get(path, 'manager')).text)
        return usage_records.find((each: { category: string }) => each.category === 'totalprice').price
      }
      const range = 'StartDate=2026-03-01&EndDate=2026-03-31'
      const at = (account: string) => `/2010-04-01/Accounts/${account}/Usage/Records?${range}`
      const alone = [await total(`${at(accounts.parent)}&IncludeSubaccounts=false`), await total(at(accounts.child))]
      expect(await total(at(accounts.parent))).toBe(sum(alone))
    })

    test('the rollups are the events', async () => {
      const { body } = await desk.get('/ledger/status?verify=true', 'admin')
      expect(body.proof).toMatchObject({ clean: true, differences: 0 })
    })
  }

  describe('as it came in', reconcile)

  test('a hundred events are taken back, twice', async () => {
    const taken = events.filter((_, i) => i % 9 === 0)
    const body = { events: taken.map(({ id, account }) => ({ source: '/switch/1', id, account })), reason: 'test calls' }
    const post = () => desk.send('post', '/usage/events/void', 'admin').send(body)
    expect((await post()).body).toMatchObject({ accepted: taken.length, duplicates: 0, rejected: [] })
    expect((await post()).body).toMatchObject({ accepted: 0, duplicates: taken.length, rejected: [] })
    kept = events.filter((event) => !taken.includes(event))
  })

  describe('after the corrections', reconcile)
})
