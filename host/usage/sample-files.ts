import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

export interface SampleImport {
  readonly file: string
  readonly isCatalog: boolean
  /** The mapping profile that lies beside the file. */
  readonly profile?: string
}

/** What of a sample's folder is imported, in order: master data first, expected answers not at all. */
export const sampleImports = (folder: string): readonly SampleImport[] =>
  readdirSync(folder)
    .filter((name) => /\.(jsonl|csv)$/.test(name))
    .sort((a, b) => Number(b.startsWith('catalog')) - Number(a.startsWith('catalog')) || (a < b ? -1 : 1))
    .map((name) => {
      const profile = path.join(folder, name.replace(/\.\w+$/, '.profile.json'))
      return { file: path.join(folder, name), isCatalog: name.startsWith('catalog'), ...(existsSync(profile) ? { profile } : {}) }
    })
