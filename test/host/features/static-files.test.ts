import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import http, { type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { type Gateway, staticFiles } from '../../../host'
import { deskGateway, deskUsers } from '../desk'

const outer = mkdtempSync(join(tmpdir(), 'static-'))
const folder = join(outer, 'public')
const letters = 'abcdefghijklmnopqrstuvwxyz'
const modified = new Date('2024-05-06T07:08:09Z')
const date = 'Mon, 06 May 2024 07:08:09 GMT'
const secret = 'secret words'

mkdirSync(join(folder, 'sub', '.git'), { recursive: true })
const files: Readonly<Record<string, string>> = {
  '../outside.txt': secret,
  '.env.txt': secret,
  'sub/.git/config.txt': secret,
  'data.json': `{"a":"${secret}"}`,
  'secret.cs': secret,
  'letters.txt': letters,
  'with space.txt': 'sp ace',
  'a+b.txt': 'plus',
  'page.html': '<p>page</p>',
  'site.css': 'body{}',
  'dot.png': 'png',
  'sub/index.html': '<h1>Sub</h1>',
}
for (const [name, content] of Object.entries(files)) {
  writeFileSync(join(folder, name), content)
  utimesSync(join(folder, name), modified, modified)
}
symlinkSync(join(outer, 'outside.txt'), join(folder, 'linked.txt'))
symlinkSync(outer, join(folder, 'up'))
mkdirSync(join(folder, 'bare'))

let gateway: Gateway
let server: Server
beforeAll(async () => {
  const { users } = await deskUsers()
  gateway = deskGateway(users, {
    features: [staticFiles(folder), staticFiles(folder, { at: '/data', allow: ['json'], only: true })],
  })
  server = await gateway.listen()
})
afterAll(async () => {
  await gateway.close()
  rmSync(outer, { recursive: true })
})

/** The path as it is: supertest would tidy it. */
const get = (path: string) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    http
      .get({ port, path }, (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode!, text }))
      })
      .on('error', reject)
  })

test.each([
  ['/letters.txt', 'text/plain', letters],
  ['/letters.txt?format=json', 'text/plain', letters],
  ['/with%20space.txt', 'text/plain', 'sp ace'],
  ['/page.html', 'text/html', '<p>page</p>'],
  ['/site.css', 'text/css', 'body{}'],
  ['/sub/index.html', 'text/html', '<h1>Sub</h1>'],
])('%s with its date and in parts (R-6.24)', async (path, type, text) => {
  const { status, headers, text: got } = await request(server).get(path)
  expect([status, headers['content-type'], headers['last-modified'], headers['accept-ranges'], got]).toEqual([
    200,
    type,
    date,
    'bytes',
    text,
  ])
  const again = await request(server).get(path).set('If-Modified-Since', date)
  expect([again.status, again.text]).toEqual([304, ''])
})

test('ranges by RFC 9110, refusals as ResponseStatus', async () => {
  const last = await request(server).get('/letters.txt').set('Range', 'bytes=-3')
  expect([last.status, last.headers['content-range'], last.text]).toEqual([206, 'bytes 23-25/26', 'xyz'])
  const beyond = await request(server).get('/letters.txt').set('Range', 'bytes=26-')
  expect([beyond.status, beyond.headers['content-range'], beyond.body.responseStatus.errorCode]).toEqual([
    416,
    'bytes */26',
    'RequestedRangeNotSatisfiable',
  ])
  const other = await request(server).get('/letters.txt').set('If-Match', '"other"')
  expect([other.status, other.body.responseStatus.errorCode]).toEqual([412, 'PreconditionFailed'])
})

test('pictures may be kept, other files are asked for again', async () => {
  expect((await request(server).get('/dot.png')).headers['cache-control']).toBe('public, max-age=3600')
  expect((await request(server).get('/page.html')).headers['cache-control']).toBe('public, max-age=0')
})

test('a folder shows its page, at an address that ends with a slash (R-1.1)', async () => {
  expect((await request(server).get('/sub/')).text).toBe('<h1>Sub</h1>')
  const { status, headers } = await request(server).get('/sub?a=b').redirects(0)
  expect([status, headers.location]).toEqual([302, '/sub/?a=b'])
})

test('GET and HEAD only (R chapter 11)', async () => {
  expect((await request(server).head('/letters.txt')).headers['content-length']).toBe('26')
  for (const verb of ['post', 'put', 'delete', 'patch'] as const) {
    const { status, text } = await request(server)[verb]('/letters.txt')
    expect([status, text.includes('abcdef')]).toEqual([404, false])
  }
})

test.each(['/data.json', '/secret.cs'])('%s is of a kind that is not served: 403', async (path) => {
  const { status, body, text } = await request(server).get(path)
  expect([status, body.responseStatus.errorCode]).toEqual([403, 'Forbidden'])
  expect(text).not.toContain(secret)
})
test('a folder may name its own kinds', async () => {
  expect((await request(server).get('/data/data.json')).body).toEqual({ a: secret })
  expect((await request(server).get('/data/letters.txt')).status).toBe(403)
})

const climbs = ['..', '%2e%2e', '..%2f..', '%2e%2e%2f', '..\\', '..%5c', '%252e%252e', '....//', '%c0%ae%c0%ae', '.', '/', '%00']
test.each([
  ...climbs.flatMap((up) => [`/${up}/outside.txt`, `/sub/${up}/${up}/outside.txt`, `/data/${up}/outside.txt`]),
  '/letters.txt/',
  '/letters.txt%00.png',
  '/LETTERS.TXT',
  '/up/outside.txt',
  '/linked.txt',
  '/.env.txt',
  '/sub/.git/config.txt',
  '/%2eenv.txt',
  '/%E0%A4%A',
  '//etc/passwd',
  '//sub',
  '/bare',
  '/bare/',
  `/${'a/'.repeat(3000)}x.txt`,
])('%s leads nowhere (threats 3.9)', async (path) => {
  const { status, text } = await get(path)
  expect([400, 403, 404]).toContain(status)
  expect(text).not.toContain(secret)
  expect(text).not.toContain('abcdef')
})

test('a folder that is not there is told at start', () => {
  expect(() => staticFiles(join(outer, 'nowhere'))).toThrow(/no such folder/)
})

test('a plus is a blank where no file has one (R-6.24)', async () => {
  for (const [path, text] of [
    ['/with%20space.txt', 'sp ace'],
    ['/with+space.txt?x=1+2', 'sp ace'],
    ['/with%2Bspace.txt', 'sp ace'],
    ['/a+b.txt', 'plus'],
    ['/a%2bb.txt', 'plus'],
  ])
    expect((await request(server).get(path!)).text).toBe(text)
  expect((await request(server).get('/no+file.txt')).status).toBe(404)
})
