import * as fc from 'fast-check'
import { amountOf, amountText, canonicalPrice, decimalText, parseDecimal, unitsText } from '../../../services/usage/ledger'

const units = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n })
const price = fc.bigInt({ min: 0n, max: 10n ** 15n }).map((value) => decimalText(value, 9))

describe('money is exact (usage-domain 3.3)', () => {
  test('a text is read back as it is written, and is the shortest', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }), fc.integer({ min: 0, max: 15 }), (value, decimals) => {
        const text = decimalText(value, decimals)
        expect(parseDecimal(text, decimals)).toBe(value)
        expect(text).not.toMatch(/e|\.$|\.\d*0$|^-?0\d/i)
      }),
    )
  })

  test('amount = units x price to the last digit, and sums do not drift', () => {
    fc.assert(
      fc.property(fc.array(units, { maxLength: 50 }), price, (all, unitPrice) => {
        const each = all.reduce((sum, billed) => sum + amountOf(billed, unitPrice), 0n)
        expect(each).toBe(
          amountOf(
            all.reduce((sum, billed) => sum + billed, 0n),
            unitPrice,
          ),
        )
      }),
    )
  })

  test('a million times 0.0085 is 8500, which doubles do not say', () => {
    let sum = 0n
    for (let index = 0; index < 1_000_000; index++) sum += amountOf(1_000_000n, '0.0085')
    expect(amountText(sum)).toBe('8500')
  })

  test.each([
    [1n, '0.000001'],
    [5_000_000n, '5'],
    [-1_500_000n, '-1.5'],
    [0n, '0'],
    [10n ** 18n, '1000000000000'],
  ])('%d millionths are written %s', (billed, text) => {
    expect(unitsText(billed)).toBe(text)
  })

  test.each([
    ['0.0850', '0.085'],
    ['1.000000000', '1'],
    ['0.000000001', '0.000000001'],
    ['007', '7'],
    ['0.0000000001', undefined],
    ['1e3', undefined],
    ['.5', undefined],
    ['', undefined],
    ['NaN', undefined],
  ])('the price %j is %j', (text, canonical) => {
    expect(canonicalPrice(text)).toBe(canonical)
  })
})
