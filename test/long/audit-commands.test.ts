import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { extname, join } from 'node:path'
import Database from 'better-sqlite3'

const kind = extname(__filename)
const root = join(__dirname, '../..')
const loader = join(root, 'services/usage/storage/sqlite/thread-from-source.cjs')
const bin = [...(kind === '.ts' ? ['-r', loader] : []), join(root, `host/usage/tollgate${kind}`)]

describe('tollgate audit', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** The bin itself, as an operator runs it. */
  const tollgate = (...args: readonly string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) =>
      execFile(
        process.execPath,
        [...bin, ...args],
        { env: { PATH: process.env.PATH, TOLLGATE_DATA: folder }, encoding: 'utf8' },
        (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out: out.trim(), err }),
      ),
    )
  const events = async () =>
    (await tollgate('audit', 'export')).out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).event)

  test('what an operator does to keys, users and clients is told, with his name and without a secret', async () => {
    expect((await tollgate('audit', 'verify')).out).toContain('Clean: 0 entries')
    const key = (await tollgate('keys', 'create', '--name', 'import', '--scope', 'usage:write', '--role', 'Manager')).out
    const password = (await tollgate('users', 'create', 'ann', '--role', 'Manager')).out
    const client = (await tollgate('clients', 'create', '--scope', 'express-accounts-usage:read')).out
    const [clientId, secret] = client.split(':')
    const keyId = /^tg_(\w{10})_/.exec(key)![1]!
    await tollgate('keys', 'revoke', keyId)
    await tollgate('keys', 'revoke', keyId)
    await tollgate('users', 'disable', 'ann')
    await tollgate('clients', 'revoke', clientId!)
    const told = await events()
    expect(told).toMatchObject([
      { kind: 'keyCreated', subject: keyId, detail: { name: 'import', roles: ['Manager'], scopes: ['usage:write'] } },
      { kind: 'userCreated', subject: 'ann', detail: { roles: ['Manager'] } },
      { kind: 'clientCreated', subject: clientId },
      { kind: 'keyRevoked', subject: keyId },
      { kind: 'userDisabled', subject: 'ann' },
      { kind: 'clientRevoked', subject: clientId },
    ])
    for (const { userName, at } of told) {
      expect(userName).toBe(`operator:${userInfo().username}`)
      expect(Date.now() - at).toBeLessThan(120_000)
    }
    const everything = readFileSync(join(folder, 'tollgate.db'), 'latin1') + JSON.stringify(told)
    expect(secret!.length).toBeGreaterThan(40)
    for (const word of [key, key.slice(14), password, secret!]) expect(everything).not.toContain(word)
  }, 60_000)

  test('list shows the newest first, narrowed as asked', async () => {
    const { out } = await tollgate('audit', 'list', '--kind', 'keyCreated,keyRevoked')
    const [head, first, second, ...more] = out.split('\n')
    expect(head).toMatch(/^ENTRY +AT +KIND +WHO +FROM +MESSAGE +WHY +SUBJECT/)
    expect([first, second]).toEqual([expect.stringMatching(/^4 .*keyRevoked/), expect.stringMatching(/^1 .*keyCreated/)])
    expect(more).toEqual([])
    expect((await tollgate('audit', 'list', '--subject', 'ann', '--last', '1', '--json')).out).toMatch(
      /^\{"seq":5,.*userDisabled/,
    )
    expect((await tollgate('audit', 'list', '--until', '2020-01-01')).err).toContain('None.')
    for (const wrong of [
      ['--kind', 'nope'],
      ['--last', '0'],
      ['--since', 'soon'],
    ])
      expect(await tollgate('audit', 'list', ...wrong)).toMatchObject({ code: 2, err: expect.stringContaining(wrong[1]!) })
  }, 60_000)

  test('verify says where the log stands, from the book and from an exported file', async () => {
    const head = (await tollgate('audit', 'head')).out
    expect(head).toMatch(/^6:[0-9a-f]{64}$/)
    expect(readFileSync(join(folder, 'audit-head'), 'utf8').trim()).toBe(head)
    const file = join(folder, 'log.jsonl')
    await tollgate('audit', 'export', '--file', file)
    const ways = [[], ['--file', file], ['--head', head], ['--file', file, '--head', head]]
    for (const { code, out } of await Promise.all(ways.map((args) => tollgate('audit', 'verify', ...args))))
      expect([code, out]).toEqual([0, expect.stringContaining(head)])
    const lines = readFileSync(file, 'utf8').split('\n')
    writeFileSync(file, lines.map((line) => line.replace('"subject":"ann"', '"subject":"bob"')).join('\n'))
    const edited = await tollgate('audit', 'verify', '--file', file)
    expect(edited).toMatchObject({ code: 1, out: expect.stringContaining('Broken at entry 2:') })
    expect(await tollgate('audit', 'verify', '--head', 'nonsense')).toMatchObject({ code: 2 })
  }, 60_000)

  test('verify names the first entry that is wrong and exits with 1, also where only the file beside the book knows better', async () => {
    const db = new Database(join(folder, 'tollgate.db'))
    db.exec('drop trigger audit_no_delete')
    db.exec('delete from audit where seq > 4')
    db.exec('update audit_head set seq = 4, hash = (select hash from audit where seq = 4)')
    const cut = await tollgate('audit', 'verify')
    expect(cut).toMatchObject({ code: 1, out: expect.stringMatching(/Broken at entry 5: the log ends at entry 4.*audit-head/) })
    db.exec('drop trigger audit_no_update')
    db.exec(`update audit set record = replace(record, 'ann', 'bob') where seq = 2`)
    expect(await tollgate('audit', 'verify', '--json')).toMatchObject({ code: 1, out: expect.stringContaining('"seq":2') })
    db.close()
  }, 60_000)
})
