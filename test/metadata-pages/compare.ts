import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  generatePageSource,
  generateTypes,
  type Language,
  languages,
  type MetadataTypes,
  readOptions,
  select,
} from '../../metadata-pages'
import type { Difference, Lines } from './difference'
import { differences } from './differences'
import { namesOf, type RecordedSet, recordedSet, speaksOf, speaksOnlyOf } from './recorded-set'

/** Lines that ours and the reference's have between two places where they are the same again. */
export interface Hunk {
  readonly ours: readonly string[]
  readonly reference: readonly string[]
}

export interface Comparison {
  readonly what: string
  readonly equal: number
  readonly different: number
  readonly listed: readonly Difference[]
  readonly unlisted: readonly Hunk[]
}

/** A line-by-line difference by the longest common part, of what is between the equal first and the equal last lines. */
export const hunks = (ours: readonly string[], reference: readonly string[]): Hunk[] => {
  let start = 0
  while (start < ours.length && ours[start] === reference[start]) start++
  let end = 0
  while (
    end < Math.min(ours.length, reference.length) - start &&
    ours[ours.length - 1 - end] === reference[reference.length - 1 - end]
  )
    end++
  return between(ours.slice(start, ours.length - end), reference.slice(start, reference.length - end))
}

const between = (ours: readonly string[], reference: readonly string[]): Hunk[] => {
  const lengths = Array.from({ length: ours.length + 1 }, () => new Uint16Array(reference.length + 1))
  for (let one = ours.length - 1; one >= 0; one--)
    for (let other = reference.length - 1; other >= 0; other--)
      lengths[one]![other] =
        ours[one] === reference[other]
          ? lengths[one + 1]![other + 1]! + 1
          : Math.max(lengths[one + 1]![other]!, lengths[one]![other + 1]!)
  const found: Hunk[] = []
  let hunk: { ours: string[]; reference: string[] } | undefined
  for (let one = 0, other = 0; one < ours.length || other < reference.length; ) {
    if (one < ours.length && other < reference.length && ours[one] === reference[other]) {
      hunk = undefined
      one++
      other++
      continue
    }
    if (!hunk) {
      hunk = { ours: [], reference: [] }
      found.push(hunk)
    }
    if (other >= reference.length || (one < ours.length && lengths[one + 1]![other]! >= lengths[one]![other + 1]!))
      hunk.ours.push(ours[one++]!)
    else hunk.reference.push(reference[other++]!)
  }
  return found
}

/** A listed difference as it is met in one set. */
interface Known {
  readonly difference: Difference
  /** Names of what has the construct, where the difference is about types: some line must have one. */
  readonly names?: ReadonlySet<string> | undefined
  readonly ours: (line: string) => boolean
  readonly reference: (line: string) => boolean
  readonly alike?: ((line: string) => string) | undefined
}

const inSet = (difference: Difference, set: RecordedSet): Known[] => {
  const { ours, reference, types, alike } = difference
  const about = types?.(set)
  if (about?.length === 0) return []
  const names = about && namesOf(about)
  const matcher = (lines: Lines | undefined): ((line: string) => boolean) => {
    if (!lines) return () => false
    const form = lines instanceof RegExp ? lines : lines(set)
    return (line) => form.test(line) && (!names || speaksOnlyOf(line, names, set))
  }
  return [{ difference, names, ours: matcher(ours), reference: matcher(reference), alike: alike && ((line) => alike(line, set)) }]
}

/** A set is compared with hundreds of texts. */
const met = new WeakMap<RecordedSet, Map<Difference, Known[]>>()
const once = (difference: Difference, set: RecordedSet): Known[] => {
  const known = met.get(set) ?? new Map<Difference, Known[]>()
  met.set(set, known)
  const found = known.get(difference) ?? inSet(difference, set)
  known.set(difference, found)
  return found
}

/** A line of ours that stands for one of the reference's: both are there. */
const isMet = ({ difference, names, ours, reference }: Known, hunk: Hunk): boolean => {
  if (names && ![...hunk.ours, ...hunk.reference].some((line) => speaksOf(line, names))) return false
  return (
    difference.apart || ((!difference.ours || hunk.ours.some(ours)) && (!difference.reference || hunk.reference.some(reference)))
  )
}

/** Go's fields stand in columns, so a line that differs moves its neighbours: those are the same but for the width of their columns. */
const withoutMoved = ({ ours, reference }: Hunk): Hunk => {
  const narrow = (line: string): string => line.replace(/ +/g, ' ')
  const without = (lines: readonly string[], others: readonly string[]): string[] => {
    const known = new Set(others.map(narrow))
    return lines.filter((line) => !known.has(narrow(line)))
  }
  return { ours: without(ours, reference), reference: without(reference, ours) }
}

const hasPair = ({ alike }: Known, line: string, others: readonly string[]): boolean =>
  !alike || others.some((other) => alike(other) === alike(line))

/** A hunk is explained where each of its lines belongs to a difference that is listed for the language. */
const explain = (whole: Hunk, language: string, where: string, set: RecordedSet): Difference[] | undefined => {
  const hunk = language === 'go' ? withoutMoved(whole) : whole
  if (hunk.ours.length + hunk.reference.length === 0) return undefined
  const known = differences
    .filter((each) => each.languages.includes(language) && (each.only?.test(where) ?? true))
    .flatMap((each) => once(each, set))
    .filter((each) => isMet(each, hunk))
  const ofOurs = hunk.ours.map((line) => known.filter((each) => each.ours(line) && hasPair(each, line, hunk.reference)))
  const ofReference = hunk.reference.map((line) => known.filter((each) => each.reference(line) && hasPair(each, line, hunk.ours)))
  if ([...ofOurs, ...ofReference].some((each) => each.length === 0)) return undefined
  const both = [...ofOurs, ...ofReference].flat()
  return known.filter((each) => both.includes(each)).map(({ difference }) => difference)
}

export const compareTexts = (what: string, language: string, ours: string, reference: string, set: RecordedSet): Comparison => {
  const ourLines = ours.split('\n')
  const found = hunks(ourLines, reference.split('\n'))
  const explained = found.map((hunk) => ({ hunk, by: explain(hunk, language, what, set) }))
  const different = found.reduce((sum, hunk) => sum + Math.max(hunk.ours.length, hunk.reference.length), 0)
  return {
    what,
    different,
    equal: ourLines.length - found.reduce((sum, hunk) => sum + hunk.ours.length, 0),
    listed: [...new Set(explained.flatMap(({ by }) => by ?? []))],
    unlisted: explained.filter(({ by }) => by === undefined).map(({ hunk }) => (language === 'go' ? withoutMoved(hunk) : hunk)),
  }
}

const facts = { version: '10.15', baseUrl: '', date: new Date(0) }
/** The recorded texts have their header cut out; the empty line after it is left. */
const wholeText = (language: Language, metadata: MetadataTypes, query: Record<string, string>): string => {
  const before = language.preamble?.(readOptions(query, language.defaults).options) ?? ''
  const text = generateTypes(language, metadata, facts, { ...query, WithoutOptions: 'true' })
  return `${before}${language.header.isTight ? '' : '\n'}${text.slice(before.length)}`
}

export const recordedFolders = (golden: string): string[] =>
  existsSync(golden)
    ? readdirSync(golden)
        .filter((folder) => existsSync(join(golden, folder, 'types-metadata.json')))
        .sort()
    : []

/** Everything that is recorded of a language in a folder: the whole text, each option, the source of each operation's page. */
export const compareFolder = (folder: string, language: Language): Comparison[] => {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const metadata: MetadataTypes = JSON.parse(read('types-metadata.json'))
  // Where the reference answered with an error there is no text of it.
  const hasWhole = existsSync(join(folder, `dtos.${language.name}`))
  const ours = wholeText(language, metadata, {})
  const set = recordedSet(metadata)
  return [
    ...(hasWhole ? [compareTexts(`${basename(folder)} /types`, language.name, ours, read(`dtos.${language.name}`), set)] : []),
    ...optionTexts(folder, language, metadata, set),
    ...idleOptions(folder, language, metadata, set),
    ...pageTexts(basename(folder), JSON.parse(read('pages.json')), language, metadata, set),
  ]
}

const optionTexts = (folder: string, language: Language, metadata: MetadataTypes, set: RecordedSet): Comparison[] => {
  const options = join(folder, 'options')
  if (!existsSync(options)) return []
  const own = readdirSync(options).filter(
    (file) =>
      languages.filter(({ name }) => file.startsWith(`${name}.`)).sort((one, other) => other.name.length - one.name.length)[0] ===
      language,
  )
  return own.map((file) => {
    const text = readFileSync(join(options, file), 'utf8')
    const option = text.slice(0, text.indexOf('\n'))
    const at = option.indexOf('=')
    const ours = wholeText(language, metadata, { [option.slice(0, at)]: option.slice(at + 1) })
    return compareTexts(`${basename(folder)} ${option}`, language.name, ours, text.slice(option.length + 1), set)
  })
}

/** Options that change nothing in the reference's text change nothing in ours (M-6.6). */
const idleOptions = (folder: string, language: Language, metadata: MetadataTypes, set: RecordedSet): Comparison[] => {
  const list = join(folder, 'options', 'same-as-default.txt')
  if (!existsSync(list)) return []
  return readFileSync(list, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`${language.name} `))
    .map((line) => {
      const [, name = '', value = ''] = /^\S+ (\w+)=(.*)$/.exec(line) ?? []
      const what = `${basename(folder)} ${name}=${value}`
      return compareTexts(
        what,
        language.name,
        wholeText(language, metadata, { [name]: value }),
        wholeText(language, metadata, {}),
        set,
      )
    })
}

interface RecordedPages {
  readonly operations: Readonly<Record<string, { readonly tabs?: Readonly<Record<string, { readonly code: string | null }>> }>>
}

const pageTexts = (
  folder: string,
  pages: RecordedPages,
  language: Language,
  metadata: MetadataTypes,
  set: RecordedSet,
): Comparison[] =>
  metadata.operations.flatMap((operation) => {
    const code = pages.operations[operation.request.name]?.tabs?.[language.name]?.code
    return typeof code !== 'string'
      ? []
      : [
          compareTexts(
            `${folder} page of ${operation.request.name}`,
            language.name,
            generatePageSource(language, metadata, select(metadata, operation)),
            code,
            set,
          ),
        ]
  })
