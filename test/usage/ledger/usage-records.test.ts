import { type KnownAccount, meters, recordsOf } from '../../../services/usage/ledger'
import type { MeterSum } from '../../../services/usage/storage'

const account: KnownAccount = {
  key: 'a',
  sid: 'AC0',
  organization: 'o-1',
  name: 'a',
  companyName: 'a',
  status: 'ACTIVE',
  currency: 'USD',
  externalCodes: [],
}
const sum = (init: Partial<MeterSum>): MeterSum => ({
  account: 'a',
  meter: 'call.outbound',
  currency: 'USD',
  unitPrice: '0.014',
  count: 1n,
  billed: 5_000_000n,
  ...init,
})
const records = (...sums: MeterSum[]) =>
  recordsOf([account], sums, (code) => meters.find((meter) => meter.code === code)!)[0]!.records
const byCategory = (...sums: MeterSum[]) =>
  Object.fromEntries(records(...sums).map((record) => [`${record.category} ${record.priceUnit}`, record]))

describe('usage records (usage-domain 3.6, 3.7)', () => {
  test('a leaf counts in its parents, and only once in totalprice', () => {
    const found = byCategory(sum({}), sum({ meter: 'call.inbound.local', unitPrice: '0.0085', count: 2n, billed: 3_000_000n }))
    expect(found['calls usd']).toMatchObject({ count: 3n, usage: '8', price: '0.0955', usageUnit: 'minutes', countUnit: 'calls' })
    expect(found['calls-inbound usd']).toMatchObject({ count: 2n, usage: '3', price: '0.0255' })
    expect(found['calls-inbound-local usd']).toMatchObject({ count: 2n, usage: '3', price: '0.0255' })
    expect(found['totalprice usd']).toMatchObject({ usage: '0.0955', price: '0.0955', usageUnit: 'usd', countUnit: '' })
    expect(found['totalprice usd']!.count).toBeUndefined()
  })

  test('categories ascend, totalprice is last, zero categories are left out', () => {
    const categories = records(
      sum({}),
      sum({ meter: 'sms.outbound', count: 0n, billed: 0n }),
      sum({ meter: 'email.outbound' }),
    ).map(({ category }) => category)
    expect(categories).toEqual(['calls', 'calls-outbound', 'email', 'totalprice'])
  })

  test('an account without usage has a totalprice of 0 in its currency', () => {
    expect(records()).toEqual([
      {
        category: 'totalprice',
        description: 'Total Price',
        countUnit: '',
        usage: '0',
        usageUnit: 'usd',
        price: '0',
        priceUnit: 'usd',
      },
    ])
  })

  test('two currencies are never added', () => {
    const found = byCategory(sum({}), sum({ currency: 'EUR', unitPrice: '1' }))
    expect(found['totalprice usd']!.price).toBe('0.07')
    expect(found['totalprice eur']!.price).toBe('5')
    expect(
      records(sum({}), sum({ currency: 'EUR' }))
        .slice(-2)
        .map(({ category }) => category),
    ).toEqual(['totalprice', 'totalprice'])
  })

  test('usage that Twilio has no category for is in totalprice; recharges are not consumption', () => {
    const found = byCategory(
      sum({ meter: 'dialer', unitPrice: '1' }),
      sum({ meter: 'recharge', unitPrice: '1' }),
      sum({ meter: 'credit.commit', unitPrice: '1' }),
    )
    expect(Object.keys(found)).toEqual(['totalprice usd'])
    expect(found['totalprice usd']!.price).toBe('5')
  })

  test('sessions and minutes are not added: the parent counts sessions', () => {
    const found = byCategory(
      sum({ meter: 'ai.live', count: 3n, billed: 7_000_000n }),
      sum({ meter: 'ai.sage', count: 2n, billed: 2_000_000n }),
    )
    expect(found['ai-assistants-voice usd']).toMatchObject({ count: 3n, usage: '7', usageUnit: 'minutes' })
    expect(found['ai-assistants usd']).toMatchObject({ count: 5n, usage: '5', usageUnit: 'sessions' })
  })

  test('negative totals are shown as they are', () => {
    expect(byCategory(sum({ count: -1n, billed: -5_000_000n }))['totalprice usd']!.price).toBe('-0.07')
  })
})
