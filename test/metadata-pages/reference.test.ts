import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '../../metadata-pages'
import { compareFolder, recordedFolders } from './compare'
import { differences } from './differences'
import { golden, repository } from './repository'

const folders = recordedFolders(golden)

/** Without the recorded answers (they are no part of the repository) the texts of both Evo messages are compared with a copy: expected.test.ts. */
const recorded = folders.length > 0 ? describe : describe.skip
if (folders.length === 0) console.info(`Skipped: no recorded answers of the reference in ${golden}`)

recorded('generated DTOs against recorded answers of the reference', () => {
  const cases = languages.flatMap((language) => folders.map((folder) => [language.name, folder, language] as const))

  test.each(cases)('%s of %s: every difference is listed (M-30.1, chapter 27)', (_, folder, language) => {
    const comparisons = compareFolder(join(golden, folder), language)
    expect(comparisons.length).toBeGreaterThan(0)
    expect(comparisons.flatMap(({ what, unlisted }) => unlisted.map((hunk) => ({ what, ...hunk })))).toEqual([])
  })

  test('every listed difference is met', () => {
    const met = new Set(
      cases.flatMap(([, folder, language]) => compareFolder(join(golden, folder), language).flatMap(({ listed }) => listed)),
    )
    expect(differences.filter((each) => !met.has(each)).map(({ rule, why }) => `${rule}: ${why}`)).toEqual([])
  })
})

test('docs/differences.md tells of every listed difference', () => {
  const text = readFileSync(join(repository, 'docs', 'differences.md'), 'utf8')
  for (const { rule, why } of differences) expect(text).toContain(`| ${rule} | ${why}`)
})
