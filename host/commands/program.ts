import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CommanderError, Command as Program } from 'commander'
import { type Command, UsageError } from './command'

/** The package's own file, from the sources and from what was built of them alike. */
const packageFile = ['../..', '../../..'].map((up) => path.join(__dirname, up, 'package.json')).find((file) => existsSync(file))!
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }

const onGone = ({ code }: NodeJS.ErrnoException): void => process.exit(code === 'EPIPE' ? 0 : 1)

/** Exit codes: 0 done; 1 failed; 2 the command line is wrong; 3 some lines of a strict import were rejected. */
export async function runProgram(commands: readonly Command[]): Promise<void> {
  // `tollgate types … | head`: who reads has read enough.
  if (!process.stdout.listeners('error').includes(onGone)) process.stdout.on('error', onGone)
  const program = new Program('tollgate')
    .description('A typed message gateway, and the usage ledger behind it. Settings come from TOLLGATE_* variables.')
    .version(version)
    .exitOverride()
  for (const command of commands) command(program)
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
    else {
      console.error((error as Error).message)
      process.exitCode = error instanceof UsageError ? 2 : 1
    }
  }
}
