import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { StorageEngine } from '../../services/usage/storage'
import { sqlite } from '../../services/usage/storage/sqlite'

/** Opens the book of a data folder, made and brought up to date where needed. */
export function openBook(dataFolder: string): Promise<StorageEngine> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  return sqlite({ location: path.join(dataFolder, 'tollgate.db') })
}

export const signingKeyFile = (dataFolder: string) => path.join(dataFolder, 'signing-key.json')
