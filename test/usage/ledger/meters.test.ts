import * as fc from 'fast-check'
import { builtInProducts, type Meter, meters, withParents, withRounding } from '../../../services/usage/ledger'
import { billedOf } from '../../../services/usage/ledger/check-event'

const meterOf = (code: string): Meter => meters.find((meter) => meter.code === code)!

describe('the mapping table (usage-domain 3.6)', () => {
  test('every meter has a built-in product and categories that exist', () => {
    for (const meter of meters) {
      expect(builtInProducts.map(({ code }) => code)).toContain(meter.product)
      if (meter.category) expect(withParents(meter.category)[0]?.code).toBe(meter.category)
    }
  })

  test.each([
    ['calls-inbound-local', ['calls-inbound', 'calls']],
    ['channels-whatsapp-outbound', ['channels-whatsapp', 'channels']],
    ['calls-client', []],
    ['ai-assistants-voice', ['ai-assistants']],
  ])('%s is part of %j', (code, parents) => {
    expect(
      withParents(code)
        .slice(1)
        .map((category) => category.code),
    ).toEqual(parents)
  })

  test('one meter counts AI minutes, four channels count messages', () => {
    expect(meters.filter(({ ai }) => ai).map(({ code }) => code)).toEqual(['ai.live'])
    expect(meters.flatMap(({ channel }) => channel ?? []).sort()).toEqual(['email', 'sage', 'sms', 'whatsapp'])
  })

  test.each([
    ['call.outbound', 246n, 5_000_000n],
    ['call.outbound', 1n, 1_000_000n],
    ['call.outbound', 60n, 1_000_000n],
    ['call.outbound', 61n, 2_000_000n],
    ['call.outbound', 0n, 0n],
    ['ai.live', 95n, 2_000_000n],
    ['sms.outbound', 2n, 2_000_000n],
    ['storage', 1_500_000_000n, 1_500_000n],
    ['storage', 1n, 1n],
    ['adjustment', -12_340_000n, -12_340_000n],
  ])('%s: %d raw are %d millionths', (code, raw, billed) => {
    expect(billedOf(raw, meterOf(code))).toBe(billed)
  })

  test('rounding can be changed, and then holds', () => {
    const changed = withRounding({ 'call.outbound': { minimum: 6, increment: 6 } }).find(({ code }) => code === 'call.outbound')!
    expect(billedOf(1n, changed)).toBe(100_000n)
    expect(billedOf(7n, changed)).toBe(200_000n)
  })

  test('AI meters bill whole minutes or the start is refused (usage-domain 3.2)', () => {
    const faulty = () => withRounding({ 'ai.live': { minimum: 6, increment: 6 }, 'call.outbound': { minimum: -1, increment: 0 } })
    expect(faulty).toThrow(/ai\.live: .*multiple of 60/)
    expect(faulty).toThrow(/call\.outbound: increment 0/)
    expect(() => withRounding({ nope: { minimum: 1, increment: 1 } })).toThrow(/No such meter.*nope/)
    expect(() => withRounding({ 'ai.live': { minimum: 60, increment: 120 } })).not.toThrow()
  })

  test('more usage never bills less, and AI minutes are whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...meters),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: 0n, max: 10n ** 6n }),
        (meter, raw, more) => {
          expect(billedOf(raw + more, meter)).toBeGreaterThanOrEqual(billedOf(raw, meter))
          if (meter.ai) expect(billedOf(raw, meter) % 1_000_000n).toBe(0n)
        },
      ),
    )
  })
})
