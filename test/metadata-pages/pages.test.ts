import {
  Api,
  ApiMember,
  Authenticate,
  RequiredScope,
  RequiresAnyPermission,
  Returns,
  Route,
  Tag,
  ValidateApiKey,
  ValidateHasClaim,
} from '../../dtos/contract'
import { languages, metadataPages, typeMetadata } from '../../metadata-pages'
import { catalogOf, evoCatalog, formats, GetAIUsage, ListUsageRecords, Ping } from './evo-catalog'

const base = 'https://evo.example'
const withTab = languages.filter(({ tab }) => tab)
const pages = metadataPages(catalogOf([GetAIUsage, ListUsageRecords, Ping]), {
  product: 'Tollgate 1.0',
  links: [{ label: 'Health', href: '/health' }],
})
const page = (op: string, lang = '', format = 'json'): string => pages.operation(format, op, lang, base)?.body ?? ''
/** The words of a page as a reader has them. */
const textOf = (body: string): string =>
  body
    .replace(/<wbr>/g, '')
    .replace(/<br>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&#96;/g, '`')
    .replace(/&amp;/g, '&')

describe('the index', () => {
  const { body, status, headers } = pages.index({}, base)

  test('answers HTML with the blocks of M-1.4', () => {
    expect(status).toBe(200)
    expect(headers['Content-Type']).toBe('text/html; charset=utf-8')
    expect(body).toContain('<title>Evo Voice</title>')
    expect(body.match(/<h1/g)).toHaveLength(1)
    const order = [
      '<h1>Evo Voice</h1>',
      'The following operations are available.',
      '>Operations</h2>',
      'Clients Overview',
      'Plugin Links:',
      'https://servicestack.net"',
    ]
    const places = order.map((each) => body.indexOf(each))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
  })

  test('has a row for each message: tags, rights, a link for each format (M-1.6 to M-1.8)', () => {
    expect([...body.matchAll(/<th [^>]*data-tags="([^"]*)"/g)].map(([, tags]) => tags)).toEqual(['', '', 'open'])
    expect(body).toContain('title="Requires Roles: SystemAdministrator"')
    expect(body).toContain('title="Requires Roles: SystemAdministrator?,  Manager?"')
    for (const { name } of [{ name: 'json' }, { name: 'csv' }, { name: 'jsv' }])
      expect(body).toContain(`<a href="${base}/${name}/metadata?op=GetAIUsage">${name.toUpperCase()}</a>`)
  })

  test('is filtered without a script by name, route, tag or role (M-1.10)', () => {
    const names = (q: string): string[] =>
      [...pages.index({ q }, base).body.matchAll(/json\/metadata\?op=(\w+)">JSON/g)].map(([, name = '']) => name)
    expect(names('usagerec')).toEqual(['ListUsageRecords'])
    expect(names('/ai/')).toEqual(['GetAIUsage'])
    expect(names('open')).toEqual(['Ping'])
    expect(names('MANAGER')).toEqual(['ListUsageRecords'])
    expect(names('nothing like this')).toEqual([])
  })

  test('hides what the caller may not see, cell by cell and row by row (M-1.8)', () => {
    const some = pages.index({}, base, (name, format) => name !== 'Ping' && format !== 'csv').body
    expect(some).not.toContain('op=Ping')
    expect(some).toContain('<td role="cell">CSV</td>')
    expect(pages.index({}, base).body).toContain('op=Ping')
  })

  test('sends ?op= to the page of the operation (M-1.2)', () => {
    expect(pages.index({ op: 'GetAIUsage' }, base)).toMatchObject({
      status: 302,
      headers: { Location: `${base}/json/metadata?op=GetAIUsage` },
    })
  })
})

describe('the page of an operation', () => {
  test('has the blocks of M-2.3 in order', () => {
    const body = page('ListUsageRecords')
    const order = [
      '<title>Evo Voice</title>',
      '<h1',
      '&lt;back to all web services',
      '<h2>',
      'id="desc"',
      'class="authentication"',
      'class="routes"',
      'class="types-nav"',
      'class="params"',
      'class="call-info"',
      'class="example"',
      'class="request"',
      'class="response"',
    ]
    const places = order.map((each) => body.indexOf(each))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(body.match(/<h1/g)).toHaveLength(1)
  })

  test('says who may call it, and by which routes (M-2.5, M-2.6)', () => {
    const text = textOf(page('ListUsageRecords'))
    expect(text).toContain('Requires any of the roles:SystemAdministrator, Manager')
    expect(text).toContain('The following routes are available for this service:')
    expect(textOf(page('GetAIUsage'))).toContain('All Verbs/ai/usage')
    expect(page('Ping')).not.toContain('class="routes"')
    expect(page('Ping')).not.toContain('class="authentication"')
  })

  test('shows the item of a bare list beside the reference’s tables', () => {
    const body = page('ListUsageRecords')
    expect(body.match(/<table class="params"/g)).toHaveLength(1)
    expect(textOf(body)).toContain('Count int?')
  })

  test('has a tab for each language, the chosen one active; the source equals /types’ own (M-2.8, M-2.14)', () => {
    const found = [...page('GetAIUsage').matchAll(/<a href="\?op=GetAIUsage([^"]*)"( class="active")?/g)]
    expect(found.map(([, lang, active]) => [lang, active !== undefined])).toEqual([
      ['', true],
      ...withTab.map(({ name }) => [`&amp;lang=${name}`, false]),
    ])
    const body = page('GetAIUsage', 'typescript')
    expect(body).toContain('<a href="?op=GetAIUsage&amp;lang=typescript" class="active"')
    expect(body).toContain(`<a href="${base}/types/typescript?IncludeTypes=GetAIUsage.*">TypeScript GetAIUsage DTOs</a>`)
    expect(textOf(body)).toContain('export class GetAIUsage implements IGet')
  })

  test('an unknown language is told in place of the source, and not run (M-2.9)', () => {
    const { body, status } = pages.operation('json', 'GetAIUsage', '<script>', base) ?? {}
    expect(status).toBe(200)
    expect(body).toContain(
      `No types are written in '&lt;script&gt;' here. Languages: ${withTab.map(({ name }) => name).join(', ')}.`,
    )
  })

  test('finds an operation in any case and prints its own name; 403 in plain text for none (M-2.1)', () => {
    expect(page('getaiusage')).toBe(page('GetAIUsage'))
    expect(pages.operation('json', '<b>', '', base)).toMatchObject({
      status: 403,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    })
    expect(pages.operation('json', 'GetAIUsage', '', base, () => false)).toMatchObject({
      status: 403,
      body: 'Service Not Available',
    })
    expect(pages.operation('html', 'GetAIUsage', '', base)).toMatchObject({ status: 403 })
    expect(pages.operation('yaml', 'GetAIUsage', '', base)).toBeUndefined()
  })

  test('tells how to choose a format, and JSONP for JSON alone (M-2.15)', () => {
    expect(textOf(page('GetAIUsage'))).toContain(
      'To override the Content-type in your clients, use the HTTP Accept Header, append  the .json suffix or  ?format=json',
    )
    expect(textOf(page('GetAIUsage'))).toContain('To embed the response in a jsonp callback, append ?callback=myCallback')
    expect(page('GetAIUsage', '', 'csv')).not.toContain('jsonp')
    expect(textOf(page('GetAIUsage', '', 'csv'))).toContain('HTTP + CSV')
  })
})

test('scopes, claims and keys are told as what they are, on the index and on the page (M-1.7, M-2.5)', () => {
  @RequiredScope('loans:read')
  @RequiresAnyPermission('loans')
  class Scoped extends Returns(String) {}
  @ValidateHasClaim('desk', 'north')
  class Claimed extends Returns(String) {}
  @ValidateApiKey('loans:write')
  class Keyed extends Returns(String) {}
  @Authenticate({ verbs: ['POST'] })
  class Half extends Returns(String) {}
  const guarded = metadataPages(catalogOf([Scoped, Claimed, Keyed, Half]))
  const index = guarded.index({}, base).body
  for (const title of [
    'Requires Permissions: loans?. Requires Scopes: loans:read',
    'Requires Claims: desk=north',
    'Requires an API key with loans:write',
  ])
    expect(index).toContain(`title="${title}"`)
  const rights = (op: string) =>
    textOf(/<table class="authentication">[\s\S]*?<\/table>/.exec(guarded.operation('json', op, '', base)?.body ?? '')?.[0] ?? '')
  expect(rights('Scoped')).toContain('Requires the permission:loansRequired scope:loans:read')
  expect(rights('Claimed')).toContain('Required claim:desk=north')
  expect(rights('Keyed')).toContain('Required key:an API key with loans:write')
  expect(rights('Half')).toContain('Only forPOST')
})

test('samples are in the format of the page: JSON, JSV, XML (M-3.11 to M-3.16)', () => {
  const sample = (format: string): string =>
    textOf(/aria-label="Sample response">([\s\S]*?)<\/pre>/.exec(page('GetAIUsage', '', format))?.[1] ?? '')
  expect(sample('json')).toContain('{"accountUsage":[{"accountId":"String",')
  expect(sample('jsv')).toContain('{\n\taccountUsage: \n\t[\n\t\t{\n\t\t\taccountId: String,')
  const more = [...formats, { name: 'xml', contentType: 'application/xml' }, { name: 'jsonl', contentType: 'text/jsonl' }]
  const catalog = catalogOf([GetAIUsage, ListUsageRecords], { formats: more })
  const body = (format: string, trueSamples: boolean, op = 'ListUsageRecords'): string =>
    textOf(metadataPages(catalog, { trueSamples }).operation(format, op, '', base)?.body ?? '')
  const xml = body('xml', false, 'GetAIUsage')
  expect(xml).toContain('<AIUsage xmlns:i="http://www.w3.org/2001/XMLSchema-instance"')
  expect(xml).toContain(
    '  <AccountUsage>\n    <AIAccountUsage>\n      <AIMinutes>0</AIMinutes>\n      <AccountId>String</AccountId>',
  )
  expect(body('csv', false)).toContain('[{"accountSid"')
  expect(body('csv', true)).toContain('\nAccountSid,Category,')
  expect(body('jsonl', true)).toContain('\n{"accountSid"')
})

test('the form offers every member: choices, numbers, JSON for lists; a key where rights are asked for', () => {
  enum Colour {
    Red = 'Red',
  }
  @RequiredScope('loans:write')
  class SendAll extends Returns(String) {
    @ApiMember({ type: Colour }) colour!: Colour
    @ApiMember({ type: 'int32' }) count!: number
    @ApiMember({ type: ['string'] }) marks!: string[]
    @ApiMember({}) late!: boolean
  }
  const form = /<form[\s\S]*?<\/form>/.exec(
    metadataPages(catalogOf([SendAll])).operation('json', 'SendAll', '', base)?.body ?? '',
  )?.[0]
  expect(form).toMatch(/<select id="send-colour"[^>]*><option value=""><\/option><option>Red</)
  expect(form).toMatch(/<select id="send-late"[^>]*><option value=""><\/option><option>true</)
  expect(form).toMatch(/<input id="send-count"[^>]* inputmode="decimal"/)
  expect(form).toMatch(/<textarea id="send-marks"[^>]* placeholder="\[&quot;String&quot;\]"/)
  expect(form).toMatch(/<div class="field" hidden><label for="send-key">/)
  expect(page('Ping')).not.toContain('send-key')
})

test('an index of many long rows stays below 60 KB: its heaviest group is printed as names', () => {
  const classes = Array.from({ length: 55 }, (_, at) => {
    class Message extends Returns(String) {}
    Object.defineProperty(Message, 'name', { value: `AMessageWithALongName${at}` })
    Route(`/a/long/way/to/the/message/${at}/{Name}`, 'GET', { summary: 'x' })(Message)
    Api('Says what it does in a sentence that goes on for a while. '.repeat(8))(Message)
    Tag(at < 40 ? 'heavy' : 'light')(Message)
    return Message
  })
  const { body } = metadataPages(catalogOf(classes)).index({}, base)
  expect(Buffer.byteLength(body)).toBeLessThan(60_000)
  expect(body.match(/class="book"/g)).toHaveLength(1)
  expect(body.match(/role="rowheader"/g)).toHaveLength(15)
})

describe('every page', () => {
  const all = [
    pages.index({}, base).body,
    ...['', 'mjs', 'typescript', 'python'].flatMap((lang) => [page('GetAIUsage', lang), page('ListUsageRecords', lang)]),
  ]

  test('weighs less than 60 KB with its style, which is about 10 KB, and a script of less than 2 KB', () => {
    const size = (name: string): number => Buffer.byteLength(pages.asset(`/metadata/assets/${name}`)?.body ?? '')
    for (const own of ['index.js', 'send.js']) expect(size('tollgate.js') + size(own)).toBeLessThan(2200)
    expect(size('tollgate.css')).toBeLessThan(12_500)
    for (const body of all) expect(Buffer.byteLength(body) + size('tollgate.css')).toBeLessThan(60 * 1024)
  })

  test('runs and paints nothing of its own, and asks no other host', () => {
    for (const body of all) {
      expect(body).not.toMatch(/<style|style="|\son\w+="|<script(?![^>]*src=")/)
      for (const [, address = ''] of body.matchAll(/(?:src|<link[^>]*href|action)="([^"]*)"/g))
        expect(address).toMatch(/^(https:\/\/evo\.example\/|\/api\/|data:,)/)
    }
    expect(pages.index({}, base).headers['Content-Security-Policy']).toContain("default-src 'none'")
  })

  test('has a way past its head, landmarks and no id twice', () => {
    for (const body of all) {
      for (const part of ['class="skip" href="#main"', '<header', '<main id="main"', '<footer', '<html lang="en">'])
        expect(body).toContain(part)
      const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  test('is made once and then kept', () => {
    page('GetAIUsage', 'typescript')
    const start = process.hrtime.bigint()
    for (let time = 0; time < 100; time++) page('GetAIUsage', 'typescript')
    expect(Number(process.hrtime.bigint() - start) / 100 / 1e6).toBeLessThan(1)
  })

  test('assets are kept by browsers under an address that changes with them; others are none', () => {
    const [, address = ''] = /href="https:\/\/evo\.example([^"]*\.css)\?v=[\w-]+"/.exec(all[0] ?? '') ?? []
    expect(pages.asset(address)).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/css; charset=utf-8' } })
    for (const none of ['/metadata/assets/', '/metadata/assets/constructor', '/metadata/assets/../index.ts'])
      expect(pages.asset(none)).toBeUndefined()
  })
})

test('/types and /types/metadata (M-6.1, M-5.10)', () => {
  expect(pages.typesIndex(base)).toMatchObject({
    Metadata: `${base}/types/metadata`,
    TypeScript: `${base}/types/typescript`,
    Mjs: `${base}/types/mjs`,
  })
  const metadata = pages.typesMetadata({ IncludeTypes: 'Ping' }, base)
  expect(metadata.operations.map(({ request }) => request.name)).toEqual(['Ping'])
  expect(metadata.config).toMatchObject({ baseUrl: base, includeTypes: ['Ping'], addServiceStackTypes: true })
  expect(pages.types('typescript', { IncludeTypes: 'Ping' }, base)?.body).toMatch(/^\/\* Options:[\s\S]*\nIncludeTypes: Ping\n/)
  expect(pages.types('cobol', {}, base)).toBeUndefined()
  expect(typeMetadata(evoCatalog()).namespaces).toContain('EvoVoice.ServiceModel')
})
