import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { measure, mostServers } from './measure'
import { report, verdicts } from './report'
import { servers as known } from './servers'
import { works as all, type Work } from './works'

const usage = `Usage: npm run bench -- [options]

CPU per request of each server, all threads, as a ratio to the first one (raw: the same work by hand on node:http).
All servers must give the same answers; their slices are interleaved; each figure is the median of all slices.

  --quick            2 starts of 4 short slices instead of 2 of 6
  --works NAMES      of ${all.map((work) => work.name).join(',')} (default: all)
  --servers NAMES    of ${Object.keys(known).join(',')} (default: all; at most ${mostServers})
  --starts N         how often the servers are started anew
  --slices N         slices of each server and work in each start
  --scale X          requests of a slice, as a factor (1: some 0.3 s)
  --profile FOLDER   one start; a CPU profile of each server in FOLDER
  --json FILE        all figures
  --check            exit code 1 when a server of ours is over its bar
  --help

${all.map((work) => `  ${work.name.padEnd(4)} ${work.title}`).join('\n')}

The ledger (GetAIUsage from SQLite, by number of events and length of range): npm run build && node dist/bench/usage/ledger.js --help
DTOs in each language: npm run build && node dist/bench/languages.js --help`

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    works: { type: 'string' },
    servers: { type: 'string' },
    starts: { type: 'string' },
    slices: { type: 'string' },
    scale: { type: 'string' },
    profile: { type: 'string' },
    json: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(usage)
  const names = values.works?.split(',') ?? all.map((work) => work.name)
  const works = all.filter((work) => names.includes(work.name))
  const servers = values.servers?.split(',') ?? Object.keys(known)
  const strangers = [
    ...names.filter((name) => !works.some((work) => work.name === name)),
    ...servers.filter((name) => !known[name]),
  ]
  if (strangers.length > 0) throw new Error(`Unknown: ${strangers.join(', ')}. See --help.`)
  if (servers.length > mostServers)
    throw new Error(`At most ${mostServers} servers in a run: their figures are compared slice by slice.`)
  if (values.profile) mkdirSync(values.profile, { recursive: true })
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'))
  try {
    if (works.some((work) => work.book)) await makeBook(path.join(folder, 'book.db'))
    await run(works, servers)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Servers find the book by its path in their environment. */
async function makeBook(location: string): Promise<void> {
  const usagePart = require('./usage/book') as { makeBook(location: string, events: number): Promise<void> }
  await usagePart.makeBook(location, 50_000)
  process.env.BENCH_BOOK = location
}

async function run(works: readonly Work[], servers: readonly string[]): Promise<void> {
  const costs = await measure({
    servers,
    works,
    starts: values.profile ? 1 : Number(values.starts ?? 2),
    slices: Number(values.slices ?? (values.quick ? 4 : 6)),
    scale: Number(values.scale ?? (values.quick ? 0.25 : 1)),
    ...(values.profile ? { profile: values.profile } : {}),
    say: (text) => console.error(text),
  })
  console.log(report(costs, works, servers))
  if (values.json)
    writeFileSync(
      values.json,
      JSON.stringify(
        [...costs].map(([work, slices]) => [work, Object.fromEntries(slices)]),
        null,
        2,
      ),
    )
  if (values.check && verdicts(costs, works).some(({ ratio, bar }) => ratio > bar)) process.exitCode = 1
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
