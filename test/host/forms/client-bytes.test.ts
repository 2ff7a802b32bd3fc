import type { Server } from 'node:http'
import { clientGateway, send as sent } from './client-desk'

// The bytes that typed clients of other languages put on the wire, as they were recorded (clients.md, R-9.1): not what our own client would send.

const gateway = clientGateway()
let server: Server
beforeAll(async () => {
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))
const send = (head: string, body: string | Buffer = '') => sent(server, head, body)

const node = `accept: */*
  accept-language: *
  sec-fetch-mode: cors
  user-agent: node
  accept-encoding: gzip, deflate
  content-type: application/json`
const hello = (name: string, verb: string) => `{"name":"${verb} ${name}"}`

describe('TypeScript, @servicestack/client', () => {
  test.each([
    ['get(dto), with the type of a body that is not there (R-3.3)', 'GET /api/Hello?name=World', '', hello('World', 'GET')],
    ['get(dto, args): names that are none', 'GET /api/Hello?name=World&VendorName=Amazon', '', hello('World', 'GET')],
    ['get(path) of a user route is JSON (T10)', 'GET /hello/World', '', hello('World', 'GET')],
    ['get(path, args)', 'GET /hello?name=World', '', hello('World', 'GET')],
    ['delete(dto)', 'DELETE /api/Hello?name=World', '', hello('World', 'DELETE')],
    ['post(dto)', 'POST /api/Hello', '{"name":"World"}', hello('World', 'POST')],
    ['put(dto)', 'PUT /api/Hello', '{"name":"World"}', hello('World', 'PUT')],
    ['patch(dto)', 'PATCH /api/Hello', '{"name":"World"}', hello('World', 'PATCH')],
    ['post(dto, args) (T2)', 'POST /api/Hello?jsconfig=EmitCamelCaseNames%3Atrue', '{"name":"World"}', hello('World', 'POST')],
    [
      'T2: false is no other case',
      'POST /api/Hello?jsconfig=EmitCamelCaseNames%3Afalse',
      '{"name":"World"}',
      hello('World', 'POST'),
    ],
    ['postToUrl', 'POST /hello', '{"name":"World"}', hello('World', 'POST')],
    ['putToUrl with arguments', 'PUT /hello?x=1', '{"name":"World"}', hello('World', 'PUT')],
    ['postBody(dto, object)', 'POST /api/ReturnString?id=1&name=name', '{"foo":"bar"}', '1 name {"foo":"bar"}'],
    ['postBody(dto, text) that is no JSON (T9)', 'POST /api/ReturnString?id=1&name=name', 'foo', '1 name foo'],
    [
      'sendAll, brackets as they are (R-1.31)',
      'POST /api/Hello[]',
      '[{"name":"a"},{"name":"b"}]',
      `[${hello('a', 'POST')},${hello('b', 'POST')}]`,
    ],
    ['brackets escaped (T8)', 'POST /api/Hello%5B%5D', '[{"name":"a"}]', `[${hello('a', 'POST')}]`],
    ['useBasePath(null)', 'GET /json/reply/Hello?name=World', '', hello('World', 'GET')],
    ['its one-way (R-7.7)', 'POST /json/oneway/Hello', '{"name":"World"}', hello('World', 'POST')],
    ['its one-way batch', 'POST /json/oneway/Hello[]', '[{"name":"a"}]', `[${hello('a', 'POST')}]`],
  ])('%s', async (_what, line, body, answer) => {
    const { status, head, body: text } = await send(`${line} HTTP/1.1\n${node}`, body)
    expect([status, text]).toEqual([200, answer])
    if (!answer.startsWith('1 name')) expect(head).toContain('application/json')
  })
  test.each([
    ['publish, and nothing comes back (R-6.10)', 'POST /api/HelloReturnVoid', '{"name":"World"}'],
    ['apiVoid(dto, "GET"): its letters as names', 'POST /api/HelloReturnVoid?0=G&1=E&2=T', '{"name":"World"}'],
  ])('%s', async (_what, line, body) => {
    expect(await send(`${line} HTTP/1.1\n${node}`, body)).toMatchObject({ status: 204, body: '' })
  })
  test('get of a rich dto: commas, a date’s own text, a bare key, Base64', async () => {
    const query =
      'n=1&f=1.5&flag=true&date=Mon%20Jan%2001%202001%2000%3A00%3A00%20GMT%2B0000%20(Coordinated%20Universal%20Time)&list=1%2Cx%20y%2Ca%2Cb&nul&bytes=AQID'
    const { status, body } = await send(`GET /api/Complex?${query} HTTP/1.1\n${node}`)
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { n: 1, f: 1.5, flag: true, date: '2001-01-01T00:00:00Z', list: ['1', 'x y', 'a', 'b'], bytes: 'AQID' },
    ])
  })
  test('an object as it puts one into a query is told apart, not a crash (T7)', async () => {
    const { status, body } = await send(`GET /api/Complex?n=1&map=%5Bobject%20Object%5D&&nul HTTP/1.1\n${node}`)
    expect([status, JSON.parse(body).responseStatus.errors[0].fieldName]).toEqual([400, 'map'])
  })
  test('JsonApiClient.create: JSON under text/plain (R-1.19, T9)', async () => {
    const head = 'POST /api/Hello HTTP/1.1\naccept: */*\ncontent-type: text/plain;charset=UTF-8'
    expect(await send(head, '{"name":"World"}')).toMatchObject({ status: 200, body: hello('World', 'POST') })
    expect(await send('GET /api/Hello?name=World HTTP/1.1\naccept: */*')).toMatchObject({ body: hello('World', 'GET') })
  })
  test('cookies that it made of a date (T7)', async () => {
    const cookie = 'cookie: ss-id=abc; ss-pid=p%2Bid; 12-Mar-2037 12:54:06 GMT=null; ss-tok=%zz; x; =; a=b=c'
    expect(await send(`GET /api/Hello?name=World HTTP/1.1\n${node}\n${cookie}`)).toMatchObject({ body: hello('World', 'GET') })
  })
  test('an expired or broken bearer does not fail what anybody may call (T6)', async () => {
    expect(await send(`GET /api/Hello?name=World HTTP/1.1\n${node}\nauthorization: Bearer nope`)).toMatchObject({
      status: 200,
      body: hello('World', 'GET'),
    })
  })
})
