import { existsSync, readFileSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  administration,
  apiKey,
  createGateway,
  credentials,
  type Gateway,
  hashPassword,
  MemoryUserStore,
  metadata,
  RequiredRole,
  Returns,
  Route,
  type StoredApiKey,
  securityHeaders,
  signInPages,
  Tag,
} from '../../host'
import { AuditLog, MemoryAuditStore } from '../../services/audit'

// People in a browser: they sign in, with script and without, and call what they wanted; axe finds nothing to complain of.

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
  (path) => path && existsSync(path),
)
const inBrowser = browsers.length > 0 ? describe : describe.skip
if (browsers.length === 0) console.info('Skipped: no chromium (set CHROMIUM to one)')

class Usage {
  @ApiMember({}) minutes!: string
}

@Route('/ai/usage')
@RequiredRole('Operator')
@Tag('billing')
class GetUsage extends Returns(Usage) {}

@Route('/open')
@AllowAnonymous()
class GetOpen extends Returns(Usage) {}

class UsageService {
  @Any(GetUsage) usage() {
    return { minutes: '4711' }
  }
  @Any(GetOpen) open() {
    return { minutes: '0' }
  }
}

const day = 86_400_000
const password = 'a long enough one'

async function people(): Promise<MemoryUserStore> {
  const users = new MemoryUserStore()
  const passwordHash = await hashPassword(password)
  const user = { passwordHash, permissions: [], accounts: [], createdAt: Date.now() - 40 * day }
  const mail = 'a.very.long.name.of.somebody@northgate-clinics-and-more.example'
  users.putUser({ ...user, id: 'u-1', userName: 'anna', displayName: 'Anna Berg', roles: ['Operator', 'Manager'] })
  users.putUser({ ...user, id: 'u-2', userName: 'bertil', email: mail, roles: ['Manager'], organization: 'o-7f3k2m9q' })
  users.putUser({ ...user, id: 'u-3', userName: 'cleo', roles: [], disabledAt: Date.now() })
  const key = (id: string, name: string, more: Partial<StoredApiKey>) => {
    const none = { roles: [], permissions: [], scopes: [], accounts: [], sources: [] }
    users.putApiKey({
      ...none,
      id,
      name,
      hash: id,
      hint: `tg_${id}_…`,
      userName: name,
      createdAt: Date.now() - 30 * day,
      ...more,
    })
  }
  key('k7Qm2x9dAA', 'Nightly export', {
    messages: ['GetUsage'],
    expiresAt: Date.now() + 200 * day,
    lastUsedAt: Date.now() - 240_000,
  })
  key('Yd55nHc2CC', 'Status page', { browser: { messages: ['GetOpen'], origins: [] }, expiresAt: Date.now() + 9 * day })
  key('u4Ns0PyEDD', 'Old laptop', { revokedAt: Date.now() - day })
  key('mineAAAAAA', 'My laptop', { userId: 'u-1', userName: 'anna' })
  key('hisBBBBBBB', 'His laptop', { userId: 'u-2', userName: 'bertil' })
  users.putClient({
    id: 'client-Ab3dE6gH9jK2',
    name: 'Sync',
    secretHash: passwordHash,
    scopes: ['usage:read'],
    createdAt: Date.now(),
  })
  return users
}

inBrowser('people in a browser', () => {
  let gateway: Gateway
  let browser: Browser
  let base: string
  let audit: AuditLog
  const faults: string[] = []

  beforeAll(async () => {
    const store = new MemoryAuditStore()
    audit = new AuditLog({ store })
    gateway = createGateway({
      serviceName: 'Usage gateway',
      services: [new UsageService()],
      users: await people(),
      auth: [
        credentials({ registration: true }),
        apiKey(),
        signInPages(),
        administration({ role: 'Operator', audit: { store } }),
      ],
      access: { loginPage: '/login' },
      authEvents: audit,
      features: [securityHeaders(), metadata()],
    })
    const server = await gateway.listen(0, '127.0.0.1')
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    browser = await chromium.launch({ executablePath: browsers[0]!, args: ['--no-sandbox'] })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await gateway.close(0)
    await audit.close()
  })

  const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> => {
    const context = await browser.newContext(options)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(`${path}: ${error.message}`))
    page.on('console', (message) => message.text().includes('Security Policy') && faults.push(`${path}: ${message.text()}`))
    page.on('request', (request) => request.url().startsWith(base) || faults.push(`${path} asks ${request.url()}`))
    await page.goto(base + path)
    return page
  }
  const signIn = async (page: Page, words = password) => {
    await page.getByLabel('User name or e-mail').fill('anna')
    await page.getByLabel('Password').fill(words)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  test.each([true, false])('A-2.4: signs in and goes on to what was wanted; script: %s', async (javaScriptEnabled) => {
    const page = await open('/ai/usage', { javaScriptEnabled })
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Sign in to go on')
    await signIn(page, 'wrong')
    const fault = page.getByText('That name and password do not belong together.')
    await fault.waitFor({ state: 'visible' })
    expect(new URL(page.url()).pathname).toBe('/login')
    // The browser itself goes to the sentence: a screen reader reads it, and Tab goes on from there.
    if (javaScriptEnabled) expect(await page.evaluate('document.activeElement.id')).toBe('f=Invalid+Username+or+Password')
    await page.getByLabel('Keep me signed in').check()
    await signIn(page)
    await page.waitForURL(`${base}/ai/usage`)
    expect(await page.getByText('4711').first().isVisible()).toBe(true)
    expect((await page.context().cookies()).every(({ httpOnly, sameSite }) => httpOnly && sameSite === 'Lax')).toBe(true)
    await page.goto(`${base}/account`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await page.waitForURL(`${base}/login`)
    await page.goto(`${base}/ai/usage`)
    expect(new URL(page.url()).pathname).toBe('/login')
    await page.context().close()
  })

  test('by keyboard alone', async () => {
    const page = await open('/login')
    // The page puts the cursor where one begins; what is typed before it has done so goes nowhere.
    await page.locator('input:focus').waitFor()
    await page.keyboard.type('anna')
    await page.keyboard.press('Tab')
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.waitForURL(`${base}/account`)
    await page.context().close()
  })

  test.each([true, false])('makes a key, which is shown once and works; script: %s', async (javaScriptEnabled) => {
    const page = await open('/login?redirect=/admin/keys', { javaScriptEnabled })
    await signIn(page)
    await page.waitForURL(`${base}/admin/keys`)
    await page.getByLabel('Name', { exact: true }).fill('From a page')
    if (javaScriptEnabled) {
      await page.getByLabel('May send').fill('NoSuchMessage')
      await page.getByRole('button', { name: 'Create key' }).click()
      const field = page.getByLabel('May send')
      await page.locator('.field.wrong').waitFor()
      expect([await field.getAttribute('aria-invalid'), await field.inputValue()]).toEqual(['true', 'NoSuchMessage'])
    }
    await page.getByLabel('May send').fill('GetUsage, #billing')
    await page.getByLabel('Roles').fill('Operator')
    await page.getByRole('button', { name: 'Create key' }).click()
    const secret = page.locator('#secret code')
    await secret.filter({ hasText: /^tg_/ }).waitFor({ state: 'visible' })
    const key = await secret.textContent()
    const answer = await fetch(`${base}/ai/usage`, { headers: { Authorization: `Bearer ${key}` } })
    expect([answer.status, await answer.json()]).toEqual([200, { minutes: '4711' }])
    // The list has it by its first characters, and can end it.
    const row = page.getByRole('row').filter({ hasText: key!.slice(0, 13) })
    await row.locator('summary').click()
    await row.getByRole('button', { name: 'Revoke From a page now' }).click()
    await page.waitForURL(/#done$/)
    expect((await fetch(`${base}/ai/usage`, { headers: { Authorization: `Bearer ${key}` } })).status).toBe(401)
    // In a tab of its own: this one may still be loading what was done.
    const again = await page.context().newPage()
    await again.goto(`${base}/admin/keys`)
    expect(await again.content()).not.toContain(key!.slice(14))
    await page.context().close()
  })

  describe('axe', () => {
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
    let context: BrowserContext
    beforeAll(async () => {
      const page = await open('/login', { bypassCSP: true })
      await signIn(page)
      await page.waitForURL(`${base}/account`)
      context = page.context()
    }, 60_000)
    afterAll(() => context.close())

    const ownPages = ['/account', '/admin', '/admin/users', '/admin/users/u-2', '/admin/keys', '/admin/clients', '/admin/audit']
    const strangers = ['/login', '/login?redirect=/ai/usage#f=Invalid+Username+or+Password', '/register?redirect=/account']
    test.each([...strangers.map((path) => [path, false] as const), ...ownPages.map((path) => [path, true] as const)])(
      '%s: nothing, in light and dark, wide and narrow, and nothing scrolls sideways from 320 px up',
      async (path, signedIn) => {
        const mine = signedIn ? context : await browser.newContext({ bypassCSP: true })
        const page = await mine.newPage()
        await page.goto(base + path)
        await page.evaluate('document.querySelectorAll("details").forEach(each => { each.open = true })')
        await page.evaluate(axe)
        for (const width of [390, 1280])
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.setViewportSize({ width, height: 844 })
            await page.emulateMedia({ colorScheme })
            const found = await page.evaluate(
              `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
            )
            expect([width, colorScheme, found]).toEqual([width, colorScheme, []])
          }
        for (const width of [320, 800, 1280]) {
          await page.setViewportSize({ width, height: 700 })
          expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width])
        }
        await page.close()
        if (!signedIn) await mine.close()
      },
      120_000,
    )
  })

  test('nothing came from elsewhere, and no script failed', () => expect(faults).toEqual([]))
})
