import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { JwtKeyWords } from '../../../host'
import { bearer, cookieOf, cookiesOf, type Desk, json, setCookies, user } from './desk'
import { closeAll, forge, keys, now, openTokenDesk as open, pairs, pem, read, secret, tokensOf } from './tokens'

afterAll(closeAll)

describe.each(Object.entries(keys))('tokens signed with %s', (alg, key) => {
  test('A-4.1, A-4.2: their members come in the order of the wire, and they are good', async () => {
    const desk = await open({ keys: [key], tokenCookies: false })
    const { bearerToken, refreshToken } = await tokensOf(desk, 'manager')
    expect(read(bearerToken, 0)).toEqual({ typ: 'JWT', alg, kid: expect.stringMatching(/^[\w-]{8}$/) })
    expect(Object.keys(read(bearerToken, 1))).toEqual([
      'iss',
      'sub',
      'iat',
      'exp',
      'email',
      'name',
      'preferred_username',
      'roles',
      'perms',
      'jti',
    ])
    expect(read(bearerToken, 1)).toMatchObject({ iss: 'ssjwt', sub: 3, roles: ['Manager'], perms: ['CanSee'] })
    expect(read(refreshToken, 0).typ).toBe('JWTR')
    expect(Object.keys(read(refreshToken, 1))).toEqual(['sub', 'iat', 'exp', 'jti'])
    expect(await desk.who(bearer(bearerToken))).toMatchObject({
      user: 'manager',
      provider: 'jwt',
      fromToken: true,
      roles: ['Manager'],
    })
    expect((await desk.get('/needclaim.json', bearer(bearerToken))).status).toBe(200)
  })

  test('the public key is published, a secret never', async () => {
    const desk = await open({ keys: [key] })
    const res = await desk.get('/.well-known/jwks.json')
    expect(res.body.keys).toHaveLength(alg === 'HS256' ? 0 : 1)
    for (const member of ['d', 'p', 'q', 'k']) expect(JSON.stringify(res.body)).not.toContain(`"${member}":`)
  })

  test('keys change without signing anybody out (A-4.3)', async () => {
    const old = await open({ keys: [key], tokenCookies: false })
    const { bearerToken } = await tokensOf(old)
    const other: JwtKeyWords = { alg: 'HS256', secret: randomBytes(32).toString('base64') }
    const next = await open({ keys: [other, key], tokenCookies: false })
    expect(await next.who(bearer(bearerToken))).toMatchObject({ user: 'plain' })
    const gone = await open({ keys: [other], tokenCookies: false })
    expect(await gone.who(bearer(bearerToken))).toEqual({})
  })
})

test.each([
  [{ alg: 'HS256', secret: 'c2hvcnQ=' }],
  [{ alg: 'RS256', key: pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey) }],
  [{ alg: 'ES256', key: pem(pairs.EdDSA.privateKey) }],
  [{ alg: 'ES256', key: pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey) }],
  [{ alg: 'EdDSA', key: pem(pairs.EdDSA.publicKey) }],
] as [JwtKeyWords][])('A-4.3: %j is no key to sign with', async (key) => {
  await expect(open({ keys: [key] })).rejects.toThrow(RangeError)
})

describe('verdicts (A-4.5)', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await open({ audience: 'desk' })
  })
  const good = { aud: 'desk' }
  const told = 'TokenException'
  const bare = 'Unauthorized'
  const verdicts: readonly (readonly [name: string, make: () => string, code: string | undefined, message?: string])[] = [
    ['a good one', () => forge(good), undefined],
    ['aud as a list', () => forge({ aud: ['x', 'desk'] }), undefined],
    ['sub as a text', () => forge({ ...good, sub: '4' }), undefined],
    ['no iat', () => forge({ ...good, iat: undefined }), undefined],
    ['expired', () => forge({ ...good, exp: now() - 1 }), told, 'Token has expired'],
    ['not yet', () => forge({ ...good, nbf: now() + 60 }), told, 'Token not valid yet'],
    ['for others', () => forge({ aud: 'other' }), told, 'Invalid Audience: other'],
    ['for nobody', () => forge({}), told, 'Invalid Audience: '],
    ['no exp', () => forge({ ...good, exp: undefined }), told],
    ['exp as a text', () => forge({ ...good, exp: String(now() + 60) }), told],
    ['no sub', () => forge({ ...good, sub: undefined }), told],
    ['sub is an object', () => forge({ ...good, sub: {} }), told],
    ['another issuer', () => forge({ ...good, iss: 'x' }), told],
    ['no issuer', () => forge({ ...good, iss: undefined }), told],
    ['a refresh token', () => forge(good, { typ: 'JWTR' }), told],
    ['alg none', () => forge(good, { alg: 'none' }), told, "Invalid algorithm 'none', expected 'HS256'"],
    ['alg nOnE', () => forge(good, { alg: 'nOnE' }), told],
    ['alg HS512', () => forge(good, { alg: 'HS512' }, secret, 'sha512'), told, "Invalid algorithm 'HS512', expected 'HS256'"],
    ['alg missing', () => forge(good, { alg: undefined }), told],
    ['not base64url', () => `${forge(good)}aa`.replace(/^(.{5})/, '$1a'), told, 'Illegal base64url string!'],
    ['another key', () => forge(good, {}, randomBytes(32).toString('base64')), bare],
    ['unknown kid', () => forge(good, { kid: 'nobodys1' }), bare],
    ['kid is a path', () => forge(good, { kid: '../../dev/null' }), bare],
    ['a key in the header', () => forge(good, { jwk: { kty: 'oct', k: 'AAAA' } }, randomBytes(32).toString('base64')), bare],
    ['a header that must be understood', () => forge(good, { crit: ['x'], x: 1 }), bare],
    ['b64 false', () => forge(good, { crit: ['b64'], b64: false }), bare],
    ['no signature', () => forge(good).replace(/[^.]+$/, ''), bare],
    ['a header that is null', () => forge(good).replace(/^[^.]+/, Buffer.from('null').toString('base64url')), bare],
    ['two parts', () => forge(good).split('.').slice(0, 2).join('.'), bare],
    ['five parts', () => `${forge(good)}.x.y`, bare],
    ['a megabyte', () => forge({ ...good, x: 'x'.repeat(12_000) }), bare],
    ['empty', () => '', bare],
  ]
  test.each(verdicts.map(([name, make, code, message]) => ({ name, make, code, message })))(
    '$name',
    async ({ make, code, message }) => {
      const headers = bearer(make())
      const res = await desk.get('/needauth.json', headers)
      if (code === undefined) return expect(res.status).toBe(200)
      expect([res.status, res.body.responseStatus.errorCode]).toEqual([401, code])
      if (message !== undefined) expect(res.body.responseStatus.message).toBe(message)
      expect(res.headers['www-authenticate'] !== undefined).toBe(code === bare)
      expect((await desk.get('/validauth.json', headers)).body.responseStatus.message).toBe('Not Authenticated')
      expect(await desk.who(headers)).toEqual({})
    },
  )

  test.each([
    [{ roles: 'A,B', perms: 'P' }, ['A', 'B']],
    [{ role: 'A' }, ['A']],
    [{ roles: ['A'] }, ['A']],
    [{ roles: 5 }, undefined],
  ])('roles are read from %j', async (payload, roles) => {
    const who = await desk.who(bearer(forge({ ...good, ...payload })))
    expect(who.roles ?? []).toEqual(roles ?? [])
  })
})

test('A-4.5: over plain http a token is neither taken nor made, unless the gateway says so', async () => {
  const desk = await open({ overPlainHttp: false }, { trustedProxies: ['127.0.0.1', '::1', '::ffff:127.0.0.1'] })
  const res = await desk.get('/needauth.json', bearer(forge({})))
  expect([res.status, res.body.responseStatus.message]).toEqual([
    403,
    'Sending JWT over insecure connection forbidden when RequireSecureConnection=true',
  ])
  expect(await desk.who(bearer(forge({})))).toEqual({})
  const https = { 'X-Forwarded-Proto': 'https' }
  expect((await desk.get('/needauth.json', { ...bearer(forge({})), ...https })).status).toBe(200)
  const signedIn = await desk.post('/auth', { userName: 'plain', password: 'pw-plain' }, json)
  expect([signedIn.status, cookieOf(cookiesOf(signedIn), 'ss-tok')]).toEqual([200, undefined])
  expect((await desk.post('/access-token', {}, json)).status).toBe(403)
})

describe('token cookies', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await open()
  })

  test('A-3.1, A-4.10: a sign-in sets them, says so, and stores no session', async () => {
    const res = await desk.post('/auth', { userName: 'plain', password: 'pw-plain' }, json)
    expect(setCookies(res).map((line) => line.split('=')[0])).toEqual(['ss-id', 'ss-pid', 'ss-opt', 'ss-tok', 'ss-reftok'])
    expect(res.headers['x-cookies']).toBe('ss-tok,ss-reftok')
    expect([res.body.bearerToken, await desk.sessions.sessionsOf('4')]).toEqual([undefined, []])
    expect(await desk.who({ Cookie: cookiesOf(res) })).toMatchObject({ provider: 'jwt' })
  })

  test('A-2.7: meta ignore jwt is a plain session', async () => {
    const Cookie = await desk.signIn('plain', { meta: { ignore: 'jwt' } })
    expect(cookieOf(Cookie, 'ss-tok')).toBeUndefined()
    expect(await desk.who({ Cookie })).toMatchObject({ provider: 'credentials' })
    const res = await desk.post('/session-to-token', {}, { ...json, Cookie })
    expect([res.status, res.body, cookieOf(cookiesOf(res), 'ss-tok') !== undefined]).toEqual([200, {}, true])
    expect(await desk.who({ Cookie })).toEqual({})
  })

  test('A-4.7, A-4.9: an expired one is renewed by the refresh cookie, which is exchanged', async () => {
    const Cookie = await desk.signIn('plain')
    const reftok = cookieOf(Cookie, 'ss-reftok')!
    const expired = forge({ exp: now() - 5 })
    const res = await desk.get('/needauth.json', { Cookie: `ss-tok=${expired}; ss-reftok=${reftok}` })
    expect(res.status).toBe(200)
    expect(setCookies(res).map((line) => /^(ss-\w+)=(.?)/.exec(line)!.slice(1))).toEqual([
      ['ss-tok', ';'],
      ['ss-tok', 'e'],
      ['ss-reftok', 'e'],
    ])
    const renewed = cookieOf(cookiesOf(res), 'ss-reftok')!
    expect(renewed).not.toBe(reftok)
    // Side by side requests all carried the old one: it is still good for a moment.
    expect(await desk.who({ Cookie: `ss-reftok=${reftok}` })).toMatchObject({ user: 'plain' })
    expect(await desk.who({ Cookie: `ss-reftok=${renewed}` })).toMatchObject({ user: 'plain' })
  })

  test('A-4.9: a refresh token that comes again later ends all tokens of that sign-in', async () => {
    const Cookie = await desk.signIn('plain')
    const [tok, first] = [cookieOf(Cookie, 'ss-tok')!, cookieOf(Cookie, 'ss-reftok')!]
    const second = cookieOf(cookiesOf(await desk.get('/who.json', { Cookie: `ss-reftok=${first}` })), 'ss-reftok')!
    const third = cookieOf(cookiesOf(await desk.get('/who.json', { Cookie: `ss-reftok=${second}` })), 'ss-reftok')!
    expect(await desk.who({ Cookie: `ss-tok=${tok}` })).toMatchObject({ user: 'plain' })
    desk.events.length = 0
    expect(await desk.who({ Cookie: `ss-reftok=${first}` })).toEqual({})
    expect(desk.events.map(({ kind }) => kind)).toContain('tokenReused')
    for (const Cookie of [`ss-tok=${tok}`, `ss-reftok=${third}`]) expect(await desk.who({ Cookie })).toEqual({})
  })

  test('A-4.7: where both are bad both go, and the call is told of the access token', async () => {
    const old = { exp: now() - 5 }
    const Cookie = `ss-tok=${forge(old)}; ss-reftok=${forge(old, { typ: 'JWTR' })}`
    const res = await desk.get('/needauth.json', { Cookie })
    expect([res.status, res.body.responseStatus.message]).toEqual([401, 'Token has expired'])
    expect(setCookies(res).map((line) => line.split(';')[0])).toEqual(['ss-tok=', 'ss-reftok='])
  })

  test('A-4.4, A-7.2: the bearer wins, and a bad one is saved by no cookie', async () => {
    const Cookie = await desk.signIn('plain')
    const manager = cookieOf(await desk.signIn('manager'), 'ss-tok')!
    expect(await desk.who({ Cookie, ...bearer(manager) })).toMatchObject({ user: 'manager' })
    expect(await desk.who({ Cookie: `ss-tok=${manager}`, ...bearer(forge({}, {}, randomBytes(32).toString('base64'))) })).toEqual(
      {},
    )
    const res = await desk.get('/who.json', { Cookie: `ss-tok=${manager}`, ...bearer(forge({ exp: now() - 5 })) })
    expect([res.body, setCookies(res)]).toEqual([{}, []])
  })

  test.each(['junk', 'a.b', 'a.b.c.d'])('A-4.4, A-7.2: nor is the bearer %s, which is no token at all', async (text) => {
    for (const Cookie of [await desk.signIn('plain'), await desk.signIn('plain', { meta: { ignore: 'jwt' } })]) {
      expect(await desk.who({ Cookie })).toMatchObject({ user: 'plain' })
      expect(await desk.who({ Cookie, ...bearer(text) })).toEqual({})
      const res = await desk.get('/needauth.json', { Cookie, ...bearer(text) })
      expect([res.status, res.headers['www-authenticate']]).toEqual([401, 'credentials realm="/auth/credentials"'])
    }
  })

  const old = { exp: now() - 5 }
  test.each([
    ['goes with it', () => forge(old), forge(old, { typ: 'JWTR' }), ['ss-tok=', 'ss-reftok=']],
    ['goes, where no refresh token came', () => forge(old), undefined, ['ss-tok=']],
    ['stays where it is good', () => forge({}), forge(old, { typ: 'JWTR' }), ['ss-reftok=']],
  ] as const)('A-4.7: an expired bearer is refused, and the token cookie beside it %s', async (_, tok, reftok, gone) => {
    const Cookie = `ss-tok=${tok()}${reftok === undefined ? '' : `; ss-reftok=${reftok}`}`
    const res = await desk.get('/needauth.json', { Cookie, ...bearer(forge(old)) })
    expect([res.status, res.body.responseStatus.message]).toEqual([401, 'Token has expired'])
    expect(setCookies(res).map((line) => line.split(';')[0])).toEqual(gone)
  })

  test('A-4.9: a sign-out ends the tokens', async () => {
    const Cookie = await desk.signIn('plain')
    await desk.post('/auth/logout', {}, { ...json, Cookie })
    for (const name of ['ss-tok', 'ss-reftok'])
      expect(await desk.who({ Cookie: `${name}=${cookieOf(Cookie, name)}` })).toEqual({})
    const foreign = forge({ jti: 'of-another-issuer' })
    expect(await desk.who(bearer(foreign))).toMatchObject({ provider: 'jwt' })
    await desk.post('/auth/logout', {}, { ...json, ...bearer(foreign) })
    expect(await desk.who(bearer(foreign))).toEqual({})
  })

  test.each(['bearerToken', 'refreshToken'] as const)(
    'A-2.6, A-4.9: signing out by the %s ends the session of that sign-in, and no other one',
    async (which) => {
      const inBody = await open({ tokenCookies: false })
      const signIn = () => inBody.post('/auth', { userName: 'plain', password: 'pw-plain' }, json)
      const [first, other] = [await signIn(), await signIn()]
      const said = which === 'bearerToken' ? bearer(first.body[which]) : { Cookie: `ss-reftok=${first.body[which]}` }
      await inBody.post('/auth/logout', {}, { ...json, ...said })
      expect(await inBody.who({ Cookie: cookiesOf(first) })).toEqual({})
      expect(await inBody.who(bearer(first.body.bearerToken))).toEqual({})
      expect(await inBody.who({ Cookie: cookiesOf(other) })).toMatchObject({ user: 'plain' })
      expect(await inBody.who(bearer(other.body.bearerToken))).toMatchObject({ user: 'plain' })
    },
  )

  test('who was taken away is known by no token', async () => {
    const Cookie = await desk.signIn('manager')
    desk.users.putUser(await user('manager', { disabledAt: 1 }))
    expect(await desk.who({ Cookie })).toEqual({})
    desk.users.putUser(await user('manager'))
  })

  test('A-4.4: tokens in addresses and forms do not count', async () => {
    expect((await desk.get(`/who.json?ss-tok=${forge({})}`)).body).toEqual({})
  })

  test('A-4.4: where they do, the bearer still wins', async () => {
    const queried = await open({ inQueryAndForm: true })
    const path = `/who.json?ss-tok=${forge({})}`
    expect((await queried.get(path)).body).toMatchObject({ provider: 'jwt' })
    for (const text of ['x.y.z', 'junk', forge({ exp: now() - 5 })])
      expect((await queried.get(path, bearer(text))).body).toEqual({})
  })

  test('A-2.3: the message does not sign in by token', async () => {
    const headers = { ...json, ...bearer(forge({})) }
    const res = await desk.post('/auth/jwt', {}, headers)
    expect([res.status, res.body.responseStatus.errorCode]).toEqual([405, 'NotImplementedException'])
    expect((await desk.post('/auth/jwt', {}, json)).status).toBe(401)
  })
})
