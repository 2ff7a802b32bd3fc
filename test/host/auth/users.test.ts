import fc from 'fast-check'
import { apiKey, basic, credentials, jwt } from '../../../host'
import { basicOf, cookieOf, cookiesOf, type Desk, json, openDesk, setCookies } from './desk'

describe('Register (A-6.1)', () => {
  let desk: Desk
  let last = 4
  beforeAll(async () => {
    desk = await openDesk([credentials({ registration: { newId: () => String(++last) } })])
  })
  afterAll(() => desk.close())
  const register = (body: object, path = '/register', headers: Readonly<Record<string, string>> = json) =>
    desk.post(path, body, headers)
  const newbie = { userName: 'newbie', email: 'newbie@desk.test', password: 'pw-of-newbie' }

  test('makes a user, who is told his id and name and is not signed in', async () => {
    const res = await register(newbie)
    expect([res.status, res.body, setCookies(res)]).toEqual([200, { userId: '5', userName: 'newbie' }, []])
    expect(desk.events.map(({ kind }) => kind)).toContain('userCreated')
  })

  test.each([
    ['name', { userName: 'racer' }, 'UserName'],
    ['e-mail', { email: 'racer@desk.test' }, 'Email'],
  ])('of several at once with one %s one gets it, the others are told whose it is', async (_, who, field) => {
    const all = await Promise.all([1, 2, 3].map(() => register({ ...who, password: 'pw-of-racer' })))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    for (const { body } of all.filter(({ status }) => status === 400))
      expect(body.responseStatus).toMatchObject({ errorCode: 'AlreadyExists', errors: [{ fieldName: field }] })
  })

  test('signs in at once where that is asked for', async () => {
    const res = await register({ ...newbie, userName: 'newbie2', email: 'newbie2@desk.test', autoLogin: true })
    expect(Object.keys(res.body)).toEqual(['userId', 'sessionId', 'userName', 'roles', 'permissions'])
    expect(await desk.who({ Cookie: cookiesOf(res) })).toMatchObject({ user: 'newbie2', provider: 'credentials' })
  })

  test.each<[string, object, string, (string | undefined)[]]>([
    ['nothing', {}, 'NotEmpty', ['Password', 'UserName', 'Email']],
    ['no password', { userName: 'other' }, 'NotEmpty', ['Password']],
    [
      'two passwords',
      { ...newbie, userName: 'other', email: null, confirmPassword: 'x' },
      'PasswordsShouldMatch',
      ['ConfirmPassword'],
    ],
    ['a name that is taken', newbie, 'AlreadyExists', ['UserName']],
    ['an e-mail that is taken', { ...newbie, userName: 'other' }, 'AlreadyExists', ['Email']],
    ['an e-mail that is none', { ...newbie, userName: 'other', email: 'bad' }, 'Email', ['Email']],
    ['blanks in the name', { ...newbie, userName: 'a b c', email: null }, 'ArgumentException', ['UserName']],
    ['a short name', { ...newbie, userName: 'ab', email: null }, 'ArgumentException', ['UserName']],
    ['dots that follow each other', { ...newbie, userName: 'a..b', email: null }, 'ArgumentException', ['UserName']],
    ['a short password', { ...newbie, userName: 'other', email: null, password: 'short' }, 'Length', ['Password']],
    [
      'a password that is too long',
      { ...newbie, userName: 'other', email: null, password: 'x'.repeat(1025) },
      'Length',
      ['Password'],
    ],
  ])('refuses %s', async (_, body, code, fields) => {
    const { status, body: answer } = await register(body)
    expect([status, answer.responseStatus.errorCode]).toEqual([400, code])
    expect(answer.responseStatus.errors.map((error: { fieldName: string }) => error.fieldName)).toEqual(fields)
  })

  test('PUT is for those who are not there yet', async () => {
    const { default: request } = await import('supertest')
    const res = await request(desk.server).put('/register').set(json).send(newbie)
    expect([res.status, res.body.responseStatus.message]).toEqual([400, "User 'newbie' already exists"])
  })

  test('browsers go where they wanted, on this host only', async () => {
    const body = { ...newbie, userName: 'newbie3', email: 'newbie3@desk.test' }
    expect((await register(body, '/register?redirect=//evil.test', { Accept: 'text/html' })).status).toBe(400)
    const res = await register(body, '/register?redirect=/who', { Accept: 'text/html' })
    expect([res.status, res.headers.location]).toEqual([302, '/who'])
  })

  test('A-7.3: no answer repeats a password, whatever is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          userName: fc.constantFrom('', 'newbie', 'a b', undefined, null),
          email: fc.constantFrom('', 'bad', 'newbie@desk.test', undefined),
          confirmPassword: fc.constantFrom('canary-confirm', undefined),
        }),
        async (body) => {
          const res = await register({ ...body, password: 'canary-secret' })
          expect([res.status, res.text.includes('canary')]).toEqual([400, false])
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('AssignRoles and UnAssignRoles (A-6.2)', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([credentials(), basic()])
  })
  afterAll(() => desk.close())
  const admin = basicOf('admin', 'pw-admin')
  const change = (path: string, body: object, headers: Readonly<Record<string, string>> = admin) =>
    desk.post(path, body, { ...json, ...headers })

  test('roles and permissions are given and taken, and hold with the next call (A-3.8)', async () => {
    const given = await change('/assignroles', { userName: 'plain', roles: ['Manager'], permissions: ['CanSee'] })
    expect(given.body).toEqual({ allRoles: ['Manager'], allPermissions: ['CanSee'] })
    expect((await desk.get('/needrole.json', basicOf('plain', 'pw-plain'))).status).toBe(200)
    const taken = await change('/unassignroles', { userName: 'plain', roles: ['Manager'] })
    expect(taken.body).toEqual({ allRoles: [], allPermissions: ['CanSee'] })
    expect((await desk.get('/needrole.json', basicOf('plain', 'pw-plain'))).status).toBe(403)
    expect(desk.events.filter(({ kind }) => kind === 'rolesChanged')).toEqual([
      expect.objectContaining({ userName: 'admin', subject: '4', detail: { roles: ['Manager'], permissions: ['CanSee'] } }),
      expect.objectContaining({ subject: '4', detail: { roles: [], permissions: ['CanSee'] } }),
    ])
  })

  const nobody = '"errorCode":"Unauthorized","message":"Not Authenticated","errors":[]'
  const paths = ['/assignroles', '/unassignroles']
  describe.each(paths)('%s', (path) => {
    test.each([
      ['nobody', {}, {}, 401, 'Unauthorized', 'Not Authenticated'],
      ['a wrong password', basicOf('admin', 'wrong'), {}, 401, 'Unauthorized', 'Invalid Username or Password'],
      ['somebody', basicOf('manager', 'pw-manager'), {}, 403, 'Forbidden', 'Invalid Role'],
      ['an Admin without a name', admin, {}, 400, 'ArgumentNullException', "Value cannot be null. (Parameter 'UserName')"],
      ['an Admin with a strange one', admin, { userName: 'nobody' }, 404, 'NotFound', 'nobody'],
    ])(
      '%s is told as by the service itself, before the error the empty lists',
      async (_, headers, body, status, code, message) => {
        const res = await change(path, body, headers)
        expect([res.status, res.body.responseStatus.errorCode, res.body.responseStatus.message]).toEqual([status, code, message])
        expect(res.text).toMatch(/^\{"allRoles":\[\],"allPermissions":\[\],"responseStatus":\{/)
        expect(res.headers['www-authenticate']).toBeUndefined()
      },
    )

    test.each([
      ['.json', `{"allRoles":[],"allPermissions":[],"responseStatus":{${nobody}}}`],
      ['.jsv', '{allRoles:[],allPermissions:[],responseStatus:{errorCode:Unauthorized,message:Not Authenticated,errors:[]}}'],
      ['.csv', 'ResponseStatus\r\n"{errorCode:Unauthorized,message:Not Authenticated,errors:[]}"\r\n'],
      ['.json?callback=cb', `cb({"allRoles":[],"allPermissions":[],"responseStatus":{${nobody}}})`],
      [
        '.json?jsconfig=epcn',
        `{"AllRoles":[],"AllPermissions":[],"ResponseStatus":{${nobody.replace(/"([em])(?=\w+":)/g, (_, first) => `"${first.toUpperCase()}`)}}}`,
      ],
    ])('%s has them as its format can', async (ending, text) => {
      const res = await desk.post(`${path}${ending}`, {}, {})
      expect(res.text ?? String(res.body)).toContain(text)
    })

    test('a page and XML show the error alone', async () => {
      for (const ending of ['.html', '.xml']) {
        const { text } = await desk.post(`${path}${ending}`, {}, {})
        expect(text).toContain('Not Authenticated')
        expect(text).not.toMatch(/allRoles/i)
      }
    })

    test('so has the first item of a batch that fails', async () => {
      const name = path === paths[0] ? 'AssignRoles' : 'UnAssignRoles'
      const batch = await desk.post(`/json/reply/${name}[]`, [{ userName: 'plain' }, { userName: 'nobody' }], {
        ...json,
        ...admin,
      })
      expect(batch.text).toMatch(/^\{"allRoles":\[\],"allPermissions":\[\],"responseStatus":\{"errorCode":"NotFound"/)
      expect(batch.body.responseStatus.meta).toEqual({ AutoBatchIndex: '1' })
    })
  })
})

test('A-6.2: an administrator’s cookie changes nothing for another site’s page', async () => {
  const desk = await openDesk([credentials()])
  const Cookie = await desk.signIn('admin')
  const res = await desk.post(
    '/assignroles',
    { userName: 'plain', roles: ['Admin'] },
    { ...json, Cookie, 'Sec-Fetch-Site': 'cross-site' },
  )
  expect([res.status, desk.users.userById('4')!.roles]).toEqual([403, []])
  await desk.close()
})

test('A-5.1: asking who one is with Basic is a sign-in that gets tokens, and no session', async () => {
  const secret = Buffer.alloc(32, 7)
  const desk = await openDesk([credentials(), basic(), jwt({ keys: [{ alg: 'HS256', secret }], overPlainHttp: true }), apiKey()])
  const res = await desk.get('/auth', { ...json, ...basicOf('plain', 'pw-plain') })
  expect(res.body).toMatchObject({ userId: '4', authProvider: 'basic' })
  expect(setCookies(res).map((line) => line.split('=')[0])).toEqual(['ss-tok', 'ss-reftok'])
  expect(await desk.who({ Cookie: `ss-tok=${cookieOf(cookiesOf(res), 'ss-tok')}` })).toMatchObject({ provider: 'jwt' })
  expect(await desk.sessions.sessionsOf('4')).toEqual([])
  await desk.close()
})
