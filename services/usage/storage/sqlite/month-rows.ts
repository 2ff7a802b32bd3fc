import type { Reach } from '../../ledger/reach'
import type { MonthPage, MonthQuery, MonthRow } from '../engine'
import type { Connection, Row } from './connection'
import { monthFilter } from './month-filter'
import { rowsReachable } from './reachable'

/** Talkdesk's page: a walk along (organization, record id), which numbers that change never disturb. */
export const monthRows = (connection: Connection, reach: Reach, { where, order, offset, limit }: MonthQuery): MonthPage => {
  const reached = rowsReachable(reach)
  const filter = where === undefined ? { sql: 'true', values: [] } : monthFilter(where)
  const values = [...reached.values, ...filter.values]
  const condition = `${reached.sql} and ${filter.sql}`
  return connection.snapshot(() => ({
    total: connection.get(`select count(*) as total from acct_month r where ${condition}`, ...values)!.total,
    rows: connection
      .exact(
        `select r.*, a.key as account, m.code as meter, p.code as product, p.aggregate, s.unit_price, s.currency, s.direction, s.resolution, s.wallet
         from (select * from acct_month r where ${condition} order by record_id ${order === 'asc' ? 'asc' : 'desc'} limit ? offset ?) r
         join account a on a.id = r.account_id join series s on s.id = r.series_id join meter m on m.id = s.meter_id join product p on p.id = s.product_id
         order by r.record_id ${order === 'asc' ? 'asc' : 'desc'}`,
        ...values,
        limit,
        offset,
      )
      .map(rowFrom),
  }))
}

const rowFrom = (row: Row): MonthRow => ({
  id: (row.record_id as Buffer).toString('hex'),
  account: row.account,
  month: Number(row.month),
  meter: row.meter,
  product: row.product,
  aggregate: row.aggregate,
  unitPrice: row.unit_price,
  currency: row.currency,
  direction: row.direction,
  resolution: row.resolution,
  wallet: row.wallet,
  count: row.cnt,
  billed: row.billed,
})
