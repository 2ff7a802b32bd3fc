import type { Command } from './command'
import { typesCommand } from './types'

/** The commands that every gateway's bin has: one file, one line. */
export const commands: readonly Command[] = [typesCommand]
