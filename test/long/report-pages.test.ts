import { existsSync, readFileSync } from 'node:fs'
import { IsDateString, IsOptional } from 'class-validator'
import { type Browser, chromium, type Page } from 'playwright-core'
import { AllowAnonymous, ApiMember, Returns, Route } from '../../dtos/contract'
import { createGateway, type Gateway, metadata, securityHeaders } from '../../host'
import { Any } from '../../services'

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
  (path) => path && existsSync(path),
)
const inBrowser = browsers.length > 0 ? describe : describe.skip
if (browsers.length === 0) console.info('Skipped: no chromium (set CHROMIUM to one)')

class Account {
  @ApiMember({}) accountId!: string
  @ApiMember({ type: 'int32' }) aiMinutes!: number
  @ApiMember({ isOptional: true }) remark?: string
}
class Line {
  @ApiMember({ type: { dictionary: 'string' } }) cells!: Record<string, string>
  @ApiMember({ type: [Account] }) accounts!: Account[]
}
class Usage {
  @ApiMember({}) aVeryLongNameOfAMemberThatHasSixtyFiveLettersSoThatItCannotFitXyz!: string
  @ApiMember({ type: [Account] }) accountUsage!: Account[]
  @ApiMember({ type: [{ dictionary: 'string' }] }) wide!: Record<string, string>[]
  @ApiMember({ type: [Line] }) lines!: Line[]
  @ApiMember({ type: ['string'] }) names!: string[]
  @ApiMember({ type: ['string'] }) nothing!: string[]
  @ApiMember({ type: 'int64' }) events!: bigint
}

@Route('/usage')
@AllowAnonymous()
class GetUsage extends Returns(Usage) {
  @ApiMember('The first day') @IsOptional() @IsDateString() from?: string
  @ApiMember('Which one') @IsOptional() accountId?: string
}

const accounts: readonly Account[] = [
  { accountId: 'b2', aiMinutes: 1500 },
  { accountId: 'a10', aiMinutes: 200, remark: 'with words <b>in it</b>' },
  { accountId: 'a9', aiMinutes: 12 },
]

class UsageService {
  @Any(GetUsage) usage(): Usage {
    const row = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`column${at}`, `value-${at}-0123456789`]))
    return {
      aVeryLongNameOfAMemberThatHasSixtyFiveLettersSoThatItCannotFitXyz: 'x'.repeat(300),
      accountUsage: [...accounts],
      wide: [row, row],
      lines: [{ cells: { a: '1', b: '2', c: '3', d: '4' }, accounts: [...accounts] }],
      names: Array.from({ length: 20 }, (_, at) => `name ${at}`),
      nothing: [],
      events: 9007199254740993n,
    }
  }
}

inBrowser('reports in a browser', () => {
  let gateway: Gateway
  let browser: Browser
  let base: string
  const faults: string[] = []

  beforeAll(async () => {
    gateway = createGateway({ services: [new UsageService()], features: [securityHeaders(), metadata()], onError: () => {} })
    const server = await gateway.listen(0, '127.0.0.1')
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    browser = await chromium.launch({ executablePath: browsers[0]!, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser.close()
    await gateway.close(0)
  })

  const open = async (
    path: string,
    width: number,
    colorScheme: 'light' | 'dark' = 'light',
    options: object = {},
  ): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, ...options })
    const page = await context.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(error.message))
    page.on(
      'request',
      (request) => request.url().startsWith(base) || request.url().startsWith('data:') || faults.push(request.url()),
    )
    await page.goto(base + path)
    return page
  }

  const paths = ['/usage', '/usage?from=2026-13-01&accountId=a9', '/html/reply/Nope', `/usage?accountId=${'long'.repeat(60)}`]
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

  test.each(paths)(
    '%s: axe finds nothing, in light and dark, wide and narrow',
    async (path) => {
      for (const [width, colorScheme] of [
        [390, 'light'],
        [390, 'dark'],
        [1280, 'light'],
        [1280, 'dark'],
      ] as const) {
        const page = await open(path, width, colorScheme, { bypassCSP: true })
        await page.evaluate('document.querySelectorAll("details").forEach(each => { each.open = true })')
        await page.evaluate(axe)
        const found = await page.evaluate(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
        )
        expect([width, colorScheme, found]).toEqual([width, colorScheme, []])
        await page.context().close()
      }
    },
    120_000,
  )

  test.each(paths)(
    '%s never scrolls sideways from 320 px up, and breaks no rule of its policy',
    async (path) => {
      for (const width of [320, 390, 800, 1280]) {
        const page = await open(path, width)
        expect([width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([width, width])
        await page.context().close()
      }
      expect(faults).toEqual([])
    },
    60_000,
  )

  test('heads sort: texts as people count, numbers by value, what is not there last', async () => {
    const page = await open('/usage', 1280)
    const table = page.locator('table[data-sort]').first()
    const column = (at: number): Promise<string[]> => table.locator(`tbody tr td:nth-child(${at})`).allInnerTexts()
    await table.locator('th button', { hasText: 'Account Id' }).click()
    expect(await column(1)).toEqual(['a9', 'a10', 'b2'])
    await table.locator('th button', { hasText: 'Ai Minutes' }).click()
    expect(await column(1)).toEqual(['a9', 'a10', 'b2'])
    await table.locator('th button', { hasText: 'Ai Minutes' }).click()
    expect(await column(1)).toEqual(['b2', 'a10', 'a9'])
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending')
    await table.locator('th button', { hasText: 'Remark' }).click()
    expect((await column(1))[0]).toBe('a10')
    expect(await table.locator('tfoot').textContent()).toContain('1,712')
    await page.context().close()
  }, 30_000)

  test('the answer can be copied as JSON', async () => {
    const page = await open('/usage', 1280, 'light', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.click('[data-copy-json]')
    await page.getByText('Copied').waitFor()
    const copied = (await page.evaluate('navigator.clipboard.readText()')) as string
    expect(copied).toContain('"events":9007199254740993')
    expect(JSON.parse(copied).accountUsage).toEqual(accounts)
    await page.context().close()
  }, 30_000)

  test('without a script: the error leads to its field, and the mended form to the answer', async () => {
    const page = await open('/usage?from=2026-13-01&accountId=a9', 390, 'light', { javaScriptEnabled: false })
    await page.click('.error a')
    expect(page.url()).toMatch(/#send-from$/)
    expect(await page.inputValue('#send-accountId')).toBe('a9')
    await page.fill('#send-from', '2026-12-01')
    await page.click('form button')
    await page.waitForURL(/from=2026-12-01&accountId=a9/)
    expect(await page.locator('h1').textContent()).toContain('2026-12-01')
    expect(await page.locator('.facts').textContent()).toContain('200 OK')
    await page.context().close()
  }, 30_000)
})
