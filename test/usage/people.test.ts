import { createUser } from '../../host/usage/credentials'
import { openUsageHouse, type UsageHouse } from './usage-house'

// The usage gateway as an operator's browser sees it.

const html = { Accept: 'text/html', 'Sec-Fetch-Site': 'same-origin' }
let house: UsageHouse
let cookie: string
beforeAll(async () => {
  house = await openUsageHouse()
  const { password } = await createUser(house.engine.users, { userName: 'operator', roles: ['SystemAdministrator'] })
  const answer = await send('/auth/credentials?redirect=/admin', { userName: 'operator', password, rememberMe: 'true' })
  expect([answer.status, answer.headers.get('location')]).toEqual([302, '/admin'])
  cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
})
afterAll(() => house.end())

const send = (path: string, words?: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
  fetch(house.address + path, {
    redirect: 'manual',
    headers: { ...html, ...(cookie ? { Cookie: cookie } : {}), ...headers },
    ...(words ? { method: 'POST', body: new URLSearchParams(words) } : {}),
  })

test('A-1.4: a browser that is nobody is led from an API to the page to sign in; a program is not', async () => {
  const answer = await fetch(`${house.address}/ai/usage`, { redirect: 'manual', headers: { Accept: 'text/html' } })
  expect([answer.status, answer.headers.get('location')]).toEqual([302, expect.stringContaining('/login?redirect=')])
  const page = await (await fetch(answer.headers.get('location')!, { headers: { Accept: 'text/html' } })).text()
  expect(page).toContain('<b>SystemAdministrator</b>')
  expect((await fetch(`${house.address}/ai/usage`)).status).toBe(401)
})

test.each(['/admin', '/admin/users', '/admin/keys', '/admin/clients', '/admin/audit', '/account', '/metadata'])(
  '%s is there for an operator',
  async (path) => {
    const answer = await send(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    if (path !== '/metadata') expect(await answer.text()).toContain('Sign out')
  },
)

test('a key that is made in the browser calls an API, and the log has it before the answer', async () => {
  const page = await (await send('/admin/keys', { name: 'Reader', roles: 'SystemAdministrator', messages: 'GetAIUsage' })).text()
  const [key] = /tg_[0-9A-Za-z]{10}_[0-9A-Za-z]{40,}/.exec(page)!
  const range = '?startDate=2026-01-01&endDate=2026-01-31'
  const call = (path: string) => fetch(house.address + path, { headers: { 'X-Api-Key': key } })
  expect([(await call(`/ai/usage${range}`)).status, (await call(`/billing/usage${range}`)).status]).toEqual([200, 403])
  const log = await (await send('/admin/audit?kind=keyCreated')).text()
  expect([log.includes('Reader'), log.includes(key.slice(14))]).toEqual([true, false])
  expect(await (await send('/admin/audit/verify', {})).text()).toContain('Whole.')
})

test('a user is made, disabled, let in again and told apart, on the book', async () => {
  const made = await (await send('/admin/users', { userName: 'clerk', roles: 'Manager' })).text()
  const [, password = ''] = /<code>([0-9A-Za-z]{20})<\/code>/.exec(made)!
  const { id } = (await house.engine.users.userByName('clerk'))!
  const signIn = async () =>
    (await send('/auth/credentials', { userName: 'clerk', password }, { Accept: 'application/json', Cookie: '' })).status
  expect(await signIn()).toBe(200)
  expect(await (await send(`/admin/users/${id}`)).text()).toContain('Sign out everywhere')
  const state = async (disabled: string) => (await send(`/admin/users/${id}/state`, { disabled })).headers.get('location')
  expect(await state('true')).toBe(`/admin/users/${id}#done`)
  expect(await signIn()).toBe(401)
  expect(await (await send(`/admin/users/${id}`)).text()).toContain('Nowhere.')
  await state('false')
  expect(await signIn()).toBe(200)
  expect(await (await send('/account')).text()).toContain('this one')
  const again = await send('/admin/users', { userName: 'clerk' }, { Accept: 'application/json' })
  expect([again.status, ((await again.json()) as any).responseStatus.errorCode]).toEqual([400, 'AlreadyExists'])
})

test('A-3.1, threats 3.4: behind a proxy that ends TLS cookies are Secure and this host’s own, and another’s word is not heard', async () => {
  const proxied = await openUsageHouse({ inMemory: true, trustedProxies: ['127.0.0.1'] })
  const { password } = await createUser(proxied.engine.users, { userName: 'operator' })
  const { stored } = await createUser(house.engine.users, { userName: 'proxied', password: 'long enough' })
  const https = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-Host': 'usage.example' }
  const signIn = (address: string, userName: string, secret: string) =>
    fetch(`${address}/auth/credentials`, {
      method: 'POST',
      headers: { ...https, Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify({ userName, password: secret }),
    })
  const cookies = (await signIn(proxied.address, 'operator', password)).headers.getSetCookie()
  expect(cookies).toHaveLength(3)
  for (const line of cookies)
    expect(line).toMatch(/^__Host-ss-(id|pid|opt)=[^;]+;( expires=[^;]+;)? path=\/; secure; samesite=lax; httponly$/)
  const account = (Cookie: string) =>
    fetch(`${proxied.address}/account`, { headers: { ...https, Accept: 'application/json', Cookie } })
  const [id = ''] = cookies[0]!.split(';')
  expect((await account(id)).status).toBe(200)
  // What a subdomain could plant, it plants under the other name.
  expect((await account(id.replace('__Host-', ''))).status).toBe(401)
  const plain = (await signIn(house.address, stored.userName, 'long enough')).headers.getSetCookie()
  for (const line of plain) expect(line).toMatch(/^ss-(?!.*secure)/)
  await proxied.end()
})

test('an organization that is not in the book is refused', async () => {
  const answer = await send('/admin/keys', { name: 'Lost', organization: 'nowhere' }, { Accept: 'application/json' })
  expect([answer.status, ((await answer.json()) as any).responseStatus.errorCode]).toEqual([400, 'UnknownOrganization'])
})
