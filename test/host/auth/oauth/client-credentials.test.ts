import { execFile } from 'node:child_process'
import { createPublicKey, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { bearer, hashPassword, MemoryOnceStore, openTokens, readClientKeys } from '../../../../host'
import { bearing, type Desk, openDesk } from './loan-desk'
import { type IssuerKey, newKey, signed } from './test-issuer'

/** `POST /oauth/token`: RFC 6749 4.4, 5.2; RFC 7523; usage-domain 1.3.6. */

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const secret = 'p@ss w+rd:%&ü'
const folder = mkdtempSync(path.join(tmpdir(), 'clients-'))
const now = () => Math.floor(Date.now() / 1000)
const key = newKey('ES256')
const rsa = newKey('RS256')

let desk: Desk
let issuer: string

beforeAll(async () => {
  // The gateway is its own issuer, at the address where it listens.
  const { createServer } = await import('node:net')
  const port = await new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = server.address() as { port: number }
      server.close(() => resolve(free))
    })
  })
  issuer = `http://127.0.0.1:${port}`
  const tokens = await openTokens(path.join(folder, 'signing-key.json'), issuer)
  desk = await openDesk([bearer(tokens, { once: new MemoryOnceStore() })], {}, port)
  const scopes = ['loans:read', 'loans:write']
  desk.users.putClient({
    id: 'by secret',
    name: 'one',
    secretHash: await hashPassword(secret),
    scopes,
    organization: 'o-acme',
    createdAt: 1,
  })
  desk.users.putClient({ id: 'by-key', name: 'two', keys: [newKey().jwk, key.jwk], scopes, createdAt: 1 })
  const pem = createPublicKey(rsa.secret).export({ type: 'spki', format: 'pem' }) as string
  desk.users.putClient({ id: 'by-pem', name: 'three', keys: readClientKeys(pem), scopes, createdAt: 1 })
  desk.users.putClient({ id: 'gone', name: 'four', keys: [key.jwk], scopes, createdAt: 1, revokedAt: 2 })
})
afterAll(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
  expect(desk.failures).toEqual([])
})

const ask = async (form: Record<string, string> | string, headers: Record<string, string> = {}, query = '') => {
  const response = await fetch(`${desk.address}/oauth/token${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, any> }
}
const grant = { grant_type: 'client_credentials' }
const basic = (id: string, text: string) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(text)}`).toString('base64')}`,
})
const claimsOf = (id: string) => ({
  iss: id,
  sub: id,
  aud: `${issuer}/oauth/token`,
  jti: randomUUID(),
  iat: now(),
  exp: now() + 300,
})
const assertion = (id: string, more: Record<string, unknown> = {}, by: IssuerKey = key, header: Record<string, unknown> = {}) =>
  signed({ ...claimsOf(id), ...more }, header, by)
const askSigned = (token: string, more: Record<string, string> = {}) =>
  ask({ ...grant, client_assertion_type: assertionType, client_assertion: token, ...more })

describe('real clients', () => {
  const discovered = async (id: string, proof: (it: typeof import('openid-client')) => unknown) => {
    const it = await import('openid-client')
    const config = await it.discovery(new URL(issuer), id, {}, proof(it) as never, {
      algorithm: 'oauth2',
      execute: [it.allowInsecureRequests],
    })
    return { it, config }
  }

  test.each([
    ['secret by Basic', 'by secret', (it: typeof import('openid-client')) => it.ClientSecretBasic(secret)],
    ['secret by body', 'by secret', (it: typeof import('openid-client')) => it.ClientSecretPost(secret)],
  ])('openid-client finds the endpoint by itself and signs in: %s', async (_, id, proof) => {
    const { it, config } = await discovered(id, proof)
    const token = await it.clientCredentialsGrant(config, { scope: 'loans:read' })
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'loans:read' })
    expect(await (await desk.get('/scoped', bearing(token.access_token))).text()).toBe(id)
    expect(desk.session()).toMatchObject({ scopes: ['loans:read'], organization: 'o-acme', credentialId: id })
  })

  test('openid-client signs with its key (private_key_jwt)', async () => {
    const { importPKCS8 } = await import('jose')
    for (const [id, by] of [
      ['by-key', key],
      ['by-pem', rsa],
    ] as const) {
      const imported = await importPKCS8(by.secret.export({ type: 'pkcs8', format: 'pem' }) as string, by.alg)
      const { it, config } = await discovered(id, (client) => client.PrivateKeyJwt({ key: imported, kid: by.kid }))
      for (let n = 0; n < 2; n++) {
        const token = await it.clientCredentialsGrant(config)
        expect(token.scope).toBe('loans:read loans:write')
        expect((await desk.get('/scoped', bearing(token.access_token))).status).toBe(200)
      }
    }
  })

  test('curl, with its secret in either place and with its key', async () => {
    desk.users.putClient({
      id: 'curl',
      name: 'curl',
      secretHash: await hashPassword('plain-secret'),
      scopes: ['loans:read'],
      createdAt: 1,
    })
    const run = promisify(execFile)
    const granting = ['-d', 'grant_type=client_credentials']
    const signing = ['--data-urlencode', `client_assertion_type=${assertionType}`]
    for (const [id, args] of [
      ['curl', ['-u', 'curl:plain-secret', ...granting]],
      ['curl', [...granting, '-d', 'client_id=curl', '-d', 'client_secret=plain-secret']],
      ['by-key', [...granting, ...signing, '-d', `client_assertion=${await assertion('by-key')}`]],
    ] as const) {
      const { stdout } = await run('curl', ['-s', ...args, `${desk.address}/oauth/token`])
      const token = JSON.parse(stdout)
      expect(Object.keys(token)).toEqual(['access_token', 'token_type', 'expires_in', 'scope'])
      const called = await run('curl', ['-s', '-H', `Authorization: Bearer ${token.access_token}`, `${desk.address}/scoped`])
      expect(called.stdout).toBe(id)
    }
  })

  test('anybody verifies a token by the published keys alone', async () => {
    const { jwtVerify, createRemoteJWKSet } = await import('jose')
    const about = (await (await desk.get('/.well-known/oauth-authorization-server')).json()) as Record<string, string>
    expect(about).toMatchObject({ issuer, token_endpoint: `${issuer}/oauth/token` })
    const { body } = await ask({ ...grant, client_id: 'by secret', client_secret: secret })
    const { payload } = await jwtVerify(body.access_token, createRemoteJWKSet(new URL(about.jwks_uri!)), {
      issuer,
      audience: issuer,
      typ: 'at+jwt',
    })
    expect(payload).toMatchObject({ client_id: 'by secret', scope: 'loans:read loans:write', organization: 'o-acme' })
    expect(JSON.stringify(await (await desk.get('/.well-known/jwks.json')).json())).not.toMatch(/"d":/)
  })
})

describe('errors of RFC 6749 5.2', () => {
  test.each<[string, Record<string, string> | string, Record<string, string>, number, string]>([
    ['nothing', '', {}, 400, 'invalid_request'],
    ['no grant', 'client_id=x', {}, 400, 'invalid_request'],
    ['an empty grant', 'grant_type=', {}, 400, 'invalid_request'],
    ['another grant', { grant_type: 'password' }, {}, 400, 'unsupported_grant_type'],
    ['the code grant', { grant_type: 'authorization_code', code: 'x' }, {}, 400, 'unsupported_grant_type'],
    ['no proof', grant, {}, 401, 'invalid_client'],
    ['an unknown client', { ...grant, client_id: 'nobody', client_secret: 'x' }, {}, 401, 'invalid_client'],
    ['a wrong secret', { ...grant, client_id: 'by secret', client_secret: `${secret}x` }, {}, 401, 'invalid_client'],
    ['an empty secret', { ...grant, client_id: 'by secret', client_secret: '' }, {}, 401, 'invalid_client'],
    ['a secret for a client with keys', { ...grant, client_id: 'by-key', client_secret: 'undefined' }, {}, 401, 'invalid_client'],
    ['two proofs', { ...grant, client_secret: secret }, basic('by secret', secret), 400, 'invalid_request'],
    ['two clients', { ...grant, client_id: 'by-key' }, basic('by secret', secret), 400, 'invalid_request'],
    ['another scheme', grant, { authorization: 'Bearer x' }, 400, 'invalid_request'],
    ['damaged Basic', grant, { authorization: 'Basic !!' }, 400, 'invalid_request'],
    ['a scope that it has not', { ...grant, scope: 'admin' }, basic('by secret', secret), 400, 'invalid_scope'],
    ['grant twice', 'grant_type=client_credentials&grant_type=client_credentials', {}, 400, 'invalid_request'],
    ['an assertion without a type', { ...grant, client_assertion: 'x' }, {}, 400, 'invalid_request'],
    [
      'an assertion of another type',
      { ...grant, client_assertion: 'x', client_assertion_type: 'saml' },
      {},
      400,
      'invalid_request',
    ],
    ['a type without an assertion', { ...grant, client_assertion_type: assertionType }, {}, 400, 'invalid_request'],
    [
      'an assertion that is a word',
      { ...grant, client_assertion: 'x', client_assertion_type: assertionType },
      {},
      401,
      'invalid_client',
    ],
  ])('%s', async (_, form, headers, status, error) => {
    const answer = await ask(form, headers)
    expect([answer.status, answer.body.error]).toEqual([status, error])
    expect(Object.keys(answer.body)).toEqual(['error', 'error_description'])
    expect(answer.headers.get('cache-control')).toContain('no-store')
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
    expect(answer.body.error_description).not.toContain(secret)
  })

  test('a secret in the address is refused, though it is right', async () => {
    const query = `?${new URLSearchParams({ client_id: 'by secret', client_secret: secret })}`
    expect(await ask(grant, {}, query)).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })

  test('who guesses secrets waits, others of the same client do not', async () => {
    desk.users.putClient({ id: 'guessed', name: 'g', secretHash: await hashPassword('right'), scopes: [], createdAt: 1 })
    const form = { ...grant, client_id: 'guessed', client_secret: 'wrong' }
    const answers: number[] = []
    for (let n = 0; n < 12; n++) answers.push((await ask(form)).status)
    expect(answers.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(await ask({ ...form, client_secret: 'right' })).toMatchObject({ status: 429, body: { error: 'slow_down' } })
    expect((await ask({ ...grant, client_id: 'by secret', client_secret: secret })).status).toBe(200)
  })

  test('guesses that come side by side are no more than those one after another', async () => {
    desk.users.putClient({ id: 'stormed', name: 's', secretHash: await hashPassword('right'), scopes: [], createdAt: 1 })
    const form = { ...grant, client_id: 'stormed', client_secret: 'wrong' }
    const answers = await Promise.all(Array.from({ length: 25 }, async () => (await ask(form)).status))
    expect(answers.filter((status) => status === 401)).toHaveLength(10)
    expect(answers.filter((status) => status === 429)).toHaveLength(15)
  })

  test('the log is told who came, and of nobody a secret', async () => {
    desk.events.length = 0
    await ask({ ...grant, client_id: 'by secret', client_secret: secret })
    await ask({ ...grant, client_id: 'by secret', client_secret: 'wrong-secret' })
    await ask({ ...grant, client_id: 'my-secret-in-the-wrong-field', client_secret: 'x' })
    expect(desk.events).toMatchObject([
      { kind: 'tokenIssued', userId: 'by secret', provider: 'oauth', organization: 'o-acme' },
      { kind: 'signInFailed', userId: 'by secret', reason: 'InvalidClient' },
      { kind: 'refused' },
      { kind: 'signInFailed', reason: 'InvalidClient' },
      { kind: 'refused' },
    ])
    expect(JSON.stringify(desk.events)).not.toMatch(/wrong-secret|wrong-field/)
  })
})

describe('private_key_jwt (RFC 7523)', () => {
  test('a good assertion is good, once', async () => {
    const token = await assertion('by-key')
    expect((await askSigned(token)).status).toBe(200)
    expect(await askSigned(token)).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    // The same id in another token is the same assertion; another client's is not.
    const id = randomUUID()
    expect((await askSigned(await assertion('by-key', { jti: id }))).status).toBe(200)
    expect((await askSigned(await assertion('by-key', { jti: id, exp: now() + 200 }))).status).toBe(401)
    expect((await askSigned(await assertion('by-pem', { jti: id }, rsa))).status).toBe(200)
  })

  test('of many that come at once with one assertion one is served', async () => {
    const token = await assertion('by-key')
    const answers = await Promise.all(Array.from({ length: 20 }, () => askSigned(token)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  test('audience is the endpoint or the issuer, also among others, and never what the call’s Host says', async () => {
    for (const aud of [`${issuer}/oauth/token`, issuer, ['https://elsewhere.example', issuer]])
      expect((await askSigned(await assertion('by-key', { aud }))).status).toBe(200)
    for (const aud of [
      'https://elsewhere.example',
      `${desk.address.replace('127.0.0.1', 'localhost')}/oauth/token`,
      `${issuer}/`,
      [],
    ])
      expect((await askSigned(await assertion('by-key', { aud }))).status).toBe(401)
  })

  test.each<[string, () => Promise<string>]>([
    ['of a revoked client', () => assertion('gone')],
    ['of an unknown client', () => assertion('nobody')],
    ['of a client with a secret only', () => assertion('by secret')],
    ['by another’s key', () => assertion('by-key', {}, rsa)],
    ['by a key of the right name', () => assertion('by-key', {}, newKey('ES256', key.kid))],
    ['in the name of another', () => assertion('by-key', { sub: 'by-pem' })],
    ['issued by another', () => assertion('by-key', { iss: 'by-pem' })],
    ['without an id', () => assertion('by-key', { jti: undefined })],
    ['with an id that is a number', () => assertion('by-key', { jti: 7 })],
    ['without an end', () => assertion('by-key', { exp: undefined })],
    ['that has ended', () => assertion('by-key', { exp: now() - 31 })],
    ['that lives for an hour', () => assertion('by-key', { exp: now() + 3_600 })],
    ['that lives a minute too long', () => assertion('by-key', { exp: now() + 360 })],
    ['that is not good yet', () => assertion('by-key', { nbf: now() + 120 })],
    ['without an audience', () => assertion('by-key', { aud: undefined })],
    [
      'without an algorithm',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await assertion('by-key')).split('.')[1]}.`,
    ],
  ])('%s: invalid_client', async (_, make) => {
    expect(await askSigned(await make())).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
  })

  test('client_id beside it must be the same client', async () => {
    expect((await askSigned(await assertion('by-key'), { client_id: 'by-key' })).status).toBe(200)
    expect((await askSigned(await assertion('by-key'), { client_id: 'by-pem' })).status).toBe(401)
  })

  test('a key that a client registered later is good at once, and the one that it took back no more', async () => {
    const next = newKey()
    const client = desk.users.clientById('by-key')!
    desk.users.putClient({ ...client, keys: [key.jwk, next.jwk] })
    for (const by of [key, next]) expect((await askSigned(await assertion('by-key', {}, by))).status).toBe(200)
    desk.users.putClient({ ...client, keys: [next.jwk] })
    expect((await askSigned(await assertion('by-key'))).status).toBe(401)
    desk.users.putClient(client)
  })
})

describe('keys of clients', () => {
  const pem = (by: IssuerKey) => createPublicKey(by.secret).export({ type: 'spki', format: 'pem' }) as string

  test('PEM, several PEMs, a JWK and a JWKS are read', () => {
    expect(readClientKeys(pem(key))).toMatchObject([{ kty: 'EC', crv: 'P-256' }])
    expect(readClientKeys(`# ours\n${pem(key)}\n${pem(rsa)}`)).toMatchObject([{ kty: 'EC' }, { kty: 'RSA' }])
    expect(readClientKeys(JSON.stringify(key.jwk))).toEqual([key.jwk])
    expect(readClientKeys(JSON.stringify({ keys: [key.jwk, rsa.jwk] }))).toEqual([key.jwk, rsa.jwk])
  })

  test('what must not be registered is refused, and why', async () => {
    const { generateKeyPairSync } = await import('node:crypto')
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
    for (const [text, why] of [
      [key.secret.export({ type: 'pkcs8', format: 'pem' }) as string, /private key/],
      [JSON.stringify(key.secret.export({ format: 'jwk' })), /private key/],
      [JSON.stringify({ kty: 'oct', k: 'c2VjcmV0' }), /private key/],
      [weak.export({ type: 'spki', format: 'pem' }) as string, /2048/],
      [JSON.stringify({ ...key.jwk, use: 'enc' }), /no signature/],
      ['', /1 to 10/],
      ['{', /neither PEM nor JSON/],
      [JSON.stringify({ keys: [] }), /1 to 10/],
      ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', /damaged/],
    ] as const)
      expect(() => readClientKeys(text)).toThrow(why)
  })
})
