import type { Server } from 'node:http'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Nullable, Returns, ReturnsVoid, Route } from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { Any, type Cookie, HttpResult, type HttpResultOptions } from '../../../services'

class Note {
  @ApiMember({}) text!: string
}

@Route('/notes/{Kind}')
@AllowAnonymous()
class GetNote extends Returns(Note) {
  @ApiMember({}) kind!: string
}

@Route('/words')
@AllowAnonymous()
class GetWords extends Returns(Nullable(String)) {
  @ApiMember({ isOptional: true }) said?: string
}

@AllowAnonymous()
class GetBytes extends Returns(Nullable(Uint8Array)) {
  @ApiMember({ type: 'boolean', isOptional: true }) none?: boolean
}

@AllowAnonymous()
class Forget extends ReturnsVoid() {}

const note = { text: 'noted' }
const said = (options: HttpResultOptions) => () => new HttpResult(note, options)
const cookie = (cookie: Partial<Cookie>) => said({ cookies: [{ name: 'a', value: 'b', ...cookie }] })

const results: Readonly<Record<string, () => HttpResult<any>>> = {
  plain: said({}),
  accepted: said({ status: 202, statusDescription: 'Soon' }),
  missing: said({ status: 404 }),
  split: said({ statusDescription: 'a\r\nX-Evil: 1' }),
  headers: said({ headers: { 'X-One': 'a,b', 'X.Dot': '1', 'X-Lines': 'a\r\nX-Evil: 1' } }),
  twice: said({ headers: { 'X-One': ['a', 'b'] } }),
  badheader: said({ headers: { 'X One': '1' } }),
  nothing: () => new HttpResult(null, { status: 201 }),
  gone: () => new HttpResult(null, { status: 204 }),
  text: () => new HttpResult('plain text'),
  raw: () => HttpResult.text('plain text', 'text/plain'),
  markup: () => new HttpResult('<b>', { contentType: 'application/x-own' }),
  own: said({ contentType: 'application/vnd.own' }),
  json: said({ contentType: 'application/json' }),
  csv: said({ contentType: 'text/csv' }),
  pascal: said({ write: { names: 'pascalCase' } }),
  guid: () => HttpResult.of('guid', '0f8fad5b-d9cb-469f-a165-70867728950e'),
  list: () => HttpResult.of([Note], [note, { text: 'more', secret: 1 }]),
  moved: () => HttpResult.redirect('/there', 301),
  found: () => HttpResult.redirect('/there'),
  located: said({ location: '/there' }),
  made: () => HttpResult.status201Created(note, '/there'),
  soft: () => HttpResult.softRedirect('/there', note),
  far: said({ location: '/Bücher/日本 1?q=%20#é' }),
  farsplit: () => HttpResult.redirect('/a\r\nX-Evil: 1\ud800'),
  softfar: () => HttpResult.softRedirect('/Bücher/日本 1', note),
  trigger: () => HttpResult.triggerEvent(note, 'saved', '7'),
  notmodified: () => HttpResult.notModified(),
  cookie: cookie({ value: 'v w;' }),
  open: cookie({ httpOnly: false, secure: true, sameSite: 'none', maxAge: 60, domain: 'a.example', path: '/x' }),
  badcookie: cookie({ path: '/;domain=evil.example' }),
}

class NoteService {
  @Any(GetNote) note({ kind }: GetNote) {
    return results[kind]!()
  }
  @Any(GetWords) words({ said }: GetWords) {
    return said === 'empty' ? '' : (said ?? null)
  }
  @Any(GetBytes) bytes({ none }: GetBytes) {
    return none ? null : Buffer.from([1, 2])
  }
  @Any(Forget) forget() {}
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new NoteService()], onError: () => {} })
  server = await gateway.listen()
})
afterAll(() => gateway.close())

const raw = (test: request.Test) =>
  test
    .redirects(0)
    .buffer(true)
    .parse((response, done) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => done(null, text))
    })
const get = async (path: string, headers: Record<string, string> = {}) => {
  const { status, headers: got, body, ...rest } = await raw(request(server).get(path).set(headers))
  return { status, headers: got, text: body as string, reason: (rest as any).res.statusMessage as string }
}

describe('HttpResult (R-6.12)', () => {
  test.each([
    ['plain', 200, 'OK', 'application/json; charset=utf-8', '{"text":"noted"}'],
    ['accepted', 202, 'Soon', 'application/json; charset=utf-8', '{"text":"noted"}'],
    ['missing', 404, 'NotFound', 'application/json; charset=utf-8', '{"text":"noted"}'],
    // R chapter 11: request text never reaches the status line.
    ['split', 200, 'OK', 'application/json; charset=utf-8', '{"text":"noted"}'],
    // null inside keeps status and type.
    ['nothing', 201, 'Created', 'application/json; charset=utf-8', ''],
    ['gone', 204, 'NoContent', 'application/json; charset=utf-8', ''],
    // without a type a text is a value like any other, with one it is raw.
    ['text', 200, 'OK', 'application/json; charset=utf-8', '"plain text"'],
    ['raw', 200, 'OK', 'text/plain', 'plain text'],
    ['markup', 200, 'OK', 'application/x-own', '<b>'],
    // R chapter 11, R-6.12: a type that is no format's.
    ['own', 200, 'OK', 'application/vnd.own', '{"text":"noted"}'],
    ['json', 200, 'OK', 'application/json; charset=utf-8', '{"text":"noted"}'],
    ['csv', 200, 'OK', 'text/csv', 'Text\r\nnoted\r\n'],
    // scalars of a kind that the message does not name.
    ['guid', 200, 'OK', 'application/json; charset=utf-8', '"0f8fad5b-d9cb-469f-a165-70867728950e"'],
    ['list', 200, 'OK', 'application/json; charset=utf-8', '[{"text":"noted"},{"text":"more"}]'],
    ['notmodified', 304, 'NotModified', 'application/json; charset=utf-8', ''],
  ])('%s', async (kind, status, reason, type, text) => {
    const answer = await get(`/notes/${kind}`, { Accept: 'application/json' })
    expect([answer.status, answer.reason, answer.headers['content-type'], answer.text]).toEqual([status, reason, type, text])
  })

  test.each([
    ['moved', 301, { location: '/there' }, ''],
    ['found', 302, { location: '/there' }, ''],
    // 200 + location → 302, with the body.
    ['located', 302, { location: '/there' }, '{"text":"noted"}'],
    // Headers hold ASCII: an address is written as browsers write it, nothing of it is lost.
    ['far', 302, { location: '/B%C3%BCcher/%E6%97%A5%E6%9C%AC%201?q=%20#%C3%A9' }, '{"text":"noted"}'],
    ['farsplit', 302, { location: '/a%0D%0AX-Evil:%201%EF%BF%BD' }, ''],
    ['softfar', 200, { 'x-location': '/B%C3%BCcher/%E6%97%A5%E6%9C%AC%201' }, '{"text":"noted"}'],
    ['made', 201, { location: '/there' }, '{"text":"noted"}'],
    ['soft', 200, { 'x-location': '/there' }, '{"text":"noted"}'],
    ['trigger', 200, { 'x-trigger': 'saved:7' }, '{"text":"noted"}'],
    // several values.
    ['twice', 200, { 'x-one': 'a, b' }, '{"text":"noted"}'],
    ['headers', 200, { 'x-one': 'a,b', 'x-lines': 'a X-Evil: 1' }, '{"text":"noted"}'],
  ])('%s', async (kind, status, headers, text) => {
    const answer = await get(`/notes/${kind}`)
    expect([answer.status, answer.text]).toEqual([status, text])
    expect(answer.headers).toMatchObject(headers)
    expect(Object.keys(answer.headers)).not.toEqual(expect.arrayContaining(['x.dot']))
    expect(answer.headers['x-evil']).toBeUndefined()
  })

  test('cookies: safe unless said, encoded, named to scripts that cannot see them (R-6.4)', async () => {
    const { headers } = await get('/notes/cookie')
    expect(headers['set-cookie']).toEqual(['a=v%20w%3B; path=/; samesite=lax; httponly'])
    expect(headers['x-cookies']).toBe('a')
    const open = await get('/notes/open')
    expect(open.headers['set-cookie']).toEqual(['a=b; path=/x; domain=a.example; max-age=60; secure; samesite=none'])
    expect(open.headers['x-cookies']).toBeUndefined()
  })
  test('a cookie that would say more than itself is the service’s fault', async () => {
    const { status, headers } = await get('/notes/badcookie')
    expect([status, headers['set-cookie']]).toEqual([500, undefined])
  })
  test('a form of its own, which wins over the query (R-2.31)', async () => {
    for (const query of ['', '?jsconfig=elun', '?jsconfig=edv'])
      expect((await get(`/notes/pascal${query}`)).text).toBe('{"Text":"noted"}')
    expect((await get('/notes/plain?jsconfig=epcn')).text).toBe('{"Text":"noted"}')
  })
  test('a name that no header can have is the service’s fault', async () => {
    expect((await get('/notes/badheader')).status).toBe(500)
  })
  test('statuses that are none are refused where they are made', () => {
    for (const status of [0, 100, 199, 600, 200.5, Number.NaN]) expect(() => new HttpResult(null, { status })).toThrow(RangeError)
  })
  test('JSONP wraps it: a redirect as an empty call with its status (R-2.20)', async () => {
    expect((await get('/notes/plain?callback=cb')).text).toBe('/**/cb({"text":"noted"})')
    const found = await get('/notes/found?callback=cb')
    expect([found.status, found.text, found.headers.location]).toEqual([302, '/**/cb()', '/there'])
  })
})

describe('to a browser', () => {
  const html = { Accept: 'text/html' }
  test('a redirect has no page, what was made has one (R-4.92)', async () => {
    expect((await get('/notes/located', html)).text).toBe('')
    const made = await get('/notes/made', html)
    expect([made.status, made.headers['content-type'], made.text.includes('noted')]).toEqual([
      201,
      'text/html; charset=utf-8',
      true,
    ])
  })
  test('a text is the page itself (R-2.12), bytes are no page (R-2.10)', async () => {
    const words = await get('/words?said=pong', html)
    expect([words.headers['content-type'], words.text]).toEqual(['text/html; charset=utf-8', 'pong'])
    expect((await get('/html/reply/GetBytes')).headers['content-type']).toBe('application/octet-stream')
  })
  test('a script that is saved has a harmless name (threats 3.3)', async () => {
    const { headers } = await get('/notes/plain.csv?callback=cb&x=/setup.bat')
    expect(headers['content-disposition']).toBe('attachment; filename="f.txt"')
  })
})

describe('bare results', () => {
  test('a text is raw, with a charset; an empty one is 200, none is 204 (R-2.9, R-6.10)', async () => {
    const csv = await get('/words?said=pong', { Accept: 'text/csv' })
    expect([csv.status, csv.headers['content-type'], csv.text]).toEqual([200, 'text/csv; charset=utf-8', 'pong'])
    expect(csv.headers['content-disposition']).toContain('GetWords.csv')
    const empty = await get('/words?said=empty')
    expect([empty.status, empty.headers['content-length'], empty.text]).toEqual([200, '0', ''])
    const none = await get('/csv/reply/GetWords')
    expect([none.status, none.headers['content-type'], none.headers['content-length']]).toEqual([204, undefined, undefined])
  })
  test('bytes are raw, under the type that was asked for, else as octets (R-2.10)', async () => {
    const types = await Promise.all(
      [
        ['/api/GetBytes', '*/*'],
        ['/csv/reply/GetBytes', '*/*'],
        ['/api/GetBytes?none=true', '*/*'],
      ].map(async ([path, accept]) => {
        const { status, headers, text } = await get(path!, { Accept: accept! })
        return [status, headers['content-type'], text]
      }),
    )
    expect(types).toEqual([
      [200, 'application/json; charset=utf-8', '\u0001\u0002'],
      [200, 'text/csv', '\u0001\u0002'],
      [204, undefined, ''],
    ])
  })
  test('HEAD has the headers of the answer; nothing on HEAD and OPTIONS keeps its status (R-1.29)', async () => {
    const head = await request(server).head('/api/GetWords?said=pong')
    expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '4', undefined])
    for (const verb of ['head', 'options'] as const) {
      const { status, headers } = await request(server)[verb]('/json/reply/Forget')
      expect([status, headers['content-type']]).toEqual([200, undefined])
    }
  })
})
