import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages, type MetadataTypes } from '../../metadata-pages'
import { type Comparison, compareFolder, compareTexts, recordedFolders } from '../metadata-pages/compare'
import { differences } from '../metadata-pages/differences'
import { foretold } from '../metadata-pages/foretold'
import { recordedSet } from '../metadata-pages/recorded-set'
import { golden, repository } from '../metadata-pages/repository'

const folders = recordedFolders(golden)

/** Without the recorded answers (they are no part of the repository) the texts of both Evo messages are compared with a copy: expected.test.ts. */
const recorded = folders.length > 0 ? describe : describe.skip
if (folders.length === 0) console.info(`Skipped: no recorded answers of the reference in ${golden}`)

recorded('generated DTOs against recorded answers of the reference', () => {
  const made = new Map<string, Comparison[]>()
  /** Once for both tests. */
  const compared = (folder: string, language: Language): Comparison[] => {
    const key = `${language.name} ${folder}`
    const known = made.get(key) ?? compareFolder(join(golden, folder), language)
    made.set(key, known)
    return known
  }
  const cases = languages.flatMap((language) => folders.map((folder) => [language.name, folder, language] as const))

  test.each(cases)('%s of %s: every difference is listed (M-30.1, chapter 27)', (_, folder, language) => {
    const comparisons = compared(folder, language)
    expect(comparisons.length).toBeGreaterThan(0)
    expect(comparisons.flatMap(({ what, unlisted }) => unlisted.map((hunk) => ({ what, ...hunk })))).toEqual([])
  })

  test('every listed difference is met', () => {
    const met = new Set(cases.flatMap(([, folder, language]) => compared(folder, language).flatMap(({ listed }) => listed)))
    for (const { comparison } of foretold()) for (const each of comparison.listed) met.add(each)
    expect(differences.filter((each) => !met.has(each)).map(({ rule, why }) => `${rule}: ${why}`)).toEqual([])
  })
})

recorded('the listed differences are rules, not exceptions', () => {
  const sets = folders.map(
    (folder): MetadataTypes => JSON.parse(readFileSync(join(golden, folder, 'types-metadata.json'), 'utf8')),
  )

  test('none knows a set, a type or a member of one', () => {
    const forms = differences.flatMap(({ ours, reference, only }) => [ours, reference, only])
    const words = new Set(
      forms.flatMap((form) => (form instanceof RegExp ? (form.source.match(/(?<!\\)[A-Za-z]\w{3,}/g) ?? []) : [])),
    )
    // Some of the recorded types and members have names that mean something to .NET or to a language: those are what a rule is about.
    const isOrdinary = (name: string): boolean =>
      /^[A-Z][a-z]+[A-Z]/.test(name) && !/^(Array|Day|Date|IReadOnly|Read|Sorted|Time|Value)/.test(name)
    const own = sets.flatMap(({ types, operations }) =>
      [...types, ...operations.map(({ request }) => request)].flatMap(({ name, properties = [] }) => [
        name.replace(/`.*$/, ''),
        ...properties.map((property) => property.name),
      ]),
    )
    expect(own.filter((name) => isOrdinary(name) && words.has(name) && name !== 'ResponseStatus')).toEqual([])
    expect(forms.flatMap((form) => (form instanceof RegExp && /zoo|seeds/.test(form.source) ? [form.source] : []))).toEqual([])
  })

  const faults: readonly (readonly [what: string, share: number, plant: (line: string) => string[]])[] = [
    ['missing', 0.95, () => []],
    ['of another name', 0.92, (line) => [line.replace(/([A-Za-z]{3,})(?=[^A-Za-z]*$)/, '$1X')]],
    ['of another type', 0.88, (line) => [line.replace(/\b(string|String|str|number|int|Int32|Integer|Boolean)\b/, 'bool')]],
  ]
  test.each(faults)('a line that is %s is seen, unless a rule is about it', (_, share, plant) => {
    let seen = 0
    let all = 0
    folders.forEach((folder, place) => {
      const set = recordedSet(sets[place]!)
      for (const { name } of languages) {
        const file = join(golden, folder, `dtos.${name}`)
        if (!existsSync(file)) continue
        const reference = readFileSync(file, 'utf8')
        const lines = reference.split('\n')
        for (let at = 3; at < lines.length; at += 41) {
          const planted = plant(lines[at]!)
          if (!/\w/.test(lines[at]!) || planted[0] === lines[at]) continue
          all++
          const { unlisted } = compareTexts('', name, lines.toSpliced(at, 1, ...planted).join('\n'), reference, set)
          if (unlisted.length > 0) seen++
        }
      }
    })
    expect(seen / all).toBeGreaterThan(share)
  })
})

test.each(foretold().map((each) => [each.language, each.rule, each] as const))(
  '%s: what %s tells of the reference is listed, and a fault in the same line is not',
  (_, rule, { isThere, comparison, planted }) => {
    expect(isThere).toBe(true)
    expect(comparison.unlisted).toEqual([])
    expect(comparison.different).toBeGreaterThan(0)
    // How a collection is written has too many forms for more than its words.
    if (rule !== 'M-4.8') expect(planted.unlisted).not.toEqual([])
  },
)

test('docs/differences.md tells of every listed difference', () => {
  const text = readFileSync(join(repository, 'docs', 'differences.md'), 'utf8')
  for (const { rule, why } of differences) expect(text).toContain(`| ${rule} | ${why}`)
})
