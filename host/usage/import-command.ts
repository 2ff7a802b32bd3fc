import path from 'node:path'
import { httpTarget } from '../../services/usage/imports'
import { Ledger } from '../../services/usage/ledger'
import { type Command, collect, UsageError } from '../commands/command'
import { bookTarget } from './book-target'
import { readConfig } from './config'
import { importFile } from './import-file'
import { showProgress } from './progress'
import { withBook } from './with-book'

interface Options {
  readonly catalog?: readonly string[]
  readonly format?: string
  readonly profile?: string
  readonly zone?: string
  readonly host?: string
  readonly source?: string
  readonly since?: string
  readonly until?: string
  readonly url?: string
  readonly key?: string
  readonly rejected?: string
  readonly strict?: boolean
}

/** `tollgate import FILE…`: usage (CloudEvents JSONL, CSV, CDRs) and master data, into the book or a running server. */
export const importCommand: Command = (program) =>
  program
    .command('import')
    .description('import usage and master data; safe to repeat')
    .argument('[files...]', 'CloudEvents JSONL, generic CSV, Asterisk or FreeSWITCH CDRs, or a catalog')
    .option('--catalog <file>', 'master data (JSONL, one entity a line), imported first; may be repeated', collect)
    .option('--format <name>', 'cloudevents, csv, asterisk, freeswitch; seen from the file unless said')
    .option('--profile <file>', 'a mapping profile for another CSV')
    .option('--zone <iana>', 'time zone of local times in CDRs')
    .option('--host <name>', 'the switch that wrote the file, part of the events’ source')
    .option('--source <uri>', 'the events’ source, instead of the format’s own')
    .option('--since <date>', 'leave out what occurred earlier (inclusive, UTC)')
    .option('--until <date>', 'leave out what occurred on or after (exclusive, UTC)')
    .option('--url <address>', 'import into a running server, with --key')
    .option('--key <key>', 'API key with scope usage:write or role SystemAdministrator')
    .option('--strict', 'exit code 3 when lines were rejected')
    .option('--rejected <file>', 'where rejected lines go (default: DATA/rejected-FILE.jsonl)')
    .action(async (files: string[], options: Options) => {
      const catalogs = options.catalog ?? []
      if (files.length + catalogs.length === 0) throw new UsageError('Name at least one file to import.')
      if ((options.url === undefined) !== (options.key === undefined)) throw new UsageError('--url and --key go together.')
      const all = [...catalogs.map((file) => ({ file, isCatalog: true })), ...files.map((file) => ({ file, isCatalog: false }))]
      const clean =
        options.url === undefined
          ? await withBook((engine) => run(all, options, bookTarget(new Ledger(engine))))
          : await run(all, options, httpTarget({ url: options.url, key: options.key! }))
      if (!clean && options.strict) process.exitCode = 3
    })

async function run(
  files: readonly { file: string; isCatalog: boolean }[],
  options: Options,
  target: Parameters<typeof importFile>[1],
): Promise<boolean> {
  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const { config } = readConfig(process.env)
  let clean = true
  for (const { file, isCatalog } of files) {
    const name = path.basename(file)
    const started = performance.now()
    const result = await importFile(file, target, {
      ...pick(options, ['format', 'profile', 'zone', 'host', 'source']),
      isCatalog,
      ...instant('since', options.since),
      ...instant('until', options.until),
      rejectedFile: options.rejected ?? path.join(config.dataFolder, `rejected-${name}.jsonl`),
      view: (bytes) => showProgress(name, bytes),
      signal: stop.signal,
    })
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const outside = result.outside > 0 ? `, ${result.outside} outside the dates` : ''
    console.log(
      `${name}: ${result.items} lines, ${result.accepted} accepted, ${result.duplicates} seen before, ${result.rejected} rejected${outside}; ${seconds} s; position ${result.position}`,
    )
    if (result.rejectedFile) console.log(`Rejected lines with their reasons: ${result.rejectedFile}`)
    if (stop.signal.aborted) {
      console.error('Interrupted; run the same command again to go on.')
      process.exitCode = 1
      return false
    }
    clean &&= result.rejected === 0
  }
  return clean
}

const pick = <T extends object, K extends keyof T>(from: T, names: readonly K[]) =>
  Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])) as Pick<T, K>

function instant<N extends 'since' | 'until'>(name: N, text: string | undefined): { [P in N]?: number } {
  if (text === undefined) return {}
  const value = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(value)) throw new UsageError(`--${name} takes a date such as 2026-07-01, not ${text}.`)
  return { [name]: value } as { [P in N]?: number }
}
