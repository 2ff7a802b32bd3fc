import { join } from 'node:path'
import { recordedFolders } from './compare'
import { comparePages } from './page-facts'
import { golden } from './repository'

/** What the recorded pages say, ours say: rows, rights, routes, tables, tabs, samples of every format (M chapters 1 to 3). */
const folders = recordedFolders(golden)
const recorded = folders.length > 0 ? test : test.skip
if (folders.length === 0) console.info(`Skipped: no recorded pages in ${golden}`)

recorded.each(folders)('the pages of %s have the recorded facts, apart from those that are listed', (folder) => {
  const { equal, unlisted } = comparePages(join(golden, folder))
  expect(unlisted).toEqual([])
  expect(equal).toBeGreaterThan(100)
})
