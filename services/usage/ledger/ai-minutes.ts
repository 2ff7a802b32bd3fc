import type { CustomerMinutes } from '../storage/engine'

export interface AiMinutes {
  readonly accounts: readonly { readonly account: string; readonly minutes: number }[]
  readonly customers: readonly CustomerMinutes[]
}

/** Rows by account and customer, ordered by both → the account rows (usage without a customer included) and the customer rows. */
export const aiMinutesOf = (rows: readonly CustomerMinutes[]): AiMinutes => {
  const accounts: { account: string; minutes: number }[] = []
  const customers: CustomerMinutes[] = []
  for (const row of rows) {
    const last = accounts.at(-1)
    if (last?.account === row.account) last.minutes += row.minutes
    else accounts.push({ account: row.account, minutes: row.minutes })
    if (row.customer !== '') customers.push(row)
  }
  return { accounts: accounts.filter((row) => row.minutes !== 0), customers }
}
