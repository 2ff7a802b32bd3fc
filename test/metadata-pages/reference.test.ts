import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, languages } from '../../metadata-pages'
import { type Comparison, compareFolder, recordedFolders } from './compare'
import { differences } from './differences'
import { golden, repository } from './repository'

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
    expect(differences.filter((each) => !met.has(each)).map(({ rule, why }) => `${rule}: ${why}`)).toEqual([])
  })
})

test('docs/differences.md tells of every listed difference', () => {
  const text = readFileSync(join(repository, 'docs', 'differences.md'), 'utf8')
  for (const { rule, why } of differences) expect(text).toContain(`| ${rule} | ${why}`)
})
