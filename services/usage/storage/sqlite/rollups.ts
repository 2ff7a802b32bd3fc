import { type Day, type Month, monthOfDay } from '../../ledger/days'
import type { Connection } from './connection'
import { sumTooLarge } from './failure'
import { recordIdOf } from './record-id'

/** What a batch adds to one rollup row. */
interface Delta {
  readonly account: number
  readonly org: number
  readonly series: number
  readonly customer: number
  /** Day or month. */
  readonly at: number
  cnt: bigint
  raw: bigint
  billed: bigint
}

export interface Booked {
  readonly account: number
  readonly org: number
  readonly series: number
  readonly customer: number
  readonly day: Day
  readonly cnt: bigint
  readonly raw: bigint
  readonly billed: bigint
}

/** The four rollups of a batch, added up in memory first: one upsert a row, however many events it has. */
export class RollupDeltas {
  private readonly custDay = new Map<string, Delta>()

  /** An event of nothing (a call that failed) makes no row: it is kept for audit and invisible in usage. */
  add({ account, org, series, customer, day, cnt, raw, billed }: Booked): void {
    if (cnt === 0n && raw === 0n && billed === 0n) return
    grow(this.custDay, `${series}:${customer}:${day}`, { account, org, series, customer, at: day, cnt, raw, billed })
  }

  write(connection: Connection): void {
    const custMonth = new Map<string, Delta>()
    const acctDay = new Map<string, Delta>()
    const acctMonth = new Map<string, Delta>()
    for (const delta of this.custDay.values()) {
      const month = monthOfDay(delta.at)
      grow(custMonth, `${delta.series}:${delta.customer}:${month}`, { ...delta, at: month })
      grow(acctDay, `${delta.series}:${delta.at}`, { ...delta, customer: 0 })
      grow(acctMonth, `${delta.series}:${month}`, { ...delta, customer: 0, at: month })
    }
    for (const delta of this.custDay.values()) addToCustomer(connection, 'cust_day', 'day', delta)
    for (const delta of custMonth.values()) addToCustomer(connection, 'cust_month', 'month', delta)
    for (const delta of acctDay.values()) addToAccountDay(connection, delta)
    for (const delta of acctMonth.values()) addToAccountMonth(connection, delta)
  }
}

const grow = (map: Map<string, Delta>, key: string, by: Delta): void => {
  const sum = map.get(key)
  if (!sum) {
    map.set(key, { ...by })
    return
  }
  sum.cnt += by.cnt
  sum.raw += by.raw
  sum.billed += by.billed
  if ([sum.raw, sum.billed].some((value) => BigInt.asIntN(64, value) !== value)) throw sumTooLarge()
}

const sums = 'cnt = cnt + excluded.cnt, raw_qty = raw_qty + excluded.raw_qty, billed = billed + excluded.billed'

const addToCustomer = (
  connection: Connection,
  table: 'cust_day' | 'cust_month',
  unit: 'day' | 'month',
  { account, at, series, customer, cnt, raw, billed }: Delta,
): void => {
  connection.run(
    `insert into ${table}(account_id, ${unit}, series_id, customer_id, cnt, raw_qty, billed) values(?, ?, ?, ?, ?, ?, ?)
     on conflict do update set ${sums}`,
    account,
    at,
    series,
    customer,
    cnt,
    raw,
    billed,
  )
}

const addToAccountDay = (connection: Connection, { account, at, series, org, cnt, raw, billed }: Delta): void => {
  connection.run(
    `insert into acct_day(account_id, day, series_id, cnt, raw_qty, billed, org_id) values(?, ?, ?, ?, ?, ?, ?)
     on conflict do update set ${sums}`,
    account,
    at,
    series,
    cnt,
    raw,
    billed,
    org,
  )
}

/** Update first: the record id is computed only where the row is new. */
const addToAccountMonth = (connection: Connection, { account, at, series, org, cnt, raw, billed }: Delta): void => {
  const updated = connection.run(
    `update acct_month set cnt = cnt + ?, raw_qty = raw_qty + ?, billed = billed + ? where account_id = ? and month = ? and series_id = ?`,
    cnt,
    raw,
    billed,
    account,
    at,
    series,
  )
  if (updated > 0) return
  connection.run(
    `insert into acct_month(account_id, month, series_id, cnt, raw_qty, billed, org_id, record_id)
     select account_id, month, series_id, cnt, raw_qty, billed, org_id, ${recordIdOf('month')}
     from (select ? as account_id, cast(? as integer) as month, ? as series_id, ? as cnt, ? as raw_qty, ? as billed, ? as org_id)`,
    account,
    at,
    series,
    cnt,
    raw,
    billed,
    org,
  )
}

export const monthOfEvent = (occurredAt: number): Month => monthOfDay(Math.floor(occurredAt / 86_400_000))
