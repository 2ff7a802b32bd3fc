import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CatalogEntity, UsageEvent } from '../../../services/usage/ledger'
import { Ledger } from '../../../services/usage/ledger'
import { type EngineOptions, engines, type StorageEngine } from '../../../services/usage/storage'
import { whole } from '../reaches'

/** Where a suite keeps its book: every engine, and SQLite both ways. */
export const places: readonly (readonly [name: string, engine: keyof typeof engines, inFile: boolean])[] = Object.keys(
  engines,
).flatMap(
  (name) =>
    [
      [`${name} (file)`, name, true],
      [`${name} (memory)`, name, false],
    ] as const,
)

export interface Book {
  readonly engine: StorageEngine
  readonly ledger: Ledger
  readonly location: string
  end(): Promise<void>
}

/** 10 March 2026, noon UTC. */
export const now = Date.UTC(2026, 2, 10, 12)

export const openBook = async (engineName: string, inFile: boolean, options: Partial<EngineOptions> = {}): Promise<Book> => {
  const folder = mkdtempSync(join(tmpdir(), 'book-'))
  const location = inFile ? join(folder, 'usage.db') : ':memory:'
  const engine = await engines[engineName]!({ location, ...options })
  const end = async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { engine, ledger: new Ledger(engine, { clock: () => now, meters: options.meters }), location, end }
}

/** Two tenants: `o-acme` with a parent, a child and a sibling account, `o-other` with one. */
export const acme = '5ea75fe7aa224700012eae40'
export const acmeChild = '5ea75fe7aa224700012eae41'
export const acmeSibling = '5ea75fe7aa224700012eae42'
export const other = 'ffffffffffffffffffffff01'

export const catalog: readonly CatalogEntity[] = [
  { kind: 'organization', id: 'o-acme', name: 'Acme', currency: 'USD' },
  { kind: 'organization', id: 'o-other', name: 'Other', currency: 'JPY' },
  { kind: 'account', key: acme, organization: 'o-acme', name: 'acme', externalCodes: ['acme-001', 'shared'] },
  { kind: 'account', key: acmeChild, organization: 'o-acme', parent: acme, name: 'acme-child' },
  { kind: 'account', key: acmeSibling, organization: 'o-acme', name: 'acme-sibling', currency: 'EUR' },
  { kind: 'account', key: other, organization: 'o-other', name: 'other', externalCodes: ['shared'] },
  { kind: 'customer', account: acme, id: 'cust-1', name: 'One' },
  { kind: 'customer', account: acme, id: 'cust-2', name: 'Two' },
  { kind: 'customer', account: acmeChild, id: 'cust-1', name: 'One of the child' },
  { kind: 'customer', account: other, id: 'cust-9', name: 'Nine' },
  { kind: 'wallet', account: acme, name: 'contact center' },
  { kind: 'rate', id: 'out', meter: 'call.outbound', currency: 'USD', unitPrice: '0.0140' },
  { kind: 'rate', id: 'in', meter: 'call.inbound.local', currency: 'USD', unitPrice: '0.0085' },
  { kind: 'rate', id: 'ai', meter: 'ai.live', currency: 'USD', unitPrice: '0.08' },
  { kind: 'rate', id: 'sms', meter: 'sms.outbound', currency: 'USD', unitPrice: '0.0079' },
]

export const withCatalog = async (engineName: string, inFile: boolean, options: Partial<EngineOptions> = {}): Promise<Book> => {
  const book = await openBook(engineName, inFile, options)
  const outcomes = await book.ledger.putAll(whole, catalog)
  if (outcomes.some(({ outcome }) => outcome !== 'created'))
    throw new Error(`The catalog of the tests is not taken: ${JSON.stringify(outcomes)}`)
  return book
}

export const atNoon = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day, 12)

let lastId = 0
/** An outbound call of 246 seconds (5 minutes) by acme on 3 February 2026, unless said otherwise. */
export const call = (init: Partial<UsageEvent> = {}): UsageEvent => ({
  source: '/switch',
  id: `e-${++lastId}`,
  account: acme,
  meter: 'call.outbound',
  occurredAt: atNoon(2026, 2, 3),
  quantity: '246',
  ...init,
})

export { everywhere } from '../reaches'
