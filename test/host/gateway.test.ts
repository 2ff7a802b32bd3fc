import type { Server } from 'node:http'
import request from 'supertest'
import { type Desk, deskGateway, deskUsers } from './desk'

let desk: Desk
let server: Server
let close: () => Promise<void>

beforeAll(async () => {
  desk = await deskUsers()
  const gateway = deskGateway(desk.users)
  server = await gateway.listen()
  close = () => gateway.close()
})
afterAll(() => close())

const get = (path: string, headers: Record<string, string> = {}) => request(server).get(path).set(headers)
/** A text result is sent raw under the negotiated type, which supertest would take for JSON. */
const raw = (test: request.Test) =>
  test.buffer(true).parse((response, done) => {
    let text = ''
    response.on('data', (chunk) => (text += chunk))
    response.on('end', () => done(null, text))
  })

describe('ways to one message', () => {
  test.each([
    ['its route', '/loans/north?max=1'],
    ['/api (R-1.17)', '/api/FindLoans?branch=north&max=1'],
    ['/json/reply', '/json/reply/FindLoans?branch=north&max=1'],
    ['/json/oneway, executed at once (R-7.8)', '/json/oneway/FindLoans?branch=north&max=1'],
    ['a suffix (R-1.16)', '/loans/north.json?max=1'],
    ['?format= (R-2.1)', '/loans/north?max=1&format=json'],
    ['any case (R-1.11, R-1.17)', '/LOANS/north?MAX=1'],
  ])('%s', async (_, path) => {
    const { status, text, headers } = await get(path)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    // int64 keeps its digits and undeclared members never leave (R-4.7, design 3).
    expect(text).toBe('{"results":[{"id":9007199254740993,"title":"at north","marks":["a","b,c"]}],"verb":"GET"}')
  })

  test('CSV by suffix, Accept and predefined route', async () => {
    for (const [path, accept] of [
      ['/loans.csv', '*/*'],
      ['/loans', 'text/csv'],
      ['/csv/reply/FindLoans', 'application/json'],
    ] as const) {
      const { text, headers } = await get(path, { Accept: accept })
      expect(headers['content-type']).toMatch(/^text\/csv/)
      expect(headers['content-disposition']).toBe('attachment;filename="FindLoans.csv"')
      expect(text).toMatch(/^Results,Verb\r\n/)
    }
  })

  test('POST with JSON, with a form, and with JSON under text/plain on /api (R-1.19)', async () => {
    const json = await request(server).post('/loans').send({ BRANCH: 'east', max: '1' })
    expect(json.body.results[0].title).toBe('at east')
    const form = await request(server).post('/loans').type('form').send('branch=west&max=1')
    expect(form.body.results[0].title).toBe('at west')
    const plain = await request(server)
      .post('/api/FindLoans')
      .set('Content-Type', 'text/plain;charset=UTF-8')
      .send('{"branch":"south","max":1}')
    expect(plain.body.results[0].title).toBe('at south')
  })

  test('any verb reaches Any; a wrong verb on a user route is 404, a missing method 405 (R-1.14, R-1.27)', async () => {
    expect((await request(server).put('/api/FindLoans').send({})).body.verb).toBe('PUT')
    expect((await request(server).put('/loans').send({})).status).toBe(404)
    const { status, body } = await get('/api/AddLoan?title=x')
    expect([status, body.responseStatus.errorCode]).toEqual([405, 'NotImplementedException'])
    expect(body.responseStatus.message).toBe('Could not find method named Get(AddLoan) or Any(AddLoan) on Service DeskService')
  })

  test('an unknown operation is 405 in the route’s format (R-1.24), an unknown address 404 (R-1.39)', async () => {
    const unknown = await get('/api/Nope')
    expect([unknown.status, unknown.body.responseStatus.errorCode]).toEqual([405, 'NotImplementedException'])
    expect((await get('/csv/reply/Nope')).headers['content-type']).toMatch(/^text\/csv/)
    const nowhere = await get('/nowhere')
    expect([nowhere.status, nowhere.body.responseStatus.errorCode]).toEqual([404, 'NotFound'])
  })

  test('nothing to say is 204 (R-6.10); HttpResult sets status and headers (R-6.12); HEAD has no body (R-1.29)', async () => {
    const dropped = await request(server).delete('/loans/7').set('X-Api-Key', desk.clerkKey)
    expect([dropped.status, dropped.text, dropped.headers['content-type']]).toEqual([204, '', undefined])
    const added = await request(server).post('/loans/add').send({ title: 'T', id: 5 })
    expect([added.status, added.headers.location, added.text]).toEqual([201, '/loans/1', '{"id":5,"title":"T"}'])
    const head = await request(server).head('/api/FindLoans')
    expect([head.status, head.text]).toEqual([200, undefined])
    expect(Number(head.headers['content-length'])).toBeGreaterThan(10)
  })
})

describe('JSONP (R-2.20)', () => {
  test('wraps answers, and escapes what scripts cannot hold', async () => {
    const { text, headers, status } = await get('/loans.json?callback=a.b')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(text).toMatch(/^\/\*\*\/a\.b\(\{.*\}\)$/)
    expect(text).toContain('\\u2028')
  })
  test.each([
    ['a service’s error keeps its status', '/api/Fails?how=teapot&callback=cb', 418],
    ['failed rules are 400', '/loans?max=0&callback=cb', 400],
    ['a value that cannot be read is 200', '/loans?max=abc&callback=cb', 200],
    ['a missing sign-in is 200', '/api/WhoAmI?callback=cb', 200],
    ['an unknown operation is 200', '/api/Nope?callback=cb', 200],
  ])('%s', async (_, path, status) => {
    const answer = await get(path)
    expect(answer.status).toBe(status)
    expect(answer.text).toMatch(/^\/\*\*\/cb\(\{"responseStatus":\{"errorCode":"\w+"/)
  })
  test.each(['a<b', '()', 'alert(1)//', 'a..b', '1a', 'x'.repeat(65), '%00'])(
    'the name %s is refused (threats 3.3)',
    async (name) => {
      const { status, headers, text } = await get(`/loans?callback=${encodeURIComponent(name)}`)
      expect([status, headers['content-type']]).toEqual([400, 'application/json; charset=utf-8'])
      expect(text).not.toContain('alert')
    },
  )
  test('what a browser attaches by itself does not count on another site', async () => {
    const basic = `Basic ${Buffer.from('clara:a long password').toString('base64')}`
    const call = (site?: string) =>
      get('/api/WhoAmI?callback=cb', { Authorization: basic, ...(site ? { 'Sec-Fetch-Site': site } : {}) })
    expect((await call('same-origin')).text).toBe('/**/cb("clara")')
    expect((await call('none')).text).toBe('/**/cb("clara")')
    for (const site of ['cross-site', 'same-site', undefined]) expect((await call(site)).text).toContain('Not Authenticated')
    expect((await get('/api/WhoAmI?callback=cb', { 'X-Api-Key': desk.clerkKey, 'Sec-Fetch-Site': 'cross-site' })).text).toBe(
      '/**/cb("clara")',
    )
  })
})

describe('errors', () => {
  test('unreadable values are named as sent (R-3.20), bodies by path (R-3.31)', async () => {
    const query = await get('/loans?Max=abc')
    expect(query.status).toBe(400)
    expect(query.body.responseStatus).toEqual({
      errorCode: 'SerializationException',
      message: "Unable to bind to request 'FindLoans'",
      errors: [{ errorCode: 'SerializationException', fieldName: 'Max', message: "'abc' is an Invalid value for 'Max'" }],
    })
    const body = await request(server)
      .post('/loans')
      .send({ max: [1] })
    expect([body.status, body.body.responseStatus.errors[0].fieldName]).toEqual([400, 'max'])
    const broken = await request(server).post('/loans').type('json').send('{"max":hunter2')
    expect([broken.status, broken.body.responseStatus.errors]).toEqual([400, []])
    expect(broken.text).not.toContain('hunter2')
  })
  test('failed rules: the first one’s code and text, every field (R-5.30)', async () => {
    const { status, body } = await get('/loans?max=0&since=soon')
    expect(status).toBe(400)
    expect(body.responseStatus.errorCode).toBe('GreaterThanOrEqual')
    expect(body.responseStatus.errors.map((error: any) => [error.fieldName, error.errorCode])).toEqual([
      ['Max', 'GreaterThanOrEqual'],
      ['Since', 'IsDateString'],
    ])
  })
  test('in CSV too, and by the reason phrase of services (R-5.7, R-5.20)', async () => {
    const { status, text, headers } = await get('/csv/reply/Fails?how=teapot')
    expect([status, headers['content-type']]).toEqual([418, 'text/csv'])
    expect(text).toMatch(/^ResponseStatus\r\n"\{errorCode:Teapot,message:I am one\./)
    const res = (await get('/api/Fails?how=teapot')) as unknown as { res: { statusMessage: string } }
    expect(res.res.statusMessage).toBe('Teapot')
  })
  test('a stranger is 500 with a reference, and its words stay inside', async () => {
    const { status, text, body } = await get('/api/Fails?how=crash')
    expect([status, body.responseStatus.errorCode]).toEqual([500, 'InternalServerError'])
    expect(text).not.toContain('hunter2')
  })
  test('bodies that are too large, in a false encoding or an unknown charset', async () => {
    const large = await request(server)
      .post('/loans')
      .send({ branch: 'x'.repeat(2 << 20) })
    expect([large.status, large.body.responseStatus.errorCode]).toEqual([413, 'RequestEntityTooLarge'])
    const gzip = await request(server).post('/loans').set('Content-Encoding', 'gzip').type('json').send('{"max":1}')
    expect(gzip.status).toBe(400)
    const unread = await request(server)
      .post('/loans')
      .set('Content-Encoding', 'gzip')
      .set('Content-Type', 'multipart/form-data')
      .send('junk')
    expect(unread.status).toBe(400)
    const unknown = await request(server).post('/loans').set('Content-Encoding', 'zip').type('json').send('{"max":1}')
    expect(unknown.status).toBe(415)
    const inherited = await request(server).post('/loans').set('Content-Encoding', '__proto__').type('json').send('{}')
    expect(inherited.status).toBe(415)
    const charset = await request(server)
      .post('/loans')
      .set('Content-Type', 'application/json; charset=utf-16le')
      .send('{"max":1}')
    expect(charset.status).toBe(415)
  })
})

describe('who may', () => {
  test('nobody is 401 with a challenge and a body (R-5.50, R-5.52); type rules without a challenge (A-1.1)', async () => {
    const attribute = await get('/api/WhoAmI')
    expect([attribute.status, attribute.body.responseStatus.errorCode, attribute.headers['www-authenticate']]).toEqual([
      401,
      'Unauthorized',
      'Basic realm="/auth/apikey"',
    ])
    const rule = await get('/api/Audit')
    expect([rule.status, rule.body.responseStatus.message, rule.headers['www-authenticate']]).toEqual([
      401,
      'Not Authenticated',
      undefined,
    ])
  })
  test('keys by header and bearer, Basic by password', async () => {
    expect((await raw(get('/api/WhoAmI', { 'X-Api-Key': desk.clerkKey }))).body).toBe('clara')
    expect((await raw(get('/api/WhoAmI', { Authorization: `Bearer ${desk.auditorKey}` }))).body).toBe('ada')
    for (const _ of ['verified', 'remembered'])
      expect((await raw(get('/api/WhoAmI').auth('clara', 'a long password'))).body).toBe('clara')
    const wrong = await request(server).get('/api/WhoAmI').auth('clara', 'wrong')
    expect([wrong.status, wrong.body.responseStatus.message]).toEqual([401, 'Invalid Username or Password'])
    expect((await get('/api/WhoAmI', { 'X-Api-Key': `${desk.clerkKey.slice(0, -1)}x` })).body.responseStatus.message).toBe(
      'Invalid API Key',
    )
  })
  test('a missing role or scope is 403 with its words', async () => {
    const role = await request(server).delete('/loans/7').set('X-Api-Key', desk.auditorKey)
    expect([role.status, role.body.responseStatus.message]).toEqual([403, 'Invalid Role'])
    const scope = await get('/api/ScopedLoans', { 'X-Api-Key': desk.clerkKey })
    expect(scope.status).toBe(403)
    expect(scope.headers['www-authenticate']).toContain('error="insufficient_scope", scope="loans:read"')
    const rule = await get('/api/Audit', { 'X-Api-Key': desk.clerkKey })
    expect([rule.status, rule.body.responseStatus.message]).toEqual([403, 'Auditor Role Required'])
    expect((await get('/api/Audit', { 'X-Api-Key': desk.auditorKey })).status).toBe(204)
  })
  test('a value that cannot be read is told before the missing sign-in (R-8.1)', async () => {
    expect((await request(server).delete('/loans/x')).status).toBe(400)
  })
  test('a stale credential does not close an open message (clients.md T6)', async () => {
    expect((await get('/loans', { Authorization: 'Bearer stale', 'X-Api-Key': 'nonsense' })).status).toBe(200)
  })
  test('@Restrict after the rules (R-1.37)', async () => {
    expect((await request(server).post('/api/OnlyPosted').send({})).status).toBe(204)
    const { status, body } = await get('/api/OnlyPosted')
    expect([status, body.responseStatus.errorCode]).toEqual([403, 'UnauthorizedAccessException'])
  })
  test('a revoked key is refused at once', async () => {
    const { users } = desk
    const [stored] = users.apiKeys().filter((key) => key.userName === 'ada')
    expect((await get('/api/Audit', { 'X-Api-Key': desk.auditorKey })).status).toBe(204)
    users.putApiKey({ ...stored!, revokedAt: Date.now() })
    expect((await get('/api/Audit', { 'X-Api-Key': desk.auditorKey })).status).toBe(401)
    users.putApiKey(stored!)
  })
  test('browser keys: in the address, named messages, reading, named origins', async () => {
    const key = `apikey=${desk.browserKey}`
    const from = { Origin: 'https://shop.example' }
    const good = await get(`/api/ScopedLoans?callback=cb&${key}`, { Referer: 'https://shop.example/page' })
    expect([good.status, good.text]).toEqual([200, '/**/cb([{"id":1,"title":"scoped"}])'])
    expect([good.headers['cache-control'], good.headers['referrer-policy']]).toEqual(['private, no-store', 'no-referrer'])
    for (const format of ['json', 'csv', 'html']) {
      const { status, headers } = await get(`/${format}/reply/ScopedLoans?${key}`, from)
      expect([status, headers['cache-control'], headers['referrer-policy']]).toEqual([200, 'private, no-store', 'no-referrer'])
    }
    expect((await get(`/api/ScopedLoans?${key}`, { Origin: 'https://evil.example' })).status).toBe(403)
    expect((await get(`/api/ScopedLoans?${key}`)).status).toBe(403)
    expect((await get(`/api/WhoAmI?${key}`, from)).status).toBe(403)
    expect((await request(server).post(`/api/ScopedLoans?${key}`).set(from).send({})).status).toBe(403)
    expect((await get(`/api/ScopedLoans?apikey=${desk.readerKey}`)).status).toBe(401)
  })
})
