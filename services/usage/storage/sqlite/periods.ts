import type { Month } from '../../ledger/days'
import type { Connection } from './connection'
import { monthOfEvent } from './rollups'

/** The months that a batch touches: closed ones make events late, all of them get a new revision. */
export class Periods {
  private readonly closed = new Map<string, boolean>()
  private readonly touched = new Map<string, { account: number; month: Month; seq: number }>()

  constructor(
    private readonly connection: Connection,
    private readonly at: number,
  ) {}

  isClosed(account: number, occurredAt: number): boolean {
    const month = monthOfEvent(occurredAt)
    const key = `${account}:${month}`
    const known = this.closed.get(key)
    if (known !== undefined) return known
    const row = this.connection.get('select state from period where account_id = ? and month = ?', account, month)
    const closed = row?.state === 'CLOSED'
    this.closed.set(key, closed)
    return closed
  }

  touch(account: number, occurredAt: number, seq: number): void {
    const month = monthOfEvent(occurredAt)
    this.touched.set(`${account}:${month}`, { account, month, seq })
  }

  write(): void {
    for (const { account, month, seq } of this.touched.values()) {
      this.connection.run(
        `insert into period(account_id, month, revision, last_seq, last_at) values(?, ?, 1, ?, ?)
         on conflict do update set revision = revision + 1, last_seq = excluded.last_seq, last_at = excluded.last_at`,
        account,
        month,
        seq,
        this.at,
      )
    }
  }
}

export const closePeriod = (connection: Connection, account: string, month: Month, at: number): boolean =>
  connection.run(
    `insert into period(account_id, month, state, revision, closed_at) select id, cast(? as integer), 'CLOSED', 1, cast(? as integer) from account where key = ?
     on conflict do update set state = 'CLOSED', revision = revision + 1, closed_at = ifnull(closed_at, excluded.closed_at)`,
    month,
    at,
    account,
  ) > 0
