import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bearer, jwt, openTokens, rotateSigningKeys } from '../../../../host'
import { listSigningKeys } from '../../../../host/auth/oauth/signing-keys'
import { bearing, openDesk } from './loan-desk'
import { newKey } from './test-issuer'

/** Keys that sign change without signing anybody out; what verifies is published. */

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'signing-'))
  file = path.join(folder, 'signing-key.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openTokens(file, 'https://gateway.example')
const claims = { clientId: 'client-1', scopes: ['loans:read'] }
const kidOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()).kid

test('a file that only its owner reads is made once, whoever comes first', async () => {
  const all = await Promise.all([open(), open(), open()])
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const token = await all[0]!.sign(claims)
  for (const tokens of all) expect(await tokens.verify(token)).toMatchObject({ session: { userId: 'client-1' } })
  expect(listSigningKeys(file)).toHaveLength(1)
})

test('a file of one key, as it was before keys could change, is read and kept', async () => {
  const old = newKey()
  writeFileSync(file, JSON.stringify({ ...old.secret.export({ format: 'jwk' }), kid: old.kid, alg: 'ES256' }))
  const tokens = await open()
  const token = await tokens.sign(claims)
  expect(kidOf(token)).toBe(old.kid)
  const { kid } = rotateSigningKeys(file)
  await wait(1_100)
  expect(kidOf(await tokens.sign(claims))).toBe(kid)
  expect(await tokens.verify(token)).toBeDefined()
})

test('running gateways see a new key within a second, old tokens stay good, and all keys are published', async () => {
  const [one, two] = [await open(), await open()]
  const desk = await openDesk([bearer(one)])
  desk.users.putClient({ id: 'client-1', name: 'one', scopes: ['loans:read'], createdAt: 1 })
  const before = await two.sign(claims)
  expect((await desk.get('/scoped', bearing(before))).status).toBe(200)
  await wait(150)
  const { kid } = rotateSigningKeys(file)
  // Another process signs by it at once; this one looks when it meets a name that it does not know.
  const fresh = await (await open()).sign(claims)
  expect(kidOf(fresh)).toBe(kid)
  expect((await desk.get('/scoped', bearing(fresh))).status).toBe(200)
  expect((await desk.get('/scoped', bearing(before))).status).toBe(200)
  const { keys } = (await (await desk.get('/.well-known/jwks.json')).json()) as { keys: Record<string, string>[] }
  expect(keys.map((key) => key.kid)).toEqual([kid, kidOf(before)])
  expect(keys.every((key) => key.d === undefined && key.use === 'sig' && key.alg === 'ES256')).toBe(true)
  expect(kidOf(await one.sign(claims))).toBe(kid)
  await desk.close()
})

test('with a stolen key all tokens end, also those that are remembered', async () => {
  const tokens = await open()
  const desk = await openDesk([bearer(tokens)])
  desk.users.putClient({ id: 'client-1', name: 'one', scopes: ['loans:read'], createdAt: 1 })
  const before = await tokens.sign(claims)
  expect((await desk.get('/scoped', bearing(before))).status).toBe(200)
  rotateSigningKeys(file, { endOthers: true })
  await wait(1_100)
  expect((await desk.get('/scoped', bearing(before))).status).toBe(401)
  expect((await desk.get('/scoped', bearing(await tokens.sign(claims)))).status).toBe(200)
  await desk.close()
})

test('a retired key goes when the last of its tokens has ended', async () => {
  const tokens = await open()
  const first = kidOf(await tokens.sign(claims))
  rotateSigningKeys(file)
  const { keys } = JSON.parse(readFileSync(file, 'utf8'))
  keys[1].retiredAt -= 700
  writeFileSync(file, JSON.stringify({ keys }))
  expect((await open()).published().keys.map(({ kid }) => kid)).not.toContain(first)
  rotateSigningKeys(file)
  expect(listSigningKeys(file).map(({ kid }) => kid)).not.toContain(first)
})

test('a file that is damaged or gone while the gateway runs costs nothing', async () => {
  const tokens = await open()
  const token = await tokens.sign(claims)
  for (const damage of [() => writeFileSync(file, '{'), () => rmSync(file)]) {
    damage()
    await wait(1_100)
    expect(await tokens.verify(token)).toBeDefined()
    expect(await tokens.verify(await tokens.sign(claims))).toBeDefined()
  }
  expect(existsSync(file)).toBe(false)
})

test('public keys of all providers are at one address', async () => {
  const own = newKey('RS256')
  const provider = jwt({ keys: [{ alg: 'RS256', key: own.secret.export({ format: 'jwk' }) }] })
  for (const auth of [
    [bearer(await open()), provider],
    [provider, bearer(await open())],
  ]) {
    const desk = await openDesk(auth)
    const { keys } = (await (await desk.get('/.well-known/jwks.json')).json()) as { keys: { kty: string }[] }
    expect(keys.map(({ kty }) => kty).sort()).toEqual(['EC', 'RSA'])
    await desk.close()
  }
})
