import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { meters as allMeters, checkMeters, type Meter } from '../ledger/meters'
import type { EngineInfo, OpenEngine, StorageEngine, VerifyReport } from './engine'
import { auditReads } from './sqlite/audit'
import { type Commands, createCommands, type WriterOptions } from './sqlite/commands'
import { type Connection, isMemory, openWriter, sqliteVersion } from './sqlite/connection'
import { isBusy, storageFailure } from './sqlite/failure'
import { ledgerReads } from './sqlite/ledger-reads'
import { masterDataReads } from './sqlite/master-data'
import { migrate, versionOf } from './sqlite/migrations'
import { Reader } from './sqlite/reader'
import { addFunctions } from './sqlite/record-id'
import { SqliteSessions } from './sqlite/sessions'
import { SqliteUsers } from './sqlite/users'
import { verify } from './sqlite/verify'
import { ThreadedWriter } from './sqlite/writer'

/** How long a start waits for another process that is just migrating the same book. */
const openWaitMs = 30_000

/** The embedded engine: one file, one writing thread, readers where the calls are. `:memory:` is a book for tests, without a thread. */
export const sqlite: OpenEngine = async ({ location, meters: given, busyMs = 2_000, maxQueued = 100_000 }) => {
  const meters = checkMeters(given ?? allMeters)
  const options: WriterOptions = { location, meters, busyMs }
  const shared = await prepare(location, meters)
  if (isMemory(location)) {
    const commands = createCommands(options, shared)
    return engineOn({ location, meters, reader: new Reader(location, shared), commands, verifyBook: async () => verify(shared) })
  }
  shared.close()
  const reader = new Reader(location)
  const { commands } = new ThreadedWriter(options, maxQueued)
  return engineOn({ location, meters, reader, commands, verifyBook: () => ThreadedWriter.verify(options) })
}

/** Makes the file where there is none (only its owner may read it), and brings it up to date. */
const prepare = async (location: string, meters: readonly Meter[]): Promise<Connection> => {
  if (!isMemory(location) && !existsSync(location)) {
    mkdirSync(dirname(location), { recursive: true })
    closeSync(openSync(location, 'a', 0o600))
  }
  for (const started = performance.now(); ; ) {
    let connection: Connection | undefined
    try {
      connection = openWriter(location)
      addFunctions(connection)
      migrate(connection, meters)
      return connection
    } catch (error) {
      connection?.close()
      if (!isBusy(error) || performance.now() - started > openWaitMs) throw storageFailure(error)
      await sleep(10 + Math.random() * 40)
    }
  }
}

interface Parts {
  readonly location: string
  readonly meters: readonly Meter[]
  readonly reader: Reader
  readonly commands: Commands
  readonly verifyBook: () => Promise<VerifyReport>
}

const engineOn = ({ location, meters, reader, commands, verifyBook }: Parts): StorageEngine => {
  const { read } = reader
  const users = new SqliteUsers(read, commands)
  const sessions = new SqliteSessions(read, commands.writeSignIn)
  return {
    name: 'sqlite',
    ledger: {
      ...ledgerReads(read, meters),
      // Read here: what goes to the writer's thread loses its class.
      ingest: (events, { reach: { organization, sources }, ...options }) =>
        commands.ingest(events, { ...options, organization, sources }),
      closePeriod: (_reach, account, month, at) => commands.closePeriod(account, month, at),
    },
    masterData: { ...masterDataReads(read), put: (_reach, entities) => commands.putEntities(entities) },
    users,
    sessions,
    once: { useOnce: commands.useOnce },
    audit: { ...auditReads(read), append: commands.appendAudit },
    settings: {
      get: (name) =>
        read((connection) => connection.get('select value from setting where name = ?', name)?.value as string | undefined),
      put: commands.putSetting,
      putIfAbsent: commands.putSettingIfAbsent,
    },
    rebuild: () => commands.rebuild(),
    verify: () => verifyBook(),
    info: async (full) => read((connection) => infoOf(connection, location, full === true)),
    ready: async () => {
      read((connection) => connection.get('select 1'))
      await commands.probe()
    },
    close: async () => {
      await users.flush()
      await sessions.flush()
      // The writer goes last: a connection that cannot write would leave the write-ahead log behind.
      reader.close()
      await commands.close()
    },
  }
}

const infoOf = (connection: Connection, location: string, full: boolean): EngineInfo => ({
  engine: 'sqlite',
  location,
  schemaVersion: versionOf(connection),
  version: `SQLite ${sqliteVersion(connection.db)}`,
  bytes: isMemory(location) ? 0 : statSync(location).size,
  integrity: full
    ? (connection.db.pragma('integrity_check') as { readonly [name: string]: string }[]).map((row) => Object.values(row)[0]!)
    : [],
})
