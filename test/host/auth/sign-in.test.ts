import { basic, credentials } from '../../../host'
import { basicOf, cookieOf, cookiesOf, type Desk, json, openDesk, setCookies, user } from './desk'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk([credentials(), basic()], { access: { loginPage: '/login' } })
})
afterAll(() => desk.close())

const login = { userName: 'plain', password: 'pw-plain' }

describe('the Authenticate message (A chapter 2)', () => {
  test('A-2.2: members come in the order of the wire, without a provider after a sign-in', async () => {
    const res = await desk.post('/auth/credentials', login, json)
    expect(Object.keys(res.body)).toEqual(['userId', 'sessionId', 'userName', 'displayName', 'roles', 'permissions'])
    expect(res.body).toMatchObject({ userId: '4', userName: 'plain', displayName: 'The plain', roles: [], permissions: [] })
  })

  test.each([
    ['/auth', login],
    ['/auth/credentials', login],
    ['/auth/CREDENTIALS', login],
    ['/auth/login', login],
    ['/auth/credentials', { ...login, provider: 'basic' }],
    ['/api/Authenticate', { ...login, provider: 'credentials' }],
    ['/json/reply/Authenticate', { USERNAME: 'plain', PASSWORD: 'pw-plain', PROVIDER: 'credentials' }],
  ])('A-2.1: %s signs in', async (path, body) => {
    const res = await desk.post(path, body, json)
    expect([res.status, res.body.userId]).toEqual([200, '4'])
  })

  test('A-2.1: by e-mail too, which is what the answer then tells; names compare with their case', async () => {
    const mailed = await desk.post('/auth', { ...login, userName: 'Plain@desk.test' }, json)
    expect([mailed.status, mailed.body.userName]).toEqual([200, 'Plain@desk.test'])
    expect((await desk.post('/auth', { ...login, userName: 'PLAIN' }, json)).status).toBe(401)
  })

  test('A-2.2: CSV tells the roles', async () => {
    const res = await desk.post('/auth/credentials.csv', { userName: 'manager', password: 'pw-manager' })
    expect(res.text.trim()).toBe('Manager')
  })

  test('A-2.2: of an Admin all roles that messages name are told', async () => {
    const res = await desk.post('/auth', { userName: 'admin', password: 'pw-admin' }, json)
    expect(res.body.roles).toEqual(['Admin', 'Manager', 'Auditor'])
  })

  test.each([
    ['GET', '/auth', undefined, 401, 'Unauthorized', 'Not Authenticated'],
    ['POST', '/auth', {}, 401, 'Unauthorized', 'Not Authenticated'],
    ['POST', '/auth/credentials', { ...login, password: 'bad' }, 401, 'Unauthorized', 'Invalid Username or Password'],
    ['POST', '/auth/credentials', { ...login, userName: 'nobody' }, 401, 'Unauthorized', 'Invalid Username or Password'],
    ['POST', '/auth/credentials', {}, 400, 'NotEmpty', "'User Name' must not be empty."],
    ['POST', '/auth/credentials', { userName: 'plain' }, 400, 'NotEmpty', "'Password' must not be empty."],
    [
      'POST',
      '/api/Authenticate',
      { ...login, provider: '' },
      400,
      'ArgumentNullException',
      "Value cannot be null. (Parameter 'provider')",
    ],
    ['POST', '/auth/nosuch', login, 404, 'NotFound', "No configuration was added for OAuth provider 'nosuch'"],
    ['GET', '/auth/credentials?userName=plain&password=pw-plain', undefined, 405, 'NotSupportedException', 'GET Authenticate'],
    ['GET', '/auth?userName=plain&password=pw-plain', undefined, 405, 'NotSupportedException', 'GET Authenticate'],
  ] as const)('A-2.3: %s %s %j is %i %s', async (verb, path, body, status, code, message) => {
    const res = verb === 'GET' ? await desk.get(path, json) : await desk.post(path, body, json)
    expect([res.status, res.body.responseStatus.errorCode]).toEqual([status, code])
    expect(res.body.responseStatus.message).toContain(message)
    expect(setCookies(res)).toEqual([])
  })

  test('A-2.3: basic without credentials is denied as by an attribute, with them it signs in', async () => {
    const res = await desk.post('/auth/basic', {}, json)
    expect([res.status, res.headers['www-authenticate']]).toEqual([401, 'credentials realm="/auth/credentials"'])
    const good = await desk.post('/auth/basic', {}, { ...json, ...basicOf('plain', 'pw-plain') })
    expect([good.status, good.body.userId, setCookies(good)]).toEqual([200, '4', []])
  })

  test('A-2.1: other verbs are not there', async () => {
    const { default: request } = await import('supertest')
    expect((await request(desk.server).put('/auth')).status).toBe(404)
    expect((await request(desk.server).delete('/auth/logout')).status).toBe(404)
    expect((await request(desk.server).put('/api/Authenticate').send({})).status).toBe(405)
  })

  test('A-2.5: an account that was taken away is told what everybody is told', async () => {
    desk.users.putUser(await user('plain', { id: '9', userName: 'gone', email: 'gone@desk.test', disabledAt: 1 }))
    const res = await desk.post('/auth', { userName: 'gone', password: 'pw-plain' }, json)
    expect([res.status, res.body.responseStatus.message]).toEqual([401, 'Invalid Username or Password'])
  })

  test('A-5.5: what is longer than a password may be is wrong', async () => {
    const res = await desk.post('/auth', { ...login, password: 'x'.repeat(1025) }, json)
    expect(res.status).toBe(401)
  })

  test('A-2.4: programs are told where to go, browsers go', async () => {
    const told = await desk.post('/auth/credentials?redirect=/who', login, json)
    expect(told.body.referrerUrl).toBe('/who')
    const sent = await desk.post('/auth/credentials?continue=/who', login, { Accept: 'text/html' })
    expect([sent.status, sent.headers.location]).toEqual([302, '/who'])
    expect(cookieOf(cookiesOf(sent), 'ss-id')).toBeDefined()
    const hidden = await desk.post('/auth/credentials', { ...login, returnUrl: '/who' }, { Accept: 'text/html' })
    expect(hidden.headers.location).toBe('/who')
  })

  test('A-2.4: a browser that failed goes back to the page it came from, which is told why; never to another site', async () => {
    const wrong = { ...login, password: 'bad' }
    const { port } = desk.server.address() as { port: number }
    const page = `http://127.0.0.1:${port}/login?redirect=%2fwho`
    const back = await desk.post('/auth/credentials', wrong, { Accept: 'text/html', Referer: page })
    expect([back.status, back.headers.location]).toEqual([302, `${page}#f=Invalid+Username+or+Password`])
    for (const Referer of ['https://evil.test/x', 'nonsense']) {
      const res = await desk.post('/auth/credentials', wrong, { Accept: 'text/html', Referer })
      expect([res.status, res.headers.location]).toEqual([302, expect.stringContaining('/login?redirect=')])
    }
  })

  test('A-2.3: a page that is sent nowhere has the reason that programs get', async () => {
    const nowhere = await openDesk([credentials()])
    for (const Accept of ['text/html', 'application/json']) {
      const res = await nowhere.post('/auth/credentials', { ...login, password: 'bad' }, { Accept })
      expect([res.status, (res as unknown as { res: { statusMessage: string } }).res.statusMessage]).toEqual([
        401,
        'Unauthorized',
      ])
    }
    await nowhere.close()
  })

  test('a sign-in is nobody’s to cache, and is told to the log of an auditor; a name that nobody has is not', async () => {
    desk.events.length = 0
    const res = await desk.post('/auth', login, json)
    expect(res.headers['cache-control']).toContain('no-store')
    await desk.post('/auth', { ...login, password: 'bad' }, json)
    await desk.post('/auth', { userName: 'my-password', password: 'x' }, json)
    expect(desk.events.map(({ kind, userName }) => [kind, userName])).toEqual([
      ['signIn', 'plain'],
      ['signInFailed', 'plain'],
      ['refused', undefined],
      ['signInFailed', undefined],
      ['refused', undefined],
    ])
    expect(JSON.stringify(desk.events)).not.toMatch(/my-password|pw-plain/)
  })
})

describe('signing out (A-2.6)', () => {
  test.each(['/auth/logout', '/auth?provider=LOGOUT', '/api/AuthenticateLogout'])('%s ends the session at once', async (path) => {
    const Cookie = await desk.signIn('plain')
    const res = await desk.get(path, { ...json, Cookie })
    expect([res.status, res.body]).toEqual([200, {}])
    expect(setCookies(res).map((line) => line.split('=')[0])).toEqual(['ss-id', 'ss-pid', 'ss-tok', 'ss-reftok'])
    expect(await desk.who({ Cookie })).toEqual({})
  })

  test('anonymous callers are signed out as well', async () => {
    expect((await desk.post('/auth/logout', {}, json)).body).toEqual({})
  })

  test('A-7.3: another site’s page signs nobody out', async () => {
    const Cookie = await desk.signIn('plain')
    for (const site of ['cross-site', 'same-site']) {
      const res = await desk.get('/auth/logout', { ...json, Cookie, 'Sec-Fetch-Site': site })
      expect([res.status, setCookies(res)]).toEqual([200, []])
    }
    expect(await desk.who({ Cookie })).toMatchObject({ user: 'plain' })
  })

  test('everywhere: every session of the user ends but the one he keeps', async () => {
    await desk.gateway.auth.signOutEverywhere('3')
    const [first, second] = [await desk.signIn('manager'), await desk.signIn('manager')]
    expect(await desk.gateway.auth.signOutEverywhere('3')).toBe(2)
    for (const Cookie of [first, second]) expect(await desk.who({ Cookie })).toEqual({})
  })
})
