import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { type Page as Answer, metadataPages } from '../../metadata-pages'
import { catalogOf, GetAIUsage, ListUsageRecords, Ping } from '../metadata-pages/evo-catalog'

const browsers = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].filter(
  (path) => path && existsSync(path),
)
const inBrowser = browsers.length > 0 ? describe : describe.skip
if (browsers.length === 0) console.info('Skipped: no chromium (set CHROMIUM to one)')

inBrowser('the pages in a browser', () => {
  let server: Server
  let browser: Browser
  let base: string
  const faults: string[] = []

  beforeAll(async () => {
    const pages = metadataPages(catalogOf([GetAIUsage, ListUsageRecords, Ping]))
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', base)
      const [, format = ''] = /^\/(\w+)\/metadata$/.exec(pathname) ?? []
      const answer: Answer | undefined = pathname.startsWith('/metadata/assets/')
        ? pages.asset(pathname)
        : pathname === '/metadata'
          ? pages.index(Object.fromEntries(searchParams), base)
          : pathname.startsWith('/api/')
            ? {
                status: 200,
                headers: { 'Content-Type': 'application/json' },
                body: `{"asked":${JSON.stringify(Object.fromEntries(searchParams))},"key":${JSON.stringify(request.headers['x-api-key'] ?? request.headers.authorization ?? '')},"id":9007199254740993,"none":[]}`,
              }
            : pages.operation(format, searchParams.get('op') ?? '', searchParams.get('lang') ?? '', base)
      response.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({ executablePath: browsers[0]!, args: ['--no-sandbox'] })
  })

  afterAll(async () => {
    await browser.close()
    server.close()
  })

  const open = async (
    path: string,
    width: number,
    colorScheme: 'light' | 'dark' = 'light',
    javaScriptEnabled = true,
  ): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled })
    const page = await context.newPage()
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(base + path)
    return page
  }

  const paths = [
    '/metadata',
    ...['', '&lang=mjs', '&lang=typescript', '&lang=python'].flatMap((lang) => [
      `/json/metadata?op=GetAIUsage${lang}`,
      `/jsv/metadata?op=ListUsageRecords${lang}`,
    ]),
  ]

  test.each(paths)('%s never scrolls sideways, from 320 px up, and breaks no rule of its policy', async (path) => {
    for (const width of [320, 390, 800, 1280]) {
      const page = await open(path, width, width === 390 ? 'dark' : 'light')
      const [wide, seen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [number, number]
      expect([width, wide]).toEqual([width, seen])
      await page.context().close()
    }
    expect(faults).toEqual([])
  })

  test.each(paths)('%s has targets of at least 24 px', async (path) => {
    for (const width of [320, 1280]) {
      const page = await open(path, width)
      const small =
        await page.evaluate(`[...document.querySelectorAll('button,input,select,nav a,.button,.operations a,.part h3 a,.part li a,footer a')]
        .filter(each => each.offsetParent && !each.matches('.skip') && each.getBoundingClientRect().height < 23.5).map(each => each.outerHTML)`)
      expect(small).toEqual([])
      await page.context().close()
    }
  })

  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  const looked = [paths[0]!, paths[1]!, paths[5]!]
  test.each(looked)('%s: axe finds nothing, in light and dark, on the phone and on the desk', async (path) => {
    for (const scheme of ['light', 'dark'] as const)
      for (const width of [390, 1280]) {
        const page = await open(path, width, scheme)
        await page.evaluate(axe)
        const found = await page.evaluate(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
        )
        expect([scheme, width, found]).toEqual([scheme, width, []])
        await page.context().close()
      }
  })

  test('the filter finds as one types, a tag stays in the address, Enter opens the first', async () => {
    const page = await open('/metadata', 1280)
    const rows = (): Promise<string[]> => page.locator('tr:visible .name').allInnerTexts()
    await page.keyboard.press('/')
    await page.keyboard.type('usagerec')
    expect(await rows()).toEqual(['ListUsageRecords'])
    await page.fill('#q', '')
    await page.click('[data-tag="open"]')
    expect(page.url()).toMatch(/#tag=open$/)
    expect(await rows()).toEqual(['Ping'])
    await page.fill('#q', 'none of these')
    expect(await page.locator('.none').isVisible()).toBe(true)
    await page.fill('#q', 'ping')
    await page.press('#q', 'Enter')
    await page.waitForURL(/op=Ping/)
    await page.context().close()
  })

  test('works as plain HTML: the filter and the form without a script', async () => {
    const page = await open('/metadata', 1280, 'light', false)
    await page.fill('#q', 'usagerec')
    await page.press('#q', 'Enter')
    await page.waitForURL(/q=usagerec/)
    expect(await page.locator('tr .name').allInnerTexts()).toEqual(['ListUsageRecords'])
    await page.goto(`${base}/json/metadata?op=GetAIUsage`)
    await page.fill('#send-accountId', 'a1')
    await page.click('form button')
    await page.waitForURL(/\/api\/GetAIUsage\.json\?accountId=a1/)
    await page.context().close()
  })

  test('the answer of a form appears beside it', async () => {
    const page = await open('/json/metadata?op=GetAIUsage', 1280)
    await page.fill('#send-accountId', 'a1')
    await page.click('form button')
    await page.locator('.answer pre').waitFor()
    const answer = async () => (await page.locator('.answer pre').textContent()) ?? ''
    // Laid out as text: no digit is lost.
    expect(await answer()).toBe(
      '{\n  "asked": {\n    "accountId": "a1"\n  },\n  "key": "",\n  "id": 9007199254740993,\n  "none": []\n}',
    )
    expect(await page.locator('.answer .code-head').textContent()).toContain('200 OK')
    for (const [typed, sent] of [
      ['tg_key', 'tg_key'],
      ['a.b.c', 'Bearer a.b.c'],
      ['bearer opaque', 'Bearer opaque'],
    ] as const) {
      await page.fill('#send-key', typed)
      await page.press('#send-accountId', 'Control+Enter')
      await page.locator('.answer pre', { hasText: `"key": "${sent}"` }).waitFor()
    }
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.fill('#send-accountId', "o'neil")
    await page.fill('#send-key', 'tg_key')
    await page.click('[data-curl]')
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      `curl -H 'X-Api-Key: tg_key' '${base}/api/GetAIUsage.json?accountId=o%27neil'`,
    )
    await page.context().close()
  })
})
