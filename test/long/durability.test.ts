import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'

/** What was answered for is on disk, once, however often somebody is killed (threats P1, P2). */
const bin = path.join(__dirname, '../../dist/host/usage/tollgate.js')
const account = '5ea75fe7aa224700012eae40'

let folder: string
let data: string
const children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'durable-'))
  data = path.join(folder, 'data')
  writeFileSync(
    path.join(folder, 'catalog.jsonl'),
    [
      { kind: 'organization', id: 'o-durable', name: 'Durable', currency: 'USD' },
      { kind: 'account', key: account, organization: 'o-durable', name: 'durable' },
      { kind: 'product', code: 'TD-1', name: 'Calls' },
      { kind: 'rate', id: 'r1', meter: 'call.outbound', currency: 'USD', unitPrice: '0.014' },
      { kind: 'rate', id: 'r2', meter: 'ai.live', currency: 'USD', unitPrice: '0.08' },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n'),
  )
  tollgate('import', '--catalog', path.join(folder, 'catalog.jsonl'))
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const environment = () => ({
  ...process.env,
  TOLLGATE_DATA: data,
  TOLLGATE_PORT: '0',
  TOLLGATE_LOG: 'off',
  TOLLGATE_RATE_LIMIT: '0',
  NODE_ENV: 'production',
})
const tollgate = (...words: string[]) =>
  execFileSync(process.execPath, [bin, ...words], { env: environment(), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
const start = (...words: string[]) => {
  const child = spawn(process.execPath, [bin, ...words], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/** Every minute has some event; ids tell the line. */
const event = (id: string, number: number) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: '/switch/1',
    type: number % 10 === 0 ? 'usage.ai.live' : 'usage.call.outbound',
    subject: account,
    time: new Date(Date.UTC(2026, 3, 1) + (number % 7_000_000) * 1_000).toISOString(),
    data: { quantity: String(1 + (number % 300)), product: 'TD-1' },
  })

async function writeEvents(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file)
  for (let number = 1; number <= count; number++)
    if (!stream.write(`${event(`line-${number}`, number)}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'close')
}

const read = <T>(sql: string): T[] => {
  const book = new Database(path.join(data, 'tollgate.db'), { readonly: true })
  try {
    return book.prepare(sql).all() as T[]
  } finally {
    book.close()
  }
}
const ids = () => read<{ event_id: string }>('select event_id from usage_event').map((row) => row.event_id)

const positionOf = (text: string) => Math.max(0, ...[...text.matchAll(/position (\d+)/g)].map(([, position]) => Number(position)))

test('an import that is killed keeps all that it told, and a repeated one ends complete', async () => {
  const file = path.join(folder, 'usage.jsonl')
  const count = 60_000
  await writeEvents(file, count)
  for (const pause of [600, 900, 1_200]) {
    const child = start('import', file)
    // A quick machine is done before it is killed: who waits only then waits for ever.
    const closed = once(child, 'close')
    let told = ''
    child.stderr!.on('data', (chunk) => (told += chunk))
    await sleep(pause)
    child.kill('SIGKILL')
    await closed
    const present = new Set(ids())
    for (let line = 1; line <= positionOf(told); line++)
      if (!present.has(`line-${line}`)) throw new Error(`Line ${line} was told and is lost.`)
  }
  expect(tollgate('verify')).toMatch(/^Clean/)
  expect(tollgate('import', file)).toMatch(/ 0 rejected/)
  const all = ids()
  expect([all.length, new Set(all).size]).toEqual([count, count])
  expect(tollgate('verify')).toMatch(/^Clean/)
})

interface Server {
  readonly child: ChildProcess
  readonly address: string
}
async function serve(): Promise<Server> {
  const child = start('serve')
  let text = ''
  for await (const chunk of child.stdout!) {
    text += chunk
    const address = /Metadata pages: (http\S+)\/metadata/.exec(text)?.[1]
    if (address) {
      child.stdout!.resume()
      return { child, address }
    }
  }
  throw new Error(`The server did not start: ${text}`)
}

/** Posts batches until it is told to stop or the server is gone; answers what the server answered for. */
function poster(address: string, key: string, name: string) {
  const acknowledged: string[] = []
  let stopped = false
  const done = (async () => {
    for (let batch = 0; !stopped; batch++) {
      const sent = Array.from({ length: 50 }, (_, index) => `${name}-${batch}-${index}`)
      const answer = await fetch(`${address}/usage/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson', 'x-api-key': key },
        body: sent.map((id, index) => event(id, batch * 50 + index)).join('\n'),
      })
        .then(async (response) => ({ status: response.status, body: (await response.json()) as { accepted?: number } }))
        // An error of fetch is of another realm in jest: no instanceof.
        .catch((error: Error) => ({ status: 0, body: { accepted: undefined }, error: error.message }))
      if (answer.status === 0) return answer
      expect(answer).toMatchObject({ status: 200, body: { accepted: 50 } })
      acknowledged.push(...sent)
    }
    return undefined
  })()
  const stop = () => {
    stopped = true
    return done
  }
  return { acknowledged, done, stop }
}

test('a server that is killed keeps every event that it answered for', async () => {
  const key = tollgate('keys', 'create', '--scope', 'usage:write', '--organization', 'o-durable').trim()
  const acknowledged: string[] = []
  for (let round = 0; round < 4; round++) {
    const { child, address } = await serve()
    const posters = Array.from({ length: 6 }, (_, index) => poster(address, key, `r${round}-p${index}`))
    // Killed in the middle of the stream, however slow the machine is.
    while (posters.every((each) => each.acknowledged.length < 200 * (round + 1))) await sleep(20)
    await sleep(round * 50)
    child.kill('SIGKILL')
    await Promise.all(posters.map(({ done }) => done))
    acknowledged.push(...posters.flatMap((each) => each.acknowledged))
  }
  const present = ids()
  expect(acknowledged.length).toBeGreaterThan(1_000)
  expect(new Set(present).size).toBe(present.length)
  const known = new Set(present)
  expect(acknowledged.filter((id) => !known.has(id))).toEqual([])
  expect(tollgate('verify')).toMatch(/^Clean/)
})

test('an import and a stream of posts at the same time: both complete, nothing lost', async () => {
  const file = path.join(folder, 'usage.jsonl')
  await writeEvents(file, 40_000)
  const key = tollgate('keys', 'create', '--scope', 'usage:write', '--organization', 'o-durable').trim()
  const { child, address } = await serve()
  const posters = Array.from({ length: 3 }, (_, index) => poster(address, key, `p${index}`))
  const importing = start('import', file)
  let said = ''
  importing.stdout!.on('data', (chunk) => (said += chunk))
  const [code] = await once(importing, 'close')
  const faults = await Promise.all(posters.map(({ stop }) => stop()))
  expect([code, faults]).toEqual([0, [undefined, undefined, undefined]])
  expect(said).toMatch(/40000 accepted, 0 seen before, 0 rejected/)
  child.kill('SIGTERM')
  await once(child, 'exit')
  const acknowledged = posters.flatMap((each) => each.acknowledged)
  expect(acknowledged.length).toBeGreaterThan(0)
  const present = ids()
  expect(new Set(present).size).toBe(40_000 + acknowledged.length)
  expect(present.length).toBe(40_000 + acknowledged.length)
  expect(tollgate('verify')).toMatch(/^Clean/)
})

test('a million events are imported, and the book is clean', async () => {
  const file = path.join(folder, 'usage.jsonl')
  await writeEvents(file, 1_000_000)
  const started = performance.now()
  expect(tollgate('import', file)).toMatch(/1000000 accepted, 0 seen before, 0 rejected/)
  console.info(`1,000,000 events imported in ${((performance.now() - started) / 1000).toFixed(0)} s`)
  expect(read<{ n: number }>('select count(*) n from usage_event')[0]!.n).toBe(1_000_000)
  expect(tollgate('verify')).toMatch(/^Clean/)
})
