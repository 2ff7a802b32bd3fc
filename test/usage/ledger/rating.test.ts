import * as fc from 'fast-check'
import type { Rate } from '../../../services/usage/ledger'
import { rank, rateAt } from '../../../services/usage/ledger/rating'

const rated = { account: 'a', organization: 'o', currency: 'USD' }
const rate = (init: Partial<Rate>): Rate => ({ id: 'r', meter: 'call.outbound', currency: 'USD', unitPrice: '1', ...init })

describe('the rate of an event (usage-domain 3.3)', () => {
  const all = [
    rate({ id: 'default' }),
    rate({ id: 'default-product', product: 'P' }),
    rate({ id: 'default-eur', currency: 'EUR' }),
    rate({ id: 'organization', organization: 'o' }),
    rate({ id: 'account', account: 'a', validFrom: 100, validTo: 200 }),
    rate({ id: 'account-later', account: 'a', validFrom: 150, validTo: 200 }),
    rate({ id: 'foreign', account: 'b' }),
    rate({ id: 'foreign-organization', organization: 'p' }),
  ]

  test.each([
    ['before the account has a rate of its own', 99, 'organization'],
    ['the first instant counts', 100, 'account'],
    ['the younger version wins', 150, 'account-later'],
    ['the last instant does not', 200, 'organization'],
  ])('%s', (_, at, id) => {
    expect(rateAt(rank(all, rated), 'P', at)?.id).toBe(id)
  })

  test('default rates: the account’s currency first, then the named product', () => {
    const stranger = { account: 'x', organization: 'y', currency: 'EUR' }
    expect(rateAt(rank(all, stranger), 'P', 0)?.id).toBe('default-eur')
    expect(rateAt(rank(all, { ...stranger, currency: 'USD' }), 'P', 0)?.id).toBe('default-product')
    expect(rateAt(rank(all, { ...stranger, currency: 'USD' }), 'Q', 0)?.id).toBe('default')
  })

  test('the order in which rates were stored makes no difference', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), fc.integer({ min: 0, max: 300 }), (shuffled, at) => {
        expect(rateAt(rank(shuffled, rated), 'P', at)).toEqual(rateAt(rank(all, rated), 'P', at))
      }),
    )
  })
})
