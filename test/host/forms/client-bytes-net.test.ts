import type { Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import { clientGateway, send as sent } from './client-desk'

// As client-bytes.test.ts: C# and the languages after it.

const gateway = clientGateway()
let server: Server
beforeAll(async () => {
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))
const send = (head: string, body: string | Buffer = '') => sent(server, head, body)

const csharp = (type: string) => `User-Agent: ServiceStack .NET Client 5.91
  Accept: ${type}
  Accept-Encoding: gzip, deflate`
const posts = (type: string) => `${csharp(type)}
  Content-Type: ${type}
  Expect: 100-continue`

const hello = (name: string, verb: string) => `{"name":"${verb} ${name}"}`

const complexJson =
  '{"__type":"Complex, Assembly","SubType":{"Id":1,"Name":"foo"},"SubTypes":[{"Id":2,"Name":"bar"}],"SubTypeMap":{"a":{"Id":4,"Name":"qux"}},"IntStringMap":{"1":"A"},"Date":"\\/Date(978307200000)\\/","Span":"PT1H","Guid":"ea762009b66c410b9bf5ce21ad519249","Bytes":"AQID","Dec":3.0,"Flag":true,"Day":"Friday"}'
const complexQuery = `subType=${encodeURIComponent('{Id:4,Name:"foo, ""b"""}')}&subTypes=${encodeURIComponent('{Id:2,Name:bar},{Id:3,Name:baz}')}&subTypeMap=${encodeURIComponent('{a:{Id:4,Name:qux}}')}&map=${encodeURIComponent('{a:b}')}&intStringMap=${encodeURIComponent('{1:A}')}&date=2001-01-01&span=PT1H&guid=ea762009b66c410b9bf5ce21ad519249&bytes=AQID&dec=3.0&flag=True&day=friday`
const told = {
  date: '2001-01-01T00:00:00Z',
  span: 'PT1H',
  guid: 'ea762009b66c410b9bf5ce21ad519249',
  bytes: 'AQID',
  dec: 3,
  flag: true,
  day: 'Friday',
}

describe('C#, ServiceStack.Client 5.9.1', () => {
  test.each(['GET', 'DELETE'])('%s by its route', async (verb) => {
    expect(await send(`${verb} /hello/World HTTP/1.1\n${csharp('application/json')}`)).toMatchObject({
      status: 200,
      body: hello('World', verb),
    })
  })
  test.each(['POST', 'PUT', 'PATCH'])('%s by its route, the whole DTO in PascalCase beside it (R-9.2)', async (verb) => {
    const { status, body } = await send(
      `${verb} /hello/World HTTP/1.1\n${posts('application/json')}`,
      '{"Name":"World","Title":"T"}',
    )
    expect([status, body]).toEqual([200, `{"name":"${verb} World T"}`])
  })
  test.each([
    ['Send', 'POST /json/reply/Hello', '{"Name":"World"}', hello('World', 'POST')],
    ['SendOneWay', 'POST /json/oneway/Hello', '{"Name":"World"}', hello('World', 'POST')],
    [
      'SendAll, items with __type',
      'POST /json/reply/Hello[]',
      '[{"__type":"Hello, Assembly","Name":"a"}]',
      `[${hello('a', 'POST')}]`,
    ],
    ['PublishAll', 'POST /json/oneway/Hello[]', '[{"Name":"a"},{"Name":"b"}]', `[${hello('a', 'POST')},${hello('b', 'POST')}]`],
  ])('%s', async (_what, line, body, answer) => {
    expect(await send(`${line} HTTP/1.1\n${posts('application/json')}`, body)).toMatchObject({ status: 200, body: answer })
  })
  test('Send of an IGet', async () => {
    expect(await send(`GET /json/reply/SendGet?id=1 HTTP/1.1\n${csharp('application/json')}`)).toMatchObject({ body: '{"id":1}' })
  })
  test('a complex DTO as JSON (T1)', async () => {
    const { status, body } = await send(`POST /json/reply/Complex HTTP/1.1\n${posts('application/json')}`, complexJson)
    expect([status, JSON.parse(body)]).toEqual([
      200,
      {
        ...told,
        subType: { id: 1, name: 'foo' },
        subTypes: [{ id: 2, name: 'bar' }],
        subTypeMap: { a: { id: 4, name: 'qux' } },
        intStringMap: { '1': 'A' },
      },
    ])
    expect(body).toContain('"dec":3.0')
  })
  test('a complex DTO in the query (R-3.12)', async () => {
    const { status, body } = await send(`GET /json/reply/Complex?${complexQuery} HTTP/1.1\n${csharp('application/json')}`)
    expect([status, JSON.parse(body)]).toEqual([
      200,
      {
        ...told,
        subType: { id: 4, name: 'foo, "b"' },
        subTypes: [
          { id: 2, name: 'bar' },
          { id: 3, name: 'baz' },
        ],
        subTypeMap: { a: { id: 4, name: 'qux' } },
        map: { a: 'b' },
        intStringMap: { '1': 'A' },
      },
    ])
    expect(body).toContain('"dec":3.0')
  })
  test('HEAD', async () => {
    expect(await send(`HEAD /hello/W?Name=W HTTP/1.1\n${csharp('application/json')}`)).toMatchObject({ status: 200, body: '' })
  })
  test('a compressed body (R-3.5)', async () => {
    const head = `POST /json/reply/Hello HTTP/1.1\n${posts('application/json')}\nContent-Encoding: gzip`
    expect(await send(head, gzipSync('{"Name":"World"}'))).toMatchObject({ status: 200, body: hello('World', 'POST') })
  })
  test('JsvServiceClient (R-4.31)', async () => {
    const head = `POST /jsv/reply/Complex HTTP/1.1\n${posts('application/jsv')}`
    const answer = await send(head, '{SubType:{Id:1,Name:"a,b"},List:[x,"y:z"],Date:2001-01-01,Flag:True,Dec:3.0,Day:Friday}')
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('subType:{id:1,name:"a,b"}') })
    for (const part of ['date:2001-01-01', 'flag:True', 'dec:3.0', 'day:Friday', 'list:[x,"y:z"]'])
      expect(answer.body).toContain(part)
  })
  test('XmlServiceClient: namespaces, nil, members in the order of the alphabet (R-4.80)', async () => {
    const body =
      '<?xml version="1.0" encoding="utf-8"?><Hello xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Desk"><Name>World</Name><Title i:nil="true" /></Hello>'
    const answer = await send(`POST /xml/reply/Hello HTTP/1.1\n${posts('application/xml')}`, body)
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<Name>POST World</Name>') })
  })
  test('CsvServiceClient: a row, nested values as JSV (R-3.35)', async () => {
    const answer = await send(`POST /csv/reply/Hello HTTP/1.1\n${posts('text/csv')}`, 'Name,Title\r\nWorld,\r\n')
    expect(answer).toMatchObject({ status: 200, body: 'Id,Name\r\n,POST World\r\n' })
    const nested = await send(
      `POST /csv/reply/Complex HTTP/1.1\n${posts('text/csv')}`,
      'SubType,List\r\n"{Id:1,Name:x}","[a,""b,c""]"\r\n',
    )
    expect([nested.status, nested.body]).toEqual([200, expect.stringContaining('"{id:1,name:x}"')])
  })
})

describe('other languages (R-9.1)', () => {
  test.each([
    ['Python: /Date(ms)/, PT…, Base64', 'application/json', '{"date":"/Date(978307200000)/","span":"PT1H","bytes":"AQID"}'],
    [
      'Java: an offset of none',
      'application/json; charset=utf-8',
      '{"date":"/Date(978307200000-0000)/","span":"PT1H","bytes":"AQID"}',
    ],
    ['PHP: slashes escaped', 'application/json', '{"date":"\\/Date(978307200000)\\/","span":"PT1H","bytes":"AQID"}'],
    ['Go: RFC 3339', 'application/json', '{"date":"2001-01-01T00:00:00Z","span":"PT1H","bytes":"AQID"}'],
    ['Swift: seven digits', 'application/json', '{"date":"2001-01-01T00:00:00.0000000Z","span":"PT1H","bytes":"AQID"}'],
  ])('%s', async (_what, type, body) => {
    const answer = await send(`POST /api/Complex HTTP/1.1\nAccept: application/json\nContent-Type: ${type}`, body)
    expect([answer.status, answer.body]).toEqual([200, '{"date":"2001-01-01T00:00:00Z","span":"PT1H","bytes":"AQID"}'])
  })
  test('64-bit integers keep their digits (T1)', async () => {
    const answer = await send(
      'POST /api/Complex HTTP/1.1\nAccept: application/json\nContent-Type: application/json',
      '{"long":9007199254740993}',
    )
    expect(answer.body).toBe('{"long":9007199254740993}')
  })
  test('response headers are spelled as ever (T3), and the bytes are these (T14)', async () => {
    const { head, body } = await send('GET /api/Hello?name=World HTTP/1.1\nAccept: application/json')
    expect(head).toMatch(/\r\nContent-Type: application\/json; charset=utf-8\r\n/)
    expect(head).toMatch(new RegExp(`\\r\\nContent-Length: ${body.length}(\\r\\n|$)`))
  })
})
