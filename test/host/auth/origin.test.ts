import request from 'supertest'
import { credentials } from '../../../host'
import { bearer, cookieOf, cookiesOf, type Desk, openDesk, setCookies } from './desk'
import { closeAll, forge, now, openTokenDesk } from './tokens'

// The matrix of threats 3.4: what another site's page may have changed in the name of a cookie.

const origin = 'https://app.example'
let desk: Desk
let Cookie: string
beforeAll(async () => {
  desk = await openDesk([credentials()], { access: { origins: [origin] } })
  Cookie = await desk.signIn('plain')
})
afterAll(() => desk.close())

const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'override'] as const
const bodies = ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'] as const
const sites = ['same-origin', 'same-site', 'cross-site', 'none', undefined] as const
const origins = ['match', 'other', 'null', undefined] as const

type Cell = readonly [(typeof verbs)[number], (typeof bodies)[number], (typeof sites)[number], (typeof origins)[number]]
const cells: readonly Cell[] = verbs.flatMap((verb) =>
  bodies.flatMap((body) => sites.flatMap((site) => origins.map((from): Cell => [verb, body, site, from]))),
)

/** Reading is open to the cookie. What changes needs the page of this origin, or of one that the gateway names; where no browser is, nothing says. */
const expected = ([verb, , site, from]: Cell): number => {
  if (verb === 'GET') return 200
  if (site === 'same-origin' || site === 'none') return 200
  if (from === 'match') return 200
  return site === undefined && from === undefined ? 200 : 403
}

const send = async ([verb, body, site, from]: Cell, path: string) => {
  const method = verb === 'override' ? 'POST' : verb
  const test = request(desk.server)
    [method.toLowerCase() as 'get'](path)
    .set({ Cookie, 'Content-Type': body, Accept: 'application/json' })
  if (site) test.set('Sec-Fetch-Site', site)
  if (from) test.set('Origin', from === 'match' ? origin : from === 'other' ? 'https://evil.test' : 'null')
  // A POST that means GET is no way around.
  if (verb === 'override') test.set('X-Http-Method-Override', 'GET')
  return (
    await (method === 'GET'
      ? test
      : test.send(body === 'application/json' ? '{}' : body.startsWith('multipart') ? '--x--\r\n' : ''))
  ).status
}

test('A-7.3: all 400 cells are as the table says', async () => {
  expect(cells).toHaveLength(400)
  const wrong: unknown[] = []
  for (const cell of cells) {
    const status = await send(cell, '/read')
    if (status !== expected(cell)) wrong.push([...cell, status])
  }
  expect(wrong).toEqual([])
})

test('A-7.3: a message that says it is for POST is not for another site’s links either', async () => {
  for (const site of ['cross-site', 'same-site'] as const)
    expect(await send(['GET', bodies[0], site, undefined], '/change')).toBe(403)
  expect(await send(['GET', bodies[0], undefined, undefined], '/change')).toBe(200)
})

test('A-7.3: on an open message the cookie counts for nothing, and the call goes on', async () => {
  const res = await desk.post('/note', {}, { Cookie, Accept: 'application/json', 'Sec-Fetch-Site': 'cross-site' })
  expect([res.status, res.body.done]).toEqual([200, 'nobody'])
  const own = await desk.post('/note', {}, { Cookie, Accept: 'application/json', 'Sec-Fetch-Site': 'same-origin' })
  expect(own.body.done).toBe('plain')
})

test('A-7.3: an id in a header was put there by a program', async () => {
  const id = /ss-id=([^;]+)/.exec(Cookie)![1]!
  const res = await desk.post('/read', {}, { 'X-ss-id': id, Accept: 'application/json', 'Sec-Fetch-Site': 'cross-site' })
  expect(res.status).toBe(200)
})

test.each([
  ['cross-site', ''],
  ['same-site', ''],
  [undefined, ''],
  ['same-origin', 'plain'],
  ['none', 'plain'],
] as const)('JSONP from %s sees %j by cookie (design 6)', async (site, user) => {
  const res = await desk.get('/who?callback=cb', { Cookie, ...(site ? { 'Sec-Fetch-Site': site } : {}) })
  expect(res.text.includes('"user":"plain"')).toBe(user !== '')
})

describe('a refresh cookie is a cookie, whatever token is said beside it (A-4.7, A-7.3)', () => {
  let tokenDesk: Desk
  let Cookie: string
  beforeAll(async () => {
    tokenDesk = await openTokenDesk({ inQueryAndForm: true })
    Cookie = `ss-reftok=${cookieOf(await tokenDesk.signIn('plain'), 'ss-reftok')}`
  })
  afterAll(closeAll)

  const ended = forge({ sub: 3, exp: now() - 5 })
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' }
  const ways: readonly (readonly [string, (page: Record<string, string>) => request.Test])[] = [
    [
      'a form with a token in the address',
      (page) => tokenDesk.post(`/read.json?ss-tok=${ended}`, {}, { Cookie, ...form, ...page }),
    ],
    [
      'a form with a token in it',
      (page) =>
        request(tokenDesk.server)
          .post('/read.json')
          .set({ Cookie, ...form, ...page })
          .send(`ss-tok=${ended}`),
    ],
    ['a bearer', (page) => tokenDesk.post('/read.json', {}, { Cookie, ...bearer(ended), ...page })],
    ['a script', (page) => tokenDesk.get(`/read?callback=cb&ss-tok=${ended}`, { Cookie, ...page })],
  ]
  test.each(ways)('%s that has ended is not renewed for the page of another site', async (_, send) => {
    const refused = await send(foreign)
    expect(refused.text).toContain('Token has expired')
    expect(setCookies(refused)).toEqual([])
    const own = await send({ 'Sec-Fetch-Site': 'same-origin' })
    expect([own.status, own.text.includes('read')]).toEqual([200, true])
    expect(cookieOf(cookiesOf(own), 'ss-tok')).toBeDefined()
  })
})
