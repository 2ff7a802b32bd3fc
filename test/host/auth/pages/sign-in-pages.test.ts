import type { Response } from 'supertest'
import { apiKey, basic, credentials, RequiredRole, Returns, securityHeaders, signInPages } from '../../../../host'
import { assetPage } from '../../../../metadata-pages'
import { apiKeyOf, basicOf, bearer, cookiesOf, type Desk, json, openDesk } from '../desk'

// Pages by which people sign in and look after their account (A-1.4, A-2.4, threats 3.4 and 3.8).

const html = { Accept: 'text/html' }
const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' }
const crossSite = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.test' }

let desk: Desk
let base: string
beforeAll(async () => {
  desk = await openDesk([credentials({ registration: true }), basic(), apiKey(), signInPages()], {
    access: { loginPage: '/login', attempts: false },
    features: [securityHeaders()],
  })
  base = `http://127.0.0.1:${(desk.server.address() as { port: number }).port}`
})
afterAll(() => desk.close())

/** As a browser sends a form. */
const form = (path: string, words: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  desk.post(path, words, { ...html, ...sameOrigin, 'Content-Type': 'application/x-www-form-urlencoded', ...headers })

const isPage = (response: Response) => {
  expect(response.status).toBe(200)
  expect(response.headers['content-type']).toMatch(/^text\/html/)
  expect(response.headers['cache-control']).toBe('no-store')
  expect(response.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self'/)
  // Nothing in the page runs or paints by itself.
  expect(response.text).not.toMatch(/<script(?![^>]* src=)|\son\w+=|\sstyle=|<style|javascript:/i)
}

describe('the sign-in page', () => {
  test.each([
    ['/need-nothing', undefined],
    ['/needrole?a=1', 'Manager'],
  ])('A-1.4: who wants %s and is nobody is led there, and told what asks for it', async (path, role) => {
    if (!role) return isPage(await desk.get('/login', html))
    const sent = await desk.get(path, html)
    expect([sent.status, sent.headers.location]).toEqual([302, expect.stringMatching(/\/login\?redirect=http%3a%2f%2f/)])
    const page = await desk.get(new URL(sent.headers.location!).pathname + new URL(sent.headers.location!).search, html)
    isPage(page)
    expect(page.text).toContain('<b>Manager</b>')
    expect(page.text).toContain(`action="/auth/credentials?redirect=${encodeURIComponent(path)}"`)
  })

  test.each([
    'https://evil.test/',
    '//evil.test',
    '/\\evil.test',
    '/.//evil.test',
    '/x/..//evil.test',
    'javascript:alert(1)',
    '/login',
  ])('A-2.4: %s is no place to go to afterwards', async (redirect) => {
    const page = await desk.get(`/login?redirect=${encodeURIComponent(redirect)}`, html)
    isPage(page)
    expect(page.text).toContain('action="/auth/credentials?redirect=%2Faccount"')
    expect(page.text).not.toContain('evil')
  })

  test('A-2.4: an ordinary form signs in and leads on; cookies are for this host alone', async () => {
    const answer = await form('/auth/credentials?redirect=%2Fneedauth', { userName: 'plain', password: 'pw-plain' })
    expect([answer.status, answer.headers.location]).toEqual([302, '/needauth'])
    expect((await desk.get('/needauth', { ...html, Cookie: cookiesOf(answer) })).status).toBe(200)
  })

  test('A-2.4: a wrong password comes back to the page, which shows the sentence of that name without script', async () => {
    const from = `${base}/login?redirect=%2Fneedauth`
    const wrong = { userName: 'plain', password: 'no' }
    const answer = await form('/auth/credentials?redirect=%2Fneedauth', wrong, { Referer: from, Host: base.slice(7) })
    expect(answer.status).toBe(302)
    const [address, name] = answer.headers.location!.split('#')
    expect(address).toBe(from)
    const page = await desk.get('/login?redirect=%2Fneedauth', html)
    expect(page.text).toMatch(new RegExp(`id="${name!.replace(/[+]/g, '[+]')}"[^>]*role="alert"`))
    expect(page.text).not.toContain('pw-')
    expect(assetPage('/metadata/assets/people.css')!.body).toContain('.fault:target')
  })

  test('A-2.4: a browser that tells no page it came from is told so too, and goes on where it was going', async () => {
    const wrong = await form('/auth/credentials?redirect=%2Fneedauth', { userName: 'plain', password: 'no' })
    const url = new URL(wrong.headers.location!)
    expect([wrong.status, url.pathname]).toEqual([302, '/login'])
    const page = await desk.get(url.pathname + url.search, html)
    isPage(page)
    expect(page.text).toContain('action="/auth/credentials?redirect=%2Fneedauth"')
    expect(page.text).toMatch(/class="fault shown" id="fault"/)
    // Who asked who he is has tried nothing, and where nothing was wanted one goes home.
    for (const [tried, shown] of [
      ['/auth', false],
      ['/auth/credentials', true],
      ['/auth/credentials?redirect=//evil.test', true],
    ] as const) {
      const other = await desk.get(`/login?redirect=${encodeURIComponent(tried)}`, html)
      expect(other.text).toContain('action="/auth/credentials?redirect=%2Faccount"')
      expect(other.text.includes('fault shown')).toBe(shown)
    }
  })

  test('an address that is markup is none in the page', async () => {
    isPage(await desk.get(`/login?redirect=${encodeURIComponent('/"><script>alert(1)</script>')}`, html))
  })

  test('the same address tells programs how one signs in', async () => {
    const { body } = await desk.get('/login', json)
    expect(body).toEqual({ passwords: true, ways: [], registration: true })
  })

  test('who is signed in sees the name, and signs out by a form', async () => {
    const cookie = await desk.signIn('plain')
    const page = await desk.get('/login', { ...html, Cookie: cookie })
    expect(page.text).toContain('The plain')
    const out = await form('/auth/logout?redirect=/login', {}, { Cookie: cookie })
    expect([out.status, out.headers.location]).toEqual([302, '/login'])
    expect((await desk.get('/needauth', { ...json, Cookie: cookie })).status).toBe(401)
  })

  test('A-6.1: the page to register is there, and its form signs in at once', async () => {
    isPage(await desk.get('/register?redirect=/account', html))
    const words = { userName: 'new.one', password: 'long enough', confirmPassword: 'long enough', autoLogin: 'true' }
    const answer = await form('/register?redirect=/account', words)
    expect([answer.status, answer.headers.location]).toEqual([302, '/account'])
    isPage(await desk.get('/account', { ...html, Cookie: cookiesOf(answer) }))
  })
})

describe('my account', () => {
  const mine = async () => ({ ...json, ...sameOrigin, Cookie: await desk.signIn('manager') })

  test('lists sign-ins by a part of a hash: no id, cookie or key is in the page or the answer', async () => {
    const me = await mine()
    const { body, text } = await desk.get('/account', me)
    expect(body.signIns.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
    const page = await desk.get('/account', { ...me, ...html })
    isPage(page)
    for (const secret of me.Cookie.split('; ').map((pair) => pair.split('=')[1]!))
      if (secret.length > 6) expect(text + page.text).not.toContain(secret)
  })

  test('signs out one sign-in, then all others, then everywhere', async () => {
    const me = await mine()
    const [second, third] = [await desk.signIn('manager'), await desk.signIn('manager')]
    const before = (await desk.get('/account', me)).body.signIns as { id: string; current: boolean }[]
    const other = before.find(({ current }) => !current)!
    expect((await desk.post('/account/sign-ins/end', { id: other.id }, me)).body).toEqual({ ended: 1 })
    await desk.post('/account/sign-ins/end', { keepThisOne: true }, me)
    for (const cookie of [second, third]) expect((await desk.get('/needauth', { ...json, Cookie: cookie })).status).toBe(401)
    expect((await desk.get('/account', me)).body.signIns).toHaveLength(1)
    const last = await form('/account/sign-ins/end', {}, { Cookie: me.Cookie })
    expect([last.status, last.headers.location]).toEqual([302, '/login'])
    expect((await desk.get('/account', me)).status).toBe(401)
  })

  test.each([
    [{ currentPassword: 'no', newPassword: 'another one', confirmPassword: 'another one' }, 'CurrentPassword', 'InvalidPassword'],
    [
      { currentPassword: 'pw-plain', newPassword: 'another one', confirmPassword: 'other' },
      'ConfirmPassword',
      'PasswordsShouldMatch',
    ],
    [{ currentPassword: 'pw-plain', newPassword: 'short', confirmPassword: 'short' }, 'NewPassword', 'Length'],
    [{ newPassword: 'another one', confirmPassword: 'another one' }, 'CurrentPassword', 'Length'],
  ])('a new password is refused: %j', async (words, fieldName, errorCode) => {
    const { status, body, text } = await desk.post('/account/password', words, { ...json, Cookie: await desk.signIn('plain') })
    expect([status, body.responseStatus.errors[0]]).toEqual([400, expect.objectContaining({ fieldName, errorCode })])
    expect(text).not.toMatch(/another one|pw-plain/)
  })

  test('a new password ends every other sign-in, and is recorded without itself', async () => {
    const [here, there] = [await desk.signIn('plain'), await desk.signIn('plain')]
    const words = { currentPassword: 'pw-plain', newPassword: 'a better one', confirmPassword: 'a better one' }
    const { status } = await desk.post('/account/password', words, { ...json, Cookie: here })
    expect(status).toBe(200)
    expect((await desk.get('/needauth', { ...json, Cookie: here })).status).toBe(200)
    expect((await desk.get('/needauth', { ...json, Cookie: there })).status).toBe(401)
    expect(desk.events).toContainEqual(
      expect.objectContaining({ kind: 'userChanged', subject: '4', message: 'ChangeMyPassword' }),
    )
    expect(JSON.stringify(desk.events)).not.toMatch(/better one|pw-plain/)
    const back = { currentPassword: 'a better one', newPassword: 'pw-plain--', confirmPassword: 'pw-plain--' }
    expect((await desk.post('/account/password', back, { ...json, Cookie: here })).status).toBe(200)
  })

  test('A-5.5: a key is told once, works, is rotated with overlap, and stops when it is revoked', async () => {
    const me = await mine()
    const made = (await desk.post('/account/keys', { name: 'Laptop', messages: ['NeedAuth', 'needrole'], days: 30 }, me)).body
    expect(made.record).toMatchObject({ state: 'active', messages: ['NeedAuth', 'NeedRole'], userName: 'manager' })
    const status = async (key: string, path = '/needrole') => (await desk.get(path, { ...json, ...bearer(key) })).status
    expect(await status(made.key)).toBe(200)
    // It is for these messages alone, though its user may send others.
    expect(await status(made.key, '/needpermission')).toBe(403)
    const next = (await desk.post('/account/keys/rotate', { id: made.record.id, overlapHours: 1 }, me)).body
    expect([await status(made.key), await status(next.key)]).toEqual([200, 200])
    expect((await desk.post('/account/keys/rotate', { id: next.record.id, overlapHours: 0 }, me)).status).toBe(200)
    expect(await status(next.key)).toBe(401)
    expect((await desk.post('/account/keys/revoke', { id: made.record.id }, me)).body.state).toBe('revoked')
    expect(await status(made.key)).toBe(401)
    const all = (await desk.get('/account', me)).text + (await desk.get('/account', { ...me, ...html })).text
    for (const { key } of [made, next]) expect(all).not.toContain(key.slice(14))
    expect(JSON.stringify(desk.events)).not.toContain(made.key.slice(14))
  })

  test('a browser without script sees a new key once, in the page that answers', async () => {
    const { Cookie } = await mine()
    const page = await form('/account/keys', { name: 'Phone' }, { Cookie })
    isPage(page)
    const [key] = /tg_[0-9A-Za-z]{10}_[0-9A-Za-z]{40,}/.exec(page.text)!
    expect((await desk.get('/needauth', { ...json, ...bearer(key) })).status).toBe(200)
    expect((await desk.get('/account', { ...html, Cookie })).text).not.toContain(key)
  })

  test('a key makes no keys, changes no password and signs nobody out: who finds one has that key only', async () => {
    desk.users.putApiKey(apiKeyOf('tg-of-plain', 'plain', { userId: '4' }))
    const made = (await desk.post('/account/keys', { name: 'K' }, await mine())).body
    for (const [path, words] of [
      ['/account/keys', { name: 'more' }],
      ['/account/keys/rotate', { id: made.record.id }],
      ['/account/password', { currentPassword: 'pw-manager', newPassword: '0123456789', confirmPassword: '0123456789' }],
      ['/account/sign-ins/end', {}],
    ] as const)
      expect((await desk.post(path, words, { ...json, ...bearer(made.key) })).status).toBe(403)
  })

  test('nobody touches the keys and sign-ins of others', async () => {
    const made = (await desk.post('/account/keys', { name: 'Mine' }, await mine())).body
    const theirs = { ...json, ...basicOf('admin', 'pw-admin') }
    expect((await desk.post('/account/keys/revoke', { id: made.record.id }, theirs)).status).toBe(404)
    expect((await desk.post('/account/keys/rotate', { id: made.record.id }, theirs)).status).toBe(404)
    const [signIn] = (await desk.get('/account', await mine())).body.signIns
    expect((await desk.post('/account/sign-ins/end', { id: signIn.id }, theirs)).status).toBe(404)
  })

  test('A-7.3: no page of another site changes anything in the name of a cookie, and no GET does', async () => {
    const { Cookie } = await mine()
    for (const path of [
      '/account/keys',
      '/account/password',
      '/account/sign-ins/end',
      '/api/CreateMyKey',
      '/json/reply/EndMySignIns',
    ]) {
      const answer = await form(path, { name: 'x' }, { Cookie, ...crossSite, ...json })
      expect([path, answer.status]).toEqual([path, 403])
    }
    for (const name of ['CreateMyKey', 'ChangeMyPassword', 'EndMySignIns', 'RevokeMyKey', 'RotateMyKey'])
      expect((await desk.get(`/api/${name}?name=x&id=x`, { ...json, Cookie })).status).toBeGreaterThanOrEqual(400)
    const { keys, signIns } = (await desk.get('/account', { ...json, Cookie })).body
    expect([keys.some(({ name }: { name: string }) => name === 'x'), signIns.length > 0]).toEqual([false, true])
  })
})

test('registration is not offered, and has no page, where it is off', async () => {
  const closed = await openDesk([credentials(), signInPages()])
  expect((await closed.get('/login', json)).body.registration).toBe(false)
  expect((await closed.get('/register', html)).status).toBe(404)
  await closed.close()
})

test('texts of others are no markup', async () => {
  class Odd extends Returns(String) {}
  RequiredRole('<b>&"')(Odd)
  const { users } = desk
  const [plain] = users.users().filter(({ id }) => id === '4')
  users.putUser({ ...plain!, displayName: '<img src=x onerror=alert(1)>', email: '"><script>@x' })
  const words = { userName: 'plain', password: 'pw-plain--' }
  const Cookie = cookiesOf(await desk.post('/auth/credentials', words, json))
  await desk.post('/account/keys', { name: '</script><svg onload=1>' }, { ...json, Cookie })
  const page = await desk.get('/account', { ...html, Cookie, 'User-Agent': '<script>' })
  isPage({ ...page, text: page.text.replace(/&lt;.*?&gt;/gs, '') } as Response)
  expect(page.text).not.toMatch(/<img|<svg onload/)
})
