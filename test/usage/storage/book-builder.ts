import type { CatalogEntity, Ledger, UsageEvent } from '../../../services/usage/ledger'
import { everywhere, whole } from '../reaches'

export interface BookSize {
  readonly events: number
  readonly accounts?: number
  readonly customersPerAccount?: number
  /** Whole months from January 2025. */
  readonly months?: number
}

export const builtAccount = (index: number): string => index.toString(16).padStart(24, '0')
export const builtFrom = Date.UTC(2025, 0, 1)

const meters = [
  'call.inbound.local',
  'call.outbound',
  'ai.live',
  'sms.outbound',
  'sms.inbound',
  'email.outbound',
  'whatsapp.outbound',
  'ai.sage',
] as const

/** Fills a book through the real path, with as many events as asked for over the same accounts, customers and months: for measuring that answers cost the same. */
export const buildBook = async (
  ledger: Ledger,
  { events, accounts = 40, customersPerAccount = 20, months = 12 }: BookSize,
): Promise<void> => {
  await ledger.putAll(whole, [...builtCatalog(accounts, customersPerAccount)])
  const end = Date.UTC(2025, months, 1)
  const batches: Promise<unknown>[] = []
  for (let first = 0; first < events; first += 1000) {
    const batch = Array.from({ length: Math.min(1000, events - first) }, (_, at) =>
      builtEvent(first + at, events, accounts, customersPerAccount, end),
    )
    batches.push(ledger.ingest(batch, everywhere))
    // A few batches ahead: the writer always has work and the queue stays short.
    if (batches.length >= 4) await batches.shift()
  }
  await Promise.all(batches)
}

function* builtCatalog(accounts: number, customers: number): Iterable<CatalogEntity> {
  yield { kind: 'organization', id: 'o-built', name: 'Built', currency: 'USD' }
  for (const meter of meters) yield { kind: 'rate', id: `built-${meter}`, meter, currency: 'USD', unitPrice: '0.0085' }
  for (let account = 0; account < accounts; account++) {
    yield { kind: 'account', key: builtAccount(account), organization: 'o-built', name: `built-${account}` }
    for (let customer = 0; customer < customers; customer++)
      yield { kind: 'customer', account: builtAccount(account), id: `c-${customer}`, name: `Customer ${customer}` }
  }
}

/**
 * Account, customer and meter turn like the wheels of a counter, so that a month with 6,400 events (by default) has used them all: further events make
 * sums larger and not more of them. The same number always gives the same event.
 */
const builtEvent = (number: number, of: number, accounts: number, customers: number, end: number): UsageEvent => ({
  source: '/built',
  id: `b-${number}`,
  account: builtAccount(number % accounts),
  customer: `c-${Math.floor(number / accounts) % customers}`,
  meter: meters[Math.floor(number / (accounts * customers)) % meters.length]!,
  occurredAt: builtFrom + Math.floor((number / of) * (end - builtFrom)),
  quantity: String(1 + ((Math.imul(number + 1, 2654435761) >>> 16) % 300)),
})
