import type { Command } from '../commands/command'
import { readConfig, settings } from './config'
import { withBook } from './with-book'

/** `tollgate doctor`: what an operator is asked first when something is wrong. */
export const doctorCommand: Command = (program) =>
  program
    .command('doctor')
    .description('check the settings and the book')
    .action(async () => {
      const { config, unknown } = readConfig(process.env)
      console.log(
        `Node ${process.version}, data ${config.dataFolder}, port ${config.port}${config.production ? ', production' : ''}`,
      )
      for (const name of unknown)
        console.log(`Unknown setting ${name}; there are ${settings.map((setting) => setting.name).join(', ')}.`)
      const info = await withBook(async (engine) => {
        await engine.ready()
        return engine.info(true)
      })
      console.log(
        `${info.version}, schema ${info.schemaVersion}, ${(info.bytes / 1e6).toFixed(1)} MB: ${info.integrity.join('; ')}`,
      )
      if (unknown.length > 0 || info.integrity.join() !== 'ok') process.exitCode = 1
    })
