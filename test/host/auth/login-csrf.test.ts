import request from 'supertest'
import { apiKey, basic, credentials, jwt } from '../../../host'
import { apiKeyOf, basicOf, cookieOf, cookiesOf, type Desk, json, openDesk, setCookies } from './desk'
import { keys } from './tokens'

// threats 3.4: another site's page neither signs a browser in as whom it likes, nor uses a password that the browser remembers.

const own = 'https://app.example'
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const foreign = [
  { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' },
  { 'Sec-Fetch-Site': 'same-site', Origin: 'https://evil.test' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'https://evil.test' },
  { Origin: 'null' },
]
const welcome = [
  {},
  { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
  { 'Sec-Fetch-Site': 'none' },
  { 'Sec-Fetch-Site': 'cross-site', Origin: own },
]
const login = 'userName=plain&password=pw-plain'

let desk: Desk
beforeAll(async () => {
  const tokens = jwt({ keys: [keys.HS256], overPlainHttp: true })
  desk = await openDesk([credentials({ registration: true }), basic(), tokens], { access: { origins: [own] } })
})
afterAll(() => desk.close())

const send = (path: string, body: string, headers: object) =>
  request(desk.server)
    .post(path)
    .set({ ...form, ...headers })
    .send(body)

const signIns: readonly (readonly [string, string])[] = [
  ['/auth/credentials', login],
  ['/auth', login],
  ['/api/Authenticate', `provider=credentials&${login}`],
  [`/auth/credentials?${login}`, ''],
  ['/auth/credentials?redirect=/who', login],
]

test.each(signIns)('a form of another site that is sent to %s signs nobody in', async (path, body) => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'TEXT/plain; charset=utf-8'])
    for (const from of foreign)
      for (const Accept of ['application/json', 'text/html']) {
        const text = type === form['Content-Type'] ? body : JSON.stringify({ userName: 'plain', password: 'pw-plain' })
        const res = await send(path, text, { ...from, 'Content-Type': type, Accept })
        // On a route of a user's own, plain text is not read, and asks who is signed in.
        const status = type !== form['Content-Type'] && path === '/auth' ? 401 : 403
        expect([from, type, res.status, setCookies(res)]).toEqual([from, type, status, []])
      }
})
test.each(signIns)('our own page’s does, by %s', async (path, body) => {
  for (const from of welcome) {
    const res = await send(path, body, { ...from, ...json })
    expect([from, res.status, setCookies(res).length > 0]).toEqual([from, 200, true])
  }
})
test('a script of another site that browsers have asked for first (CORS) still gets its tokens', async () => {
  const login = { userName: 'plain', password: 'pw-plain' }
  expect((await desk.post('/auth/credentials', login, { ...json, ...foreign[0]! } as never)).status).toBe(200)
})

test('nor by registering, nor by a refresh token of its own', async () => {
  const fields = 'userName=newbie&password=long-enough&autoLogin=true'
  expect((await send('/register', fields, { ...foreign[0], ...json })).status).toBe(403)
  expect((await send('/register', fields, json)).status).toBe(200)
  const refresh = cookieOf(cookiesOf(await send('/auth/credentials', login, json)), 'ss-reftok')
  for (const from of foreign) {
    const sent = await send('/access-token', `refreshToken=${refresh}`, { ...from, ...json })
    const linked = await desk.get(`/access-token?refreshToken=${refresh}`, { ...from, ...json } as never)
    expect([sent.status, setCookies(sent), linked.status, setCookies(linked)]).toEqual([403, [], 403, []])
  }
  expect((await send('/access-token', `refreshToken=${refresh}`, json)).status).toBe(200)
})

describe('a remembered password', () => {
  const password = basicOf('plain', 'pw-plain')
  test('changes nothing for another site’s page', async () => {
    for (const from of foreign) {
      const res = await send('/change', '', { ...from, ...password, ...json })
      expect([from, res.status, res.body.responseStatus.errorCode]).toEqual([from, 403, 'Forbidden'])
      // Open: it is as if nothing had been sent.
      expect((await send('/note', '', { ...from, ...password, ...json })).body.done).toBe('nobody')
      expect((await desk.get('/change', { ...from, ...password, ...json } as never)).status).toBe(403)
    }
  })
  test('counts for our own pages, for programs, for reading, and where a script says it itself', async () => {
    for (const from of welcome) expect((await send('/change', '', { ...from, ...password, ...json })).status).toBe(200)
    expect((await desk.get('/read', { ...foreign[0], ...password, ...json } as never)).status).toBe(200)
    expect((await desk.post('/change', {}, { ...foreign[0], ...password, ...json } as never)).status).toBe(200)
  })
})

test('a link of another site with a key or a remembered password leaves no cookies behind (A-7.3)', async () => {
  const tokens = jwt({ keys: [keys.HS256], overPlainHttp: true })
  const open = await openDesk([apiKey({ inQuery: true, shape: (text) => text.startsWith('tg_') }), basic(), tokens])
  const key = `tg_${'k'.repeat(43)}`
  await open.users.putApiKey(apiKeyOf(key, 'manager', { userId: '3' }))
  const password = basicOf('plain', 'pw-plain')
  for (const path of ['/auth', '/api/Authenticate'])
    for (const [query, held] of [
      [`?apikey=${key}`, {}],
      ['', password],
    ] as const) {
      for (const from of foreign)
        expect(setCookies(await open.get(path + query, { ...from, ...held, ...json } as never))).toEqual([])
      const asked = await open.get(path + query, { ...held, ...json } as never)
      expect([asked.status, setCookies(asked).length > 0]).toEqual([200, true])
    }
  expect((await request(open.server).post(`/auth/apikey?apikey=${key}`).set(foreign[0]!).set(json)).status).toBe(403)
  await open.close()
})
