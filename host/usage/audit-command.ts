import { createReadStream, createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import {
  type AuditEntry,
  type AuditReport,
  type AuditStore,
  type AuthEvent,
  type AuthEventKind,
  authEventKinds,
  exportLine,
  headText,
  parseHead,
  verifyExport,
  verifyLog,
} from '../../services/audit'
import { type Command, collect, printRows, UsageError } from '../commands/command'
import { auditHeadFile } from './audit'
import { withBook } from './with-book'

interface ListOptions {
  readonly kind?: readonly string[]
  readonly user?: string
  readonly subject?: string
  readonly address?: string
  readonly organization?: string
  readonly since?: string
  readonly until?: string
  readonly last: string
  readonly json?: boolean
}

/** `tollgate audit list|export|verify|head`: who signed in, was refused, or changed what others may. */
export const auditCommand: Command = (program) => {
  const audit = program.command('audit').description('the log of sign-ins, refusals and changes of rights')
  audit
    .command('list')
    .description('the newest entries, newest first')
    .option('--kind <name>', `${authEventKinds.slice(0, 4).join(', ')} …; may be repeated`, collect)
    .option('--user <name>', 'who did it; operator:NAME for commands')
    .option('--subject <id>', 'what it was done to: a key, user or client')
    .option('--address <address>', 'where it came from')
    .option('--organization <id>')
    .option('--since <date>', 'inclusive, UTC')
    .option('--until <date>', 'exclusive, UTC')
    .option('--last <number>', 'how many', '50')
    .option('--json', 'a JSON line an entry')
    .action(async ({ json = false, ...options }: ListOptions) => {
      const query = { ...wanted(options), newestFirst: true }
      const entries = await withBook(async ({ audit: store }) => store.entries(query))
      if (json) for (const entry of entries) console.log(exportLine(entry))
      else printRows(entries.map(row), false)
    })
  audit
    .command('export')
    .description('the whole log as JSON lines, to standard output or a file')
    .option('--file <path>', 'a file, replaced if it is there')
    .option('--after <number>', 'only entries after this one', '0')
    .action(async ({ file, after }: { file?: string; after: string }) => {
      const from = wholeNumber('--after', after, 0)
      await withBook(async ({ audit: store }) => {
        const target = file === undefined ? process.stdout : createWriteStream(file, { mode: 0o600 })
        await pipeline(lines(store, from), target, { end: file !== undefined })
      })
    })
  audit
    .command('verify')
    .description('prove that nothing was changed, removed or put in between; exit code 1 names the first entry that is wrong')
    .option('--head <seq:hash>', 'a head that was noted before (tollgate audit head): the log must still pass through it')
    .option('--file <path>', 'an exported log instead of the book')
    .option('--json', 'the report as JSON')
    .action(async ({ head: text, file, json = false }: { head?: string; file?: string; json?: boolean }) => {
      const head = text === undefined ? undefined : parseHead(text)
      if (text !== undefined && !head) throw new UsageError('--head takes what tollgate audit head prints: 12:0a1b…')
      const report =
        file === undefined
          ? await withBook(({ audit: store }, { dataFolder }) => {
              const noted = { head: auditHeadFile(dataFolder).read(), where: `the file audit-head of ${dataFolder}` }
              return verifyLog(store, [noted, { head, where: 'you' }])
            })
          : await verifyExport(createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }), head)
      console.log(json ? JSON.stringify(report) : sentence(report))
      if (report.fault) process.exitCode = 1
    })
  audit
    .command('head')
    .description('number and hash of the newest entry, to be noted where nobody of this machine can change it')
    .action(async () => {
      const head = await withBook(async ({ audit: store }) => store.head())
      console.log(head ? headText(head) : 'The log is empty.')
    })
}

const sentence = ({ entries, head, fault }: AuditReport): string =>
  fault
    ? `Broken at entry ${fault.seq}: ${fault.problem}.`
    : `Clean: ${entries} entries follow each other without a gap; the newest is ${headText(head)}`

const wanted = ({ kind, user, subject, address, organization, since, until, last }: Omit<ListOptions, 'json'>) => {
  const unknown = kind?.find((name) => !(authEventKinds as readonly string[]).includes(name))
  if (unknown !== undefined) throw new UsageError(`There is no kind ${unknown}; there are ${authEventKinds.join(', ')}.`)
  return {
    limit: wholeNumber('--last', last, 1),
    ...given('kinds', kind as readonly AuthEventKind[] | undefined),
    ...given('userName', user),
    ...given('subject', subject),
    ...given('address', address),
    ...given('organization', organization),
    ...given('since', since === undefined ? undefined : instant('--since', since)),
    ...given('until', until === undefined ? undefined : instant('--until', until)),
  }
}

const given = <N extends string, T>(name: N, value: T | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [P in N]?: T }

const wholeNumber = (option: string, text: string, least: number): number => {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least)) throw new UsageError(`${option} takes a whole number from ${least} on, not ${text}.`)
  return value
}

const instant = (option: string, text: string): number => {
  const value = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(value)) throw new UsageError(`${option} takes a date such as 2026-07-01, not ${text}.`)
  return value
}

const page = 1_000

async function* lines(store: AuditStore, after: number): AsyncGenerator<string> {
  for (let from = after; ; ) {
    const entries = await store.entries({ limit: page, from })
    for (const entry of entries) yield `${exportLine(entry)}\n`
    if (entries.length < page) return
    from = entries.at(-1)!.seq
  }
}

const row = ({ seq, record }: AuditEntry) => {
  const event = eventOf(record)
  return {
    entry: String(seq),
    at: event?.at === undefined ? '' : new Date(event.at).toISOString().slice(0, 19).replace('T', ' '),
    kind: event?.kind ?? 'unreadable',
    who: event?.userName ?? event?.userId ?? event?.credentialId ?? '',
    from: event?.address ?? '',
    message: [event?.verb, event?.message].filter(Boolean).join(' '),
    why: [event?.status, event?.reason].filter(Boolean).join(' '),
    subject: event?.subject ?? '',
    times: String(event?.detail?.times ?? 1),
  }
}

const eventOf = (record: string): AuthEvent | undefined => {
  try {
    return JSON.parse(record) as AuthEvent
  } catch {
    return undefined
  }
}
