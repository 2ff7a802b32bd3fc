import { type ChildProcess, spawn } from 'node:child_process'
import { extname, join } from 'node:path'
import Database from 'better-sqlite3'
import { AuditLog, type AuthEvent, type AuthEventKind, canonicalJson, verifyLog } from '../../../services/audit'
import { engines } from '../../../services/usage/storage'
import { type Book, openBook, places } from '../storage/books'

const text = (kind: AuthEventKind, init: Partial<AuthEvent> = {}) => canonicalJson({ kind, at: 1_000, ...init })
const texts = (count: number, mark = '') =>
  Array.from({ length: count }, (_, at) => text('signIn', { userName: `u${mark}${at}` }))

describe.each(places)('%s: the audit log', (_, engine, inFile) => {
  let book: Book
  beforeEach(async () => {
    book = await openBook(engine, inFile)
  })
  afterEach(() => book.end())

  test('goes on where it stands, and verifies', async () => {
    const { audit } = book.engine
    expect(await audit.head()).toBeUndefined()
    expect(await verifyLog(audit)).toMatchObject({ entries: 0 })
    await audit.append(texts(3))
    const head = await audit.append(texts(2))
    expect(head.seq).toBe(5)
    expect(await audit.head()).toEqual(head)
    expect(await verifyLog(audit)).toEqual({ entries: 5, head })
    expect((await audit.entries({ limit: 2, from: 1 })).map(({ seq }) => seq)).toEqual([2, 3])
    expect((await audit.entries({ limit: 2, from: 3, newestFirst: true })).map(({ seq }) => seq)).toEqual([2, 1])
  })

  test('is searched by who, what, where and when', async () => {
    const { audit } = book.engine
    const events: Partial<AuthEvent>[] = [
      { kind: 'signIn', userName: 'ann', address: '192.0.2.1', at: 10 },
      { kind: 'refused', userName: 'ann', address: '192.0.2.2', organization: 'o-1', at: 20 },
      { kind: 'keyRevoked', userName: 'operator:bob', subject: 'k-1', at: 30 },
      { kind: 'signIn', userName: "o'neil", at: 40 },
    ]
    await audit.append(events.map(({ kind, ...rest }) => text(kind!, rest)))
    const found = async (query: object) => (await audit.entries({ limit: 10, ...query })).map(({ seq }) => seq)
    expect(await found({ kinds: ['signIn', 'keyRevoked'] })).toEqual([1, 3, 4])
    expect(await found({ userName: 'ann' })).toEqual([1, 2])
    expect(await found({ userName: "o'neil" })).toEqual([4])
    expect(await found({ subject: 'k-1' })).toEqual([3])
    expect(await found({ address: '192.0.2.2' })).toEqual([2])
    expect(await found({ organization: 'o-1' })).toEqual([2])
    expect(await found({ since: 20, until: 40 })).toEqual([2, 3])
    expect(await found({ userName: 'ann', newestFirst: true })).toEqual([2, 1])
  })

  test('ten thousand events take little time, and each is there', async () => {
    const log = new AuditLog({ store: book.engine.audit })
    const began = performance.now()
    for (let at = 0; at < 10_000; at++) log.record({ kind: 'keyChanged', subject: `k-${at}`, address: '192.0.2.1' })
    const recorded = performance.now() - began
    await log.settled()
    const settled = performance.now() - began
    await log.close()
    expect(await verifyLog(book.engine.audit)).toMatchObject({ entries: 10_000, head: { seq: 10_000 } })
    // Measured: 35 µs to record one, 0.6 s until all are on disk; a machine that does much else takes longer.
    expect(recorded).toBeLessThan(10_000)
    expect(settled).toBeLessThan(20_000)
  }, 60_000)
})

describe('sqlite: what somebody with the file can do (threats P13)', () => {
  let book: Book
  beforeEach(async () => {
    book = await openBook('sqlite', true)
    await book.engine.audit.append(texts(20))
  })
  afterEach(() => book.end())

  const byHand = (...statements: readonly string[]) => {
    const db = new Database(book.location)
    try {
      for (const statement of statements) db.exec(statement)
    } finally {
      db.close()
    }
  }
  const open = ['drop trigger audit_no_update', 'drop trigger audit_no_delete']

  test.each(['update audit set record = record', 'delete from audit where seq = 3'])(
    'the store itself refuses %s',
    (statement) => {
      expect(() => byHand(statement)).toThrow('only added to')
    },
  )

  test.each<[string, readonly string[], number]>([
    ['an edit', [`update audit set record = replace(record, 'u6', 'u7') where seq = 7`], 7],
    ['an edit of the last', [`update audit set record = '{}' where seq = 20`], 20],
    ['a deletion', ['delete from audit where seq = 5'], 5],
    ['a deletion of the first', ['delete from audit where seq = 1'], 1],
    [
      'an exchange',
      [
        'update audit set seq = 1000 where seq = 8',
        'update audit set seq = 8 where seq = 9',
        'update audit set seq = 9 where seq = 1000',
      ],
      8,
    ],
    ['a cut end', ['delete from audit where seq > 15'], 16],
    ['an empty log', ['delete from audit'], 1],
    ['an entry put behind', [`insert into audit select 21, hash, hash, record from audit where seq = 20`], 21],
  ])('%s is found', async (_name, statements, seq) => {
    byHand(...open, ...statements)
    expect((await verifyLog(book.engine.audit)).fault?.seq).toBe(seq)
    // It goes on all the same, and the fault stays to be found.
    await book.engine.audit.append(texts(2))
    expect((await verifyLog(book.engine.audit)).fault).toBeDefined()
  })

  test('a head that was removed is missed, until the next entry says it again: nothing else was taken', async () => {
    byHand('delete from audit_head')
    expect((await verifyLog(book.engine.audit)).fault?.seq).toBe(1)
    await book.engine.audit.append(texts(1))
    expect(await verifyLog(book.engine.audit)).toMatchObject({ entries: 21, head: { seq: 21 } })
  })

  test('a cut end with a head to match, and a log written anew, are found by what was noted elsewhere', async () => {
    const noted = { head: await book.engine.audit.head(), where: 'a note' }
    const last = (await book.engine.audit.entries({ limit: 1, from: 15 }))[0]!
    byHand(...open, 'delete from audit where seq > 16', `update audit_head set seq = 16, hash = '${last.hash}'`)
    expect((await verifyLog(book.engine.audit)).fault).toBeUndefined()
    expect((await verifyLog(book.engine.audit, [noted])).fault).toEqual({ seq: 17, problem: expect.stringContaining('cut off') })
    await book.engine.audit.append(texts(10, 'anew'))
    expect((await verifyLog(book.engine.audit, [noted])).fault).toEqual({ seq: 20, problem: expect.stringContaining('anew') })
  })
})

describe('sqlite: several processes (design section 4)', () => {
  const source = extname(__filename) === '.ts'
  const loader = join(__dirname, '../../../services/usage/storage/sqlite/thread-from-source.cjs')
  const writer = (location: string, mark: string, count: number): ChildProcess =>
    spawn(
      process.execPath,
      [...(source ? ['-r', loader] : []), join(__dirname, `audit-writer${extname(__filename)}`), location, mark, String(count)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
  const acknowledged = (child: ChildProcess) => {
    const seen: string[] = []
    child.stdout!.on('data', (chunk: Buffer) => seen.push(...String(chunk).split('\n').filter(Boolean)))
    return seen
  }
  const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.on('close', () => resolve()))

  test('writers side by side keep one chain', async () => {
    const book = await openBook('sqlite', true, { busyMs: 20_000 })
    const second = await engines.sqlite!({ location: book.location, busyMs: 20_000 })
    const child = writer(book.location, 'child', 200)
    const seen = acknowledged(child)
    const lanes = [book.engine, second].map(async ({ audit }, lane) => {
      for (let at = 0; at < 100; at++) await audit.append(texts(2, `${lane}-${at}-`))
    })
    await Promise.all([...lanes, ended(child)])
    expect(seen).toHaveLength(200)
    expect(await verifyLog(book.engine.audit)).toMatchObject({ entries: 600, head: { seq: 600 } })
    expect(await verifyLog(second.audit)).not.toHaveProperty('fault')
    await second.close()
    await book.end()
  }, 60_000)

  test('kill -9 leaves a chain that holds, with every entry that was acknowledged', async () => {
    const book = await openBook('sqlite', true)
    const all: string[] = []
    for (let round = 0; round < 3; round++) {
      const child = writer(book.location, `r${round}`, 1_000_000)
      const seen = acknowledged(child)
      while (seen.length < 5) await new Promise((resolve) => setTimeout(resolve, 10))
      await new Promise((resolve) => setTimeout(resolve, 20 + round * 37))
      child.kill('SIGKILL')
      await ended(child)
      // The last line may be cut in the middle.
      all.push(...seen.filter((line) => line.endsWith('.')))
    }
    const report = await verifyLog(book.engine.audit)
    expect(report.fault).toBeUndefined()
    const there = new Set((await book.engine.audit.entries({ limit: 1_000_000 })).map(({ record }) => JSON.parse(record).subject))
    expect(all.filter((subject) => !there.has(subject.slice(0, -1)))).toEqual([])
    expect(all.length).toBeGreaterThan(15)
    await book.end()
  }, 60_000)
})
