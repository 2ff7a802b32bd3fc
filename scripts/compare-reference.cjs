// Compares the generated DTOs and the pages with recorded answers of the reference: npm run compare:reference -- DIR (needs `npm run build`).
// Prints per language how many lines are equal and different; fails where a difference is not listed in test/metadata-pages/differences.ts or page-fact-differences.ts.
const path = require('node:path')
const { compareFolder, recordedFolders } = require('../dist/test/metadata-pages/compare')
const { comparePages } = require('../dist/test/metadata-pages/page-facts')
const { languages } = require('../dist/metadata-pages')

const golden = path.resolve(process.argv[2] ?? path.join(__dirname, '..', '..', 'shared', 'golden'))
const folders = recordedFolders(golden)
if (folders.length === 0) {
  console.error(`No recorded answers in ${golden}.`)
  process.exit(2)
}
let unlisted = 0
/** Metadata that a language cannot be written from is a difference of its own: the others are compared all the same. */
const attempt = (what, compare, otherwise) => {
  try {
    return compare()
  } catch (error) {
    unlisted++
    console.log(`  not written, ${what}: ${error instanceof Error ? error.message : error}`)
    return otherwise
  }
}
for (const language of languages) {
  for (const folder of folders) {
    const comparisons = attempt(`${language.name} of ${folder}`, () => compareFolder(path.join(golden, folder), language), [])
    if (comparisons.length === 0) continue
    const [whole, ...others] = comparisons
    const equal = others.filter(({ different }) => different === 0).length
    console.log(
      `${language.name.padEnd(13)} ${folder.padEnd(8)} /types: ${String(whole.equal).padStart(4)} lines equal, ${String(whole.different).padStart(3)} different; options and pages: ${equal} of ${others.length} equal`,
    )
    for (const { what, unlisted: hunks } of comparisons)
      for (const { ours, reference } of hunks) {
        unlisted++
        console.log(
          [`  not listed, ${what}:`, ...ours.map((line) => `  + ${line}`), ...reference.map((line) => `  - ${line}`)].join('\n'),
        )
      }
  }
}
for (const folder of folders) {
  const pages = attempt(`pages of ${folder}`, () => comparePages(path.join(golden, folder)), undefined)
  if (!pages) continue
  console.log(`pages         ${folder.padEnd(8)} ${pages.equal} facts equal, ${pages.listed} different and listed`)
  for (const fact of pages.unlisted) console.log(`  not listed, ${fact}`)
  unlisted += pages.unlisted.length
}
process.exit(unlisted > 0 ? 1 : 0)
