import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { JsonServiceClient } from '@servicestack/client'
import { type Browser, chromium, type Page } from 'playwright-core'
import {
  Any,
  ApiMember,
  type AuthProvider,
  apiKey,
  cors,
  createGateway,
  credentials,
  type Gateway,
  hashKey,
  hashPassword,
  type JwtOptions,
  jwt,
  MemoryUserStore,
  metadata,
  newApiKey,
  type RequestContext,
  RequiredRole,
  Returns,
  Route,
} from '../../host'
import { type ClientTools, expected, flows } from './callers/signed-in-client'

// ServiceStack's TypeScript client proves who it is in each of its ways, in node and in chromium (clients.md, R-5.52, A-4.6, A-4.7, A-5.2).

class Caller {
  @ApiMember({}) user!: string
  @ApiMember({}) provider!: string
}
@Route('/guarded', 'GET')
@RequiredRole('Manager')
class Guarded extends Returns(Caller) {}

class GuardedService {
  @Any(Guarded) guarded(_: Guarded, { session }: RequestContext) {
    return { user: session!.userName, provider: session!.provider }
  }
}

const { key } = newApiKey()
const secret = randomBytes(32).toString('base64')
const tokens = (more: Partial<JwtOptions>) =>
  jwt({ keys: [{ alg: 'HS256', secret }], overPlainHttp: true, accessSeconds: 1, ...more })
const client = readFileSync(path.join(__dirname, '../../node_modules/@servicestack/client/dist/servicestack-client.mjs'), 'utf8')

const gateways: Gateway[] = []
async function open(...auth: readonly AuthProvider[]): Promise<string> {
  const users = new MemoryUserStore()
  const rights = { roles: ['Manager'], permissions: [], accounts: [], createdAt: 0 }
  users.putUser({ ...rights, id: '3', userName: 'manager', passwordHash: await hashPassword('pw-manager') })
  users.putApiKey({
    ...rights,
    id: 'k',
    name: 'k',
    hash: hashKey(key),
    hint: 'k',
    userId: '3',
    userName: 'manager',
    scopes: [],
    sources: [],
  })
  const gateway = createGateway({
    services: [new GuardedService()],
    auth,
    users,
    namespace: 'Desk',
    features: [cors({ headers: ['Content-Type', 'Authorization'] }), metadata()],
  })
  gateway.app.get('/page', (_request, response) => void response.type('html').send('<!doctype html><title>desk</title>'))
  gateway.app.get('/client.mjs', (_request, response) => void response.type('text/javascript').send(client))
  gateways.push(gateway)
  return `http://localhost:${((await gateway.listen()).address() as AddressInfo).port}`
}

let address: ClientTools['address']
beforeAll(async () => {
  address = {
    cookies: await open(credentials(), apiKey()),
    tokenCookies: await open(credentials(), tokens({})),
    tokens: await open(credentials(), tokens({ tokenCookies: false })),
    lasting: await open(credentials(), tokens({ tokenCookies: false, accessSeconds: 60 })),
  }
})
afterAll(() => Promise.all(gateways.map((gateway) => gateway.close(1))))

describe('in node', () => {
  const message: ClientTools['message'] = (name, members = {}) =>
    ({ getTypeName: () => name, getMethod: () => 'POST', createResponse: () => ({}), ...members }) as never
  test.each(Object.keys(flows))('%s', async (name) => {
    const tools = {
      client: (at?: string) => new JsonServiceClient(at),
      guarded: () => new Guarded() as never,
      message,
      address,
      key,
    }
    expect(await flows[name]!(tools)).toEqual(expected[name])
  })
})

const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium'].find((file) => file && existsSync(file))
if (!browserPath) console.info('Skipped in a browser: no chromium (set CHROMIUM to one)')
const inBrowser = browserPath ? describe : describe.skip

inBrowser('in chromium, with generated DTOs', () => {
  let browser: Browser
  let page: Page
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    page = await (await browser.newContext()).newPage()
    page.setDefaultTimeout(10_000)
  })
  afterEach(() => page.context().close())

  const run = (name: string): Promise<readonly unknown[]> =>
    page.evaluate(`(async () => {
      const { JsonServiceClient } = await import('/client.mjs')
      const { Guarded } = await import('/types/mjs')
      const message = (name, members = {}) =>
        ({ getTypeName: () => name, getMethod: () => 'POST', createResponse: () => ({}), ...members })
      const flow = ({ ${flows[name]!.toString().replace(/^async\s*(\w+|\[?['"][^'"]+['"]\]?)\s*\(/, 'async flow(')} }).flow
      return flow({ client: (at) => new JsonServiceClient(at), guarded: () => new Guarded(), message,
        address: ${JSON.stringify(address)}, key: ${JSON.stringify(key)} })
    })()`)

  const homes: Readonly<Record<string, keyof ClientTools['address']>> = {
    credentials: 'cookies',
    'bearer token': 'lasting',
    'bearer token that is renewed': 'tokens',
    'token cookies that are renewed': 'tokenCookies',
    'API key': 'cookies',
  }
  test.each(Object.keys(flows))('%s', async (name) => {
    await page.goto(`${address[homes[name]!]}/page`)
    expect(await run(name)).toEqual(expected[name])
    // No script sees what proves who is signed in.
    expect(await page.evaluate('document.cookie')).toBe('')
  })

  test.each(['bearer token', 'bearer token that is renewed'])('%s, from another origin', async (name) => {
    await page.goto(`${address.cookies.replace('localhost', '127.0.0.1')}/page`)
    expect(await run(name)).toEqual(expected[name])
    expect(await page.context().cookies()).toEqual([])
  })

  test('a token cookie that cannot be read is renewed by the client itself (GetAccessToken, T5)', async () => {
    await page.goto(`${address.tokenCookies}/page`)
    const seen = await page.evaluate(`(async () => {
      const { JsonServiceClient } = await import('/client.mjs')
      const { Guarded } = await import('/types/mjs')
      window.desk = new JsonServiceClient('/')
      window.ask = () => desk.get(new Guarded()).then(({ user }) => user, (error) => error.responseStatus.message)
      await fetch('/auth/credentials', { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        body: JSON.stringify({ userName: 'manager', password: 'pw-manager' }) })
      return ask()
    })()`)
    expect(seen).toBe('manager')
    const cookies = await page.context().cookies()
    await page.context().addCookies(cookies.map((each) => (each.name === 'ss-tok' ? { ...each, value: 'bad.bad.bad' } : each)))
    expect(await page.evaluate('desk.useTokenCookie = true, ask()')).toBe('manager')
    expect((await page.context().cookies()).find(({ name }) => name === 'ss-tok')?.value).not.toBe('bad.bad.bad')
  })
})
