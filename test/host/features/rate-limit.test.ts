import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { RateLimiterSQLite } from 'rate-limiter-flexible'
import request from 'supertest'
import { rateLimit } from '../../../host'
import { Gcra } from '../../../host/features/gcra'
import { networkOf, type RateLimitOptions } from '../../../host/features/rate-limit'
import { type Desk, deskGateway, deskUsers } from '../desk'

let desk: Desk
beforeAll(async () => {
  desk = await deskUsers()
})

async function limited(options: RateLimitOptions, work: (server: import('node:http').Server) => Promise<void>) {
  const gateway = deskGateway(desk.users, { features: [rateLimit(options)] })
  const server = await gateway.listen()
  try {
    await work(server)
  } finally {
    await gateway.close()
  }
}

test('every answer says what is left, whatever it is', () =>
  limited({ perSecond: 2, burst: 5 }, async (server) => {
    const left = []
    for (const address of ['/loans', '/loans?max=0', '/loans.csv', '/api/Audit', '/loans?callback=cb', '/loans']) {
      const { headers } = await request(server).get(address).set('X-Api-Key', desk.auditorKey)
      expect(headers['ratelimit-policy']).toBe('"calls";q=5;w=3')
      left.push(headers.ratelimit)
    }
    expect(left.map((text) => /^"calls";r=(\d);t=(\d)$/.exec(text ?? '')?.[1])).toEqual(['4', '3', '2', '1', '0', '0'])
  }))

const refusals: readonly (readonly [address: string, accept: string, type: RegExp, holds: string])[] = [
  ['/loans', 'application/json', /json/, '"errorCode":"TooManyRequests"'],
  ['/loans', 'application/xml', /xml/, '<ErrorCode>TooManyRequests</ErrorCode>'],
  ['/loans.csv', '*/*', /csv/, 'TooManyRequests'],
  ['/loans?callback=cb', '*/*', /javascript/, 'cb({"responseStatus":{"errorCode":"TooManyRequests"'],
]
test.each(refusals)('beyond the limit %s for %s is refused in its format', (address, accept, type, holds) =>
  limited({ perSecond: 1, burst: 1 }, async (server) => {
    const call = () =>
      request(server)
        .get(address)
        .set('Accept', accept)
        .buffer(true)
        .parse((response, done) => {
          let text = ''
          response.on('data', (chunk) => (text += chunk)).on('end', () => done(null, text))
        })
    await call()
    const { headers, body } = await call()
    expect([headers['retry-after'], headers.ratelimit]).toEqual(['1', '"calls";r=0;t=1'])
    expect(headers['content-type']).toMatch(type)
    expect(body).toContain(holds)
  }),
)

test('processes that share a store share a limit', async () => {
  const database = new Database(':memory:')
  const shared = await new Promise<RateLimiterSQLite>((resolve, reject) => {
    const limiter: RateLimiterSQLite = new RateLimiterSQLite(
      { storeClient: database, storeType: 'better-sqlite3', points: 10, duration: 60, tableName: 'limits' },
      (error?: Error) => (error ? reject(error) : setImmediate(() => resolve(limiter))),
    )
  })
  const options = { perSecond: 1_000, shared }
  await limited(options, (one) =>
    limited(options, async (other) => {
      for (let count = 0; count < 5; count++)
        for (const server of [one, other]) expect((await request(server).get('/loans')).status).toBe(200)
      await sleep(150)
      for (const server of [one, other]) expect((await request(server).get('/loans')).status).toBe(200)
      await sleep(150)
      for (const server of [one, other]) {
        const { status, headers } = await request(server).get('/loans')
        expect(status).toBe(429)
        expect(Number(headers['retry-after'])).toBeGreaterThan(30)
      }
      // Another caller has his own, and his key stands in no row.
      expect((await request(one).get('/api/Audit').set('X-Api-Key', desk.auditorKey)).status).toBe(204)
      await sleep(150)
      const rows = JSON.stringify(database.prepare('SELECT * FROM limits').all())
      expect([rows.includes(desk.auditorKey), rows.includes('127.0.0.1')]).toEqual([false, false])
    }),
  )
  database.close()
})

test('a store that fails refuses nobody, and is told of', async () => {
  const heard: unknown[] = []
  const shared = { consume: () => Promise.reject(new Error('gone')) }
  await limited({ perSecond: 1_000, shared, onError: (error) => heard.push(error) }, async (server) => {
    await request(server).get('/loans')
    await sleep(100)
    expect((await request(server).get('/loans')).status).toBe(200)
    expect(String(heard[0])).toBe('Error: gone')
  })
})

test('a caller never has more than his burst and his rate, whenever he calls', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
      (perSecond, burst, pauses) => {
        const limit = new Gcra(1000 / perSecond, burst)
        const passed: number[] = []
        let now = 0
        for (const [at, pause] of pauses.entries()) {
          now += pause
          const { wait, left } = limit.take('a', now)
          if (wait === 0) passed.push(now)
          expect(left).toBeLessThan(burst)
          expect(limit.take(`other ${at}`, now).wait).toBe(0)
        }
        for (let from = 0; from < passed.length; from++)
          for (let to = from; to < passed.length; to++)
            expect(to - from + 1).toBeLessThanOrEqual(burst + ((passed[to]! - passed[from]!) * perSecond) / 1000 + 1e-6)
      },
    ),
    { numRuns: 60 },
  )
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '::ffff:192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('%s is limited with its network %s (threats 3.7)', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
