import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  catalog,
  cloudEvents,
  counted,
  httpTarget,
  type ImportProgress,
  type IngestTarget,
  importCatalog,
  importInto,
  type Rejection,
  rejectionLine,
} from '../../../services/usage/imports'
import { Ledger } from '../../../services/usage/ledger'
import { engines, type StorageEngine } from '../../../services/usage/storage'
import { everywhere, whole } from '../reaches'
import { pieces, readAll } from './support'

const account = '5ea75fe7aa224700012eae40'
const line = (id: number, day = 2, subject = account) =>
  `{"specversion":"1.0","id":"e-${id}","source":"/s","type":"usage.fax","subject":"${subject}","time":"2026-03-0${day}T09:00:00Z","data":{"quantity":"1"}}\n`
const lines = (count: number) => Array.from({ length: count }, (_, i) => line(i)).join('')
const masterData = [
  { kind: 'organization', id: 'o-1', name: 'Acme', currency: 'USD' },
  { kind: 'account', key: account, organization: 'o-1', name: 'acme', externalCodes: ['acme-001'] },
]

let engine: StorageEngine
let ledger: Ledger
let book: IngestTarget

beforeEach(async () => {
  engine = await engines.sqlite!({ location: ':memory:' })
  ledger = new Ledger(engine)
  book = { ingest: (events) => ledger.ingest(events, everywhere) }
  await ledger.putAll(whole, masterData as never)
})
afterEach(() => engine.close())

const read = (text: string) => cloudEvents.read(pieces(text))

describe('importInto', () => {
  test('counts everything, tells each refused line with its text, and is safe to repeat', async () => {
    const text = [line(1), 'nonsense\n', line(1), line(2), line(3, 2, 'nobody'), '\n', line(4)].join('')
    const rejections: Rejection[] = []
    const first = await importInto(book, read(text), { onRejection: (rejection) => void rejections.push(rejection) })
    expect(first).toEqual({ items: 6, accepted: 3, duplicates: 1, rejected: 2, outside: 0, position: 7 })
    expect(rejections.map(({ line, code, text }) => [line, code, text])).toEqual([
      [2, 'MalformedJson', 'nonsense'],
      [5, 'UnknownAccount', line(3, 2, 'nobody').trimEnd()],
    ])
    const again = await importInto(book, read(text))
    expect(again).toEqual({ items: 6, accepted: 0, duplicates: 4, rejected: 2, outside: 0, position: 7 })
  })

  test('a rejected line of the side file says line, code, message and text, each on one line', () => {
    const written = rejectionLine({ line: 7, code: 'MalformedCsv', message: 'why', text: 'a\n"b"\u2028', id: 'x' })
    expect(JSON.parse(written)).toEqual({ line: 7, code: 'MalformedCsv', message: 'why', text: 'a\n"b"\u2028' })
    expect(written.split('\n')).toHaveLength(2)
  })

  test('the position is told after the target acknowledged, never before', async () => {
    const acknowledged: number[] = []
    const told: number[] = []
    let sent = 0
    const slow: IngestTarget = {
      async ingest(events) {
        await new Promise((done) => setTimeout(done, 5))
        sent += events.length
        acknowledged.push(sent)
        return { accepted: events.length, duplicates: 0, rejected: [] }
      },
    }
    await importInto(slow, read(lines(95)), {
      batchSize: 10,
      onProgress: ({ position }) => {
        told.push(position)
        expect(acknowledged.at(-1)).toBe(position)
      },
    })
    expect(told).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 95])
  })

  test('a slow target holds the reading back: at most two batches wait', async () => {
    let made = 0
    let taken = 0
    const source = async function* () {
      for (; made < 500; made++) yield line(made)
    }
    const slow: IngestTarget = {
      async ingest(events) {
        await new Promise((done) => setImmediate(done))
        expect(made - taken).toBeLessThanOrEqual(31)
        taken += events.length
        return { accepted: events.length, duplicates: 0, rejected: [] }
      },
    }
    const items = cloudEvents.read(source(), { mediaType: 'application/x-ndjson' })
    expect(await importInto(slow, items, { batchSize: 10 })).toMatchObject({ accepted: 500 })
  })

  test('since is included, until is not', async () => {
    const text = [line(1, 1), line(2, 2), line(3, 3), line(4, 4)].join('')
    const window = { since: Date.parse('2026-03-02T09:00:00Z'), until: Date.parse('2026-03-04T09:00:00Z') }
    expect(await importInto(book, read(text), window)).toEqual({
      items: 4,
      accepted: 2,
      duplicates: 0,
      rejected: 0,
      outside: 2,
      position: 4,
    })
  })

  test('a target that fails ends the import with its error; what was told before stands', async () => {
    const told: ImportProgress[] = []
    let batches = 0
    const failing: IngestTarget = {
      async ingest(events) {
        if (++batches === 3) throw new Error('disk full')
        return { accepted: events.length, duplicates: 0, rejected: [] }
      },
    }
    const running = importInto(failing, read(lines(100)), { batchSize: 10, onProgress: (progress) => told.push(progress) })
    await expect(running).rejects.toThrow('disk full')
    expect(told.at(-1)).toMatchObject({ position: 20, accepted: 20 })
    expect(batches).toBe(3)
  })

  test('a signal ends it after the batch that is under way', async () => {
    const stop = new AbortController()
    const progress = await importInto(book, read(lines(100)), {
      batchSize: 10,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    })
    expect(progress.accepted).toBeGreaterThanOrEqual(10)
    expect(progress.accepted).toBeLessThan(40)
    expect(progress.position).toBe(progress.accepted)
  })

  test('bytes are counted as they pass', async () => {
    let bytes = 0
    const text = `é${lines(3)}`
    await importInto(
      book,
      cloudEvents.read(
        counted(pieces(text, Buffer.from(text)), (more) => {
          bytes += more
        }),
      ),
    )
    expect(bytes).toBe(Buffer.byteLength(text) * 2)
  })
})

describe('The catalog (design section 4)', () => {
  const put = (text: string) => {
    const rejections: Rejection[] = []
    const target = { put: (entities: Parameters<Ledger['putAll']>[1]) => ledger.putAll(whole, entities) }
    return importCatalog(target, catalog.read(pieces(text)), {
      onRejection: (rejection) => void rejections.push(rejection),
    }).then((progress) => ({ ...progress, rejections }))
  }
  const text = (entities: readonly object[]) => entities.map((entity) => `${JSON.stringify(entity)}\n`).join('')

  test('is safe to repeat, and a refused entity leaves the others be', async () => {
    const more = [
      ...masterData,
      { kind: 'customer', account, id: 'c-1', name: 'One' },
      { kind: 'customer', account: 'f'.repeat(24), id: 'c-1', name: 'Of nobody' },
      { kind: 'rate', id: 'r', meter: 'fax', currency: 'USD', unitPrice: '0.01', validFrom: '2026-07-01' },
    ]
    expect(await put(text(more))).toMatchObject({ accepted: 2, duplicates: 2, rejected: 1, rejections: [{ line: 4 }] })
    expect(await ledger.rates(whole)).toContainEqual(expect.objectContaining({ id: 'r', validFrom: Date.parse('2026-07-01') }))
    expect(await put(text(more))).toMatchObject({ accepted: 0, duplicates: 4, rejected: 1 })
  })

  test.each([
    ['{"kind":"planet","name":"Mars"}', 'UnknownType'],
    ['{"name":"Mars"}', 'UnknownType'],
    ['{"kind":"__proto__"}', 'UnknownType'],
    ['{"kind":"customer","account":"a","id":"c","name":"n","colour":"red"}', 'InvalidField'],
    ['{"kind":"customer","account":"a","id":7,"name":"n"}', 'InvalidField'],
    ['{"kind":"customer","constructor":"x"}', 'InvalidField'],
    ['{"kind":"account","externalCodes":"acme"}', 'InvalidField'],
    ['{"kind":"account","externalCodes":[1]}', 'InvalidField'],
    ['{"kind":"rate","validFrom":"soon"}', 'InvalidField'],
    ['{"kind":"account"', 'MalformedJson'],
    ['[]', 'MalformedJson'],
  ])('%s is refused as %s', async (line, code) => {
    expect(await readAll(catalog, line)).toEqual([expect.objectContaining({ line: 1, code, text: line })])
  })
})

describe('httpTarget', () => {
  let server: Server
  let url: string
  let answer: (request: IncomingMessage, body: string, response: ServerResponse) => unknown
  const bodies: string[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        bodies.push(body)
        answer(request, body, response)
      })
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())
  beforeEach(() => bodies.splice(0))

  /** What the gateway's own ingest does with such a body. */
  const take = async (_: IncomingMessage, body: string, response: ServerResponse) => {
    const items = await readAll(cloudEvents, body, { mediaType: 'application/x-ndjson' })
    const events = items.flatMap((item) => ('value' in item ? [item.value] : []))
    response.setHeader('content-type', 'application/json').end(JSON.stringify(await book.ingest(events)))
  }
  const target = (more = {}) => httpTarget({ url, key: 'tg_key', waitMs: 1, ...more })

  test('posts JSON lines with the key; the answer is the book’s', async () => {
    answer = (request, body, response) => {
      expect([request.method, request.url]).toEqual(['POST', '/usage/events?backfill=true'])
      expect(request.headers).toMatchObject({ 'content-type': 'application/x-ndjson', 'x-api-key': 'tg_key' })
      return take(request, body, response)
    }
    const text = `${lines(25)}${line(99, 2, 'nobody')}`
    const rejections: Rejection[] = []
    const options = { batchSize: 10, onRejection: (rejection: Rejection) => void rejections.push(rejection) }
    expect(await importInto(target(), read(text), options)).toMatchObject({ accepted: 25, duplicates: 0, rejected: 1 })
    expect(rejections).toEqual([expect.objectContaining({ line: 26, code: 'UnknownAccount' })])
    // The same file into the book itself: the same events.
    expect(await importInto(book, read(text))).toMatchObject({ accepted: 0, duplicates: 25, rejected: 1 })
  })

  test.each<[string, (response: ServerResponse) => void]>([
    ['503', (response) => response.writeHead(503, { 'retry-after': '0' }).end('busy')],
    ['429', (response) => response.writeHead(429).end()],
    ['a connection that is cut', (response) => response.destroy()],
  ])('%s is tried again', async (_, fail) => {
    let tries = 0
    answer = (request, body, response) => (++tries < 3 ? fail(response) : take(request, body, response))
    expect(await importInto(target(), read(lines(5)))).toMatchObject({ accepted: 5 })
    expect(tries).toBe(3)
    expect(new Set(bodies).size).toBe(1)
  })

  test('an answer that was lost is asked for again, and nothing counts twice', async () => {
    let tries = 0
    answer = async (request, body, response) => {
      if (++tries > 1) return take(request, body, response)
      await book.ingest((await readAll(cloudEvents, body)).flatMap((item) => ('value' in item ? [item.value] : [])))
      response.destroy()
    }
    expect(await importInto(target(), read(lines(5)))).toMatchObject({ accepted: 0, duplicates: 5 })
  })

  test('a refusal is not tried again, and says what and where', async () => {
    answer = (_, __, response) =>
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"responseStatus":{"message":"no scope"}}')
    await expect(importInto(target(), read(lines(5)))).rejects.toThrow(/usage\/events answered 403: .*no scope/)
    expect(bodies).toHaveLength(1)
  })

  test.each([
    ['no JSON', '<html>'],
    ['another JSON', '{"ok":true}'],
  ])('an answer that is %s is an error, never taken for success', async (_, text) => {
    answer = (__, ___, response) => response.end(text)
    await expect(importInto(target(), read(lines(1)))).rejects.toThrow('answered 200')
  })

  test('it gives up in the end and says that repeating is safe', async () => {
    answer = (_, __, response) => response.writeHead(503).end()
    await expect(importInto(target({ attempts: 3 }), read(lines(2)))).rejects.toThrow(/in 3 attempts .*Repeat the import/)
    expect(bodies).toHaveLength(3)
  })

  test('the key does not follow a redirect', async () => {
    answer = (_, __, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()
    await expect(importInto(target(), read(lines(1)))).rejects.toThrow('answered 307')
  })

  test('only http addresses', () => {
    expect(() => httpTarget({ url: 'file:///etc', key: 'k' })).toThrow('file:///etc is not an http')
  })
})
