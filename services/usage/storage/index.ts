import type { OpenEngine } from './engine'
import { sqlite } from './sqlite'

export * from './engine'

/** Every storage engine by name: a new one is one file and one line here. */
export const engines: Readonly<Record<string, OpenEngine>> = { sqlite }
