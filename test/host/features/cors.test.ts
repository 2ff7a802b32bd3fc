import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { cors, type Gateway, requestLog, staticFiles } from '../../../host'
import { deskGateway, deskUsers } from '../desk'

const verbs = 'GET, POST, PUT, DELETE, PATCH, OPTIONS, HEAD'
const origins = ['http://a.example', 'https://b.example:8443']
const folder = mkdtempSync(join(tmpdir(), 'cors-'))
writeFileSync(join(folder, 'letters.txt'), 'abc')

let open: Gateway
let named: Gateway
let openServer: Server
let namedServer: Server
beforeAll(async () => {
  const { users } = await deskUsers()
  open = deskGateway(users, { features: [cors(), staticFiles(folder)] })
  named = deskGateway(users, {
    features: [
      cors({ origins, credentials: true, headers: ['Content-Type', 'Authorization'], expose: ['X-One', 'X-Two'], maxAge: 60 }),
      requestLog({ to: '/dev/null' }),
      staticFiles(folder),
    ],
    access: { denials: 'reference' },
  })
  ;[openServer, namedServer] = await Promise.all([open.listen(), named.listen()])
})
afterAll(async () => {
  await Promise.all([open.close(), named.close()])
  rmSync(folder, { recursive: true })
})

const paths = [
  ['an answer', '/loans/north', 200],
  ['an error', '/loans?max=0', 400],
  ['an unknown operation', '/api/Nope', 405],
  ['a refused callback', '/loans?callback=()', 400],
  ['JSONP', '/loans?callback=cb', 200],
  ['an empty answer', '/json/reply/OnlyPosted', 403],
  ['nobody', '/api/WhoAmI', 401],
  ['a file', '/letters.txt', 200],
] as const

describe('CORS for everybody (R-6.6)', () => {
  test.each(paths)('%s', async (_, path, status) => {
    const { headers, ...answer } = await request(openServer).get(path).set('Origin', 'http://any.example')
    expect(answer.status).toBe(status)
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': verbs,
      'access-control-allow-headers': 'Content-Type',
      'access-control-max-age': '600',
    })
    expect(headers['access-control-allow-credentials']).toBeUndefined()
    expect(headers['access-control-expose-headers']).toBeUndefined()
  })
  test.each(['/loans/north', '/api/Nope', '/nowhere', '/letters.txt'])('OPTIONS %s is 200 and empty (R-1.30)', async (path) => {
    const { status, text, headers } = await request(openServer).options(path)
    expect([status, text, headers['content-type'], headers['content-length']]).toEqual([200, '', undefined, '0'])
    expect(headers['access-control-allow-methods']).toBe(verbs)
  })
})

describe('CORS for named origins', () => {
  test.each(paths)('%s', async (_, path, status) => {
    for (const origin of origins) {
      const { headers, ...answer } = await request(namedServer).get(path).set('Origin', origin)
      expect(answer.status).toBe(status)
      expect(headers).toMatchObject({
        'access-control-allow-origin': origin,
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'Content-Type, Authorization',
        'access-control-expose-headers': 'X-One, X-Two',
        'access-control-max-age': '60',
      })
      expect(headers.vary).toContain('Origin')
    }
  })
  test.each(['http://evil.example', 'http://A.EXAMPLE', 'http://a.example/', 'http://a.example.evil.example', 'null'])(
    '%s is none of them',
    async (origin) => {
      for (const [, path] of paths) {
        const { headers } = await request(namedServer).get(path).set('Origin', origin)
        expect(headers['access-control-allow-origin']).toBeUndefined()
        expect(headers.vary).toContain('Origin')
      }
    },
  )
  test('a preflight of one of them', async () => {
    const { status, headers } = await request(namedServer)
      .options('/nowhere')
      .set({ Origin: origins[0]!, 'Access-Control-Request-Method': 'PUT' })
    expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([200, origins[0], 'Origin'])
  })
  test('other features’ headers stand beside', async () => {
    const { headers } = await request(namedServer).get('/loans/north').set('Origin', origins[0]!)
    expect(headers['x-request-id']).toBeDefined()
  })
})

test('credentials for every site are refused at start (threats 3.6)', () => {
  expect(() => cors({ credentials: true })).toThrow(/origins: \[/)
})
