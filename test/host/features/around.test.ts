import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import request from 'supertest'
import { type Feature, health, metrics, rateLimit, requestLog, securityHeaders } from '../../../host'
import { LineFile } from '../../../host/features/line-file'
import { type Desk, deskGateway, deskUsers } from '../desk'

let desk: Desk
beforeAll(async () => {
  desk = await deskUsers()
})

async function withFeatures(features: Feature[], work: (server: import('node:http').Server) => Promise<void>) {
  const gateway = deskGateway(desk.users, { features })
  const server = await gateway.listen()
  try {
    await work(server)
  } finally {
    await gateway.close()
  }
}

const withFolder = async (work: (folder: string) => Promise<void>) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'log-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
const linesOf = (file: string) =>
  readFileSync(file, 'latin1')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('one JSON line a call, with the id that goes out, and no secret in it (threats 3.8)', () =>
  withFolder(async (folder) => {
    const file = path.join(folder, 'deep', 'requests.log')
    await withFeatures([requestLog({ to: file })], async (server) => {
      const given = await request(server)
        .get('/loans?branch=n&apikey=hunter2&password=hunter3&callback=cb')
        .set('X-Request-Id', 'abc-1')
      expect(given.headers['x-request-id']).toBe('abc-1')
      const forged = await request(server)
        .get('/api/WhoAmI')
        .set('X-Request-Id', 'a b\tc')
        .set('X-Api-Key', desk.clerkKey)
        .buffer(true)
        .parse((_, done) => done(null, ''))
      expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f]{12}-\w+$/)
      await request(server).get('/api/Fails?how=%22%0a%C3%A9')
      await request(server).get('/loans?max=abc')
      await request(server).get('/loans?max=0')
    })
    const lines = linesOf(file)
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatchObject({
      level: 30,
      reqId: 'abc-1',
      method: 'GET',
      message: 'FindLoans',
      statusCode: 200,
      url: '/loans?branch=n&apikey=***&password=***&callback=***',
    })
    expect(lines[1]).toMatchObject({ user: 'clara', message: 'WhoAmI' })
    expect(lines[2]).toMatchObject({ level: 50, statusCode: 500 })
    expect(lines[3]).toMatchObject({ level: 40, statusCode: 400 })
    const text = readFileSync(file, 'latin1')
    for (const secret of ['hunter', desk.clerkKey, desk.clerkKey.split('_')[2]!]) expect(text).not.toContain(secret)
    expect(text).toMatch(/^[ -~\n]*$/)
  }))

test('lines survive full buffers, rotation and closing', () =>
  withFolder(async (folder) => {
    const file = path.join(folder, 'lines.log')
    const lines = new LineFile(file)
    const line = `{"text":"${'x'.repeat(1000)}"}\n`
    for (let count = 0; count < 60; count++) lines.write(line)
    lines.reopen()
    for (let count = 0; count < 60; count++) lines.write(line)
    await lines.close()
    expect(readFileSync(file, 'latin1')).toBe(line.repeat(120))
  }))

test('a file that is moved while it is written to loses nothing, and no line is cut', () =>
  withFolder(async (folder) => {
    const file = path.join(folder, 'lines.log')
    const lines = new LineFile(file)
    const line = `{"text":"${'x'.repeat(1000)}"}\n`
    // More than one buffer: it is being written when the file is moved.
    for (let count = 0; count < 100; count++) lines.write(line)
    renameSync(file, `${file}.1`)
    lines.reopen()
    for (let count = 0; count < 50; count++) lines.write(line)
    await lines.close()
    const both = [`${file}.1`, file].map((each) => readFileSync(each, 'latin1'))
    expect(both.map((text) => text.length % line.length)).toEqual([0, 0])
    expect(both.join('')).toBe(line.repeat(150))
  }))

test('what the disk cannot take in time is counted, and no call waits for it', () =>
  withFolder(async (folder) => {
    const file = path.join(folder, 'lines.log')
    const lines = new LineFile(file)
    const line = `{"text":"${'x'.repeat(1000)}"}\n`
    // In one turn of the loop nothing can be written: two buffers fill, the rest is lost.
    for (let count = 0; count < 500; count++) lines.write(line)
    await new Promise((resolve) => setTimeout(resolve, 50))
    // The last write is under way when the file is closed.
    for (let count = 0; count < 100; count++) lines.write(line)
    await lines.close()
    const kept = linesOf(file)
    const lost = kept.flatMap(({ msg }) => (msg ? [Number(/^(\d+) request lines were lost$/.exec(msg)![1])] : []))
    expect(lost.reduce((sum, count) => sum + count, 0) + kept.filter(({ text }) => text).length).toBe(600)
  }))

test('metrics count by message and status', () =>
  withFeatures([metrics()], async (server) => {
    await request(server).get('/loans')
    await request(server).get('/loans')
    await request(server).get('/loans?max=0')
    const { text, headers } = await request(server).get('/metrics')
    expect(headers['content-type']).toMatch(/^text\/plain/)
    expect(text).toContain('tollgate_requests_total{message="FindLoans",status="200"} 2')
    expect(text).toContain('tollgate_requests_total{message="FindLoans",status="400"} 1')
    expect(text).toContain('tollgate_request_duration_seconds_bucket{message="FindLoans",le="+Inf"} 3')
  }))

test('health is about the process, readiness about what it needs', async () => {
  let fault: Error | undefined
  await withFeatures(
    [
      health({
        ready: () => {
          if (fault) throw fault
        },
        askEvery: 0,
      }),
    ],
    async (server) => {
      for (const address of ['/health', '/healthz', '/livez', '/ready', '/readyz'])
        expect((await request(server).get(address)).status).toBe(200)
      fault = new Error('password=hunter2')
      const { status, text } = await request(server).get('/ready')
      expect([status, text.includes('hunter')]).toEqual([503, false])
      expect((await request(server).get('/health')).status).toBe(200)
    },
  )
})

test('whoever asks how ready it is, what may cost a write is asked once a while', async () => {
  let asked = 0
  await withFeatures([health({ ready: () => void asked++, askEvery: 60_000 })], async (server) => {
    const all = await Promise.all(Array.from({ length: 20 }, () => request(server).get('/ready')))
    expect(all.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(asked).toBe(1)
  })
  await withFeatures([health({ ready: () => void asked++, askEvery: 0 })], async (server) => {
    for (let count = 0; count < 3; count++) await request(server).get('/ready')
    expect(asked).toBe(4)
  })
})

test('a limit of calls is 429 in the negotiated format, and each key has its own', () =>
  withFeatures([rateLimit({ perSecond: 1, burst: 3 })], async (server) => {
    const statuses = []
    for (let count = 0; count < 5; count++)
      statuses.push((await request(server).get('/api/Audit').set('X-Api-Key', desk.auditorKey)).status)
    expect(statuses).toEqual([204, 204, 204, 429, 429])
    const refused = await request(server).get('/csv/reply/Audit').set('X-Api-Key', desk.auditorKey)
    expect([refused.status, refused.headers['content-type'], Number(refused.headers['retry-after'])]).toEqual([
      429,
      'text/csv',
      1,
    ])
    expect((await request(server).delete('/loans/1').set('X-Api-Key', desk.clerkKey)).status).toBe(204)
  }))

test('security headers stand on answers, errors and pages', () =>
  withFeatures([securityHeaders(), health()], async (server) => {
    for (const address of ['/loans', '/loans?max=0', '/health'])
      expect((await request(server).get(address)).headers['x-content-type-options']).toBe('nosniff')
    expect((await request(server).get('/health')).headers['content-security-policy']).toContain("default-src 'none'")
  }))

test('features may answer, refuse and listen', async () => {
  const heard: number[] = []
  const own: Feature = {
    name: 'own',
    headers: ['X-Own', 'yes'],
    before(call) {
      if (call.query === 'stop') {
        call.outgoing.writeHead(202).end()
        return 'answered'
      }
      return undefined
    },
    after: (call) => void heard.push(call.status),
  }
  await withFeatures([own], async (server) => {
    expect((await request(server).get('/loans?stop')).status).toBe(202)
    expect((await request(server).get('/loans')).headers['x-own']).toBe('yes')
    expect(heard).toEqual([200])
  })
})
