import fc from 'fast-check'
import { halPage } from '../../../services/usage/hal-page'
import type { UsageRecord } from '../../../services/usage/ledger'
import { recordUri } from '../../../services/usage/record-uri'
import { sumRecords } from '../../../services/usage/sum-records'

const address = 'http://x/express/usage/month'
const pageOf = (page: number, total: number, perPage = 50) =>
  halPage({ address, query: {}, page, perPage, count: Math.max(0, Math.min(perPage, total - (page - 1) * perPage)), total })
const number = (link?: { href: string }) => (link ? Number(new URL(link.href).searchParams.get('page')) : undefined)

describe('Talkdesk’s pages (usage-domain 1.3.3, 3.7)', () => {
  test.each([
    // page, total → prev, next, last, total pages
    [1, 0, undefined, undefined, 1, 0],
    [2, 0, 1, undefined, 1, 0],
    [1, 50, undefined, undefined, 1, 1],
    [1, 51, undefined, 2, 2, 2],
    [2, 51, 1, undefined, 2, 2],
    [3, 51, 2, undefined, 2, 2],
    [900, 51, 2, undefined, 2, 2],
    [2, 150, 1, 3, 3, 3],
  ])('page %i of %i rows', (page, total, prev, next, last, pages) => {
    const found = pageOf(page, total)
    expect([number(found.prev), number(found.next), number(found.last), found.totalPages]).toEqual([prev, next, last, pages])
    expect(found.show).toEqual(found.self)
    expect(Object.keys(found.links)).toEqual(['first', 'last', 'next', 'prev', 'self'].filter((name) => name in found))
  })

  test('following next until it is absent visits every row once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 1, max: 250 }), (total, perPage) => {
        let rows = 0
        let pages = 0
        for (let page: number | undefined = 1; page !== undefined; page = number(pageOf(page, total, perPage).next)) {
          rows += pageOf(page, total, perPage).count
          pages++
        }
        return rows === total && pages === Math.max(1, Math.ceil(total / perPage))
      }),
    )
  })

  test('links carry what was asked', () => {
    const { next } = halPage({ address, query: { filter: "month eq '2025-01'" }, page: 1, perPage: 1, count: 1, total: 2 })
    expect(new URL(next!.href).searchParams.get('filter')).toBe("month eq '2025-01'")
  })
})

test('the address of a record', () => {
  expect(recordUri('AC1', { category: 'calls', startDate: '2026-01-01', endDate: '2026-01-31' })).toBe(
    '/2010-04-01/Accounts/AC1/Usage/Records.json?Category=calls&StartDate=2026-01-01&EndDate=2026-01-31',
  )
  expect(recordUri('AC1', { category: 'calls', alone: true })).toMatch(/IncludeSubaccounts=false$/)
})

describe('sub-accounts', () => {
  const record = (category: string, count: bigint | undefined, price: string, priceUnit = 'usd'): UsageRecord => ({
    category,
    description: category,
    ...(count === undefined ? {} : { count }),
    countUnit: 'calls',
    usage: count === undefined ? price : String(count),
    usageUnit: 'minutes',
    price,
    priceUnit,
  })
  test('are added to the last digit, each currency by itself', () => {
    const own = [record('calls', 1n, '0.000000000000001'), record('totalprice', undefined, '0.000000000000001')]
    const below = [
      record('calls', 2n, '90071992547409931.5'),
      record('sms', 1n, '1', 'jpy'),
      record('totalprice', undefined, '90071992547409931.5'),
      record('totalprice', undefined, '1', 'jpy'),
    ]
    const idle = [record('totalprice', undefined, '0', 'eur')]
    expect(
      sumRecords(own, [below, idle]).map(({ category, count, price, priceUnit }) => [category, count, price, priceUnit]),
    ).toEqual([
      ['calls', 3n, '90071992547409931.500000000000001', 'usd'],
      ['sms', 1n, '1', 'jpy'],
      ['totalprice', undefined, '1', 'jpy'],
      ['totalprice', undefined, '90071992547409931.500000000000001', 'usd'],
    ])
  })
  test('categories that cancel each other out are left out, a total stays', () => {
    const own = [record('calls', 1n, '1'), record('totalprice', undefined, '1')]
    const below = [record('calls', -1n, '-1'), record('totalprice', undefined, '-1')]
    expect(sumRecords(own, [below]).map(({ category, price }) => [category, price])).toEqual([['totalprice', '0']])
  })
})
