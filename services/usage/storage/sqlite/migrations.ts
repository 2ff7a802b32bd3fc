import { builtInProducts, type Meter } from '../../ledger/meters'
import type { Connection } from './connection'
import { migrations } from './schema'

/**
 * Brings a book up to date and writes down the meters and products that the program itself knows. The version changes with the tables in one
 * transaction, so of two processes that start together one does it and the other finds it done.
 */
export const migrate = (connection: Connection, meters: readonly Meter[], steps: readonly string[] = migrations): void => {
  const { db } = connection
  refuseNewer(versionOf(connection), steps)
  if (versionOf(connection) === steps.length && !missing(connection, meters)) return
  db.exec('begin immediate')
  try {
    const version = versionOf(connection)
    refuseNewer(version, steps)
    for (const step of steps.slice(version)) db.exec(step)
    db.pragma(`user_version = ${steps.length}`)
    seed(connection, meters)
    db.exec('commit')
  } catch (error) {
    if (db.inTransaction) db.exec('rollback')
    throw error
  }
}

export const versionOf = ({ db }: Connection): number => db.pragma('user_version', { simple: true }) as number

const refuseNewer = (version: number, steps: readonly string[]): void => {
  if (version > steps.length)
    throw new Error(
      `This book has schema ${version}, this program knows ${steps.length}. Start the newer program, or restore the book from before its upgrade.`,
    )
}

const missing = (connection: Connection, meters: readonly Meter[]): boolean => {
  const known = new Set(connection.rows('select code from meter').map(([code]) => code))
  return meters.some((meter) => !known.has(meter.code))
}

const seed = (connection: Connection, meters: readonly Meter[]): void => {
  for (const { code } of meters) connection.run('insert into meter(code) values(?) on conflict do nothing', code)
  for (const { code, name, family, unitOfMeasure, chargeType } of builtInProducts) {
    connection.run(
      'insert into product(code, aggregate, name, family, unit_of_measure, charge_type) values(?, ?, ?, ?, ?, ?) on conflict do nothing',
      code,
      code,
      name,
      family,
      unitOfMeasure,
      chargeType,
    )
  }
}
