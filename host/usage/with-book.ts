import type { StorageEngine } from '../../services/usage/storage/engine'
import { openBook } from './book'
import { type Config, readConfig } from './config'

/** Runs a command on the book of `TOLLGATE_DATA`, and lets go of it whatever happens. */
export async function withBook<T>(work: (engine: StorageEngine, config: Config) => Promise<T>): Promise<T> {
  const { config } = readConfig(process.env)
  const engine = await openBook(config.dataFolder)
  try {
    return await work(engine, config)
  } finally {
    await engine.close()
  }
}
