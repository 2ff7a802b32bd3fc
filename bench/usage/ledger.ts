import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { GetAIUsage } from '../../dtos/usage/evo'
import { median } from '../report'
import { account, makeBook, oneMonth, range } from './book'
import { openService } from './service'
import { openWalk } from './walk'

const usage = `Usage: node dist/bench/usage/ledger.js [options]

What GetAIUsage for one account costs (microseconds of CPU, median of rounds), and how that grows:
by the number of events in the same range (bar: 1.2 for ten times as many), by the months of the range (bar: 4 for six months
to one), and as a part of the same question by hand over daily rows.

  --quick        10,000 and 100,000 events instead of 100,000 and 1,000,000
  --folder PATH  keeps the books there for the next run
  --check        exit code 1 when over a bar
  --help`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    folder: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

type Ask = () => unknown

const rounds = 40
const callsPerRound = 50

async function cost(ask: Ask): Promise<number> {
  const before = process.cpuUsage()
  for (let call = 0; call < callsPerRound; call++) await ask()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / callsPerRound
}

/** Rounds of all questions in turn, so that what else the machine does hits all of them alike. */
async function medians(questions: Readonly<Record<string, Ask>>): Promise<Map<string, number>> {
  const figures = new Map(Object.keys(questions).map((name) => [name, [] as number[]]))
  for (const ask of Object.values(questions)) await cost(ask)
  for (let round = 0; round < rounds; round++)
    for (const [name, ask] of Object.entries(questions)) figures.get(name)!.push(await cost(ask))
  return new Map([...figures].map(([name, values]) => [name, median(values)]))
}

async function main(): Promise<void> {
  if (values.help) return void console.log(usage)
  const folder = values.folder ?? mkdtempSync(path.join(tmpdir(), 'bench-ledger-'))
  try {
    const [fewer, more] = values.quick ? [10_000, 100_000] : [100_000, 1_000_000]
    const locations = [fewer, more].map((events) => path.join(folder, `book-${events}.db`))
    for (const [at, events] of [fewer, more].entries()) {
      if (existsSync(locations[at]!)) continue
      console.error(`writing ${events} events`)
      await makeBook(locations[at]!, events)
    }
    const [few, many] = [await openService(locations[0]!), await openService(locations[1]!)]
    const walk = openWalk(locations[1]!)
    const sixMonths = new GetAIUsage({ accountId: account, ...range })
    const month = new GetAIUsage({ accountId: account, ...oneMonth })
    const ours = JSON.stringify(await many.aiUsage(sixMonths))
    const byHand = JSON.stringify(walk(sixMonths))
    if (ours !== byHand) throw new Error(`The ledger answers\n${ours}\nand the walk\n${byHand}`)
    const found = await medians({
      few: () => few.aiUsage(sixMonths),
      many: () => many.aiUsage(sixMonths),
      month: () => many.aiUsage(month),
      walk: () => walk(sixMonths),
    })
    const of = (name: string) => found.get(name)!
    const lines: [string, number, number][] = [
      [`${more} events to ${fewer}, six months`, of('many') / of('few'), 1.2],
      ['six months to one', of('many') / of('month'), 4],
      ['six months to the walk over daily rows', of('many') / of('walk'), 0.15],
    ]
    for (const [name, value] of found) console.log(`${name.padEnd(6)} ${value.toFixed(1)} us`)
    for (const [text, ratio, bar] of lines)
      console.log(`${text}: ${ratio.toFixed(2)} (${ratio <= bar ? 'within' : 'OVER'} ${bar})`)
    if (values.check && lines.slice(0, 2).some(([, ratio, bar]) => ratio > bar)) process.exitCode = 1
  } finally {
    if (!values.folder) rmSync(folder, { recursive: true, force: true })
  }
  // The store's writer thread would keep the process alive.
  process.exit()
}

main().catch((error: Error) => {
  console.error(error)
  process.exit(1)
})
