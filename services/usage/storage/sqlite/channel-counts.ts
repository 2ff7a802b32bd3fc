import { dayOf, lastDay, msPerDay } from '../../ledger/days'
import { type Channel, channels, type Meter } from '../../ledger/meters'
import type { Connection } from './connection'
import { partsOf } from './parts'
import type { Condition } from './reachable'

/**
 * Counters between two instants, both included. Whole days come from the rollups; only the begun days at the two ends are counted from events, by the index
 * on (organization, time): at most a day's events at each end, and none where the bounds are midnights.
 */
export const channelCounts = (
  connection: Connection,
  meters: readonly Meter[],
  { sql, values }: Condition,
  organization: string,
  fromMs: number,
  toMs: number,
): Readonly<Record<Channel, bigint>> => {
  const byMeter = new Map(meters.flatMap(({ code, channel }) => (channel ? [[code, channel] as const] : [])))
  const counts = Object.fromEntries(channels.map((channel) => [channel, 0n])) as Record<Channel, bigint>
  const from = Math.max(fromMs, 0)
  const end = Math.min(toMs + 1, (lastDay + 1) * msPerDay)
  if (end <= from) return counts
  const counted = JSON.stringify([...byMeter.keys()])
  const add = (rows: readonly { readonly meter?: string; readonly cnt?: bigint }[]) => {
    for (const { meter, cnt } of rows) counts[byMeter.get(meter!)!] += cnt!
  }
  const ofDays = (firstDay: number, last: number) => {
    for (const { unit, from: first, to } of partsOf({ from: firstDay, to: last }))
      add(
        connection.exact(
          `select m.code as meter, sum(r.cnt) as cnt
           from organization o cross join account a on a.org_id = o.id cross join acct_${unit} r on r.account_id = a.id and r.${unit} between ? and ?
           cross join series s on s.id = r.series_id cross join meter m on m.id = s.meter_id
           where o.key = ? and ${sql} and m.code in (select value from json_each(?)) group by m.code`,
          first,
          to,
          organization,
          ...values,
          counted,
        ),
      )
  }
  const ofEvents = (since: number, until: number) => {
    if (since >= until) return
    add(
      connection.exact(
        `select m.code as meter, sum(e.cnt) as cnt
         from organization o cross join usage_event e on e.org_id = o.id and e.occurred_at >= ? and e.occurred_at < ?
         cross join series s on s.id = e.series_id cross join meter m on m.id = s.meter_id cross join account a on a.id = s.account_id
         where o.key = ? and ${sql} and m.code in (select value from json_each(?)) group by m.code`,
        since,
        until,
        organization,
        ...values,
        counted,
      ),
    )
  }
  connection.snapshot(() => {
    const firstWhole = Math.ceil(from / msPerDay)
    const afterWhole = dayOf(end)
    if (firstWhole >= afterWhole) return ofEvents(from, end)
    ofEvents(from, firstWhole * msPerDay)
    ofDays(firstWhole, afterWhole - 1)
    ofEvents(afterWhole * msPerDay, end)
  })
  return counts
}
