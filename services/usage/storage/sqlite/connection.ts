import { statSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Value = string | number | bigint | Buffer | null
export type Row = Readonly<Record<string, any>>
type Statement = Database.Statement<Value[], any>

/** The oldest SQLite without the WAL-reset fault that damages a book with two writers. */
const oldest = [3, 51, 3] as const
const busyTimeoutMs = 50
const keptStatements = 256

/** A database with its prepared statements. Texts of statements are ours; values are always bound. */
export class Connection {
  private readonly statements = new Map<string, Statement>()

  private readonly identity: string | undefined

  constructor(
    readonly db: Database.Database,
    private readonly location?: string,
  ) {
    this.identity = identityOf(location)
  }

  /** A file that was removed or replaced still takes writes, which nobody would find again: SQLite does not look in WAL mode. */
  isInPlace(): boolean {
    return identityOf(this.location) === this.identity
  }

  /** Rows as arrays, integers as numbers. */
  rows(sql: string, ...values: Value[]): any[][] {
    return this.statement(`raw ${sql}`, sql, (statement) => statement.raw()).all(...values)
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.statement(sql, sql).all(...values)
  }

  get(sql: string, ...values: Value[]): Row | undefined {
    return this.statement(sql, sql).get(...values)
  }

  /** Integers as `bigint`: sums may be beyond 2^53. */
  exact(sql: string, ...values: Value[]): Row[] {
    return this.statement(`exact ${sql}`, sql, (statement) => statement.safeIntegers()).all(...values)
  }

  exactOne(sql: string, ...values: Value[]): Row | undefined {
    return this.statement(`exact ${sql}`, sql, (statement) => statement.safeIntegers()).get(...values)
  }

  /** The number of rows that it changed. */
  run(sql: string, ...values: Value[]): number {
    return this.statement(sql, sql).run(...values).changes
  }

  /** Several reads that see the same book. */
  snapshot<T>(read: () => T): T {
    if (this.db.inTransaction) return read()
    this.run('begin')
    try {
      return read()
    } finally {
      if (this.db.inTransaction) this.run('commit')
    }
  }

  close(): void {
    this.statements.clear()
    this.db.close()
  }

  private statement(key: string, sql: string, shape: (statement: Statement) => Statement = same): Statement {
    const kept = this.statements.get(key)
    if (kept) return kept
    const made = shape(this.db.prepare(sql))
    // Filters make texts of their own; the longest kept one goes.
    if (this.statements.size >= keptStatements) this.statements.delete(this.statements.keys().next().value!)
    this.statements.set(key, made)
    return made
  }
}

const same = <T>(value: T): T => value

const identityOf = (location: string | undefined): string | undefined => {
  if (location === undefined || isMemory(location)) return undefined
  const stats = statSync(location, { throwIfNoEntry: false })
  return stats && `${stats.dev}:${stats.ino}`
}

export const isMemory = (location: string): boolean => location === ':memory:' || location === ''

/** The connection that writes. `synchronous` is set by hand: the compiled-in default reads FULL at open and turns NORMAL with the first write. */
export const openWriter = (location: string, fileMustExist = false): Connection => {
  const db = new Database(location, { timeout: busyTimeoutMs, fileMustExist })
  try {
    assertVersion(db)
    if (!isMemory(location) && db.pragma('journal_mode = wal', { simple: true }) !== 'wal')
      throw new Error(`${location} cannot be kept in WAL mode: is it on a network drive?`)
    db.pragma('synchronous = full')
    db.pragma('foreign_keys = on')
    db.pragma('cache_size = -65536')
    db.pragma('journal_size_limit = 67108864')
    return new Connection(db, location)
  } catch (error) {
    db.close()
    throw error
  }
}

/** A connection that cannot write, for the thread that answers calls. */
export const openReader = (location: string): Connection => {
  const db = new Database(location, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  try {
    db.pragma('synchronous = full')
    db.pragma('cache_size = -65536')
    return new Connection(db, location)
  } catch (error) {
    db.close()
    throw error
  }
}

/** To be asked after a write, when the answer is true: every acknowledgement hangs on it. */
export const assertDurable = ({ db }: Connection): void => {
  const level = db.pragma('synchronous', { simple: true })
  if (level !== 2) throw new Error(`SQLite would acknowledge before the disk has it: synchronous is ${level}, not FULL.`)
}

export const sqliteVersion = (db: Database.Database): string => db.prepare('select sqlite_version()').pluck().get() as string

const assertVersion = (db: Database.Database): void => {
  const version = sqliteVersion(db)
  const parts = version.split('.').map(Number)
  const difference = oldest.map((part, index) => (parts[index] ?? 0) - part).find((part) => part !== 0) ?? 0
  if (difference < 0)
    throw new Error(`SQLite ${version} can damage a book with two writers; ${oldest.join('.')} or newer is needed.`)
}
