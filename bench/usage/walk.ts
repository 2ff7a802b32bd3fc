import Database from 'better-sqlite3'
import type { Minutes, Usage } from '../data'

const msPerDay = 86_400_000
const dayOf = (text: string) => Date.parse(text) / msPerDay

interface Row {
  readonly account: string
  readonly customer: string
  readonly minutes: number
}

/** The question by hand: the rows of each customer and day, added up by SQLite. What a book without month rollups would do. */
export function openWalk(location: string): (filter: { accountId?: string; startDate?: string; endDate?: string }) => Usage {
  const statement = new Database(location, { readonly: true }).prepare<[string, number, number], Row>(`
    select account.key account, customer.key customer, sum(cust_day.billed) / 1000000 minutes
    from account
    join cust_day on cust_day.account_id = account.id
    join series on series.id = cust_day.series_id
    join meter on meter.id = series.meter_id
    join customer on customer.id = cust_day.customer_id
    where account.key = ? and cust_day.day between ? and ? and meter.code = 'ai.live'
    group by customer.key order by customer.key`)
  return ({ accountId = '', startDate = '', endDate = '' }) => {
    const rows = statement.all(accountId, dayOf(startDate), dayOf(endDate))
    const accountUsage: Minutes[] = []
    for (const { account, minutes } of rows) {
      const last = accountUsage.at(-1)
      if (last?.accountId === account) last.aiMinutes += minutes
      else accountUsage.push({ accountId: account, aiMinutes: minutes })
    }
    return {
      accountUsage,
      customerUsage: rows.map(({ account, customer, minutes }) => ({
        accountId: account,
        customerId: customer,
        aiMinutes: minutes,
      })),
    }
  }
}
