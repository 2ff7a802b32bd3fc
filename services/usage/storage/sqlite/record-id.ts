import { hash } from 'node:crypto'
import { monthOfDay } from '../../ledger/days'
import type { Connection } from './connection'

/**
 * What a Talkdesk row is called: it depends on what the row is about and never on its numbers, and with the organization in it it means nothing
 * to another one (usage-domain 3.3, 3.8). The meter is part of it: two meters of one product and price are two rows.
 */
const recordId = (...parts: readonly unknown[]): Buffer => hash('sha256', parts.join('\u0000'), 'buffer').subarray(0, 16)

/** The functions of ours that statements use, so that a rollup row is made by one piece of code whether it is written, rebuilt or verified. */
export const addFunctions = ({ db }: Connection): void => {
  db.function('record_id', { deterministic: true, varargs: true }, recordId)
  db.function('month_of_day', { deterministic: true }, (day) => monthOfDay(day as number))
}

/** `record_id` of a series `s` in a month. */
export const recordIdOf = (month: string): string =>
  `(select record_id(o.key, a.key, ${month}, m.code, p.code, s.direction, s.resolution, s.currency, s.unit_price, s.wallet)
    from series s join account a on a.id = s.account_id join organization o on o.id = a.org_id join meter m on m.id = s.meter_id
    join product p on p.id = s.product_id where s.id = series_id)`
