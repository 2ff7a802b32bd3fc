import { existsSync, readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type Gateway, metadata, securityHeaders } from '../../host'
import { deskGateway, deskUsers } from '../host/desk'

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
  (path) => path && existsSync(path),
)
const inBrowser = browsers.length > 0 ? describe : describe.skip
if (browsers.length === 0) console.info('Skipped: no chromium (set CHROMIUM to one)')

inBrowser('Swagger UI in a browser', () => {
  let gateway: Gateway
  let browser: Browser
  let page: Page
  let base: string
  let clerkKey: string
  const faults: string[] = []
  const asked: string[] = []

  beforeAll(async () => {
    const desk = await deskUsers()
    clerkKey = desk.clerkKey
    gateway = deskGateway(desk.users, { features: [securityHeaders(), metadata()] })
    base = `http://127.0.0.1:${((await gateway.listen(0)).address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: browsers[0]!, args: ['--no-sandbox'] })
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(`${base}/swagger-ui`)
    await page.waitForSelector('.opblock')
  })
  afterAll(async () => {
    await browser.close()
    await gateway.close()
  })

  const open = async (id: string) => {
    await page.goto(`${base}/metadata`)
    await page.goto(`${base}/swagger-ui#/${id}`)
    await page.waitForSelector('.opblock.is-open .try-out__btn')
    return page.locator('.opblock.is-open')
  }

  test('every message is there', async () => {
    const paths = await page.locator('.opblock-summary-path').allTextContents()
    const shown = paths.map((each) => each.replace(/\u200b/g, ''))
    for (const path of ['/loans', '/loans/{Branch}', '/loans/add', '/api/FindLoans']) expect(shown).toContain(path)
  })

  test('a call that is tried out is answered', async () => {
    const block = await open('loans/ApiFindLoans')
    await block.locator('.try-out__btn').click()
    await block.locator('tr[data-param-name=branch] input').fill('north')
    await block.locator('.execute').click()
    await block.locator('.live-responses-table .response-col_status').first().waitFor()
    const text = await block.locator('.live-responses-table').first().textContent()
    expect(text).toContain('200')
    expect(text).toContain('results')
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/swagger-ui.png` })
  })

  test('a key that is given is sent', async () => {
    const block = await open('default/ApiWhoAmI')
    await page.locator('.auth-wrapper .authorize').first().click()
    await page.locator('.dialog-ux #api_key_value').fill(clerkKey)
    await page
      .locator('.dialog-ux .auth-container', { has: page.locator('#api_key_value') })
      .locator('.authorize')
      .click()
    await page.locator('.dialog-ux .close-modal').click()
    await block.locator('.try-out__btn').click()
    await block.locator('.execute').click()
    await block.locator('.live-responses-table .response-col_status').first().waitFor()
    expect(await block.locator('.live-responses-table').first().textContent()).toContain('clara')
  })

  test('axe finds nothing, in light and dark, on the phone and on the desk', async () => {
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [390, 1280]) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
        const seen = await context.newPage()
        await seen.goto(`${base}/swagger-ui`)
        await seen.waitForSelector('.opblock')
        await seen.evaluate(axe)
        const found = await seen.evaluate(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
        )
        expect([colorScheme, width, found]).toEqual([colorScheme, width, []])
        await context.close()
      }
  })

  test('nothing was asked of another host, and nothing was refused by the policy', () => {
    expect(asked.filter((url) => !url.startsWith(base) && !url.startsWith('data:'))).toEqual([])
    expect(faults).toEqual([])
  })
})
