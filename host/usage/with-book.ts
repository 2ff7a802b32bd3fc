import type { AuditLog } from '../../services/audit'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { openAudit } from './audit'
import { openBook } from './book'
import { type Config, readConfig } from './config'

/** Runs a command on the book of `TOLLGATE_DATA`, and lets go of it whatever happens. */
export async function withBook<T>(work: (engine: StorageEngine, config: Config, audit: AuditLog) => Promise<T>): Promise<T> {
  const { config } = readConfig(process.env)
  const engine = await openBook(config.dataFolder)
  const audit = openAudit(engine, config.dataFolder)
  try {
    return await work(engine, config, audit)
  } finally {
    await audit.close()
    await engine.close()
  }
}
