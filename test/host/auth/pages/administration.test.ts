import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Response } from 'supertest'
import { administration, apiKey, basic, credentials, metadata, securityHeaders, signInPages } from '../../../../host'
import { AuditLog, MemoryAuditStore } from '../../../../services/audit'
import { apiKeyOf, basicOf, bearer, type Desk, json, openDesk, user } from '../desk'

// Users, keys, clients and the audit log by message and in a browser (issue of identity; threats 3.4, 3.6 API5, 3.8).

const html = { Accept: 'text/html' }
const store = new MemoryAuditStore()
const audit = new AuditLog({ store })

let desk: Desk
let admin: Readonly<Record<string, string>>
beforeAll(async () => {
  desk = await openDesk(
    [credentials(), basic(), apiKey(), signInPages(), administration({ role: 'Manager', audit: { store } })],
    { access: { loginPage: '/login', attempts: false }, authEvents: audit, features: [securityHeaders(), metadata()] },
  )
  admin = { ...json, Cookie: await desk.signIn('manager') }
})
afterAll(async () => {
  await desk.close()
  await audit.close()
})

const secrets: string[] = []
const ask = async (path: string, words?: object, who = admin) => (words ? desk.post(path, words, who) : desk.get(path, who))
const inPage = (path: string, words?: Readonly<Record<string, string>>) => {
  const headers = { ...html, Cookie: admin.Cookie!, 'Content-Type': 'application/x-www-form-urlencoded' }
  return words ? desk.post(path, words, headers) : desk.get(path, { ...html, Cookie: admin.Cookie! })
}
const pages = ['/admin', '/admin/users', '/admin/users/4', '/admin/keys', '/admin/clients', '/admin/audit']
const changes = [
  ['/admin/users', { userName: 'nobody-makes-me' }],
  ['/admin/users/4', { addRoles: ['Manager'] }],
  ['/admin/users/4/state', { disabled: true }],
  ['/admin/users/4/password', {}],
  ['/admin/users/4/sign-ins/end', {}],
  ['/admin/keys', { name: 'k' }],
  ['/admin/clients', { name: 'c', scopes: ['s'] }],
  ['/admin/audit/verify', {}],
] as const

describe('who may', () => {
  test.each(pages)('%s: nobody is led to sign in, who lacks the role is refused, the role and Admin see it', async (path) => {
    const anonymous = await desk.get(path, html)
    expect([anonymous.status, anonymous.headers.location]).toEqual([302, expect.stringContaining('/login?redirect=')])
    expect((await desk.get(path, json)).status).toBe(401)
    expect((await desk.get(path, { ...json, ...basicOf('plain', 'pw-plain') })).status).toBe(403)
    for (const name of ['manager', 'admin'])
      expect((await desk.get(path, { ...json, ...basicOf(name, `pw-${name}`) })).status).toBe(200)
  })

  test.each(changes)(
    'A-7.3: %s is refused to nobody, to who lacks the role, and to a page of another site',
    async (path, words) => {
      expect((await ask(path, words, json)).status).toBe(401)
      expect((await ask(path, words, { ...json, ...basicOf('plain', 'pw-plain') })).status).toBe(403)
      const elsewhere: Record<string, string>[] = [
        { 'Sec-Fetch-Site': 'cross-site' },
        { 'Sec-Fetch-Site': 'same-site' },
        { Origin: 'https://evil.test' },
      ]
      for (const from of elsewhere) expect((await ask(path, words, { ...admin, ...from })).status).toBe(403)
    },
  )

  test('every message of the administration asks for the role, and the pages of messages say so', () => {
    const asked = desk.gateway.catalog.operations.filter(({ message }) => message.tags.includes('admin'))
    expect(asked.length).toBe(17)
    for (const { message } of asked) expect([message.name, message.access.requiredRoles]).toEqual([message.name, ['Manager']])
  })

  test('docs/administration.md has each of them', () => {
    const told = readFileSync(path.join(process.cwd(), 'docs/administration.md'), 'utf8')
    const asked = desk.gateway.catalog.operations.filter(({ message }) =>
      ['admin', 'account'].some((tag) => message.tags.includes(tag)),
    )
    expect(asked.filter(({ message }) => !told.includes(`\`${message.name}\``)).map(({ message }) => message.name)).toEqual([])
  })

  test('A-1.7: only an Admin gives the role Admin, or touches who has it', async () => {
    for (const [path, words] of [
      ['/admin/users', { userName: 'upstart', roles: ['Admin'] }],
      ['/admin/users/3', { addRoles: ['Admin'] }],
      ['/admin/users/1', { displayName: 'x' }],
      ['/admin/users/1/password', {}],
      ['/admin/users/1/state', { disabled: true }],
      ['/admin/keys', { name: 'k', roles: ['Admin'] }],
      ['/admin/keys', { name: 'k', scopes: ['Admin'] }],
    ] as const)
      expect([path, (await ask(path, words)).status]).toEqual([path, 403])
    const made = await ask(
      '/admin/users',
      { userName: 'second-admin', roles: ['Admin'] },
      { ...json, ...basicOf('admin', 'pw-admin') },
    )
    expect(made.status).toBe(200)
  })

  test('nobody locks himself out', async () => {
    expect((await ask('/admin/users/3/state', { disabled: true })).status).toBe(409)
    expect((await ask('/admin/users/3', { removeRoles: ['Manager'] })).status).toBe(409)
    expect((await ask('/admin')).status).toBe(200)
  })

  test('who belongs to an organization looks after that alone', async () => {
    desk.users.putUser(await user('manager', { id: 'm2', userName: 'tenant', email: 't@t.test', organization: 'o-1' }))
    desk.users.putApiKey(apiKeyOf('of-two', 'x', { organization: 'o-2' }))
    const tenant = { ...json, ...basicOf('tenant', 'pw-manager') }
    expect((await ask('/admin/users', undefined, tenant)).body.users.map((each: { id: string }) => each.id)).toEqual(['m2'])
    expect((await ask('/admin/keys', undefined, tenant)).body.total).toBe(0)
    expect((await ask('/admin/keys/of-two/revoke', {}, tenant)).status).toBe(404)
    expect((await ask('/admin/users/4', undefined, tenant)).status).toBe(404)
    expect((await ask('/admin/clients', { name: 'c', scopes: ['s'], organization: 'o-2' }, tenant)).status).toBe(403)
    const made = await ask('/admin/users', { userName: 'colleague' }, tenant)
    expect(made.body.user.organization).toBe('o-1')
    const told = (await ask('/admin/audit?take=1000', undefined, tenant)).body.records as { organization?: string }[]
    expect(told.every(({ organization }) => organization === 'o-1')).toBe(true)
  })
})

describe('users', () => {
  const idOf = async (name: string) => (await ask(`/admin/users?search=${name}`)).body.users[0].id as string

  test('one is made, found, given rights that hold with the next call, and disabled at once', async () => {
    const { body } = await ask('/admin/users', {
      userName: 'anna',
      email: 'anna@desk.test',
      roles: ['Auditor'],
      displayName: 'Anna',
    })
    secrets.push(body.password)
    expect(body.password).toMatch(/^[0-9A-Za-z]{20}$/)
    const Cookie = (await desk.post('/auth/credentials', { userName: 'anna', password: body.password }, json)).headers[
      'set-cookie'
    ]!
    const hers = {
      ...json,
      Cookie: [Cookie]
        .flat()
        .map((line) => line.split(';')[0])
        .join('; '),
    }
    const { id } = body.user
    expect((await desk.get('/needpermission', hers)).status).toBe(403)
    const changed = await ask(`/admin/users/${id}`, {
      addPermissions: ['CanSee'],
      removeRoles: ['Auditor'],
      addRoles: [' Clerk '],
    })
    expect(changed.body).toMatchObject({ roles: ['Clerk'], permissions: ['CanSee'], email: 'anna@desk.test' })
    expect((await desk.get('/needpermission', hers)).status).toBe(200)
    expect((await ask(`/admin/users/${id}`)).body.signIns.length).toBeGreaterThan(0)
    expect((await ask(`/admin/users/${id}/state`, { disabled: true })).body.state).toBe('disabled')
    expect((await desk.get('/needpermission', hers)).status).toBe(401)
    expect((await desk.post('/auth/credentials', { userName: 'anna', password: body.password }, json)).status).toBe(401)
    expect((await ask(`/admin/users/${id}/state`, { disabled: false })).body.state).toBe('active')
    const reset = (await ask(`/admin/users/${id}/password`, {})).body
    secrets.push(reset.password)
    expect((await desk.post('/auth/credentials', { userName: 'anna', password: body.password }, json)).status).toBe(401)
    expect((await desk.post('/auth/credentials', { userName: 'anna', password: reset.password }, json)).status).toBe(200)
  })

  test.each([
    [{}, 'UserName'],
    [{ userName: 'a b' }, 'UserName'],
    [{ userName: 'plain' }, 'UserName'],
    [{ userName: 'fresh', email: 'PLAIN@desk.test' }, 'Email'],
    [{ userName: 'fresh', email: 'no mail' }, 'Email'],
    [{ userName: 'fresh', password: 'short' }, 'Password'],
  ])('%j is refused, and says which field', async (words, fieldName) => {
    const { status, body } = await ask('/admin/users', words)
    expect([status, body.responseStatus.errors[0].fieldName]).toEqual([400, fieldName])
  })

  test('lists come in parts', async () => {
    const { body } = await ask('/admin/users?take=2&skip=1')
    expect([body.users.length, body.total]).toEqual([2, desk.users.users().length])
    expect((await ask('/admin/users?take=0')).status).toBe(400)
    expect((await inPage('/admin/users?take=2&skip=2')).text).toMatch(/3 to 4 of/)
  })

  test('a form without script makes one, shows the password once, and leads back from changes', async () => {
    const page = await inPage('/admin/users', { userName: 'form.user', roles: 'Auditor, Clerk' })
    const [, password] = /<code>([0-9A-Za-z]{20})<\/code>/.exec(page.text)!
    secrets.push(password!)
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store'])
    const id = await idOf('form.user')
    const answer = await inPage(`/admin/users/${id}`, { removeRoles: 'Clerk' })
    expect([answer.status, answer.headers.location]).toEqual([302, `/admin/users/${id}#done`])
    expect((await ask(`/admin/users/${id}`)).body.user.roles).toEqual(['Auditor'])
  })
})

describe('keys and clients', () => {
  test('A-5.5: a key is told once, is for what it names, is rotated with overlap and revoked at once', async () => {
    const words = { name: 'Export', roles: ['Manager'], messages: ['#admin', 'needrole'], days: 10 }
    const { body } = await ask('/admin/keys', words)
    secrets.push(body.key)
    expect(body.record).toMatchObject({ state: 'ending', roles: ['Manager'], messages: ['#admin', 'NeedRole'] })
    const status = async (path: string, key = body.key) => (await desk.get(path, { ...json, ...bearer(key) })).status
    expect([await status('/needrole'), await status('/admin/keys'), await status('/needauth')]).toEqual([200, 200, 403])
    const next = (await ask(`/admin/keys/${body.record.id}/rotate`, {})).body
    secrets.push(next.key)
    expect([await status('/needrole'), await status('/needrole', next.key)]).toEqual([200, 200])
    await ask(`/admin/keys/${body.record.id}/revoke`, {})
    expect([await status('/needrole'), await status('/needrole', next.key)]).toEqual([401, 200])
    expect((await ask(`/admin/keys/${body.record.id}/rotate`, {})).status).toBe(409)
    const listed = (await ask('/admin/keys?state=ended&search=export')).body.keys as { id: string }[]
    expect(listed.map(({ id }) => id)).toEqual([body.record.id])
    expect((await ask('/admin/keys', { name: 'x', messages: ['NoSuch'] })).body.responseStatus.errorCode).toBe('UnknownMessage')
    expect((await ask('/admin/keys', { name: 'x', browser: true })).body.responseStatus.errors[0].fieldName).toBe('Messages')
  })

  test('a client is told once and revoked', async () => {
    const { body } = await ask('/admin/clients', { name: 'Sync', scopes: ['usage:read'] })
    secrets.push(body.clientSecret)
    expect((await ask(`/admin/clients/${body.client.id}/revoke`, {})).body.state).toBe('revoked')
    expect((await ask('/admin/clients?search=sync')).body.clients).toHaveLength(1)
    expect((await ask('/admin/clients', { name: 'None', scopes: [] })).status).toBe(400)
  })
})

describe('the audit log', () => {
  test('has every change before it is answered, who made it, and by which message', async () => {
    const { body } = await ask('/admin/audit?take=200')
    const kinds = new Set(body.records.map(({ kind }: { kind: string }) => kind))
    for (const kind of [
      'userCreated',
      'rolesChanged',
      'userDisabled',
      'userChanged',
      'keyCreated',
      'keyChanged',
      'keyRevoked',
      'clientCreated',
      'clientRevoked',
    ])
      expect(kinds).toContain(kind)
    const made = await ask('/admin/keys', { name: 'Seen' })
    const [newest] = (await ask('/admin/audit?take=1')).body.records
    expect(newest).toMatchObject({
      kind: 'keyCreated',
      subject: made.body.record.id,
      userName: 'manager',
      message: 'AdminCreateKey',
    })
  })

  test('is filtered, and read to its end page by page', async () => {
    const by = async (query: string) => (await ask(`/admin/audit?${query}`)).body
    expect((await by('kind=keyCreated,keyRevoked')).records.every(({ kind }: { kind: string }) => /^key/.test(kind))).toBe(true)
    expect((await by('userName=nobody')).records).toEqual([])
    expect((await by(`since=${new Date(Date.now() + 60_000).toISOString()}`)).records).toEqual([])
    expect((await ask('/admin/audit?kind=nosuch')).status).toBe(400)
    const seen: number[] = []
    for (let next: number | undefined, first = true; first || next; first = false) {
      const page = await by(`take=7${next ? `&before=${next}` : ''}`)
      seen.push(...page.records.map(({ seq }: { seq: number }) => seq))
      next = page.next
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_, at) => seen.length - at))
  })

  test('the browser’s own form of a moment filters too', async () => {
    const page = await inPage('/admin/audit?kind=&userName=&subject=&since=2020-01-01T00%3A00&until=')
    expect([page.status, page.text.includes('key made')]).toEqual([200, true])
  })

  test('is proven whole, and is not when somebody edits it', async () => {
    expect((await ask('/admin/audit/verify', {})).body).toMatchObject({ whole: true })
    expect((await inPage('/admin/audit/verify', {})).text).toContain('Whole.')
    const broken = new MemoryAuditStore()
    await broken.append(['{"kind":"signIn","at":1}', '{"kind":"signIn","at":2}'])
    const cut = { store: broken, noted: () => ({ seq: 9, hash: 'f'.repeat(64) }) }
    const other = await openDesk([basic(), administration({ audit: cut })])
    const { body } = await other.post('/admin/audit/verify', {}, { ...json, ...basicOf('admin', 'pw-admin') })
    expect(body).toMatchObject({ whole: false, faultAt: expect.any(Number), problem: expect.any(String) })
    await other.close()
  })
})

test('threats 3.8: no secret is in any page, list, log or listing afterwards, and texts are no markup', async () => {
  await ask('/admin/keys', { name: '<script>alert(1)</script>' })
  await ask('/admin/users', { userName: 'odd', displayName: '"><img src=x onerror=alert(1)>' })
  const texts: string[] = []
  for (const path of [...pages, '/admin/users?search=%22%3E%3Cscript%3E', '/admin/audit?userName=%3Cscript%3E']) {
    const page = (await inPage(path)) as Response
    expect([path, page.status, page.headers['cache-control']]).toEqual([path, 200, 'no-store'])
    expect(page.text).not.toMatch(/<script(?![^>]* src=)|<img|\sstyle=|<style/)
    texts.push(page.text, (await ask(path.replace('?', '.json?'))).text, (await ask(path)).text)
  }
  texts.push(JSON.stringify(await store.entries({ limit: 10_000 })))
  expect(secrets.length).toBeGreaterThan(5)
  for (const secret of secrets) for (const text of texts) expect(text.includes(secret.slice(-30))).toBe(false)
  // Nor a hash of one.
  for (const { hash } of desk.users.apiKeys()) if (hash.length === 64) expect(texts.join('')).not.toContain(hash)
})
