import { openBook } from './book'
import { readConfig, settings } from './config'
import { firstRun } from './first-run'
import { createUsageGateway } from './usage-gateway'

/** Opens the book, listens, and in development tells a newcomer what to try. Resolves when everything is up; stops on SIGTERM and SIGINT. */
export async function serve(): Promise<void> {
  const { config, unknown } = readConfig(process.env)
  for (const name of unknown)
    console.error(`Unknown setting ${name}; there are ${settings.map((setting) => setting.name).join(', ')}.`)
  const engine = await openBook(config.dataFolder)
  const gateway = await createUsageGateway(engine, config)
  const stop = async (signal: NodeJS.Signals) => {
    console.error(`${signal}: stopping, at most ${config.drainSeconds} s.`)
    await gateway.close(config.drainSeconds)
    await engine.close()
    process.exit(0)
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  const server = await gateway.listen(config.port, config.host).catch(async (error: NodeJS.ErrnoException) => {
    await engine.close()
    throw error.code === 'EADDRINUSE' ? new Error(`Port ${config.port} is taken; say another one with TOLLGATE_PORT.`) : error
  })
  const { port } = server.address() as { port: number }
  const address = `http://localhost:${port}`
  if (!config.production) await firstRun(engine, config, address)
  console.log(`Metadata pages: ${address}/metadata`)
}
