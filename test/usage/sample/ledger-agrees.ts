import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalog, formatByName, importCatalog, importInto } from '../../../services/usage/imports'
import { firstDayOf, Ledger, lastDayOf, monthText, parseMonth, unitsText } from '../../../services/usage/ledger'
import { amountOf, amountText } from '../../../services/usage/ledger/money'
import { type SampleOptions, sampleCatalog, sampleExpected, sampleFiles } from '../../../services/usage/sample'
import { engines, type StorageEngine } from '../../../services/usage/storage'
import { everywhere, whole } from '../reaches'

/** Imports a sample into each engine's book and compares every answer with the expected one. */
export const ledgerAgreesWith = (samples: readonly (SampleOptions & { location: string })[]) =>
  describe.each(Object.entries(engines))('%s', (_, open) => {
    describe.each(samples)('The sample $seed until $until in $location (usage-domain 3.6, 4.2)', ({ location, ...options }) => {
      const expected = sampleExpected(options)
      const folder = mkdtempSync(join(tmpdir(), 'tollgate-'))
      let engine: StorageEngine
      let ledger: Ledger

      const importAll = async () => {
        const results: Record<string, { accepted: number; duplicates: number; rejected: number; codes: string[] }> = {}
        for (const file of sampleFiles(options)) {
          const codes: string[] = []
          const items = formatByName(file.format)!.read(file.chunks(), { zone: file.zone })
          const target = {
            ingest: (events: Parameters<Ledger['ingest']>[0]) => ledger.ingest(events, everywhere),
          }
          const { accepted, duplicates, rejected } = await importInto(target, items, {
            onRejection: ({ code }) => void codes.push(code),
          })
          results[file.name] = { accepted, duplicates, rejected, codes }
        }
        return results
      }

      beforeAll(async () => {
        engine = await open({ location: location === ':memory:' ? location : join(folder, location) })
        ledger = new Ledger(engine)
      })
      afterAll(async () => {
        await engine.close()
        rmSync(folder, { recursive: true, force: true })
      })

      test('every entity of the catalog is taken, and the second time unchanged', async () => {
        const lines = async function* () {
          for await (const entity of sampleCatalog(options)) yield `${JSON.stringify(entity)}\n`
        }
        const rejected: string[] = []
        const put = () =>
          importCatalog({ put: (entities) => ledger.putAll(whole, entities) }, catalog.read(lines()), {
            onRejection: ({ text, message }) => void rejected.push(`${text}: ${message}`),
          })
        const first = await put()
        expect(rejected).toEqual([])
        expect(first.accepted).toBe(first.items)
        expect(await put()).toMatchObject({ accepted: 0, duplicates: first.items, rejected: 0 })
      })

      test('each item was accepted, a duplicate, or rejected for the fault that was put in', async () => {
        const results = await importAll()
        for (const { name, accepted, duplicates, rejected } of expected.files) {
          expect({ name, ...results[name] }).toMatchObject({ name, accepted, duplicates, rejected })
        }
        const codes = new Set(Object.values(results).flatMap((result) => result.codes))
        const known = ['ConflictingDuplicate', 'UnknownAccount', 'MalformedJson', 'ColumnCount', 'MalformedCsv']
        expect([...codes].filter((code) => !known.includes(code))).toEqual([])
        expect(codes).toContain('ConflictingDuplicate')
      })

      test('importing it all again changes nothing', async () => {
        const results = await importAll()
        for (const { name, accepted, duplicates, rejected } of expected.files) {
          expect(results[name]).toMatchObject({ accepted: 0, duplicates: accepted + duplicates, rejected })
        }
      })

      test('verify finds the rollups equal to the events', async () => {
        expect(await engine.verify(whole)).toMatchObject({ clean: true, differenceCount: 0 })
      })

      describe.each(expected.months)('$month', ({ month: name, aiUsage, usageRecords, usageMonth, organizationUsage }) => {
        const month = parseMonth(name)!
        const range = { from: firstDayOf(month), to: lastDayOf(month) }

        test('GetAIUsage: minutes by account and customer', async () => {
          const { accounts, customers } = await ledger.aiMinutes(whole, range)
          expect(accounts.map(({ account, minutes }) => ({ accountId: account, aiMinutes: minutes }))).toEqual(
            aiUsage.accountUsage,
          )
          expect(
            customers.map(({ account, customer, minutes }) => ({ accountId: account, customerId: customer, aiMinutes: minutes })),
          ).toEqual(aiUsage.customerUsage)
        })

        test('ListUsageRecords: every category of every account, to the last digit', async () => {
          const found = await ledger.usageRecords(whole, range)
          expect(
            found.map(({ account, records }) => ({
              accountId: account.key,
              records: records.map(({ category, count, usage, price, priceUnit }) => ({
                category,
                ...(count === undefined ? {} : { count: Number(count) }),
                usage,
                price,
                priceUnit,
              })),
            })),
          ).toEqual(usageRecords)
        })

        test('GetAccountUsageMonth: every row of every organization, to the last digit', async () => {
          for (const { organization, rows } of usageMonth) {
            const where = { op: 'eq', field: 'month', value: monthText(month) } as const
            const reach = whole.inOrganization(organization)
            const page = await ledger.monthRows(reach, { where, order: 'asc', offset: 0, limit: 10_000 })
            const found = page.rows.map((row) => ({
              account_id: row.account,
              meter: row.meter,
              product_id: row.product,
              aggr_product_id: row.aggregate,
              type: ledger.meter(row.meter).type,
              unit: ledger.meter(row.meter).unit,
              direction: row.direction || null,
              resolution: row.resolution || null,
              wallet_name: row.wallet,
              currency: row.currency,
              price: row.unitPrice,
              number_of_units: unitsText(row.billed),
              total_amount: amountText(amountOf(row.billed, row.unitPrice)),
            }))
            expect(sorted(found)).toEqual(sorted(rows))
          }
        })

        test('GetOrganizationUsage: four counters', async () => {
          const [from, to] = [range.from * 86_400_000, (range.to + 1) * 86_400_000 - 1]
          for (const { organization, ...counts } of organizationUsage) {
            const { sms, whatsapp, email, sage } = await ledger.channelCounts(whole, organization, from, to)
            expect({
              usageSms: Number(sms),
              usageWhatsapp: Number(whatsapp),
              usageEmail: Number(email),
              usageSage: Number(sage),
            }).toEqual(counts)
          }
        })
      })
    })
  })

const sorted = <T>(rows: readonly T[]) => rows.map((row) => JSON.stringify(row)).sort()
