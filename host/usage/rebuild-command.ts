import { operatorReach } from '../../services/usage/ledger'
import type { Command } from '../commands/command'
import { withBook } from './with-book'

/** `tollgate rebuild`: the rollups anew from the events. */
export const rebuildCommand: Command = (program) =>
  program
    .command('rebuild')
    .description('make the rollups anew from the events')
    .action(async () => {
      const { events, rows } = await withBook((engine) => engine.rebuild(operatorReach()))
      console.log(`Rebuilt ${rows} rollup rows from ${events} events.`)
    })
