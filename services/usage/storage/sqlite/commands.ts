import { HttpError } from '../../../../dtos/contract/http-error'
import type { AuditHead } from '../../../audit/chain'
import type { StoredApiKey, StoredClient, StoredUser } from '../../../user-store'
import type { Month } from '../../ledger/days'
import type { CatalogEntity, PutOutcome } from '../../ledger/entities'
import { checkMeters, type Meter } from '../../ledger/meters'
import type { IngestResult, LedgerEvent } from '../../ledger/usage-event'
import type { RebuildReport } from '../engine'
import { appendAudit } from './audit'
import { BookMemory } from './book-memory'
import { type Connection, openWriter } from './connection'
import { GroupCommit } from './group-commit'
import { AtomicRefusal, ingest, type StoredIngestOptions } from './ingest'
import { useOnce } from './once'
import { closePeriod } from './periods'
import { putEntities } from './put-entities'
import { rebuild } from './rebuild'
import { addFunctions } from './record-id'
import { signInWrites, type WriteSignIn } from './sessions'
import { userWrites } from './users'

/** Everything that writes, by name: the writer may live in another thread. */
export interface Commands {
  ingest(events: readonly LedgerEvent[], options: StoredIngestOptions): Promise<IngestResult>
  putEntities(entities: readonly CatalogEntity[]): Promise<readonly PutOutcome[]>
  closePeriod(account: string, month: Month, at: number): Promise<void>
  putUser(user: StoredUser): Promise<void>
  putApiKey(key: StoredApiKey): Promise<void>
  putClient(client: StoredClient): Promise<void>
  touchApiKeys(touched: readonly (readonly [id: string, at: number])[]): Promise<void>
  appendAudit(records: readonly string[]): Promise<AuditHead>
  writeSignIn: WriteSignIn
  useOnce(id: string, until: number): Promise<boolean>
  putSetting(name: string, value: string): Promise<void>
  putSettingIfAbsent(name: string, value: string): Promise<string>
  rebuild(): Promise<RebuildReport>
  /** Takes the write lock and writes a row: what it meets is what an event would meet. */
  probe(): Promise<void>
  close(): Promise<void>
}

export interface WriterOptions {
  readonly location: string
  readonly meters: readonly Meter[]
  readonly busyMs: number
}

/** The one writer of a process. `connection` is handed in where it is shared with readers (a book in memory). */
export const createCommands = ({ location, meters, busyMs }: WriterOptions, connection?: Connection): Commands => {
  const meterByCode = new Map(checkMeters(meters).map((meter) => [meter.code, meter]))
  const memory = new BookMemory()
  const open = (): Connection => {
    const opened = connection ?? openWriter(location, true)
    if (!connection) addFunctions(opened)
    return opened
  }
  const group = new GroupCommit({ open, memory, busyMs })
  const write = <T>(run: (connection: Connection) => T, weight = 1): Promise<T> => group.submit(weight, run)
  return {
    ingest: (events, options) =>
      write((it) => ingest(it, memory, meterByCode, events, options), events.length).catch((error) => {
        if (error instanceof AtomicRefusal) return error.result
        throw error
      }),
    putEntities: (entities) =>
      write((it) => {
        const outcomes = putEntities(it, entities)
        memory.forgetCatalog()
        return outcomes
      }, entities.length),
    closePeriod: (account, month, at) =>
      write((it) => {
        if (!closePeriod(it, account, month, at))
          throw new HttpError(404, 'UnknownAccount', `There is no account ${JSON.stringify(account)}.`)
      }),
    putUser: (user) => write((it) => userWrites.putUser(it, user)),
    putApiKey: (key) => write((it) => userWrites.putApiKey(it, key)),
    putClient: (client) => write((it) => userWrites.putClient(it, client)),
    touchApiKeys: (touched) => write((it) => userWrites.touchApiKeys(it, touched)),
    appendAudit: (records) => write((it) => appendAudit(it, records)),
    writeSignIn: (name, ...args) =>
      write((it) => (signInWrites[name] as (connection: Connection, ...rest: readonly unknown[]) => any)(it, ...args)),
    useOnce: (id, until) => write((it) => useOnce(it, id, until)),
    putSetting: (name, value) =>
      write((it) => {
        it.run('insert into setting(name, value) values(?, ?) on conflict do update set value = excluded.value', name, value)
      }),
    putSettingIfAbsent: (name, value) =>
      write((it) => {
        it.run('insert into setting(name, value) values(?, ?) on conflict do nothing', name, value)
        return it.get('select value from setting where name = ?', name)!.value as string
      }),
    rebuild: () => write(rebuild),
    probe: () =>
      write((it) => {
        it.run(`insert into setting(name, value) values('probe', '') on conflict do update set value = excluded.value`)
      }),
    close: () => group.close(),
  }
}
