import { Command } from 'commander'
import { openBook } from '../../host/usage/book'
import { usageCommands } from '../../host/usage/commands'
import { type Config, readConfig } from '../../host/usage/config'
import { createUsageGateway } from '../../host/usage/usage-gateway'
import type { StorageEngine } from '../../services/usage/storage/engine'

export interface ServedBook {
  readonly engine: StorageEngine
  readonly address: string
  /** The gateway stops and its book is closed; what it wrote stays. */
  stop(): Promise<void>
}

/** The usage gateway on the book of a folder, as its environment configures it; `prepare` has the book before anybody asks. */
export async function serveBook(
  environment: Record<string, string>,
  prepare: (engine: StorageEngine) => Promise<unknown> = async () => {},
): Promise<ServedBook> {
  const { config, unknown } = readConfig({ TOLLGATE_LOG: 'off', ...environment })
  expect(unknown).toEqual([])
  const engine = await openBook((config as Config).dataFolder)
  await prepare(engine)
  const gateway = await createUsageGateway(engine, config as Config)
  const server = await gateway.listen(0, '127.0.0.1')
  return {
    engine,
    address: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    stop: async () => {
      await gateway.close(1)
      await engine.close()
    },
  }
}

/** The commands themselves, in this process: a process each takes seconds. What they print, and what they threw. */
export async function runCommand(...args: readonly string[]): Promise<{ readonly out: string; readonly fault: unknown }> {
  const told: string[] = []
  jest.spyOn(console, 'log').mockImplementation((...words) => void told.push(words.join(' ')))
  jest.spyOn(console, 'error').mockImplementation(() => {})
  const program = new Command()
  for (const command of usageCommands) command(program)
  const fault = await program.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (error: unknown) => error,
  )
  jest.restoreAllMocks()
  return { out: told.join('\n').trim(), fault }
}
