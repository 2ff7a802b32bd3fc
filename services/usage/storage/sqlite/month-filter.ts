import { parseMonth } from '../../ledger/days'
import type { MonthField, MonthPredicate } from '../../ledger/month-predicate'
import type { Condition } from './reachable'

type Comparison = Extract<MonthPredicate, { field: MonthField }>

/** A tree over account and month → a condition on `acct_month r`; values are bound, never written into the text. */
export const monthFilter = (predicate: MonthPredicate): Condition => {
  if (predicate.op === 'not') {
    if (predicate.of.op === 'not') return monthFilter(predicate.of.of)
    const inner = monthFilter(predicate.of)
    return { sql: `not ${inner.sql}`, values: inner.values }
  }
  if (predicate.op === 'and' || predicate.op === 'or') return joined(predicate.op, predicate.of.map(monthFilter))
  const comparison = predicate as Comparison
  return fields[comparison.field](comparison)
}

/** As a balanced tree: SQLite bounds the depth of an expression, and a chain is as deep as it is long. */
const joined = (op: 'and' | 'or', parts: readonly Condition[]): Condition => {
  if (parts.length === 0) return { sql: op === 'and' ? 'true' : 'false', values: [] }
  if (parts.length === 1) return parts[0]!
  const middle = parts.length >> 1
  const [left, right] = [joined(op, parts.slice(0, middle)), joined(op, parts.slice(middle))]
  return { sql: `(${left.sql} ${op} ${right.sql})`, values: [...left.values, ...right.values] }
}

const operators = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const

const compared = (column: string, { op, value }: Comparison): Condition =>
  op === 'contains'
    ? { sql: `(instr(${column}, ?) > 0)`, values: [value] }
    : { sql: `(${column} ${operators[op]} ?)`, values: [value] }

const monthAsText = `printf('%04d-%02d', r.month / 12, r.month % 12 + 1)`

const fields: Readonly<Record<MonthField, (comparison: Comparison) => Condition>> = {
  account: (comparison) => {
    const { sql, values } = compared('key', comparison)
    return comparison.op === 'eq'
      ? { sql: '(r.account_id = (select id from account where key = ?))', values }
      : { sql: `(r.account_id in (select id from account where ${sql}))`, values }
  },
  // A month of the usual form is compared as the number that the key holds.
  month: (comparison) => {
    const month = parseMonth(comparison.value)
    if (month === undefined || comparison.op === 'contains') return compared(monthAsText, comparison)
    return { sql: `(r.month ${operators[comparison.op]} ?)`, values: [month] }
  },
}
