import type { Command } from '../commands/command'
import { auditCommand } from './audit-command'
import { clientsCommand } from './clients-command'
import { doctorCommand } from './doctor-command'
import { importCommand } from './import-command'
import { keysCommand } from './keys-command'
import { rebuildCommand } from './rebuild-command'
import { sampleCommand } from './sample-command'
import { serveCommand } from './serve-command'
import { tokensCommand } from './tokens-command'
import { usersCommand } from './users-command'
import { verifyCommand } from './verify-command'

/** The usage gateway's commands: one file, one line. */
export const usageCommands: readonly Command[] = [
  serveCommand,
  importCommand,
  sampleCommand,
  keysCommand,
  usersCommand,
  clientsCommand,
  tokensCommand,
  auditCommand,
  rebuildCommand,
  verifyCommand,
  doctorCommand,
]
