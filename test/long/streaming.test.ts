import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A million rows go out of a process that holds a few of them (threats P6). */
const rows = 1_000_000
const most = 60 << 20

let child: ChildProcess
let port: number
beforeAll(async () => {
  child = fork(path.join(__dirname, '../../dist/test/long/streaming-server.js'))
  ;[port] = (await once(child, 'message')) as [number]
  // What a first call costs (code that is compiled, buffers that stay) is not what the rows cost.
  for (const format of formats) await read(`/export/iterable/50000.${format}`)
})
afterAll(() => {
  child.kill()
})

const formats = ['json', 'jsonl', 'csv', 'xml'] as const

/** The largest size since it was asked last. */
async function memory(): Promise<number> {
  const told = once(child, 'message')
  child.send('memory')
  return ((await told) as [number])[0]
}

const open = (url: string, headers: Record<string, string> = {}) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get({ port, path: url, headers, agent: false }, resolve).on('error', reject)
  })

/** Bytes, and how often `mark` is in them. */
async function read(url: string, mark = '"call', headers: Record<string, string> = {}) {
  let bytes = 0
  let count = 0
  let last = ''
  for await (const part of await open(url, headers)) {
    const text = last + (part as Buffer).toString('latin1')
    bytes += (part as Buffer).length
    for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) count++
    last = text.slice(text.length - mark.length + 1)
  }
  return { bytes, count, last }
}

/** What each row has once, in its format. */
const marks = { json: 'outbound', jsonl: 'outbound', csv: 'outbound', xml: 'outbound' } as const

describe.each(formats)('%s', (format) => {
  test.each(['iterable', 'async'])('a million rows of an %s', async (kind) => {
    await memory()
    const before = await memory()
    const { count, bytes } = await read(`/export/${kind}/${rows}.${format}`, marks[format])
    expect(count).toBe(rows)
    expect(bytes).toBeGreaterThan(50_000_000)
    expect((await memory()) - before).toBeLessThan(most)
  })
})

test('compressed too', async () => {
  await memory()
  const before = await memory()
  for (const coding of ['gzip', 'br']) {
    const { bytes } = await read(`/export/iterable/${rows}.csv`, 'none', { 'Accept-Encoding': coding })
    expect(bytes).toBeLessThan(30_000_000)
  }
  expect((await memory()) - before).toBeLessThan(most)
})

test('a hundred callers who do not read cost little, and somebody else is answered', async () => {
  await memory()
  const before = await memory()
  const waiting = await Promise.all(Array.from({ length: 100 }, () => open(`/export/async/${rows}.json`)))
  await sleep(3000)
  const from = performance.now()
  expect((await read('/export/iterable/10.json', 'outbound')).count).toBe(10)
  expect(performance.now() - from).toBeLessThan(1000)
  // Each has a piece and the sockets' buffers; the rest is what was made and not yet collected.
  expect((await memory()) - before).toBeLessThan(160 << 20)
  for (const response of waiting) response.destroy()
})
