import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBook } from '../../../host/usage/book'
import { ConfigError, readConfig } from '../../../host/usage/config'
import { createUsageGateway } from '../../../host/usage/usage-gateway'
import { operatorReach } from '../../../services/usage/ledger'
import { TestIssuer } from '../../host/auth/oauth/test-issuer'
import { Browser } from '../../host/auth/oidc/browser'
import { serveBook } from '../served-book'

/** The usage gateway with an issuer of its company: everything by the environment. */

let issuer: TestIssuer
let stop: () => Promise<void>
let address: string
const folder = mkdtempSync(join(tmpdir(), 'issuers-'))

beforeAll(async () => {
  issuer = await TestIssuer.open()
  ;({ address, stop } = await serveBook(
    {
      TOLLGATE_DATA: folder,
      TOLLGATE_OAUTH_ISSUER: issuer.url,
      TOLLGATE_OAUTH_AUDIENCE: 'usage',
      TOLLGATE_OAUTH_TYP: 'JWT',
      TOLLGATE_OAUTH_ROLES_CLAIM: 'realm_access.roles',
      TOLLGATE_OAUTH_ORGANIZATION_CLAIM: 'org',
      TOLLGATE_OIDC_ISSUER: issuer.url,
      TOLLGATE_OIDC_NAME: 'company',
      TOLLGATE_OIDC_CLIENT_ID: 'desk',
      TOLLGATE_OIDC_UNKNOWN_USERS: 'made',
      TOLLGATE_OIDC_ROLES_CLAIM: 'roles',
    },
    (engine) => engine.masterData.put(operatorReach(), [{ kind: 'organization', id: 'o-acme', name: 'Acme', currency: 'USD' }]),
  ))
})
afterAll(async () => {
  await stop()
  await issuer.close()
  rmSync(folder, { recursive: true, force: true })
})

const range = 'startDate=2026-01-01&endDate=2026-01-31'
const token = (claims: Record<string, unknown>) => issuer.token({ aud: 'usage', ...claims }, { typ: 'JWT' })
const call = async (path: string, text: string) =>
  (await fetch(address + path, { headers: { authorization: `Bearer ${text}`, accept: 'application/json' } })).status

test('roles and scopes of the company’s issuer open what they say, and nothing else', async () => {
  const admin = await token({ realm_access: { roles: ['SystemAdministrator'] } })
  const reader = await token({ scope: 'express-accounts-usage:read', org: 'o-acme' })
  expect(await call(`/ai/usage?${range}`, admin)).toBe(200)
  expect(await call(`/ai/usage?${range}`, reader)).toBe(403)
  expect(await call('/express/usage/month', reader)).toBe(200)
  expect(await call('/express/usage/month', admin)).toBe(403)
  for (const wrong of [await issuer.token({}, { typ: 'JWT' }), await token({ exp: 1 }), 'x.y.z'])
    expect(await call(`/ai/usage?${range}`, wrong)).toBe(401)
})

test('a person signs in at it by his browser, and has the roles that it says', async () => {
  issuer.grant = { claims: { sub: 'kc-7', preferred_username: 'ann', roles: ['SystemAdministrator'] } }
  const browser = new Browser()
  const { response } = await browser.follow(`${address}/auth/company?redirect=${encodeURIComponent(`/ai/usage?${range}`)}`)
  expect(response.status).toBe(200)
  expect((await fetch(`${address}/ai/usage?${range}`, { headers: { accept: 'application/json' } })).status).toBe(401)
})

test('settings that make no sense are all told at once, and names that nobody reads', () => {
  const read = (env: Record<string, string>) => {
    try {
      return readConfig(env).unknown
    } catch (error) {
      return error
    }
  }
  for (const [env, faults] of [
    [{ TOLLGATE_OAUTH_ISSUER: 'https://id.example' }, [/TOLLGATE_OAUTH_ISSUER needs TOLLGATE_OAUTH_AUDIENCE/]],
    [{ TOLLGATE_OAUTH_AUDIENCE: 'x' }, [/TOLLGATE_OAUTH_AUDIENCE needs TOLLGATE_OAUTH_ISSUER/]],
    [
      { TOLLGATE_OAUTH_ISSUER: 'id', TOLLGATE_OAUTH_AUDIENCE: 'x', TOLLGATE_OAUTH_TYP: 'jwt', TOLLGATE_OIDC_CLIENT_ID: 'x' },
      [/no address/, /TOLLGATE_OAUTH_TYP .*at\+jwt or JWT/, /TOLLGATE_OIDC_CLIENT_ID needs/],
    ],
    [
      { TOLLGATE_OIDC_ISSUER: 'https://id.example', TOLLGATE_OIDC_CLIENT_ID: 'x', TOLLGATE_OIDC_UNKNOWN_USERS: 'yes' },
      [/refused or made/],
    ],
  ] as const) {
    const error = read(env) as Error
    expect(error).toBeInstanceOf(ConfigError)
    for (const fault of faults) expect(error.message).toMatch(fault)
  }
  expect(read({ TOLLGATE_OAUTH_ISSUERS: 'x' })).toEqual(['TOLLGATE_OAUTH_ISSUERS'])
})

test('in production an issuer speaks https', async () => {
  const { config } = readConfig({
    NODE_ENV: 'production',
    TOLLGATE_DATA: folder,
    TOLLGATE_OAUTH_ISSUER: 'http://127.0.0.1:9',
    TOLLGATE_OAUTH_AUDIENCE: 'x',
  })
  const engine = await openBook(folder)
  await expect(createUsageGateway(engine, config)).rejects.toThrow(ConfigError)
  await engine.close()
})
