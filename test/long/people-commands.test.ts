import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../../host/commands/command'
import { createKey } from '../../host/usage/credentials'
import type { StorageEngine } from '../../services/usage/storage/engine'
import { runCommand, serveBook } from '../usage/served-book'

/** What an operator does to users and keys, on the book of a gateway that runs. */
describe('tollgate users and keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'people-commands-'))
  async function tollgate(...args: readonly string[]) {
    const { out, fault } = await runCommand(...args)
    if (fault !== undefined) throw fault
    return out
  }

  let engine: StorageEngine
  let address: string
  let stop: () => Promise<void>
  beforeAll(async () => {
    process.env.TOLLGATE_DATA = folder
    ;({ engine, address, stop } = await serveBook({ TOLLGATE_DATA: folder }))
  })
  afterAll(async () => {
    delete process.env.TOLLGATE_DATA
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const json = { Accept: 'application/json' }
  const signIn = async (userName: string, password: string) => {
    const headers = { ...json, 'Content-Type': 'application/json' }
    const answer = await fetch(`${address}/auth/credentials`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ userName, password }),
    })
    const Cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
    return { status: answer.status, Cookie: Cookie.join('; ') }
  }
  const status = async (path: string, headers: Record<string, string>) =>
    (await fetch(address + path, { headers: { ...json, ...headers } })).status
  /** Every process notices within a second (threats 3.5). */
  const soon = async (path: string, headers: Record<string, string>, wanted: number) => {
    const until = Date.now() + 1_500
    let found = 0
    while (found !== wanted && Date.now() < until) {
      found = await status(path, headers)
      if (found !== wanted) await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return found
  }

  test('rights are given and taken, and hold with the next call (A-3.8)', async () => {
    const password = await tollgate('users', 'create', 'clerk')
    const { Cookie } = await signIn('clerk', password)
    expect(await status('/admin', { Cookie })).toBe(403)
    await tollgate('users', 'change', 'clerk', '--add-role', 'SystemAdministrator,Manager', '--display-name', 'The clerk')
    expect(await soon('/admin', { Cookie }, 200)).toBe(200)
    await tollgate('users', 'change', 'clerk', '--remove-role', 'SystemAdministrator')
    const found = await engine.users.userByName('clerk')
    expect(found).toMatchObject({ roles: ['Manager'], displayName: 'The clerk' })
    expect((await signIn('clerk', password)).status).toBe(200)
  })

  test('who is disabled is signed out for good: being let in again brings no sign-in back', async () => {
    const password = await tollgate('users', 'create', 'porter')
    const { Cookie } = await signIn('porter', password)
    expect(await status('/account', { Cookie })).toBe(200)
    await tollgate('users', 'disable', 'porter')
    expect(await soon('/account', { Cookie }, 401)).toBe(401)
    await tollgate('users', 'enable', 'porter')
    expect(await engine.users.userByName('porter')).not.toHaveProperty('disabledAt')
    expect((await signIn('porter', password)).status).toBe(200)
    expect(await status('/account', { Cookie })).toBe(401)
  })

  test('another password ends the old one and every sign-in; so does a sign-out, without it', async () => {
    const old = await tollgate('users', 'create', 'courier')
    const before = await signIn('courier', old)
    const password = await tollgate('users', 'password', 'courier')
    expect(password).toMatch(/^[0-9A-Za-z]{20}$/)
    expect(await soon('/account', { Cookie: before.Cookie }, 401)).toBe(401)
    expect([(await signIn('courier', old)).status, (await signIn('courier', password)).status]).toEqual([401, 200])
    const { Cookie } = await signIn('courier', password)
    await tollgate('users', 'sign-out', 'courier')
    expect(await soon('/account', { Cookie }, 401)).toBe(401)
  })

  test('a key is for the messages that it names; its successor is too, and the old one ends at once or later (A-5.5)', async () => {
    const range = '?startDate=2026-01-01&endDate=2026-01-31'
    const open = (key: string) => status(`/ai/usage${range}`, { 'X-Api-Key': key })
    const key = await tollgate('keys', 'create', '--name', 'Reader', '--role', 'SystemAdministrator', '--message', 'GetAIUsage')
    expect([await open(key), await status(`/billing/usage${range}`, { 'X-Api-Key': key })]).toEqual([200, 403])
    const next = await tollgate('keys', 'rotate', key.split('_')[1]!)
    expect([await open(key), await open(next)]).toEqual([200, 200])
    expect(await status(`/billing/usage${range}`, { 'X-Api-Key': next })).toBe(403)
    const last = await tollgate('keys', 'rotate', next.split('_')[1]!, '--overlap-hours', '0')
    expect([await soon(`/ai/usage${range}`, { 'X-Api-Key': next }, 401), await open(last)]).toEqual([401, 200])
  })

  test('a key in a vendor’s form is followed by one in that form (usage-domain 1.4)', async () => {
    const { stored } = await createKey(engine.users, { form: 'infodeck', organization: 'o-1' })
    expect(await tollgate('keys', 'rotate', stored.id)).toMatch(/^idt_live_[0-9A-Za-z]{32}$/)
  })

  test('the audit log has each change and the operator who made it, and no secret', async () => {
    const password = await tollgate('users', 'create', 'watched')
    for (const words of [
      ['change', 'watched', '--add-role', 'Manager'],
      ['disable', 'watched'],
      ['sign-out', 'watched'],
    ])
      await tollgate('users', ...words)
    const other = await tollgate('users', 'password', 'watched')
    const entries = await engine.audit.entries({ limit: 5, newestFirst: true })
    const records = entries.map(({ record }) => JSON.parse(record))
    expect(records.map(({ kind }) => kind)).toEqual([
      'userChanged',
      'sessionsEnded',
      'userDisabled',
      'rolesChanged',
      'userCreated',
    ])
    for (const record of records)
      expect(record).toMatchObject({ subject: 'watched', userName: expect.stringMatching(/^operator:/) })
    for (const secret of [password, other]) expect(JSON.stringify(entries)).not.toContain(secret)
  })

  test.each<[string, readonly string[], string]>([
    ['an odd user name', ['users', 'create', 'bad name!'], '3 to 64 letters and digits'],
    ['a name twice', ['users', 'create', 'admin2', '--email', 'taken@desk.test'], ''],
    ['an e-mail twice', ['users', 'create', 'admin3', '--email', 'TAKEN@desk.test'], 'Another user has the e-mail'],
    ['an organization that is not in the book', ['users', 'create', 'admin4', '--organization', 'nowhere'], 'no organization'],
    ['nothing to change', ['users', 'change', 'admin2'], 'Say what to change'],
    ['nobody', ['users', 'enable', 'nobody'], 'There is no user nobody'],
    ['a key that is not there', ['keys', 'rotate', 'nothing'], 'There is no key nothing'],
    ['origins of a key that is for no browser', ['keys', 'create', '--origin', 'https://a.test'], 'Only browser keys'],
    ['half an hour', ['keys', 'rotate', 'x', '--overlap-hours', '0.5'], 'whole number of hours'],
  ])('%s is told', async (_, args, words) => {
    if (words === '') return expect(await tollgate(...args)).toMatch(/^\w{20}$/)
    const fault = await tollgate(...args).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(UsageError)
    expect((fault as Error).message).toContain(words)
  })
})
