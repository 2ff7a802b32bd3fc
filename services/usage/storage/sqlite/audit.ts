import type { AuditQuery, AuditStore } from '../../../audit/audit-store'
import { type AuditEntry, type AuditHead, emptyChain, link } from '../../../audit/chain'
import type { Connection, Row, Value } from './connection'

const wholeHash = /^[0-9a-f]{64}$/

/**
 * Run by the writer, inside its transaction: of two processes that append, one waits for the other, so there is one chain. It goes on from the newest that
 * is known, also where somebody removed entries: the gap stays to be found.
 */
export const appendAudit = (connection: Connection, records: readonly string[]): AuditHead => {
  let head = newest(headOf(connection), lastOf(connection))
  for (const record of records) {
    const entry = link(head, record)
    connection.run(
      'insert into audit(seq, previous, hash, record) values(?, ?, ?, ?)',
      entry.seq,
      entry.previous,
      entry.hash,
      record,
    )
    head = { seq: entry.seq, hash: entry.hash }
  }
  connection.run(
    'insert into audit_head(id, seq, hash) values(1, ?, ?) on conflict do update set seq = excluded.seq, hash = excluded.hash',
    head.seq,
    head.hash,
  )
  return head
}

const newest = (head: AuditHead | undefined, last: AuditHead | undefined): AuditHead => {
  const known = head && last && last.seq > head.seq ? last : (head ?? last ?? emptyChain)
  return wholeHash.test(known.hash) ? known : { ...known, hash: emptyChain.hash }
}

const headOf = (connection: Connection): AuditHead | undefined =>
  connection.get('select seq, hash from audit_head') as AuditHead | undefined
const lastOf = (connection: Connection): AuditHead | undefined =>
  connection.get('select seq, hash from audit order by seq desc limit 1') as AuditHead | undefined

/** Reads of the log; `read` hands out the connection and turns SQLite's errors into the caller's. */
export const auditReads = (read: <T>(query: (connection: Connection) => T) => T): Omit<AuditStore, 'append'> => ({
  head: () => read(headOf),

  entries: (query) =>
    read((connection) => {
      const conditions = conditionsOf(query)
      const where = conditions.map(([sql]) => sql).join(' and ') || 'true'
      return connection
        .all(
          `select seq, previous, hash, record from audit where ${where} order by seq ${query.newestFirst ? 'desc' : 'asc'} limit ?`,
          ...conditions.map(([, value]) => value),
          query.limit,
        )
        .map(entryFrom)
    }),
})

const conditionsOf = (query: AuditQuery): (readonly [sql: string, value: Value])[] => {
  // A text that somebody changed may be no JSON any more: listing the rest goes on, and verifying names it.
  const of = (name: string) => `case when json_valid(record) then json_extract(record, '$.${name}') end`
  const all: readonly (readonly [string, Value | undefined])[] = [
    [query.newestFirst ? 'seq < ?' : 'seq > ?', query.from],
    [`${of('kind')} in (select value from json_each(?))`, query.kinds && JSON.stringify(query.kinds)],
    [`${of('userName')} = ?`, query.userName],
    [`${of('subject')} = ?`, query.subject],
    [`${of('address')} = ?`, query.address],
    [`${of('organization')} = ?`, query.organization],
    [`${of('at')} >= ?`, query.since],
    [`${of('at')} < ?`, query.until],
  ]
  return all.flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]))
}

const entryFrom = ({ seq, previous, hash, record }: Row): AuditEntry => ({ seq, previous, hash, record })
