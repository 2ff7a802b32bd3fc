import type { Difference, VerifyReport } from '../engine'
import type { Connection, Row } from './connection'
import { expected, type RollupTable, rollupTables } from './rebuild'

interface Shape {
  readonly key: readonly string[]
  readonly numbers: readonly string[]
}

const counted = ['cnt', 'raw_qty', 'billed'] as const
const shapes: Readonly<Record<RollupTable, Shape>> = {
  cust_day: { key: ['account_id', 'day', 'series_id', 'customer_id'], numbers: counted },
  cust_month: { key: ['account_id', 'month', 'series_id', 'customer_id'], numbers: counted },
  acct_day: { key: ['account_id', 'day', 'series_id'], numbers: [...counted, 'org_id'] },
  acct_month: { key: ['account_id', 'month', 'series_id'], numbers: [...counted, 'org_id', 'record_id'] },
}

const shownDifferences = 100

/** Computes what the rollups must be beside them and compares every row, from one snapshot. */
export const verify = (connection: Connection): VerifyReport =>
  connection.snapshot(() => {
    const differences: Difference[] = []
    let [rows, differenceCount] = [0, 0]
    try {
      for (const table of rollupTables) {
        makeExpected(connection, table)
        const found = connection.exact(differencesOf(table))
        differenceCount += found.length
        differences.push(...found.slice(0, shownDifferences - differences.length).map((row) => differenceFrom(table, row)))
        rows += connection.get(`select count(*) as n from main.${table}`)!.n
      }
      const events: number = connection.get('select count(*) as n from usage_event')!.n
      return { clean: differenceCount === 0, events, rows, differences, differenceCount }
    } finally {
      for (const table of rollupTables) connection.db.exec(`drop table if exists temp.expected_${table}`)
    }
  })

/** A temporary table, which also a connection that cannot write the book may have. Its types are the rollup's: else no key would be used to compare. */
const makeExpected = ({ db }: Connection, table: RollupTable): void => {
  const { key, numbers } = shapes[table]
  db.exec(
    `create temp table expected_${table}(${[...key, ...numbers].map((name) => `${name} ${name === 'record_id' ? 'blob' : 'integer'}`).join(', ')}, primary key(${key.join(', ')})) without rowid`,
  )
  db.exec(`insert into temp.expected_${table} ${expected(table, 'temp.expected_')}`)
}

const differencesOf = (table: RollupTable): string => {
  const { key, numbers } = shapes[table]
  const on = key.map((name) => `e.${name} = s.${name}`).join(' and ')
  const differs = numbers.map((name) => `e.${name} is not s.${name}`).join(' or ')
  const say = (alias: string) =>
    numbers.map((name) => `${name === 'record_id' ? `hex(${alias}.${name})` : `${alias}.${name}`} as ${alias}_${name}`).join(', ')
  const keys = (alias: string) => key.map((name) => `${alias}.${name}`).join(', ')
  return `select ${keys('e')}, ${say('e')}, ${say('s')} from temp.expected_${table} e left join main.${table} s on ${on} where ${differs}
    union all select ${keys('s')}, ${say('e')}, ${say('s')} from main.${table} s left join temp.expected_${table} e on ${on} where e.${key[0]} is null`
}

const differenceFrom = (table: RollupTable, row: Row): Difference => {
  const { key, numbers } = shapes[table]
  const told = (alias: string) =>
    row[`${alias}_cnt`] === null ? 'no row' : numbers.map((name) => `${name} ${row[`${alias}_${name}`]}`).join(', ')
  return { table, key: key.map((name) => `${name} ${row[name]}`).join(', '), stored: told('s'), expected: told('e') }
}
