import { existsSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { meters, withRounding } from '../../../services/usage/ledger'
import { engines } from '../../../services/usage/storage'
import { createCommands } from '../../../services/usage/storage/sqlite/commands'
import { assertDurable, openWriter } from '../../../services/usage/storage/sqlite/connection'
import { migrate, versionOf } from '../../../services/usage/storage/sqlite/migrations'
import { addFunctions } from '../../../services/usage/storage/sqlite/record-id'
import { whole } from '../reaches'
import { acme, type Book, call, everywhere, openBook, other, withCatalog } from './books'

// Threads start slowly where many suites share two cores.
jest.setTimeout(30_000)

const open = engines.sqlite!
const inFolder = async (run: (location: string) => Promise<void> | void) => {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-'))
  try {
    await run(join(folder, 'deep', 'usage.db'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('durability (threats F3, F4)', () => {
  test('synchronous is FULL after a write, which is when it says the truth', async () => {
    const { engine, location, end } = await withCatalog('sqlite', true)
    const connection = openWriter(location)
    connection.run('update version set value = value')
    expect(connection.db.pragma('synchronous', { simple: true })).toBe(2)
    expect(connection.db.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(() => assertDurable(connection)).not.toThrow()
    connection.db.pragma('synchronous = normal')
    expect(() => assertDurable(connection)).toThrow(/synchronous is 1/)
    connection.close()
    expect((await engine.info()).version).toMatch(/^SQLite 3\.(5[2-9]|51\.[3-9])/)
    await end()
  })

  test('the file is its owner’s alone, in a folder that is made', () =>
    inFolder(async (location) => {
      const engine = await open({ location })
      expect(statSync(location).mode & 0o077).toBe(0)
      await engine.ready()
      await engine.close()
      expect(existsSync(`${location}-wal`)).toBe(false)
    }))
})

describe('migrations', () => {
  test('of many that start together one migrates, and all can write', () =>
    inFolder(async (location) => {
      const all = await Promise.all(Array.from({ length: 4 }, () => open({ location })))
      await Promise.all(all.map((engine, index) => engine.settings.put(`started-${index}`, 'yes')))
      expect(new Set(await Promise.all(all.map(async (engine) => (await engine.info(true)).integrity.join())))).toEqual(
        new Set(['ok']),
      )
      for (const engine of all) await engine.close()
    }))

  test('a book of a newer program is refused, and stays as it was', () =>
    inFolder(async (location) => {
      await (await open({ location })).close()
      const db = new Database(location)
      db.pragma('user_version = 99')
      db.close()
      await expect(open({ location })).rejects.toThrow(/schema 99, this program knows \d+/)
      const again = new Database(location)
      expect(again.pragma('user_version', { simple: true })).toBe(99)
      again.close()
    }))

  test('a step that fails leaves nothing behind, version included', () => {
    const connection = openWriter(':memory:')
    expect(() => migrate(connection, meters, ['create table a(x) strict', 'nonsense'])).toThrow()
    expect(versionOf(connection)).toBe(0)
    expect(connection.all('select name from sqlite_master')).toEqual([])
    connection.close()
  })

  test('a meter that the program learned since is added to an old book', async () => {
    const added = [...meters, { ...meters[0]!, code: 'call.new' }]
    await inFolder(async (location) => {
      await (await open({ location })).close()
      const engine = await open({ location, meters: added })
      expect(
        await engine.masterData.put(whole, [{ kind: 'rate', id: 'new', meter: 'call.new', currency: 'USD', unitPrice: '1' }]),
      ).toEqual([{ outcome: 'created' }])
      await engine.close()
    })
  })

  test('AI meters that bill parts of a minute are refused at the start (usage-domain 3.2)', async () => {
    const broken = meters.map((meter) => (meter.ai ? { ...meter, rounding: { minimum: 6, increment: 6, perUnit: 60 } } : meter))
    await expect(open({ location: ':memory:', meters: broken })).rejects.toThrow(/ai\.live/)
    const { engine, end } = await withCatalog('sqlite', true, {
      meters: withRounding({ 'call.outbound': { minimum: 6, increment: 6 } }),
    })
    await engine.ledger.ingest([call({ quantity: '7' })], { ...everywhere, receivedAt: 0 })
    expect((await engine.ledger.events(whole, { limit: 1 }))[0]!.billed).toBe(200_000n)
    await end()
  })
})

describe('verify', () => {
  test.each([
    ['acct_month', 'update acct_month set billed = billed + 1 where account_id = (select id from account where key = ?)'],
    ['cust_day', 'delete from cust_day where account_id = (select id from account where key = ?)'],
    [
      'acct_day',
      'insert into acct_day select account_id, day + 1, series_id, cnt, raw_qty, billed, org_id from acct_day where account_id = (select id from account where key = ?)',
    ],
    ['acct_month', "update acct_month set record_id = x'00' where account_id = (select id from account where key = ?)"],
  ])('a row of %s that is not what the events say is named, and rebuild mends it', async (table, damage) => {
    const { engine, ledger, location, end } = await withCatalog('sqlite', true)
    await ledger.ingest([call(), call({ account: other })], everywhere)
    const db = new Database(location)
    db.prepare(damage).run(acme)
    db.close()
    const report = await engine.verify(whole)
    expect(report).toMatchObject({ clean: false, differenceCount: 1 })
    expect(report.differences[0]).toMatchObject({ table })
    await engine.rebuild(whole)
    expect((await engine.verify(whole)).clean).toBe(true)
    await end()
  })
})

describe('a book that cannot be written (threats P8)', () => {
  let book: Book
  beforeAll(async () => {
    book = await withCatalog('sqlite', true, { busyMs: 300, maxQueued: 50 })
  })
  afterAll(() => book.end())

  test('locked by another process: 503 after the wait, reads go on, the loop does not stall, and the lock’s end is the trouble’s end', async () => {
    const thief = new Database(book.location)
    thief.exec('begin immediate')
    const event = call()
    const answer = book.ledger.ingest([event], everywhere)
    const refused = expect(answer).rejects.toMatchObject({
      status: 503,
      errorCode: 'StorageUnavailable',
      details: { headers: { 'Retry-After': '1' } },
    })
    let [longest, last] = [0, performance.now()]
    const pulse = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    expect(await book.ledger.account(whole, acme)).toBeDefined()
    await refused
    clearInterval(pulse)
    expect(longest).toBeLessThan(250)
    await expect(book.engine.ready()).rejects.toMatchObject({ status: 503 })
    thief.exec('commit')
    thief.close()
    await book.engine.ready()
    expect(await book.ledger.ingest([event], everywhere)).toMatchObject({ accepted: 1 })
  })

  test('a lock that is short is waited for', async () => {
    const thief = new Database(book.location)
    thief.exec('begin immediate')
    setTimeout(() => {
      thief.exec('commit')
      thief.close()
    }, 100)
    expect(await book.ledger.ingest([call()], everywhere)).toMatchObject({ accepted: 1 })
  })

  test('the queue is bounded: what is too much gets 503, what was taken is booked', async () => {
    const batch = () =>
      book.ledger.ingest(
        Array.from({ length: 20 }, () => call()),
        everywhere,
      )
    const settled = await Promise.allSettled(Array.from({ length: 10 }, batch))
    const refused = settled.filter((each) => each.status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const each of refused) expect(each.reason).toMatchObject({ status: 503 })
    expect((await book.engine.verify(whole)).clean).toBe(true)
  })

  test('no room: 503, what was acknowledged is there, and room again is the trouble’s end', async () => {
    const { engine, ledger, location, end } = await withCatalog('sqlite', true)
    const db = new Database(location)
    const pages = db.pragma('page_count', { simple: true }) as number
    db.close()
    const small = openWriter(location)
    addFunctions(small)
    small.db.pragma(`max_page_count = ${pages + 20}`)
    const commands = createCommands({ location, meters, busyMs: 300 }, small)
    const fill = () =>
      commands.ingest(
        Array.from({ length: 200 }, () => call()),
        { organization: undefined, sources: [], receivedAt: 0 },
      )
    let acknowledged = 0
    await expect(
      (async () => {
        for (;;) acknowledged += (await fill()).accepted
      })(),
    ).rejects.toMatchObject({ status: 503, message: expect.stringContaining('no room') })
    expect((await ledger.events(whole, { limit: 10_000 })).length).toBe(acknowledged)
    small.db.pragma(`max_page_count = ${pages + 1000}`)
    expect((await fill()).accepted).toBe(200)
    await commands.close()
    expect((await engine.verify(whole)).clean).toBe(true)
    await end()
  })
})

test('the file is taken away: 503 and nothing is acknowledged into nowhere; put back, it goes on (threats P8)', async () => {
  const { engine, ledger, location, end } = await withCatalog('sqlite', true)
  expect((await ledger.ingest([call()], everywhere)).accepted).toBe(1)
  const parts = ['', '-wal', '-shm'].filter((part) => existsSync(location + part))
  for (const part of parts) renameSync(location + part, `${location}.away${part}`)
  const event = call()
  for (let attempt = 0; attempt < 3; attempt++)
    await expect(ledger.ingest([event], everywhere)).rejects.toMatchObject({ status: 503 })
  expect(existsSync(location)).toBe(false)
  for (const part of parts) renameSync(`${location}.away${part}`, location + part)
  expect((await ledger.ingest([event], everywhere)).accepted).toBe(1)
  await new Promise((resolve) => setTimeout(resolve, 1_050))
  expect((await ledger.events(whole, { limit: 10 })).length).toBe(2)
  expect(await engine.verify(whole)).toMatchObject({ clean: true, events: 2 })
  await end()
})

describe('group commit', () => {
  test('many small batches share transactions, and each gets its own answer', async () => {
    const { ledger, engine, end } = await withCatalog('sqlite', true)
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => ledger.ingest([call(index % 10 === 0 ? { meter: 'nope' } : {})], everywhere)),
    )
    expect(answers.filter(({ accepted }) => accepted === 1)).toHaveLength(180)
    expect(answers.filter(({ rejected }) => rejected.length === 1)).toHaveLength(20)
    expect((await engine.verify(whole)).events).toBe(180)
    await end()
  })

  test('a reader sees a batch whole or not at all', async () => {
    const { ledger, end } = await withCatalog('sqlite', true)
    const seen = new Set<number>()
    const writing = (async () => {
      for (let batch = 0; batch < 20; batch++)
        await ledger.ingest(
          Array.from({ length: 50 }, () => call({ meter: 'ai.live', quantity: '60' })),
          everywhere,
        )
      return 'done'
    })()
    for (let done = false; !done; ) {
      const { accounts } = await ledger.aiMinutes(whole, { from: 0, to: 30_000 })
      seen.add(accounts[0]?.minutes ?? 0)
      done = (await Promise.race([writing, new Promise((resolve) => setImmediate(resolve, 'not yet'))])) === 'done'
    }
    for (const minutes of seen) expect(minutes % 50).toBe(0)
    await end()
  })

  test('two engines write to one book: nothing is lost and nothing is twice', async () => {
    const { ledger, engine, location, end } = await withCatalog('sqlite', true)
    const second = await open({ location })
    const events = Array.from({ length: 400 }, () => call())
    const send = (from: typeof engine, at: number) =>
      from.ledger.ingest(events.slice(at, at + 40), { ...everywhere, receivedAt: 1 })
    const starts = Array.from({ length: 10 }, (_, index) => index * 40)
    const results = await Promise.all(starts.flatMap((at) => [send(engine, at), send(second, at)]))
    expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(400)
    expect(results.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(400)
    expect(await engine.verify(whole)).toMatchObject({ clean: true, events: 400 })
    await second.close()
    expect((await ledger.freshness(whole)).watermark).toBe(400)
    await end()
  })

  test('a catalog change of one process is seen by the other’s next event', async () => {
    const { ledger, location, end } = await withCatalog('sqlite', true)
    const second = await open({ location })
    const event = call({ customer: 'late-comer' })
    expect((await ledger.ingest([event], everywhere)).rejected[0]!.code).toBe('UnknownCustomer')
    await second.masterData.put(whole, [{ kind: 'customer', account: acme, id: 'late-comer', name: 'Late' }])
    expect((await ledger.ingest([event], everywhere)).accepted).toBe(1)
    await second.close()
    await end()
  })

  test('a batch that cannot cross to the writer is refused where it is', async () => {
    const { ledger, end } = await openBook('sqlite', true)
    await expect(ledger.ingest([{ ...call(), data: () => 1 }], everywhere)).rejects.toMatchObject({ status: 400 })
    await end()
  })
})
