import { authSecret, basic, credentials, gatewayMessages, jwt } from '../../../host'
import { attributes, basicOf, bearer, type Desk, json, openDesk, rules } from './desk'
import { forge, keys } from './tokens'

const challenge = 'credentials realm="/auth/credentials"'
const formats = [
  ['.json', 'application/json; charset=utf-8', '"errorCode":"Unauthorized"'],
  ['.xml', 'application/xml', '<ErrorCode>Unauthorized</ErrorCode>'],
  ['.jsv', 'application/jsv', 'errorCode:Unauthorized'],
  ['.csv', 'text/csv', 'errorCode:Unauthorized'],
] as const

describe('denials in the form of this gateway (design 6)', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([credentials(), basic()])
  })
  afterAll(() => desk.close())

  describe.each(Object.keys(attributes))('%s', (name) => {
    test.each(formats)('A-1.1: anonymous %s is a 401 in that format with a challenge', async (suffix, type, text) => {
      const res = await desk.get(`/${name.toLowerCase()}${suffix}`)
      expect([res.status, res.headers['content-type'], res.headers['www-authenticate']]).toEqual([401, type, challenge])
      expect(res.text).toContain(text)
    })
    test('A-1.1: as JSONP it is a 200 that runs, challenge included', async () => {
      const res = await desk.get(`/${name.toLowerCase()}?callback=cb`, json)
      expect([res.status, res.headers['www-authenticate']]).toEqual([200, challenge])
      expect(res.text).toContain('cb({"responseStatus":{"errorCode":"Unauthorized"')
    })
    test('A-1.1: a batch is refused whole, without an index', async () => {
      const res = await desk.post(`/api/${name}[]`, [{}, {}])
      expect(res.status).toBe(401)
      expect(res.text).not.toContain('AutoBatchIndex')
    })
  })

  describe.each(Object.keys(rules))('%s', (name) => {
    test.each(formats)('A-1.1: anonymous %s is a 401 in that format, without a challenge', async (suffix, type, text) => {
      const res = await desk.get(`/${name.toLowerCase()}${suffix}`)
      expect([res.status, res.headers['content-type'], res.headers['www-authenticate']]).toEqual([401, type, undefined])
      expect(res.text).toContain(text)
    })
    test('A-1.1: a batch is refused whole, without an index (R-1.36)', async () => {
      const res = await desk.post(`/api/${name}[]`, [{}, {}])
      expect([res.status, res.body.responseStatus.meta]).toEqual([401, undefined])
    })
  })

  test.each([
    ['NeedRole', 'Invalid Role'],
    ['NeedAnyRole', 'Invalid Role'],
    ['NeedPermission', 'Invalid Permission'],
    ['NeedAnyPermission', 'Invalid Permission'],
    ['NeedClaim', "Claim 'perm' with 'CanSee' does not exist"],
    ['ValidRole', 'Manager Role Required'],
    ['ValidAnyRole', 'Any of Manager, Auditor Roles Required'],
    ['ValidPermission', 'CanSee Permission Required'],
    ['ValidClaim', 'CanSee Permission Required'],
    ['ValidAdmin', 'Admin Role Required'],
  ])('A-1.1: who lacks what %s asks is told so by a 403: %s', async (name, message) => {
    const res = await desk.get(`/${name.toLowerCase()}.json`, basicOf('plain', 'pw-plain'))
    expect(res.status).toBe(403)
    expect(res.body).toEqual({ responseStatus: { errorCode: 'Forbidden', message, errors: [] } })
    expect((res as unknown as { res: { statusMessage: string } }).res.statusMessage).toBe(message)
  })

  test('A-1.7: Admin passes roles and permissions of both families, and no claim', async () => {
    const statuses = await Promise.all(
      [...Object.keys(attributes), ...Object.keys(rules)].map(async (name) => [
        name,
        (await desk.get(`/${name.toLowerCase()}.json`, basicOf('admin', 'pw-admin'))).status,
      ]),
    )
    expect(statuses).toEqual(statuses.map(([name]) => [name, /Claim/.test(String(name)) ? 403 : 200]))
  })

  test.each([
    ['wrong Basic', basicOf('plain', 'bad'), 'Invalid Username or Password', undefined],
    ['unknown user', basicOf('nobody', 'bad'), 'Invalid Username or Password', undefined],
    ['no colon', { Authorization: 'Basic bm9jb2xvbg==' }, 'Not Authenticated', challenge],
    ['no base64', { Authorization: 'Basic !!!' }, 'Not Authenticated', challenge],
    ['an unknown scheme', { Authorization: 'Digest x' }, 'Not Authenticated', challenge],
  ])(
    'A-1.5: %s: a 401 where an attribute guards, plain where a rule does, nothing where it is open',
    async (_, sent, said, told) => {
      const attribute = await desk.get('/needauth.json', sent)
      expect([attribute.status, attribute.body.responseStatus.message, attribute.headers['www-authenticate']]).toEqual([
        401,
        said,
        told,
      ])
      const rule = await desk.get('/validauth.json', sent)
      expect([rule.status, rule.body.responseStatus.message]).toEqual([401, 'Not Authenticated'])
      expect(await desk.who(sent)).toEqual({})
      const signIn = await desk.post('/auth/credentials', { userName: 'plain', password: 'pw-plain' }, { ...sent, ...json })
      expect(signIn.status).toBe(200)
    },
  )

  test('refusals are told to the log of an auditor', async () => {
    desk.events.length = 0
    await desk.get('/needrole.json', basicOf('plain', 'pw-plain'))
    await desk.get('/needrole.json')
    expect(desk.events.filter(({ kind }) => kind === 'refused')).toEqual([
      expect.objectContaining({ status: 403, message: 'NeedRole', userName: 'plain', provider: 'basic', verb: 'GET' }),
      expect.objectContaining({ status: 401, message: 'NeedRole' }),
    ])
  })

  test('so are passwords that are guessed by Basic, also where the message is open and nobody is refused', async () => {
    for (const path of ['/who.json', '/needauth.json']) {
      desk.events.length = 0
      await desk.get(path, basicOf('plain', 'a guess'))
      await desk.get(path, basicOf('my-password', 'a guess'))
      expect(desk.events.filter(({ kind }) => kind === 'signInFailed')).toEqual([
        expect.objectContaining({ userId: '4', userName: 'plain', address: expect.any(String), reason: 'InvalidCredentials' }),
        expect.not.objectContaining({ userName: expect.anything() }),
      ])
      expect(JSON.stringify(desk.events)).not.toMatch(/my-password|a guess/)
    }
  })
})

describe("the reference's denials, behind one option", () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([basic(), credentials()], { access: { denials: 'reference', loginPage: '/login' } })
  })
  afterAll(() => desk.close())

  test.each(Object.keys(attributes))('A-1.1, A-1.2: %s answers an empty 401 with a challenge', async (name) => {
    const res = await desk.get(`/${name.toLowerCase()}.json`)
    expect([res.status, res.text, res.headers['content-type']]).toEqual([401, '', undefined])
    expect(res.headers['www-authenticate']).toBe('basic realm="/auth/basic"')
  })

  test('A-1.3: a 403 is a text that tells of the call', async () => {
    const res = await desk.get('/needrole.json?x=1', basicOf('plain', 'pw-plain'))
    expect([res.status, res.headers['content-type']]).toEqual([403, 'text/plain'])
    expect(res.text).toBe(
      'Forbidden\r\n\r\nRequest.HttpMethod: GET\r\nRequest.PathInfo: /needrole.json\r\nRequest.QueryString: x=1\r\n\r\n',
    )
  })

  test('A-4.5: a page whose token came over plain http gets that text too, with the status’ own reason', async () => {
    const strict = await openDesk([jwt({ keys: [keys.HS256] }), credentials()], { access: { denials: 'reference' } })
    const reason = (res: unknown) => (res as { res: { statusMessage: string } }).res.statusMessage
    const page = await strict.get('/needauth', { Accept: 'text/html', ...bearer(forge({})) })
    expect([page.status, page.headers['content-type'], reason(page)]).toEqual([403, 'text/plain', 'Forbidden'])
    const program = await strict.get('/needauth.json', bearer(forge({})))
    expect(reason(program)).toBe(program.body.responseStatus.message)
    await strict.close()
  })

  test.each([...Object.keys(attributes), ...Object.keys(rules)])(
    'A-1.4: a browser that asks for %s is sent to sign in',
    async (name) => {
      const res = await desk.get(`/${name.toLowerCase()}?x=1&y=a%20b`, { Accept: 'text/html' })
      const { host } = new URL((res as unknown as { request: { url: string } }).request.url)
      const going = encodeURIComponent(`http://${host}/${name.toLowerCase()}?x=1&y=a+b`).toLowerCase()
      expect([res.status, res.headers.location]).toEqual([302, `http://${host}/login?redirect=${going}`])
      expect(res.headers['www-authenticate'] !== undefined).toBe(name in attributes)
    },
  )
})

test.each([
  [{ path: '/sign-in', parameter: 'next', pathOnly: true }, '/sign-in?next=%2fneedauth'],
  ['/login', /\/login\?redirect=http%3a%2f%2f127\.0\.0\.1%3a\d+%2fneedauth$/],
] as const)('A-1.4: the login page is %j', async (loginPage, location) => {
  const desk = await openDesk([credentials()], { access: { loginPage } })
  const res = await desk.get('/needauth', { Accept: 'text/html' })
  expect(res.headers.location).toMatch(typeof location === 'string' ? new RegExp(`${location.replace('?', '\\?')}$`) : location)
  await desk.close()
})

test('A-1.7, A-5.6: the auth secret passes every test, claims too; a wrong one is nobody', async () => {
  const desk = await openDesk([credentials(), authSecret({ secret: 'desk-secret' })])
  for (const name of [...Object.keys(attributes), ...Object.keys(rules)])
    expect((await desk.get(`/${name.toLowerCase()}.json`, { authsecret: 'desk-secret' })).status).toBe(200)
  expect((await desk.get('/needauth.json', { authsecret: 'wrong-secret' })).status).toBe(401)
  for (const query of ['authsecret=desk-secret']) expect((await desk.get(`/needauth.json?${query}`)).status).toBe(401)
  expect(await desk.who({ Cookie: 'authsecret=desk-secret' })).toEqual({})
  expect(await desk.who({ authsecret: 'desk-secret' })).toMatchObject({
    user: 'authsecret',
    provider: 'authsecret',
    roles: ['Admin'],
  })
  await desk.close()
})

test('the messages of the gateway say themselves who may call them', async () => {
  const desk = await openDesk([credentials({ registration: true })])
  const access = Object.fromEntries(desk.gateway.catalog.operations.map(({ message }) => [message.name, message.access]))
  for (const name of ['Authenticate', 'AuthenticateLogout', 'Register']) expect(access[name]!.anonymous).toBe(true)
  for (const name of ['AssignRoles', 'UnAssignRoles']) expect(access[name]!.requiredRoles).toEqual(['Admin'])
  expect(gatewayMessages.Authenticate.name).toBe('Authenticate')
  await desk.close()
})
