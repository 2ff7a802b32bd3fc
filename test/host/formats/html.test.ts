import type { Server } from 'node:http'
import { Decimal } from 'decimal.js'
import express from 'express'
import fc from 'fast-check'
import request from 'supertest'
import {
  AllowAnonymous,
  ApiMember,
  type Contract,
  describe as describeMessage,
  HttpError,
  PartOf,
  Returns,
  Route,
} from '../../../dtos/contract'
import { createGateway, type GatewayOptions } from '../../../host'
import { html } from '../../../host/formats'
import { reportTree } from '../../../host/formats/report-tree'
import { Any, HttpResult } from '../../../services'
import { type Desk, deskGateway, deskUsers } from '../desk'

class Reading {
  @ApiMember({}) meter!: string
  @ApiMember({ type: 'int64' }) count!: bigint
  @ApiMember({ type: 'decimal' }) amount!: Decimal
  @ApiMember({ type: 'dateTime' }) at!: Date
}
class Report {
  @ApiMember({}) note!: string
  @ApiMember({ type: [Reading] }) readings!: Reading[]
  @ApiMember({ type: () => Report, isOptional: true }) inside?: Report
}

@Route('/report')
@AllowAnonymous()
class GetReport extends Returns(Report) {}

@Route('/endless/{How}')
@AllowAnonymous()
class Endless extends Returns([Reading]) {
  @ApiMember({}) how!: string
}

@Route('/page')
@AllowAnonymous()
class OwnPage extends Returns(String) {}

@Route('/sign-in', 'POST')
@AllowAnonymous()
class Refuse extends Returns(Report) {
  @ApiMember({ type: 'int32', isOptional: true }) status?: number
  @ApiMember({ type: 'string', isOptional: true }) password?: string
}

const reading = (meter: string): Reading => ({
  meter,
  count: 9007199254740993n,
  amount: new Decimal('0.10000000000000000001'),
  at: new Date('2026-10-01T09:14:07Z'),
})
let closed = 0

/** A vendor's errors, in two forms. */
const vendor = (body: object): Contract => ({
  name: 'vendor',
  defaultFormat: 'json',
  writeNulls: false,
  order: 'authenticateFirst',
  error: ({ status }) => ({ status, body }),
})
@Route('/vendor/one')
@PartOf(vendor({ error: 'NoSuchThing', message: 'There is none.' }))
@AllowAnonymous()
class VendorOne extends Returns(Report) {}
@Route('/vendor/two')
@PartOf(vendor({ code: 20404, message: 'There is none.', fields: [{ name: 'id', description: 'unknown' }] }))
@AllowAnonymous()
class VendorTwo extends Returns(Report) {}

class ReportService {
  @Any(VendorOne) one(): Report {
    throw new HttpError(404, 'x', 'y')
  }
  @Any(VendorTwo) two(): Report {
    throw new HttpError(404, 'x', 'y')
  }
  @Any(GetReport) report() {
    return { note: '<script>alert(1)</script>', readings: [reading('a'), reading('b')], secret: 'never leaves' }
  }
  @Any(Endless) endless({ how }: Endless) {
    return how === 'async' ? this.later() : how === 'few' ? this.few() : this.now()
  }
  *now() {
    try {
      for (let at = 0; ; at++) yield reading(`m${at}`)
    } finally {
      closed++
    }
  }
  async *later() {
    yield* this.now()
  }
  *few() {
    yield reading('one')
  }
  @Any(OwnPage) page() {
    return '<p>mine</p>'
  }
  @Any(Refuse) refuse({ status = 400 }: Refuse): HttpResult<Report> {
    if (status < 400) return new HttpResult({ note: 'moved', readings: [] }, { status, headers: { Location: '/there' } })
    throw new HttpError(status, 'Refused', 'No <b>way</b>.', { fieldName: 'Status' })
  }
}

const reports = (options: Partial<GatewayOptions> = {}) =>
  createGateway({ services: [new ReportService()], onError: () => {}, ...options })
const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8' }

let server: Server
let close: () => Promise<void>
beforeAll(async () => {
  const gateway = reports()
  server = await gateway.listen()
  close = () => gateway.close()
})
afterAll(() => close())
const get = (path: string, headers: Record<string, string> = browser) => request(server).get(path).set(headers)

describe('who gets it', () => {
  test.each([
    ['a browser (R-2.2)', '/report', browser],
    ['a suffix (R-1.16)', '/report.html', { Accept: 'application/json' }],
    ['?format= (R-2.1)', '/report?format=html', { Accept: '*/*' }],
    ['/html/reply (R-1.17, R-1.20)', '/html/reply/GetReport', { Accept: 'application/json' }],
  ])('%s', async (_, path, headers) => {
    const { status, headers: answered, text } = await get(path, headers as Record<string, string>)
    expect([status, answered['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(text).toMatch(/^<!doctype html>/)
  })
  test.each([
    ['programs that take anything', '/report', { Accept: '*/*' }],
    ['no Accept at all', '/report', { Accept: '' }],
    ['/api, whatever Accept says (R-1.20)', '/api/GetReport', browser],
    ['who lists JSON first (R-2.3)', '/report', { Accept: 'application/json, text/html' }],
  ])('JSON: %s', async (_, path, headers) => {
    expect((await get(path, headers as Record<string, string>)).headers['content-type']).toBe('application/json; charset=utf-8')
  })
  test('with HTML as the default: everybody who names nothing else (R-2.4, R-2.6)', async () => {
    const gateway = reports({ defaultFormat: 'html' })
    const parity = await gateway.listen()
    for (const accept of ['*/*', '', 'image/png'])
      expect((await request(parity).get('/report').set('Accept', accept)).headers['content-type']).toMatch('text/html')
    await gateway.close()
  })
})

describe('an answer', () => {
  test('as tables: declared members, digits kept, texts as texts (R-4.90)', async () => {
    const { text } = await get('/report')
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).toContain('9,007,199,254,740,993')
    expect(text).toContain('18,014,398,509,481,986')
    expect(text).toContain('0.20000000000000000002')
    expect(text).toContain('2026-10-01 09:14:07 UTC')
    expect(text).not.toContain('never leaves')
    const [, data = ''] = /id="data">([^<]*)</.exec(text) ?? []
    expect(data).toContain('"count":9007199254740993')
    expect(JSON.parse(data).response.note).toBe('<script>alert(1)</script>')
  })
  test('nothing from elsewhere, nothing in the page that runs; what it needs is served by the gateway itself', async () => {
    const { text, headers } = await get('/report')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("script-src 'self'")
    const files = [...text.matchAll(/(?:src|href)="(\/metadata\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
    expect(files).toHaveLength(4)
    for (const file of files) {
      const asset = await request(server).get(file)
      expect([asset.status, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
    }
    expect(Buffer.byteLength(text)).toBeLessThan(20_000)
  })
  test.each(['now', 'async'])('a list without end is asked for no more than is shown: %s', async (how) => {
    const before = closed
    const { status, text } = await get(`/endless/${how}`)
    expect([status, closed]).toEqual([200, before + 1])
    expect(text.match(/<tr>/g)!.length).toBe(1000 + 2)
    expect(text).toContain('more than 1,000 rows')
    expect(text).not.toContain('id="data"')
    expect(Buffer.byteLength(text)).toBeLessThan(400_000)
  })
  test('a list whose items come one by one is whole where it is short', async () => {
    expect((await get('/endless/few')).text).toContain('id="data"')
  })
  test('a text is the page itself, under the same policy (R-2.12)', async () => {
    const { text, headers } = await get('/page')
    expect([text, headers['content-type']]).toEqual(['<p>mine</p>', 'text/html; charset=utf-8'])
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })
  test('in another app, under a path: links lead there', async () => {
    const app = express()
    app.use('/desk', reports().middleware())
    const { text } = await request(app).get('/desk/report').set(browser)
    expect(text).toContain('href="/desk/report.json"')
    const [, style = ''] = /href="(\/desk\/metadata\/assets\/report\.css[^"]*)"/.exec(text) ?? []
    expect((await request(app).get(style)).status).toBe(200)
    expect((await request(app).get('/desk/report.json')).status).toBe(200)
  })
  test('the host that a caller names is nowhere in it', async () => {
    expect((await get('/report', { ...browser, Host: 'evil.example' })).text).not.toContain('evil.example')
  })
})

describe('an error', () => {
  test('404 and 403 are a line of text (R-5.22), others a page with the form', async () => {
    for (const status of [404, 403]) {
      const plain = await request(server).post('/html/reply/Refuse').type('form').send({ status })
      expect([plain.status, plain.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8'])
    }
    const page = await request(server).post('/sign-in').set(browser).type('form').send({ status: 409, password: 'hunter2' })
    expect([page.status, page.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8'])
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.text).toContain('No &lt;b&gt;way&lt;/b&gt;.')
    expect(page.text).toMatch(/<form action="\/sign-in" method="post">/)
    expect(page.text).toMatch(/name="status"[^>]*aria-invalid="true"[^>]*value="409"/)
    expect(page.text).not.toContain('hunter2')
    expect(page.text).not.toContain('Nothing was read or changed')
  })
  test('a value that cannot be read stands in the form as it was sent; JSON bodies too', async () => {
    const query = await get('/html/reply/Refuse?status=%22%3Eabc', {})
    expect([query.status, query.text.includes('value="&quot;&gt;abc"')]).toEqual([400, true])
    expect(query.text).toContain('Nothing was read or changed')
    const body = await request(server).post('/sign-in').set(browser).send({ status: 'many' })
    expect([body.status, body.text.includes('value="many"')]).toEqual([400, true])
  })
  test('what the form sends is read', async () => {
    const { text } = await request(server).post('/sign-in').set(browser).type('form').send({ status: 'x' })
    const [, action = ''] = /<form action="([^"]*)"/.exec(text) ?? []
    const again = await request(server).post(action).set(browser).type('form').send({ status: 409 })
    expect(again.status).toBe(409)
  })
  test('a vendor’s error is told in the vendor’s words (design.md section 6)', async () => {
    expect((await get('/vendor/one')).headers['content-type']).toBe('application/json; charset=utf-8')
    const one = await get('/vendor/one.html')
    expect([one.status, one.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8'])
    expect(one.text).toContain('404 NoSuchThing'.replace('NoSuchThing', 'No<wbr>Such<wbr>Thing'))
    expect(one.text).toContain('<p class="sentence">There is none.</p>')
    const two = await get('/vendor/two.html')
    expect(two.text).toContain('404 20404')
    expect(two.text).toContain('unknown')
  })
  test('an unknown operation is a page without a form (R-1.24)', async () => {
    const { status, text } = await get('/html/reply/Nope', {})
    expect([status, text.includes('<form')]).toEqual([405, false])
    expect(text).toContain('No message has this address')
  })
  test('a result that leads elsewhere has no page (R-4.92), one that was created has', async () => {
    const moved = await request(server).post('/sign-in').set(browser).type('form').send({ status: 302 })
    expect([moved.status, moved.headers.location, moved.text]).toEqual([302, '/there', ''])
    const created = await request(server).post('/sign-in').set(browser).type('form').send({ status: 201 })
    expect([created.status, created.text.includes('moved')]).toEqual([201, true])
  })
  describe('who may', () => {
    let desk: Desk
    beforeAll(async () => {
      desk = await deskUsers()
    })
    test('nobody is a 401 page with the challenge; a missing role is a line of text', async () => {
      const gateway = deskGateway(desk.users)
      const guarded = await gateway.listen()
      const nobody = await request(guarded).get('/html/reply/WhoAmI').set(browser)
      expect([nobody.status, nobody.headers['www-authenticate']]).toEqual([401, 'Basic realm="/auth/apikey"'])
      expect(nobody.text).toContain('Sign in, or send a key with the call')
      const other = await request(guarded)
        .get('/html/reply/Audit')
        .set({ ...browser, 'X-Api-Key': desk.clerkKey })
      expect([other.status, other.headers['content-type']]).toEqual([403, 'text/plain; charset=utf-8'])
      await gateway.close()
    })
  })
})

describe('any value at all', () => {
  const types = [undefined, { kind: 'object', type: describeMessage(Report) } as const]

  test('becomes a page', () => {
    const writers = types.map((type) => html.writer(type, { writeNulls: true }))
    const odd = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
      withSparseArray: true,
    })
    fc.assert(
      fc.property(odd, odd, (note, readings) => {
        for (const write of writers) {
          expect(write({ note, readings, inside: { note: readings, readings: [note] } })).toMatch(/<\/html>\s*$/)
          expect(write(note)).toMatch(/<\/html>\s*$/)
        }
      }),
      { numRuns: 300 },
    )
  })
  test('that is inside itself is cut', () => {
    const cycle: Record<string, unknown> = { note: 'round' }
    cycle.inside = cycle
    cycle.readings = [cycle]
    for (const type of types) {
      const { isWhole } = reportTree(cycle, type, false)
      expect(isWhole).toBe(false)
      expect(html.writer(type, { writeNulls: false })(cycle)).toContain('…')
    }
  })
  test('an object where a text is declared is not looked into', () => {
    const [, type] = types
    const page = html.writer(type, { writeNulls: true })({ note: { password: 'hunter2' }, readings: [{ meter: ['hunter2'] }] })
    expect(page).not.toContain('hunter2')
  })
  test.each([
    ['long texts', { text: 'x'.repeat(1_000_000) }],
    ['many texts', Array.from({ length: 900 }, () => ({ a: 'x'.repeat(1900), b: 'y'.repeat(1900) }))],
    [
      'many names',
      Array.from({ length: 500 }, (_, at) => Object.fromEntries(Array.from({ length: 20 }, (_, name) => [`n${at}-${name}`, 1]))),
    ],
    ['lists in lists', Array.from({ length: 200 }, () => Array.from({ length: 200 }, () => Array.from({ length: 20 }, () => 1)))],
    ['deep', Array.from({ length: 5000 }).reduce<object>((inside) => ({ a: inside, b: [inside] }), {})],
  ])('%s stay a page of a size that can be read', (_, value) => {
    const page = html.writer(undefined, { writeNulls: false })(value) as string
    expect(page.length).toBeLessThan(1_600_000)
  })
})
