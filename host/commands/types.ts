import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import {
  generateTypes,
  type Language,
  languageNamed,
  languages,
  optionNames,
  readHeader,
  readOptions,
} from '../../metadata-pages'
import { type Command, printRows, UsageError } from './command'
import { hostAddress, typesOf } from './type-source'

interface TypesOptions extends Readonly<Record<string, unknown>> {
  readonly list?: boolean
  readonly json?: boolean
  readonly out?: string
  readonly BaseUrl?: string
  readonly WithoutOptions?: boolean
}

/** The contract's version, where the source does not say its own. */
const wireVersion = '10.15'

/** `tollgate types LANG SOURCE`: the DTOs of any host in a language. The text alone goes to standard output, or into a file that keeps its options. */
export const typesCommand: Command = (program) => {
  const types = program
    .command('types')
    .description("the DTOs of any host, ours or ServiceStack's, in your language: on standard output, or in a file")
    .argument('[language]', 'see --list')
    .argument(
      '[source]',
      "a host's address, or a file with /types/metadata or /metadata/app.json; absent: the BaseUrl in --out FILE",
    )
    .option('--out <file>', 'write into this file; where it exists, the options in its header are kept')
    .option('--list', 'the languages, and what their files are called')
    .option('--json', 'with --list: a JSON line a language')
    .option('--BaseUrl <address>', 'what the header names as the host')
    .option('--WithoutOptions', 'no header')
  for (const name of optionNames) types.option(`--${name} <value>`)
  types.action(async (name: string | undefined, source: string | undefined, options: TypesOptions) => {
    if (options.list) return printRows(languages.map(rowOf), options.json ?? false)
    const { text, note } = await textOf(named(name), source, options)
    if (options.out === undefined) process.stdout.write(text)
    else writeFileSync(options.out, text)
    if (note) console.error(note)
  })
}

const rowOf = ({ name, label, fileName }: Language) => ({ name, label, file: fileName })

const named = (name: string | undefined): Language => {
  const known = languages.map((language) => language.name).join(', ')
  if (name === undefined) throw new UsageError(`Which language? One of: ${known}.`)
  const language = languageNamed(name.toLowerCase())
  if (!language) throw new UsageError(`There is no language ${name}; there are: ${known}.`)
  return language
}

async function textOf(language: Language, source: string | undefined, options: TypesOptions) {
  const kept = keptIn(language, options)
  const from = source ?? kept?.baseUrl
  if (from === undefined)
    throw new UsageError(
      `Whose types? tollgate types ${language.name} SOURCE, a host's address or a file with its type metadata.`,
    )
  const query: Record<string, unknown> = { ...kept?.options, ...givenIn(options) }
  const { metadata, baseUrl: told, version = wireVersion } = await typesOf(from)
  const address = hostAddress(from)
  const baseUrl = options.BaseUrl ?? kept?.baseUrl ?? address ?? told ?? 'http://localhost'
  const text = generateTypes(language, metadata, { version, baseUrl, date: new Date() }, query)
  const differs = options.BaseUrl === undefined && address !== undefined && address !== baseUrl
  return { text, note: differs ? `Kept BaseUrl ${baseUrl} of ${options.out}; --BaseUrl changes it.` : undefined }
}

/** The header of the file that is made anew (M-26.1). A file that is none of these is not written over. */
function keptIn(language: Language, { out, WithoutOptions }: TypesOptions) {
  const text = out !== undefined && existsSync(out) ? readFileSync(out, 'utf8') : ''
  const kept = readHeader(language, text)
  if (!kept && text.trim() !== '' && !WithoutOptions)
    throw new UsageError(`${out} exists and has no header of ${language.name} DTOs; give --out another name, or remove the file.`)
  return kept
}

/** The options on the command line; a value that the option cannot have is refused, where a query would pass it over. */
function givenIn(options: TypesOptions): Readonly<Record<string, unknown>> {
  const given = Object.fromEntries(
    optionNames.flatMap((name) => (typeof options[name] === 'string' && options[name] !== '' ? [[name, options[name]]] : [])),
  )
  const { given: understood } = readOptions(given)
  const wrong = Object.keys(given).find((name) => !understood.has(name))
  if (wrong !== undefined) throw new UsageError(`--${wrong} cannot be ${JSON.stringify(given[wrong])}.`)
  return options.WithoutOptions ? { ...given, WithoutOptions: 'true' } : given
}
