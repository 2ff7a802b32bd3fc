import { parseArgs } from 'node:util'
import { ApiMember, describe, ReturnsVoid, Route } from '../dtos/contract'
import { formats } from '../host/formats'
import { compileRoutes, type RouteRequest, type RouteTable, type RouteTarget } from '../host/route-table'

const usage = `Usage: npm run build && node dist/bench/routes.js [options]

What it costs to find who answers a call, with more and more messages that all begin alike: a ratio of 1 says that their number does not matter.

  --messages A,B,C  how many (default 10,1000,10000); ratios are to the first
  --max N           exit code 1 where a ratio is greater
  --help`

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10,1000,10000' },
    max: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

/** Messages of one service as a real one has them: one first segment for all, then words and variables. */
function messages(count: number): RouteTarget[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `Message${at}`
    const made = { [name]: class extends ReturnsVoid() {} }[name]!
    ApiMember({ type: 'string' })(made.prototype, 'id')
    for (const path of [`/shelf/list${at}`, `/shelf/{Id}/part${at}`, `/shelf/files${at}/{Id*}`]) Route(path, 'GET')(made)
    return { message: describe(made) }
  })
}

type Address = (at: number, call: number) => string

/** Paths that are never the same twice hide nothing behind what was remembered. */
const addresses: Readonly<Record<string, Address>> = {
  'a literal': (at) => `/shelf/list${at}`,
  'a variable': (at, call) => `/shelf/${call}/part${at}`,
  'a wildcard': (at, call) => `/shelf/files${at}/a/${call}`,
  'a suffix': (at, call) => `/shelf/${call}/part${at}.json`,
  'an operation': (at) => `/api/Message${at}`,
  'a format’s reply': (at) => `/xml/reply/Message${at}`,
  nobody: (_, call) => `/shelf/${call}/nothing`,
}

const request: RouteRequest = { header: () => undefined, remoteAddress: '192.0.2.1', secure: false, url: '/' }
/** As many messages are called as there are in the smallest set: else the machine's caches would be what is measured. */
const called = 10
const calls = 2_000
const runs = 120

/** Nanoseconds of CPU a call with each table, the best of many short runs: the tables take turns, so that what else the machine does hits all alike. */
function costs(tables: readonly RouteTable<RouteTarget>[], counts: readonly number[], address: Address): number[] {
  const best = tables.map(() => Number.POSITIVE_INFINITY)
  for (let run = 0; run < runs; run++)
    for (const [at, table] of tables.entries()) {
      const step = Math.floor(counts[at]! / called)
      const paths = Array.from({ length: calls }, (_, call) => address((call % called) * step, run * calls + call))
      const start = process.cpuUsage()
      for (const path of paths) table.match('GET', path, request)
      const { user, system } = process.cpuUsage(start)
      best[at] = Math.min(best[at]!, ((user + system) * 1000) / calls)
    }
  return best
}

function main(): void {
  if (values.help) return console.log(usage)
  const counts = values.messages.split(',').map(Number)
  const tables = counts.map((count) => {
    const targets = messages(count)
    const start = performance.now()
    const { table, faults } = compileRoutes(targets, formats)
    if (faults.length > 0) throw new Error(faults.join('\n'))
    console.log(`${count} messages, ${count * 3} routes: compiled in ${(performance.now() - start).toFixed(0)} ms`)
    return table
  })
  console.log(`\n${'ns a call'.padEnd(18)}${counts.map((count) => String(count).padStart(14)).join('')}`)
  for (const [name, address] of Object.entries(addresses)) {
    const found = costs(tables, counts, address)
    const ratios = found.map((each) => each / found[0]!)
    console.log(
      `${name.padEnd(18)}${found.map((each, at) => `${each.toFixed(0)} (${ratios[at]!.toFixed(2)})`.padStart(14)).join('')}`,
    )
    if (values.max && ratios.some((ratio) => ratio > Number(values.max))) process.exitCode = 1
  }
}

main()
