import { createPublicKey, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from '../../../host/commands/command'
import { signingKeyFile } from '../../../host/usage/book'
import { newKey, signed } from '../../host/auth/oauth/test-issuer'
import { runCommand, serveBook } from '../served-book'

/** What an operator does to clients and keys, on the book of a gateway that runs. */
describe('tollgate clients and tokens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-commands-'))
  const issuer = 'https://gateway.example'
  const key = newKey('ES256')
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }

  let stop: () => Promise<void>
  let address: string
  beforeAll(async () => {
    process.env.TOLLGATE_DATA = folder
    ;({ address, stop } = await serveBook({ TOLLGATE_DATA: folder, TOLLGATE_ISSUER: issuer }))
  })
  afterAll(async () => {
    delete process.env.TOLLGATE_DATA
    await stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const token = async (form: Record<string, string>) => {
    const response = await fetch(`${address}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...form }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const signing = async (id: string, by = key) => {
    const now = Math.floor(Date.now() / 1000)
    const claims = { iss: id, sub: id, aud: `${issuer}/oauth/token`, jti: randomUUID(), iat: now, exp: now + 300 }
    return token({
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await signed(claims, {}, by),
    })
  }
  const kidOf = (text: string) => JSON.parse(Buffer.from(text.split('.')[0]!, 'base64url').toString()).kid

  test('a client of a public key signs, and gets other keys without a gap', async () => {
    const pem = createPublicKey(key.secret).export({ type: 'spki', format: 'pem' }) as string
    const made = await runCommand(
      'clients',
      'create',
      '--name',
      'signer',
      '--scope',
      'usage:write',
      '--public-key',
      file('a.pem', pem),
    )
    expect(made).toEqual({ fault: undefined, out: expect.stringMatching(/^client-\w{12}$/) })
    expect((await signing(made.out)).status).toBe(200)
    const next = newKey()
    const both = file('both.json', JSON.stringify({ keys: [key.jwk, next.jwk] }))
    expect((await runCommand('clients', 'rotate', made.out, '--public-key', both)).out).toBe(made.out)
    for (const by of [key, next]) expect((await signing(made.out, by)).status).toBe(200)
    expect((await runCommand('clients', 'list')).out).toMatch(/signer .*keys: 2/)
    const wrong = file('private.pem', key.secret.export({ type: 'pkcs8', format: 'pem' }) as string)
    for (const [args, why] of [
      [['create', '--scope', 'x', '--public-key', wrong], 'private key'],
      [['create', '--scope', 'x', '--public-key', join(folder, 'none')], 'ENOENT'],
      [['rotate', made.out], '--public-key'],
      [['rotate', 'nobody'], 'no client nobody'],
    ] as const) {
      const { fault } = await runCommand('clients', ...args)
      expect(fault).toBeInstanceOf(UsageError)
      expect(String(fault)).toContain(why)
    }
  }, 60_000)

  test('a client gets a new secret, and the old one is good no more', async () => {
    const [id, secret] = (await runCommand('clients', 'create', '--scope', 'usage:write')).out.split(':')
    const rotated = (await runCommand('clients', 'rotate', id!)).out.split(':')
    expect(rotated[0]).toBe(id)
    expect(rotated[1]).not.toBe(secret)
    expect((await token({ client_id: id!, client_secret: secret! })).status).toBe(401)
    expect((await token({ client_id: id!, client_secret: rotated[1]! })).status).toBe(200)
  }, 60_000)

  test('the signing key changes while the gateway runs: nobody is signed out, or everybody', async () => {
    const [id, secret] = (await runCommand('clients', 'create', '--scope', 'usage:write')).out.split(':')
    const proof = { client_id: id!, client_secret: secret! }
    const call = async (text: string) =>
      (await fetch(`${address}/usage/events`, { method: 'POST', headers: { authorization: `Bearer ${text}` } })).status
    const before = (await token(proof)).body.access_token!
    const answer = await call(before)
    expect(answer).not.toBe(401)
    const kid = (await runCommand('tokens', 'rotate')).out
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    const after = (await token(proof)).body.access_token!
    expect([kidOf(before) === kid, kidOf(after)]).toEqual([false, kid])
    expect([await call(before), await call(after)]).toEqual([answer, answer])
    expect((await runCommand('tokens', 'list')).out).toMatch(new RegExp(`${kid} +signs[^\n]*\n.*verifies`))
    await runCommand('tokens', 'rotate', '--end-all')
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    expect([await call(before), await call(after)]).toEqual([401, 401])
    expect(await call((await token(proof)).body.access_token!)).toBe(answer)
    const told = (await runCommand('audit', 'list', '--json')).out
    expect(told).toContain('"kind":"signingKeyRotated"')
    expect(told).toContain('"kind":"clientChanged"')
    const { keys } = JSON.parse(readFileSync(signingKeyFile(folder), 'utf8'))
    for (const word of [secret!, keys[0].d]) expect(told).not.toContain(word)
  }, 60_000)
})
