import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The repository's folder, from the sources and from what was built of them alike. */
export const repository = ((): string => {
  let folder = __dirname
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder)
  return folder
})()

/** Recorded answers of the reference; no part of the repository. */
export const golden = join(repository, '..', 'shared', 'golden')
