import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { credentials, type OidcOptions, oidc, oidcUserId } from '../../../../host'
import { guardedFetch } from '../../../../host/auth/oauth/guarded-fetch'
import { type Desk, openDesk } from '../oauth/loan-desk'
import { newKey, TestIssuer } from '../oauth/test-issuer'
import { Browser } from './browser'

/** Sign-in at an OpenID Connect issuer by a browser: authorization code, PKCE, state, nonce. */

let issuer: TestIssuer
let desk: Desk
let browser: Browser
const open = async (more: Partial<OidcOptions> = {}, options: Parameters<typeof openDesk>[1] = {}) => {
  issuer = await TestIssuer.open()
  issuer.grant = {
    claims: { sub: 'kc-1', preferred_username: 'ann', name: 'Ann Clerk', email: 'ann@desk.test', email_verified: true },
  }
  const provider = oidc({
    name: 'keycloak',
    issuer: issuer.url,
    clientId: 'desk',
    clientSecret: 'desk-secret',
    unknownUsers: 'made',
    allowLoopback: true,
    ...more,
  })
  desk = await openDesk([provider], options)
  browser = new Browser()
}
afterEach(async () => {
  await desk.close()
  await issuer.close()
  expect(desk.failures).toEqual([])
})
const start = (query = '') => `${desk.address}/auth/keycloak${query}`
/** As far as the issuer's answer, which the browser has not brought back yet. */
const callback = async (query = '') => (await browser.follow(start(query), /\/auth\/keycloak\?.*state=/)).address

describe('a person signs in', () => {
  test('and comes back to where he was going, with a session', async () => {
    await open()
    const { address, response } = await browser.follow(start('?redirect=/whoami'))
    expect([address, response.status]).toEqual([`${desk.address}/whoami`, 200])
    expect(desk.session()).toMatchObject({
      provider: 'keycloak',
      userName: 'ann',
      displayName: 'Ann Clerk',
      email: 'ann@desk.test',
      roles: [],
    })
    const id = oidcUserId(issuer.url, 'kc-1')
    expect(desk.session()!.userId).toBe(id)
    expect(desk.users.userById(id)).toMatchObject({ userName: 'ann', passwordHash: '', roles: [] })
    expect(desk.events.map(({ kind }) => kind)).toEqual(['userCreated', 'signIn'])
  })

  test('what the issuer is told: code, S256, state and nonce of 256 bits, new each time', async () => {
    await open()
    const asked = async () => new URL((await browser.follow(start(), /\/authorize/)).address).searchParams
    const [first, second] = [await asked(), await asked()]
    expect(Object.fromEntries(first)).toMatchObject({
      response_type: 'code',
      client_id: 'desk',
      scope: 'openid profile email',
      redirect_uri: `${desk.address}/auth/keycloak`,
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(first.get(name)).toMatch(/^[\w-]{43}$/)
      expect(first.get(name)).not.toBe(second.get(name))
    }
  })

  test('what the browser keeps meanwhile no script sees, no other site brings, and ten minutes end', async () => {
    await open()
    await browser.get(start())
    expect(browser.setCookies).toEqual([
      expect.stringMatching(/^tollgate-keycloak=[\w-]{60,}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
    await browser.get(await callback())
    expect(browser.setCookies).toContainEqual('tollgate-keycloak=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax')
  })

  test('over https the cookie is one that no subdomain can plant', async () => {
    await open({}, { trustedProxies: ['127.0.0.1'] })
    await browser.get(start(), { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'desk.example' })
    expect(browser.setCookies[0]).toMatch(
      /^__Host-tollgate-keycloak=[\w-]+; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/,
    )
  })

  test('who wanted nowhere goes home', async () => {
    await open({ home: '/whoami' })
    expect((await browser.follow(start())).address).toBe(`${desk.address}/whoami`)
  })

  test('again: the same user, new ids, and what his claims say now', async () => {
    await open({ rolesClaim: 'realm_access.roles', roleNames: { clerk: 'Clerk' }, organizationClaim: 'org' })
    const say = (claims: Record<string, unknown>) => {
      issuer.grant = { claims: { sub: 'kc-1', preferred_username: 'ann', ...claims } }
    }
    say({ realm_access: { roles: ['clerk', 'Admin'] }, org: 'o-acme' })
    expect((await browser.follow(start('?redirect=/clerks'))).response.status).toBe(200)
    expect(desk.session()).toMatchObject({ roles: ['Clerk'], organization: 'o-acme' })
    const id = browser.cookie(desk.address, 'ss-id')
    say({ realm_access: { roles: [] } })
    expect((await browser.follow(start('?redirect=/clerks'))).response.status).toBe(403)
    expect(browser.cookie(desk.address, 'ss-id')).not.toBe(id)
    expect(desk.users.users()).toHaveLength(1)
    expect(desk.users.users()[0]).toMatchObject({ roles: [] })
    expect(desk.users.users()[0]!.organization).toBeUndefined()
    expect(desk.events.map(({ kind }) => kind)).toContain('rolesChanged')
  })

  test('a public client has no secret, and PKCE is its proof', async () => {
    await open()
    await desk.close()
    const provider = oidc({ name: 'keycloak', issuer: issuer.url, clientId: 'desk', unknownUsers: 'made', allowLoopback: true })
    desk = await openDesk([provider])
    expect((await browser.follow(start('?redirect=/whoami'))).response.status).toBe(200)
  })

  test('two processes with one secret: one sends away, the other takes back', async () => {
    await open({ secret: 'of both', redirectUri: 'https://desk.example/auth/keycloak' })
    const other = await openDesk([
      oidc({
        name: 'keycloak',
        issuer: issuer.url,
        clientId: 'desk',
        clientSecret: 's',
        unknownUsers: 'made',
        allowLoopback: true,
        secret: 'of both',
        redirectUri: 'https://desk.example/auth/keycloak',
      }),
    ])
    const { address } = await browser.follow(start('?redirect=/whoami'), /^https:\/\/desk\.example/)
    browser.plant(other.address, 'tollgate-keycloak', browser.cookie(desk.address, 'tollgate-keycloak')!)
    const back = await browser.get(address.replace('https://desk.example', other.address))
    expect([back.status, back.headers.get('location')]).toEqual([302, '/whoami'])
    await other.close()
  })
})

describe('who is let in', () => {
  test('nobody unknown, unless the program says so; he is told whom to ask', async () => {
    await open({ unknownUsers: 'refused' })
    const { response } = await browser.follow(start('?redirect=/whoami'))
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('ask an administrator')
    expect(desk.users.users()).toEqual([])
    expect(desk.events).toMatchObject([
      { kind: 'signInFailed', reason: 'UnknownUser', provider: 'keycloak' },
      { kind: 'refused' },
    ])
    // An administrator lets him in under the id that the issuer's word makes.
    const id = oidcUserId(issuer.url, 'kc-1')
    desk.users.putUser({ id, userName: 'ann', passwordHash: '', roles: ['Clerk'], permissions: [], accounts: [], createdAt: 1 })
    expect((await browser.follow(start('?redirect=/clerks'))).response.status).toBe(200)
  })

  test('the same name or e-mail as a user of ours leads to nobody’s account', async () => {
    await open()
    const ours = {
      id: 'u-1',
      userName: 'ann',
      email: 'ann@desk.test',
      passwordHash: '$x',
      roles: ['Clerk'],
      permissions: [],
      accounts: [],
      createdAt: 1,
    }
    desk.users.putUser(ours)
    expect((await browser.follow(start('?redirect=/clerks'))).response.status).toBe(403)
    expect(desk.session()?.userId).not.toBe('u-1')
    const made = desk.users.userById(oidcUserId(issuer.url, 'kc-1'))!
    expect(made).toMatchObject({ userName: 'ann (keycloak)' })
    expect(made.email).toBeUndefined()
    expect(desk.users.userById('u-1')).toEqual(ours)
  })

  test('the program may say whom it is, of those that there are', async () => {
    await open({ unknownUsers: 'refused', find: (claims, users) => users.userByName(`kc/${String(claims.preferred_username)}`) })
    desk.users.putUser({
      id: 'u-2',
      userName: 'kc/ann',
      passwordHash: '',
      roles: ['Clerk'],
      permissions: [],
      accounts: [],
      createdAt: 1,
    })
    expect((await browser.follow(start('?redirect=/clerks'))).response.status).toBe(200)
    expect(desk.session()!.userId).toBe('u-2')
  })

  test('not one whose account was closed', async () => {
    await open()
    const id = oidcUserId(issuer.url, 'kc-1')
    desk.users.putUser({
      id,
      userName: 'ann',
      passwordHash: '',
      roles: [],
      permissions: [],
      accounts: [],
      createdAt: 1,
      disabledAt: 2,
    })
    expect((await browser.follow(start())).response.status).toBe(403)
  })

  test('not one whom the issuer did not let in', async () => {
    await open()
    issuer.grant = { claims: {}, error: 'access_denied' }
    const { response } = await browser.follow(start())
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('did not let you in')
  })

  test('no password opens such an account', async () => {
    await open()
    await browser.follow(start())
    const user = desk.users.users()[0]!
    await desk.close()
    desk = await openDesk([credentials()])
    desk.users.putUser(user)
    for (const password of ['', ' ', 'undefined', '$argon2id$']) {
      const response = await fetch(`${desk.address}/auth/credentials`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ userName: 'ann', password }),
      })
      expect([400, 401]).toContain(response.status)
    }
  })
})

describe('what an attacker may send back', () => {
  beforeEach(() => open())
  const signedIn = async () => (await browser.get(`${desk.address}/whoami`, { accept: 'application/json' })).status === 200

  test('another browser cannot end a sign-in, nor can this one end another’s (login CSRF)', async () => {
    const victim = new Browser()
    const address = await callback()
    expect((await victim.get(address)).status).toBe(400)
    // The victim has begun a sign-in of his own.
    await victim.get(start())
    expect((await victim.get(address)).status).toBe(400)
    expect((await victim.get(`${desk.address}/whoami`, { accept: 'application/json' })).status).toBe(401)
  })

  test('each ends once', async () => {
    const address = await callback()
    const cookie = browser.cookie(desk.address, 'tollgate-keycloak')!
    expect((await browser.get(address)).status).toBe(302)
    expect((await browser.get(address)).status).toBe(400)
    browser.plant(desk.address, 'tollgate-keycloak', cookie)
    expect((await browser.get(address)).status).toBe(403)
  })

  test.each<[string, (url: URL) => void, number]>([
    ['no state', (url) => url.searchParams.delete('state'), 302],
    ['another state', (url) => url.searchParams.set('state', 'x'), 400],
    ['two states', (url) => url.searchParams.append('state', 'x'), 403],
    ['another code', (url) => url.searchParams.set('code', 'x'), 403],
    ['two codes', (url) => url.searchParams.append('code', 'x'), 403],
    ['another issuer (mix-up)', (url) => url.searchParams.set('iss', 'https://elsewhere.example'), 403],
    ['no issuer', (url) => url.searchParams.delete('iss'), 403],
  ])('%s', async (_, change, status) => {
    const url = new URL(await callback())
    change(url)
    expect((await browser.get(url.href)).status).toBe(status)
    expect(await signedIn()).toBe(false)
  })

  test('a cookie that was changed, or is another gateway’s, is none', async () => {
    for (const change of [
      (text: string) => text.slice(0, -2) + (text.endsWith('AA') ? 'BB' : 'AA'),
      (text: string) => text.slice(0, 20),
      () => 'x'.repeat(5_000),
      () => Buffer.from(JSON.stringify({ state: 'x', nonce: 'x', verifier: 'x', until: 9e15 })).toString('base64url'),
    ]) {
      const address = await callback()
      browser.plant(desk.address, 'tollgate-keycloak', change(browser.cookie(desk.address, 'tollgate-keycloak')!))
      expect((await browser.get(address)).status).toBe(400)
      expect(await signedIn()).toBe(false)
    }
  })

  test.each<[string, TestIssuer['idToken'] | (() => TestIssuer['idToken'])]>([
    ['another nonce', { claims: { nonce: 'x' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another audience', { claims: { aud: 'elsewhere' } }],
    ['another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['an ended token', { claims: { exp: 1 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['another’s signature', () => ({ key: newKey('ES256', issuer.keys[0]!.kid) })],
  ])('an ID token with %s signs nobody in', async (_, said) => {
    issuer.idToken = typeof said === 'function' ? said() : said
    const { response } = await browser.follow(start('?redirect=/whoami'))
    expect(response.status).toBe(403)
    expect(await signedIn()).toBe(false)
    expect(desk.events[0]).toMatchObject({ kind: 'signInFailed', reason: 'BadAnswer' })
  })

  test('one is led nowhere but to this host (A-2.4)', async () => {
    for (const target of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '\\\\evil.example',
      'javascript:alert(1)',
    ]) {
      const response = await browser.get(start(`?redirect=${encodeURIComponent(target)}`))
      expect([target, response.status]).toEqual([target, 400])
      expect(browser.setCookies).toEqual([])
    }
    const address = new URL(await callback('?redirect=/whoami'))
    address.searchParams.set('redirect', 'https://evil.example')
    expect((await browser.get(address.href)).status).toBe(400)
    expect(await signedIn()).toBe(false)
  })
})

describe('an issuer that fails', () => {
  test.each(['down', 'silent', 'broken', 'redirecting', 'huge', 'lying'] as const)(
    '%s: 503 at the start, and well again seconds later',
    async (mood) => {
      await open()
      issuer.mood = mood
      const response = await browser.get(start())
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
      expect(issuer.count('/elsewhere')).toBe(0)
      desk.failures.length = 0
    },
  )

  test('that fails between: nobody is signed in, and it is no error of ours', async () => {
    await open()
    const address = await callback()
    issuer.mood = 'down'
    expect((await browser.get(address)).status).toBe(503)
    issuer.mood = 'up'
    const again = await callback()
    issuer.mood = 'broken'
    expect((await browser.get(again)).status).toBe(503)
    expect((await browser.get(`${desk.address}/whoami`, { accept: 'application/json' })).status).toBe(401)
    desk.failures.length = 0
  })
})

test('where the keys and endpoints of another origin lead inside, nobody goes', async () => {
  await open()
  let met = 0
  const inside = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1')
  inside.on('connection', () => met++)
  await new Promise((resolve) => inside.once('listening', resolve))
  const { port } = inside.address() as AddressInfo
  const rules = { trusted: new URL('https://id.example'), allowLoopback: false }
  const signal = () => AbortSignal.timeout(2_000)
  // threats 3.10: every way to write an address that is not on the internet.
  const hosts = [
    '127.0.0.1',
    'localhost',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fe80::1]',
    '[fd00::1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '224.0.0.1',
    'localhost.',
  ]
  for (const host of hosts)
    for (const scheme of ['http', 'https'])
      await expect(guardedFetch(new URL(`${scheme}://${host}:${port}/keys`), rules, { signal: signal() })).rejects.toThrow()
  for (const text of [
    `file:///etc/passwd`,
    `ftp://127.0.0.1:${port}/`,
    `data:application/json,{}`,
    `https://id.example@127.0.0.1:${port}/`,
    `https://a:b@id.example/`,
  ])
    await expect(guardedFetch(new URL(text), rules, { signal: signal() })).rejects.toThrow()
  expect(met).toBe(0)
  // The same socket is met where the program itself names it: the test would see a connection.
  const own = { trusted: new URL(`http://127.0.0.1:${port}`), allowLoopback: true }
  expect((await guardedFetch(new URL(`http://127.0.0.1:${port}/keys`), own, { signal: signal() })).status).toBe(200)
  expect(met).toBe(1)
  inside.close()
})
