import { oauthIssuer } from '../../../../host'
import { bearing, type Desk, openDesk } from './loan-desk'
import { newKey, TestIssuer } from './test-issuer'

/** Access tokens of another issuer (threats 3.5; RFC 9068, RFC 6750). */

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

let issuer: TestIssuer
let desk: Desk
const open = async (more: Partial<Parameters<typeof oauthIssuer>[0]> = {}) => {
  issuer = await TestIssuer.open()
  desk = await openDesk([oauthIssuer({ issuer: issuer.url, audience: 'desk', allowLoopback: true, ...more })])
}
afterEach(async () => {
  await desk.close()
  await issuer.close()
  // No hostile word and no outage is a fault of ours.
  expect(desk.failures).toEqual([])
})
const call = async (token: string, path = '/whoami') => (await desk.get(path, bearing(token))).status

describe('who a token names', () => {
  test('subject, client and scopes as RFC 9068 has them; the id is never one of ours', async () => {
    await open()
    const token = await issuer.token({
      sub: 'u-1',
      client_id: 'app',
      scope: 'loans:read loans:write',
      name: 'Ann',
      email: 'ann@desk.test',
    })
    expect(await (await desk.get('/scoped', bearing(token))).text()).toBe('issuer:u-1')
    expect(desk.session()).toMatchObject({
      provider: 'issuer',
      fromToken: true,
      userName: 'app',
      displayName: 'Ann',
      email: 'ann@desk.test',
      scopes: ['loans:read', 'loans:write'],
      roles: [],
      credentialId: 'app',
    })
    expect(desk.session()!.organization).toBeUndefined()
    // Entra's word for scopes, as a list.
    expect(await call(await issuer.token({ scp: ['loans:read'] }), '/scoped')).toBe(200)
  })

  test('roles, permissions, accounts and tenant come from the claims that the program names, and from no others', async () => {
    await open({
      rolesClaim: 'realm_access.roles',
      roleNames: { 'desk-clerk': 'Clerk', owner: 'Admin' },
      organizationClaim: 'https://desk.test/organization',
      permissionsClaim: 'perms',
      accountsClaim: 'accounts',
    })
    const token = await issuer.token({
      realm_access: { roles: ['desk-clerk', 'Admin', 'constructor', '__proto__'] },
      roles: ['Admin'],
      'https://desk.test/organization': 'o-acme',
      perms: ['CanSee'],
      accounts: ['a', 7, ''],
      preferred_username: 'ann',
    })
    expect(await call(token, '/clerks')).toBe(200)
    expect(desk.session()).toMatchObject({
      userName: 'ann',
      roles: ['Clerk'],
      organization: 'o-acme',
      permissions: ['CanSee'],
      accounts: ['a'],
    })
    expect(desk.session()!.claims!.roles).toEqual(['Admin'])
    for (const claims of [{ realm_access: null }, { realm_access: { roles: 'Clerk' } }, { realm_access: ['desk-clerk'] }, {}])
      expect(await call(await issuer.token(claims), '/clerks')).toBe(403)
  })

  test('the program has the last word', async () => {
    await open({ session: (session, claims) => (claims.vip === true ? { ...session, roles: ['Clerk'] } : undefined) })
    expect(await call(await issuer.token({ vip: true }), '/clerks')).toBe(200)
    expect(await call(await issuer.token(), '/whoami')).toBe(401)
  })

  test('an issuer of before RFC 9068 writes JWT; what is signed for other purposes stays outside', async () => {
    await open({ typ: 'JWT' })
    expect(await call(await issuer.token({ typ: 'Bearer' }, { typ: 'JWT' }))).toBe(200)
    for (const typ of ['ID', 'Refresh', 'Offline', 'Logout'])
      expect(await call(await issuer.token({ typ }, { typ: 'JWT' }))).toBe(401)
    expect(await call(await issuer.token())).toBe(401)
  })

  test('each family of keys verifies by its own algorithm', async () => {
    await open()
    issuer.keys = [newKey('ES256'), newKey('RS256'), newKey('EdDSA')]
    for (const key of issuer.keys) expect(await call(await issuer.token({}, {}, key))).toBe(200)
    expect(issuer.count('/jwks')).toBe(1)
  })

  test('two issuers are two providers, and neither takes the other’s tokens', async () => {
    await open()
    const other = await TestIssuer.open('/realms/other')
    const both = await openDesk([
      oauthIssuer({ issuer: issuer.url, audience: 'desk', allowLoopback: true }),
      oauthIssuer({ name: 'other', issuer: other.url, audience: 'desk', allowLoopback: true, jwksUri: `${other.url}/jwks` }),
    ])
    expect(await (await both.get('/whoami', bearing(await issuer.token()))).text()).toBe('issuer:kc-1')
    expect(await (await both.get('/whoami', bearing(await other.token()))).text()).toBe('other:kc-1')
    expect((await both.get('/whoami', bearing(await issuer.token({ iss: other.url })))).status).toBe(401)
    expect(other.count('/.well-known/openid-configuration')).toBe(0)
    await both.close()
    await other.close()
  })
})

describe('answers of RFC 6750', () => {
  beforeEach(() => open())
  const challenge = async (path: string, headers: Record<string, string> = {}) => {
    const response = await desk.get(path, headers)
    return [response.status, response.headers.get('www-authenticate')]
  }

  test('without credentials: 401, a challenge, and no error code', async () => {
    for (const path of ['/whoami', '/scoped', `/whoami?access_token=${await issuer.token()}`])
      expect(await challenge(path)).toEqual([401, 'Bearer realm="tollgate"'])
  })

  test('a bad token is invalid_token; one without the scope insufficient_scope, which names it', async () => {
    const [status, told] = await challenge('/whoami', bearing('nonsense'))
    expect(status).toBe(401)
    expect(told).toMatch(/^Bearer realm="tollgate", error="invalid_token", error_description="[^"]+"$/)
    expect(await challenge('/scoped', bearing(await issuer.token({ scope: 'other' })))).toEqual([
      403,
      'Bearer realm="tollgate", error="insufficient_scope", scope="loans:read"',
    ])
    expect((await desk.get('/open', bearing('nonsense'))).status).toBe(200)
  })

  test('two ways at once, or something that is no token, is invalid_request, also of a token that is remembered', async () => {
    const token = await issuer.token()
    expect(await call(token)).toBe(200)
    for (const [path, authorization] of [
      [`/whoami?access_token=${token}`, `Bearer ${token}`],
      ['/whoami', 'Bearer'],
      ['/whoami', 'Bearer two words'],
      ['/whoami', `Bearer ${token},${token}`],
      ['/whoami', 'bearer "x"'],
    ] as const) {
      const [status, told] = await challenge(path, { authorization })
      expect([authorization.slice(0, 20), status]).toEqual([authorization.slice(0, 20), 400])
      expect(told).toContain('error="invalid_request"')
    }
    const form = await fetch(`${desk.address}/whoami`, {
      method: 'POST',
      headers: { ...bearing(token), accept: 'application/json' },
      body: new URLSearchParams({ access_token: token }),
    })
    expect(form.status).toBe(400)
  })

  test('the scheme has no case, and blanks round a token are nothing', async () => {
    const token = await issuer.token()
    for (const authorization of [`bearer ${token}`, `BEARER  ${token} `])
      expect((await challenge('/whoami', { authorization }))[0]).toBe(200)
  })
})

describe('keys', () => {
  test('a new key is found by its name; one that was taken back ends the tokens that are remembered', async () => {
    await open({ cooldownSeconds: 0.05, freshSeconds: 0.1 })
    const old = await issuer.token()
    expect(await call(old)).toBe(200)
    issuer.rotate()
    await wait(60)
    expect(await call(await issuer.token())).toBe(200)
    expect(await call(old)).toBe(200)
    issuer.rotate({ keepOld: false })
    await wait(150)
    // The call that finds the keys old is answered by what is known, and has them fetched.
    await call(old)
    await wait(60)
    expect(await call(old)).toBe(401)
    expect(await call(await issuer.token())).toBe(200)
  })

  test('a flood of made-up names costs one fetch in a window, also when the fetch fails', async () => {
    for (const mood of ['up', 'down', 'broken'] as const) {
      await open()
      issuer.mood = mood
      const stranger = newKey()
      const tokens = await Promise.all(Array.from({ length: 50 }, (_, n) => issuer.token({}, { kid: `made-up-${n}` }, stranger)))
      const answers = await Promise.all(tokens.map((token) => call(token)))
      expect(new Set(answers)).toEqual(new Set([401]))
      for (const token of tokens.slice(0, 5)) expect(await call(token)).toBe(401)
      expect(issuer.asked.length).toBe(mood === 'up' ? 2 : 1)
      if (mood !== 'broken') {
        await desk.close()
        await issuer.close()
      }
    }
  })

  test('while the issuer is away known keys go on for a bounded time, and unknown ones are 401', async () => {
    await open({ cooldownSeconds: 0.05, freshSeconds: 0.1, outageSeconds: 3 })
    const remembered = await issuer.token()
    const unseen = await issuer.token({ sub: 'kc-2' })
    expect(await call(remembered)).toBe(200)
    for (const mood of ['down', 'broken', 'redirecting', 'huge'] as const) {
      issuer.mood = mood
      await wait(110)
      expect([mood, await call(remembered)]).toEqual([mood, 200])
      expect([mood, await call(await issuer.token({ jti: mood }))]).toEqual([mood, 200])
      expect(await call(await issuer.token({}, {}, newKey()))).toBe(401)
    }
    await wait(3_100)
    for (const token of [remembered, unseen]) expect(await call(token)).toBe(401)
    issuer.mood = 'up'
    await wait(60)
    expect(await call(unseen)).toBe(200)
  }, 20_000)

  test('neither a redirect nor a huge, wrong or foreign document gives keys', async () => {
    for (const mood of ['redirecting', 'huge', 'broken', 'lying'] as const) {
      await open()
      issuer.mood = mood
      expect([mood, await call(await issuer.token())]).toEqual([mood, 401])
      expect(issuer.count('/elsewhere')).toBe(0)
      if (mood !== 'lying') {
        await desk.close()
        await issuer.close()
      }
    }
  })

  test('an issuer that says nothing, or a blank now and then, costs three seconds and no more', async () => {
    for (const mood of ['silent', 'dripping'] as const) {
      await open()
      issuer.mood = mood
      const started = performance.now()
      expect(await call(await issuer.token())).toBe(401)
      expect(performance.now() - started).toBeLessThan(9_000)
      if (mood === 'silent') {
        await desk.close()
        await issuer.close()
      }
    }
  }, 15_000)
})

test('what could never be safe does not start', async () => {
  await open()
  const words = { issuer: 'https://id.example', audience: 'desk' }
  for (const [wrong, why] of [
    [{ issuer: 'http://id.example' }, /not https/],
    [{ issuer: 'http://127.0.0.1:1' }, /not https/],
    [{ issuer: 'http://id.example', allowLoopback: true }, /not https/],
    [{ issuer: 'https://ann@id.example' }, /a user/],
    [{ issuer: 'id.example' }, /no address/],
    [{ jwksUri: 'file:///etc/passwd' }, /not https/],
    [{ audience: [] }, /audience/],
    [{ audience: '' }, /audience/],
    [{ algorithms: ['HS256'] }, /one family/],
    [{ algorithms: ['none'] }, /one family/],
    [{ algorithms: ['RS256', 'ES256'] }, /one family/],
    [{ algorithms: [] }, /one family/],
  ] as const)
    expect(() => oauthIssuer({ ...words, ...wrong })).toThrow(why)
})
