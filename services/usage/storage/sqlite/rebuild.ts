import type { RebuildReport } from '../engine'
import type { Connection } from './connection'
import { recordIdOf } from './record-id'

/** What the rollups must be, each from the one before it: events → customer days → customer months, account days → account months. */
export const expectedRows = {
  cust_day: `select s.account_id, e.occurred_at / 86400000 as day, e.series_id, e.customer_id, sum(e.cnt) as cnt, sum(e.raw_qty) as raw_qty, sum(e.billed) as billed
    from usage_event e join series s on s.id = e.series_id where not (e.cnt = 0 and e.raw_qty = 0 and e.billed = 0) group by 1, 2, 3, 4`,
  cust_month: `select account_id, month_of_day(day) as month, series_id, customer_id, sum(cnt), sum(raw_qty), sum(billed) from FROM_cust_day group by 1, 2, 3, 4`,
  acct_day: `select d.account_id, d.day, d.series_id, sum(d.cnt), sum(d.raw_qty), sum(d.billed), (select org_id from account where id = d.account_id)
    from FROM_cust_day d group by 1, 2, 3`,
  acct_month: `select account_id, month, series_id, cnt, raw_qty, billed, (select org_id from account where id = account_id), ${recordIdOf('month')}
    from (select account_id, month_of_day(day) as month, series_id, sum(cnt) as cnt, sum(raw_qty) as raw_qty, sum(billed) as billed from FROM_acct_day group by 1, 2, 3)`,
} as const

export type RollupTable = keyof typeof expectedRows
export const rollupTables = Object.keys(expectedRows) as readonly RollupTable[]

/** The statement of a table, with the tables that it adds up called `prefix` and their name. */
export const expected = (table: RollupTable, prefix = ''): string => expectedRows[table].replace(/FROM_/g, prefix)

/** Makes the four rollups anew from the events. Revisions grow: who holds an old answer asks again. */
export const rebuild = (connection: Connection): RebuildReport => {
  for (const table of rollupTables) {
    connection.run(`delete from ${table}`)
    connection.run(`insert into ${table} ${expected(table)}`)
  }
  connection.run('update period set revision = revision + 1')
  const count = (table: string): number => connection.get(`select count(*) as n from ${table}`)!.n
  return { events: count('usage_event'), rows: rollupTables.reduce((sum, table) => sum + count(table), 0) }
}
