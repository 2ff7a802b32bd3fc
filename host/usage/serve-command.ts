import type { Command } from '../commands/command'
import { serve } from './serve'

/** `tollgate serve`: the same as `npm start`. */
export const serveCommand: Command = (program) =>
  program
    .command('serve')
    .description('start the usage gateway on the book of TOLLGATE_DATA')
    .action(() => serve())
