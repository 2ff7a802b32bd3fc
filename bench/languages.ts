import { parseArgs } from 'node:util'
import { generatePageSource, generateTypes, languages, select } from '../metadata-pages'
import { manyMessages } from './many-messages'

const usage = `Usage: npm run build && node dist/bench/languages.js [options]

Milliseconds in which the DTOs of a service are written in each language (the median of several runs), and in which the source of one page is.

  --messages N   of the service (default 1000)
  --runs N       of each language (default 9)
  --language X   one alone
  --max N        exit code 1 when a language takes more milliseconds than this
  --help`

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '9' },
    language: { type: 'string' },
    max: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

/** The first run, in which nothing is compiled yet; the best and the median of all. */
const timed = (runs: number, work: () => unknown): { readonly first: number; readonly best: number; readonly median: number } => {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  const [first = 0] = times
  times.sort((one, other) => one - other)
  return { first, best: times[0] ?? 0, median: times[Math.floor(runs / 2)] ?? 0 }
}

const main = (): void => {
  if (values.help) return console.log(usage)
  const metadata = manyMessages(Number(values.messages))
  const runs = Number(values.runs)
  const facts = { version: '10.15', baseUrl: 'https://desk.example', date: new Date(0) }
  const operation = metadata.operations.at(-1)
  console.log(`${metadata.operations.length} messages, ${metadata.types.length} types`)
  console.log(
    `${'language'.padEnd(13)}${'first ms'.padStart(10)}${'best ms'.padStart(9)}${'median ms'.padStart(11)}${'page ms'.padStart(9)}`,
  )
  for (const language of languages) {
    if (values.language && language.name !== values.language) continue
    const { first, best, median } = timed(runs, () => generateTypes(language, metadata, facts))
    const page = timed(runs, () => operation && generatePageSource(language, metadata, select(metadata, operation)))
    console.log(
      `${language.name.padEnd(13)}${first.toFixed(0).padStart(10)}${best.toFixed(0).padStart(9)}${median.toFixed(0).padStart(11)}${page.median.toFixed(1).padStart(9)}`,
    )
    if (values.max && median > Number(values.max)) process.exitCode = 1
  }
}

main()
