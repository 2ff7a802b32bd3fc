import * as fc from 'fast-check'
import { type DayRange, dayOf, type LedgerEvent, meters } from '../../../services/usage/ledger'
import { billedOf } from '../../../services/usage/ledger/check-event'
import { engines } from '../../../services/usage/storage'
import { whole } from '../reaches'
import { acme, acmeChild, acmeSibling, type Book, catalog, everywhere, openBook, other } from './books'

/** What is sent: events by number (so that ids come back), some with other content, and voids of numbers that may not be there. */
interface Step {
  readonly kind: 'usage' | 'void'
  readonly number: number
  readonly account: string
  readonly meter: string
  readonly quantity: number
  readonly occurredAt: number
}

const from = Date.UTC(2025, 10, 15)
const to = Date.UTC(2026, 2, 5)
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Step['kind']>('usage', 'usage', 'usage', 'void'),
  number: fc.integer({ min: 1, max: 40 }),
  account: fc.constantFrom(acme, acmeChild, acmeSibling, other),
  meter: fc.constantFrom('call.outbound', 'ai.live', 'sms.outbound', 'email.outbound'),
  quantity: fc.integer({ min: 0, max: 400 }),
  occurredAt: fc.integer({ min: from, max: to }),
})
const batches = fc.array(fc.array(step, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 12 })
const range: fc.Arbitrary<DayRange> = fc
  .tuple(fc.integer({ min: dayOf(from) - 5, max: dayOf(to) + 5 }), fc.integer({ min: 0, max: 120 }))
  .map(([first, length]) => ({ from: first, to: first + length }))

const organizationOf = (account: string) => (account === other ? 'o-other' : 'o-acme')

const eventOf = ({ kind, number, account, meter, quantity, occurredAt }: Step): LedgerEvent =>
  kind === 'void'
    ? { kind, source: '/p', id: `void-${number}`, account, target: { source: '/p', id: `${number}` } }
    : {
        source: '/p',
        id: `${number}`,
        account,
        meter,
        quantity: String(quantity),
        occurredAt,
        customer: account === acme && number % 2 === 0 ? 'cust-1' : undefined,
      }

interface Line {
  readonly step: Step
  readonly sign: 1 | -1
}

/** The ledger once more, as plain arrays: no rollup, no transaction, no SQL. */
class Model {
  readonly lines: Line[] = []
  private readonly byId = new Map<string, Step>()
  private readonly voided = new Set<string>()
  private readonly voids = new Map<string, string>()

  send(step: Step): 'accepted' | 'duplicate' | 'rejected' {
    const id = `${organizationOf(step.account)} ${step.number}`
    return step.kind === 'usage' ? this.book(id, step) : this.takeBack(id, step)
  }

  private book(id: string, step: Step) {
    const before = this.byId.get(id)
    if (before) return JSON.stringify(before) === JSON.stringify(step) ? 'duplicate' : 'rejected'
    this.byId.set(id, step)
    this.lines.push({ step, sign: 1 })
    return 'accepted'
  }

  private takeBack(id: string, step: Step) {
    if (this.voids.has(id)) return 'duplicate'
    const target = this.byId.get(id)
    if (!target || target.account !== step.account) return 'rejected'
    if (this.voided.has(id)) return 'duplicate'
    this.voided.add(id)
    this.voids.set(id, id)
    this.lines.push({ step: target, sign: -1 })
    return 'accepted'
  }

  sum({ from, to }: DayRange, meter: string, account: string, value: (step: Step) => bigint): bigint {
    return this.lines
      .filter(
        ({ step }) =>
          step.meter === meter && step.account === account && dayOf(step.occurredAt) >= from && dayOf(step.occurredAt) <= to,
      )
      .reduce((sum, { step, sign }) => sum + BigInt(sign) * value(step), 0n)
  }
}

const billed = ({ meter, quantity }: Step) => billedOf(BigInt(quantity), meters.find(({ code }) => code === meter)!)
const count = ({ meter, quantity }: Step) => (quantity === 0 ? 0n : meter === 'email.outbound' ? BigInt(quantity) : 1n)

describe.each(Object.keys(engines))('%s: any sequence of events, duplicates, conflicts and voids', (name) => {
  test('is answered as plain arrays would, verifies clean, and a rebuild changes nothing (usage-domain 3.9)', async () => {
    await fc.assert(
      fc.asyncProperty(batches, fc.array(range, { minLength: 1, maxLength: 4 }), async (sent, ranges) => {
        const book = await openBook(name, false)
        try {
          await book.ledger.putAll(whole, catalog)
          const model = new Model()
          for (const batch of sent) {
            const outcomes = batch.map((step) => model.send(step))
            const result = await book.ledger.ingest(batch.map(eventOf), everywhere)
            expect([result.accepted, result.duplicates, result.rejected.length]).toEqual(
              (['accepted', 'duplicate', 'rejected'] as const).map(
                (outcome) => outcomes.filter((each) => each === outcome).length,
              ),
            )
          }
          await expectSame(book, model, ranges)
          const verified = await book.engine.verify(whole)
          expect(verified).toMatchObject({ clean: true, differences: [] })
          const rebuilt = await book.engine.rebuild(whole)
          expect(rebuilt).toMatchObject({ events: verified.events, rows: verified.rows })
          expect((await book.engine.verify(whole)).clean).toBe(true)
          await expectSame(book, model, ranges)
        } finally {
          await book.end()
        }
      }),
      { numRuns: 25 },
    )
  }, 60_000)
})

const accounts = [acme, acmeChild, acmeSibling, other]
const meterCodes = ['call.outbound', 'ai.live', 'sms.outbound', 'email.outbound']

/** Everything that both know of some ranges, compared at once. */
const expectSame = async (book: Book, model: Model, ranges: readonly DayRange[]) => {
  for (const each of ranges) expect(await answers(book, each)).toEqual(answersOf(model, each))
}

const answers = async ({ ledger, engine }: Book, each: DayRange) => {
  const ai = await ledger.aiMinutes(whole, each)
  const sums = await engine.ledger.meterSums(whole, each)
  const { email } = await ledger.channelCounts(whole, 'o-acme', each.from * 86_400_000, (each.to + 1) * 86_400_000 - 1)
  const total = (account: string, meter: string, value: 'billed' | 'count') =>
    sums.filter((row) => row.meter === meter && row.account === account).reduce((sum, row) => sum + row[value], 0n)
  return {
    minutes: accounts.map((account) => BigInt(ai.accounts.find((row) => row.account === account)?.minutes ?? 0)),
    sums: accounts.map((account) => meterCodes.map((meter) => [total(account, meter, 'billed'), total(account, meter, 'count')])),
    email,
  }
}

const answersOf = (model: Model, each: DayRange) => ({
  minutes: accounts.map((account) => model.sum(each, 'ai.live', account, billed) / 1_000_000n),
  sums: accounts.map((account) =>
    meterCodes.map((meter) => [model.sum(each, meter, account, billed), model.sum(each, meter, account, count)]),
  ),
  email: [acme, acmeChild, acmeSibling].reduce((sum, account) => sum + model.sum(each, 'email.outbound', account, count), 0n),
})
