import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { basic, credentials } from '../../../host'
import { cookieValue } from '../../../host/auth/cookies'
import { basicOf, cookieOf, cookiesOf, type Desk, json, openDesk, setCookies, user } from './desk'

describe('sessions and their cookies (A chapter 3)', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([credentials(), basic()], { trustedProxies: ['127.0.0.1', '::1', '::ffff:127.0.0.1'] })
  })
  afterAll(() => desk.close())

  const expiry = String.raw`expires=\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT`
  test.each([
    [{}, 'path=/; samesite=lax; httponly'],
    [{ 'X-Forwarded-Proto': 'https' }, 'path=/; secure; samesite=lax; httponly'],
  ])('A-3.1: with %j cookies end in %s', async (headers, end) => {
    const res = await desk.post('/auth', { userName: 'plain', password: 'pw-plain' }, { ...json, ...headers })
    expect(setCookies(res)).toEqual([
      expect.stringMatching(new RegExp(`^ss-id=[A-Za-z0-9]{22}; ${end}$`)),
      expect.stringMatching(new RegExp(`^ss-pid=[A-Za-z0-9]{22}; ${expiry}; ${end}$`)),
      expect.stringMatching(new RegExp(`^ss-opt=temp; ${expiry}; ${end}$`)),
    ])
  })

  test('A-3.7: nothing is set where nothing is stored', async () => {
    for (const path of ['/who.json', '/needauth.json', '/nowhere']) expect(setCookies(await desk.get(path))).toEqual([])
    expect(setCookies(await desk.get('/who.json', basicOf('plain', 'pw-plain')))).toEqual([])
  })

  test('A-3.3: a session is found by cookie and by header; the permanent id counts only where ss-opt says so', async () => {
    const cookies = await desk.signIn('plain')
    const id = cookieOf(cookies, 'ss-id')!
    expect(await desk.who({ Cookie: `ss-id=${id}` })).toMatchObject({ user: 'plain', provider: 'credentials', sessionId: id })
    expect(await desk.who({ 'X-ss-id': id })).toMatchObject({ user: 'plain' })
    expect(await desk.who({ 'X-ss-pid': id })).toEqual({})
    expect((await desk.get(`/who.json?ss-id=${id}`)).body).toEqual({})

    const permanent = await desk.signIn('plain', { rememberMe: true })
    const pid = cookieOf(permanent, 'ss-pid')!
    expect(cookieOf(permanent, 'ss-opt')).toBe('perm')
    expect(await desk.who({ Cookie: permanent })).toMatchObject({ sessionId: pid })
    expect(await desk.who({ Cookie: `ss-pid=${pid}` })).toEqual({})
    expect(await desk.who({ 'X-ss-pid': pid, 'X-ss-opt': 'perm' })).toMatchObject({ user: 'plain' })
    expect(await desk.who({ 'X-ss-id': pid })).toMatchObject({ user: 'plain' })
    // That it is the permanent one may be said in the query: it is no secret.
    const byCookie = [`ss-pid=${pid}`, permanent.replace('=perm', '=temp')].map((Cookie) => ({ Cookie }))
    for (const headers of [...byCookie, { 'X-ss-pid': pid }] as Record<string, string>[])
      for (const name of ['ss-opt', 'SS-OPT'])
        expect((await desk.get(`/who.json?${name}=perm`, headers)).body).toMatchObject({ user: 'plain' })
    expect((await desk.get(`/who.json?ss-opt=perm&ss-pid=${pid}`)).body).toEqual({})
    expect((await desk.get('/who.json?ss-opt=temp', { Cookie: `ss-pid=${pid}` })).body).toEqual({})
  })

  test('A-3.6: ids that we did not make are nobody’s, and a sign-in makes new ones', async () => {
    const planted = 'ss-id=AAAAAAAAAAAAAAAAAAAAAA; ss-pid=BBBBBBBBBBBBBBBBBBBBBB'
    const res = await desk.post('/auth', { userName: 'plain', password: 'pw-plain' }, { ...json, Cookie: planted })
    expect(cookiesOf(res)).not.toMatch(/AAAA|BBBB/)
    expect(await desk.who({ Cookie: planted })).toEqual({})
  })

  test('A-3.6: a sign-in ends the session that was there', async () => {
    const before = await desk.signIn('plain')
    await desk.post('/auth', { userName: 'manager', password: 'pw-manager' }, { ...json, Cookie: before })
    expect(await desk.who({ Cookie: before })).toEqual({})
  })

  test('the store knows no id, only its hash', async () => {
    const cookies = await desk.signIn('plain')
    expect(JSON.stringify(await desk.sessions.sessionsOf('4'))).not.toContain(cookieOf(cookies, 'ss-id'))
  })

  test('A-3.8, A-3.6: roles hold with the next call, under a new id; the old one for a moment more', async () => {
    const Cookie = await desk.signIn('plain')
    desk.users.putUser(await user('plain', { roles: ['Manager'] }))
    const res = await desk.get('/needrole.json', { Cookie })
    expect(res.status).toBe(200)
    const renewed = cookiesOf(res)
    expect(cookieOf(renewed, 'ss-id')).not.toBe(cookieOf(Cookie, 'ss-id'))
    expect((await desk.get('/needrole.json', { Cookie })).status).toBe(200)
    expect(await desk.who({ Cookie: renewed })).toMatchObject({ user: 'plain', roles: ['Manager'] })
    desk.users.putUser(await user('plain'))
    expect((await desk.get('/needrole.json', { Cookie: renewed })).status).toBe(403)
  })

  test('who was taken away is signed in no more', async () => {
    const Cookie = await desk.signIn('manager')
    desk.users.putUser(await user('manager', { disabledAt: 1 }))
    expect(await desk.who({ Cookie })).toEqual({})
    desk.users.putUser(await user('manager'))
  })

  test('A-7.2: an explicit credential beats the session and leaves it as it was', async () => {
    const Cookie = await desk.signIn('plain')
    expect(await desk.who({ Cookie, ...basicOf('manager', 'pw-manager') })).toMatchObject({ user: 'manager', provider: 'basic' })
    expect(await desk.who({ Cookie, ...basicOf('manager', 'bad') })).toEqual({})
    expect((await desk.get('/needauth.json', { Cookie, ...basicOf('manager', 'bad') })).status).toBe(401)
    expect(await desk.who({ Cookie })).toMatchObject({ user: 'plain', provider: 'credentials' })
  })
})

test('A-3.5: a session ends a fixed time after the sign-in, a permanent one later', async () => {
  const desk = await openDesk([credentials()], { access: { sessionSeconds: 1, permanentSeconds: 3 } })
  const [brief, lasting] = [await desk.signIn('plain'), await desk.signIn('plain', { rememberMe: true })]
  await sleep(600)
  expect(await desk.who({ Cookie: brief })).toMatchObject({ user: 'plain' })
  await sleep(600)
  expect(await desk.who({ Cookie: brief })).toEqual({})
  expect(await desk.who({ Cookie: lasting })).toMatchObject({ user: 'plain' })
  await desk.close()
})

test('A-3.5: one that nobody uses ends earlier, where the gateway says so', async () => {
  const desk = await openDesk([credentials()], { access: { idleSeconds: 1 } })
  const [used, unused] = [await desk.signIn('plain'), await desk.signIn('plain')]
  for (let n = 0; n < 3; n++) {
    await sleep(550)
    expect(await desk.who({ Cookie: used })).toMatchObject({ user: 'plain' })
  }
  expect(await desk.who({ Cookie: unused })).toEqual({})
  await desk.close()
})

test('cookies can be the host’s own over https', async () => {
  const desk = await openDesk([credentials()], {
    access: { hostCookies: true },
    trustedProxies: ['127.0.0.0/8', '::1', '::ffff:127.0.0.1'],
  })
  const https = { 'X-Forwarded-Proto': 'https' }
  const res = await desk.post('/auth', { userName: 'plain', password: 'pw-plain' }, { ...json, ...https })
  expect(setCookies(res).every((line) => /^__Host-ss-.*; path=\/; secure;/.test(line))).toBe(true)
  expect(await desk.who({ Cookie: cookiesOf(res), ...https })).toMatchObject({ user: 'plain' })
  expect(await desk.who({ Cookie: cookiesOf(res).replaceAll('__Host-', ''), ...https })).toEqual({})
  await desk.close()
})

test('A-4.5: nobody but a trusted proxy says https', async () => {
  const desk = await openDesk([credentials()])
  const res = await desk.post('/auth', { userName: 'plain', password: 'pw-plain' }, { ...json, 'X-Forwarded-Proto': 'https' })
  expect(setCookies(res).some((line) => line.includes('secure'))).toBe(false)
  await desk.close()
})

test('a cookie is found between whatever else a client sends (clients.md T7)', () => {
  const junk = fc.constantFrom(
    '12-Mar-2037 12:54:06 GMT=null',
    '',
    'xss-id=no',
    'ss-id2=no',
    'a=ss-id=no',
    ' ',
    'ss-id',
    'ss-id=',
    'b="c"',
  )
  fc.assert(
    fc.property(fc.array(junk), fc.stringMatching(/^[A-Za-z0-9]{22}$/), fc.array(junk), (before, id, after) => {
      expect(cookieValue([...before, `ss-id=${id}`, ...after].join('; '), 'ss-id')).toBe(id)
      expect(cookieValue([...before, ...after].join(';'), 'ss-id')).toBeUndefined()
    }),
  )
  expect(cookieValue('ss-id=first; ss-id=second', 'ss-id')).toBe('first')
  expect(cookieValue('ss-tok=a%2Bb', 'ss-tok')).toBe('a+b')
  expect(cookieValue('ss-tok=%E0%A4%A', 'ss-tok')).toBe('%E0%A4%A')
})
