import type { Reach } from '../../ledger/reach'
import type { EventQuery, StoredEvent } from '../engine'
import type { Connection, Row } from './connection'
import { reachable } from './reachable'

/** Events in order of arrival: drill-down, export, and what was booked without a rate. Taken-back ones are no longer unrated work. */
export const events = (
  connection: Connection,
  reach: Reach,
  { after = 0, limit, unratedOnly }: EventQuery,
): readonly StoredEvent[] => {
  const { sql, values } = reachable(reach)
  const unrated = unratedOnly ? 'and e.unrated = 1 and not exists(select 1 from usage_event r where r.ref_seq = e.seq)' : ''
  return connection
    .exact(
      `select e.*, a.key as account, ifnull(c.key, '') as customer, m.code as meter, p.code as product, s.unit_price, s.currency, s.direction, s.resolution,
       s.wallet from usage_event e cross join series s on s.id = e.series_id cross join account a on a.id = s.account_id
       cross join meter m on m.id = s.meter_id cross join product p on p.id = s.product_id left join customer c on c.id = e.customer_id
       where e.seq > ? ${unrated} and ${sql} order by e.seq limit ?`,
      after,
      ...values,
      limit,
    )
    .map(eventFrom)
}

const eventFrom = (row: Row): StoredEvent => ({
  seq: Number(row.seq),
  kind: row.kind,
  source: row.source,
  id: row.event_id,
  account: row.account,
  customer: row.customer,
  meter: row.meter,
  product: row.product,
  occurredAt: Number(row.occurred_at),
  ingestedAt: Number(row.ingested_at),
  count: row.cnt,
  raw: row.raw_qty,
  billed: row.billed,
  unitPrice: row.unit_price,
  currency: row.currency,
  direction: row.direction,
  resolution: row.resolution,
  wallet: row.wallet,
  unrated: row.unrated === 1n,
  late: row.late === 1n,
  reverses: row.ref_seq === null ? undefined : Number(row.ref_seq),
  data: row.data ?? undefined,
})
