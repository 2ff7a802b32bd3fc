import { operatorReach } from '../../services/usage/ledger'
import type { Command } from '../commands/command'
import { withBook } from './with-book'

/** `tollgate verify`: proves the rollups equal to the events; exit code 1 where they are not. */
export const verifyCommand: Command = (program) =>
  program
    .command('verify')
    .description('compare the rollups with the events; exit code 1 when they differ')
    .option('--json', 'the report as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const report = await withBook((engine) => engine.verify(operatorReach()))
      if (json) console.log(JSON.stringify(report))
      else if (report.clean) console.log(`Clean: ${report.rows} rollup rows agree with ${report.events} events.`)
      else {
        console.log(`${report.differenceCount} differences in ${report.rows} rollup rows of ${report.events} events:`)
        for (const { table, key, stored, expected } of report.differences)
          console.log(`${table} ${key}: ${stored}, the events say ${expected}`)
        console.log('tollgate rebuild makes them anew.')
      }
      if (!report.clean) process.exitCode = 1
    })
