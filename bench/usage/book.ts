import { operatorReach, operatorWrites, type UsageEvent } from '../../services/usage/ledger'
import { engines } from '../../services/usage/storage'

/** A book of one account with twenty customers, half of its events AI sessions, spread evenly over the first six months of 2026. */
export const account = '5ea700000000000000000001'
export const range = { startDate: '2026-01-01', endDate: '2026-06-30' }
export const oneMonth = { startDate: '2026-03-01', endDate: '2026-03-31' }

const organization = 'o-bench'
const customers = Array.from({ length: 20 }, (_, at) => `customer-${String(at + 1).padStart(2, '0')}`)
const from = Date.UTC(2026, 0, 1)
const to = Date.UTC(2026, 6, 1)
const batch = 10_000

/** Prime to all that it is spread over, so that customers, meters and days meet in all combinations. */
const stride = 7919

function eventOf(at: number, events: number): UsageEvent {
  return {
    source: 'bench',
    id: `event-${at}`,
    account,
    customer: customers[(at * stride) % customers.length]!,
    meter: at % 2 === 0 ? 'ai.live' : 'call.outbound',
    occurredAt: from + Math.floor(((to - from) * at) / events),
    quantity: String(30 + ((at * stride) % 600)),
  }
}

export async function makeBook(location: string, events: number): Promise<void> {
  const engine = await engines.sqlite!({ location })
  try {
    await engine.masterData.put(operatorReach(), [
      { kind: 'organization', id: organization, name: 'Bench', currency: 'USD' },
      { kind: 'account', key: account, organization, name: 'Bench' },
      ...customers.map((id) => ({ kind: 'customer' as const, id, account, name: id })),
    ])
    for (let start = 0; start < events; start += batch) {
      const some = Array.from({ length: Math.min(batch, events - start) }, (_, at) => eventOf(start + at, events))
      const result = await engine.ledger.ingest(some, { reach: operatorWrites(), receivedAt: to })
      if (result.accepted !== some.length)
        throw new Error(`Of ${some.length} events ${result.accepted} were accepted: ${JSON.stringify(result.rejected[0])}`)
    }
  } finally {
    await engine.close()
  }
}
