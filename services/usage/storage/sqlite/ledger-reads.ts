import { type DayRange, monthOfDay } from '../../ledger/days'
import type { Meter } from '../../ledger/meters'
import type { Reach } from '../../ledger/reach'
import type { CustomerMinutes, Freshness, LedgerStore, MeterSum } from '../engine'
import { channelCounts } from './channel-counts'
import type { Connection, Row, Value } from './connection'
import { events } from './event-rows'
import { monthRows } from './month-rows'
import { type Part, partsOf } from './parts'
import { type Condition, reachable } from './reachable'

type Reads = Omit<LedgerStore, 'ingest' | 'closePeriod'>

/** Questions to the book. Whole months come from the month rollups and the rest from the day rollups: no answer walks events (usage-domain 3.5). */
export const ledgerReads = (read: <T>(query: (connection: Connection) => T) => T, meters: readonly Meter[]): Reads => {
  const aiMeters = JSON.stringify(meters.filter((meter) => meter.ai).map((meter) => meter.code))
  return {
    aiMinutes: (reach, range, filter) => read((connection) => aiMinutes(connection, aiMeters, reach, range, filter)),
    meterSums: (reach, range, account) => read((connection) => meterSums(connection, reach, range, account)),
    monthRows: (reach, query) => read((connection) => monthRows(connection, reach, query)),
    channelCounts: (reach, organization, fromMs, toMs) =>
      read((connection) => channelCounts(connection, meters, reachable(reach), organization, fromMs, toMs)),
    days: (reach) => read((connection) => days(connection, reach)),
    events: (reach, query) => read((connection) => events(connection, reach, query)),
    freshness: (reach) => read((connection) => freshness(connection, reach)),
    revision: (reach, account) =>
      read((connection) => {
        const { sql, values } = onlyAccount(reachable(reach), account)
        return connection.get(
          `select ifnull(sum(p.revision), 0) as revision from account a join period p on p.account_id = a.id where ${sql}`,
          ...values,
        )!.revision
      }),
  }
}

/** Of a part of the book the months know their newest event: no index by organization and sequence is needed. */
const freshness = (connection: Connection, reach: Reach): Freshness => {
  const { sql, values } = reachable(reach)
  const newest =
    reach.limits.length === 0
      ? 'select seq, ingested_at as at from usage_event order by seq desc limit 1'
      : `select p.last_seq as seq, p.last_at as at from account a cross join period p on p.account_id = a.id where ${sql} and p.last_seq > 0
         order by p.last_seq desc limit 1`
  const row = connection.get(newest, ...values)
  return row ? { watermark: row.seq, asOf: row.at } : { watermark: 0 }
}

export const onlyAccount = (where: Condition, account: string | undefined): Condition =>
  account === undefined ? where : { sql: `${where.sql} and a.key = ?`, values: [...where.values, account] }

const days = (connection: Connection, reach: Reach): { first: number; last: number } | undefined => {
  const { sql, values } = reachable(reach)
  const row = connection.get(
    `select min((select min(d.day) from acct_day d where d.account_id = a.id)) as first,
     max((select max(d.day) from acct_day d where d.account_id = a.id)) as last from account a where ${sql}`,
    ...values,
  )!
  return row.first === null ? undefined : { first: row.first, last: row.last }
}

/** Months that a question may ask for before it is worth a look how far the book goes. */
const manyMonths = 24

/** 1900 to 2999 costs no more than the years that have usage. */
const clipped = (connection: Connection, reach: Reach, range: DayRange): DayRange => {
  if (monthOfDay(range.to) - monthOfDay(range.from) < manyMonths) return range
  const known = days(connection, reach)
  return known ? { from: Math.max(range.from, known.first), to: Math.min(range.to, known.last) } : { from: 0, to: -1 }
}

/**
 * The AI meters' series are few: for each, the rows of a month are one run in the key (account, month, series, customer), so that the rows of all other
 * meters are never touched.
 */
const aiMinutes = (
  connection: Connection,
  aiMeters: string,
  reach: Reach,
  range: DayRange,
  filter: { readonly account?: string; readonly customer?: string },
): readonly CustomerMinutes[] => {
  const where = onlyAccount(reachable(reach), filter.account)
  const customer = filter.customer === undefined ? '' : ' cross join customer c on c.account_id = a.id and c.key = ?'
  const ofCustomer = filter.customer === undefined ? '' : ' and r.customer_id = c.id'
  const named: readonly Value[] = filter.customer === undefined ? [] : [filter.customer]
  const query = ({ unit, from, to }: Part): any[][] =>
    connection.rows(
      `with recursive span(at) as (select cast(? as integer) union all select at + 1 from span where at < ?),
       minutes as (
         select s.account_id, r.customer_id, sum(r.billed / 1000000) as minutes
         from account a${customer}
         cross join series s on s.account_id = a.id and s.meter_id in (select m.id from meter m where m.code in (select value from json_each(?)))
         cross join span
         cross join cust_${unit} r on r.account_id = s.account_id and r.${unit} = span.at and r.series_id = s.id${ofCustomer}
         where ${where.sql} group by s.account_id, r.customer_id)
       select a.key, ifnull(c.key, '') as customer, minutes.minutes
       from minutes join account a on a.id = minutes.account_id left join customer c on c.id = minutes.customer_id order by a.key, customer`,
      from,
      to,
      ...named,
      aiMeters,
      ...where.values,
    )
  const parts = partsOf(clipped(connection, reach, range))
  const rows = parts.length === 1 ? query(parts[0]!) : merged(connection.snapshot(() => parts.map(query)))
  return rows.filter((row) => row[2] !== 0).map(([account, customer, minutes]) => ({ account, customer, minutes }))
}

/** Rows of several parts of a range, in order of account and customer. */
const merged = (parts: readonly any[][][]): any[][] => {
  const rows = new Map<string, any[]>()
  for (const row of parts.flat()) {
    const key = `${row[0]}\u0000${row[1]}`
    const sum = rows.get(key)
    if (sum) sum[2] += row[2]
    else rows.set(key, row)
  }
  return [...rows].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row)
}

/** Whole units and millionths are added up apart: neither sum can pass 64 bits. */
const meterSums = (connection: Connection, reach: Reach, range: DayRange, account: string | undefined): readonly MeterSum[] => {
  const { sql, values } = onlyAccount(reachable(reach), account)
  const query = ({ unit, from, to }: Part): Row[] =>
    connection.exact(
      `select a.key as account, m.code as meter, s.currency, s.unit_price, sum(r.cnt) as cnt, sum(r.billed / 1000000) as whole, sum(r.billed % 1000000) as part
       from account a cross join acct_${unit} r on r.account_id = a.id and r.${unit} between ? and ?
       cross join series s on s.id = r.series_id cross join meter m on m.id = s.meter_id
       where ${sql} group by a.key, m.code, s.currency, s.unit_price`,
      from,
      to,
      ...values,
    )
  const sums = new Map<string, MeterSum>()
  const rows = connection.snapshot(() => partsOf(range).flatMap(query))
  for (const row of rows) {
    const key = [row.account, row.meter, row.currency, row.unit_price].join('\u0000')
    const before = sums.get(key)
    sums.set(key, {
      account: row.account,
      meter: row.meter,
      currency: row.currency,
      unitPrice: row.unit_price,
      count: (before?.count ?? 0n) + row.cnt,
      billed: (before?.billed ?? 0n) + row.whole * 1_000_000n + row.part,
    })
  }
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, sum]) => sum)
}
