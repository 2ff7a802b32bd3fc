import { createHash } from 'node:crypto'

/** What all servers of the bench know: one caller, one answer, a thousand records. */
const keyBody = `tg_Bench00001_${'K'.repeat(43)}`
export const apiKey = keyBody + createHash('sha256').update(keyBody).digest('hex').slice(0, 6)
export const role = 'SystemAdministrator'

export interface Minutes {
  accountId: string
  customerId?: string
  aiMinutes: number
}
export interface Usage {
  accountUsage: Minutes[]
  customerUsage: Minutes[]
}
export const usage: Usage = {
  accountUsage: [{ accountId: 'acct-4711', aiMinutes: 5120 }],
  customerUsage: ['c-1', 'c-2', 'c-3'].map((customerId, at) => ({ accountId: 'acct-4711', customerId, aiMinutes: 1706 + at })),
}

export interface UsageLine {
  accountSid: string
  category: string
  count: number
  countUnit: string
  description: string
  endDate: string
  price: number
  priceUnit: string
  startDate: string
  usage: string
  usageUnit: string
  uri: string
}

/** Usage records as Evo has them: twelve members, texts and numbers, some 220 kB for a thousand. */
export const records: readonly UsageLine[] = Array.from({ length: 1000 }, (_, at) => ({
  accountSid: `AC${at}`,
  category: 'calls',
  count: at,
  countUnit: 'calls',
  description: 'Calls',
  endDate: '2026-03-31',
  price: at * 0.25,
  priceUnit: 'usd',
  startDate: '2026-03-01',
  usage: String(at),
  usageUnit: 'minutes',
  uri: `/u/${at}`,
}))
