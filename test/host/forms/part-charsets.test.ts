import type { Server } from 'node:http'
import fc from 'fast-check'
import request from 'supertest'
import { Any, ApiMember, createGateway, type Gateway, type RequestContext, Returns } from '../../../host'
import { watchCharsets } from '../../../host/forms/part-charsets'
import { end, field, type } from './parts'

class Read {
  @ApiMember({ type: 'string', isOptional: true }) title?: string
  @ApiMember({ type: ['int32'] }) lengths: number[] = []
}
class Scan extends Returns(Read) {
  @ApiMember({ type: 'string', isOptional: true }) title?: string
}
class Scanner {
  @Any(Scan) scan({ title }: Scan, { files }: RequestContext) {
    return Object.assign(new Read(), { title, lengths: files.map(({ length }) => length) })
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new Scanner()], onError: () => {} })
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))

const head = (disposition: string, contentType: string) =>
  `--B\r\nContent-Disposition: form-data; name="title"${disposition}\r\n${contentType}\r\n\r\n`
const part = (charset: string, bytes: Buffer, disposition = '') =>
  Buffer.concat([
    Buffer.from(head(disposition, `Content-Type: text/plain${charset && `; charset=${charset}`}`)),
    bytes,
    Buffer.from(`\r\n${end}`),
  ])
const send = (body: Buffer) =>
  request(server)
    .post('/api/Scan')
    .set('Content-Type', type)
    .serialize((sent) => sent)
    .send(body as never)

describe('the charset of a part: UTF-8 and nothing else (R-3.5, R chapter 11)', () => {
  test.each(['', 'utf-8', '"UTF-8"', 'utf8'])('%s is read', async (charset) => {
    expect((await send(part(charset, Buffer.from('café')))).body.title).toBe('café')
  })
  // A charset that nobody knows once ended the process.
  test.each([
    ['iso-8859-1', Buffer.from('café', 'latin1'), 415],
    ['latin1', Buffer.from('cafe'), 415],
    ['windows-1252', Buffer.from('cafe'), 415],
    ['utf-16le', Buffer.from('café', 'utf16le'), 415],
    ['"UTF-16"', Buffer.from('cafe'), 415],
    ['base64', Buffer.from('Y2FmZQ=='), 415],
    ['nonsense', Buffer.from('abc'), 415],
    ['utf-7', Buffer.from('abc'), 415],
    ['', Buffer.from([0x63, 0xe9]), 400],
    ['utf-8', Buffer.from([0xc3, 0x28]), 400],
  ])('%s %j is %i', async (charset, bytes, status) => {
    const answer = await send(part(charset, bytes))
    const errorCode = { 415: 'UnsupportedMediaType', 400: 'SerializationException' }[status]
    expect([answer.status, answer.body.responseStatus.errorCode]).toEqual([status, errorCode])
    expect((await send(Buffer.from(field('title', 'still here') + end))).body.title).toBe('still here')
  })
  test('a folded head says it too', async () =>
    expect((await send(Buffer.from(`${head('', 'Content-Type: text/plain;\r\n charset=utf-16')}x\r\n${end}`))).status).toBe(415))
  test('a file is bytes, whatever it says', async () => {
    const { body } = await send(part('utf-16le', Buffer.from('café', 'utf16le'), '; filename="a.txt"'))
    expect(body.lengths).toEqual([8])
  })
  test('a text that looks like a head is a text', async () => {
    const text = 'Content-Type: text/plain; charset=utf-16\r\n\r\n'
    expect((await send(Buffer.from(field('title', text) + end))).body.title).toBe(text)
  })
})

test('charsets are seen wherever the form is cut on its way', () => {
  const form = Buffer.concat([
    Buffer.from(field('a', '')),
    part('one', Buffer.from('\r\n--\r\n--X')).subarray(0, -end.length),
    part('two', Buffer.alloc(0), '; filename="f"').subarray(0, -end.length),
    part('three', Buffer.from('x')),
  ])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sizes) => {
      const told: string[] = []
      const look = watchCharsets('B', (charset) => told.push(charset))
      for (let at = 0, turn = 0; at < form.length; turn++) {
        const next = at + sizes[turn % sizes.length]!
        look(form.subarray(at, next))
        at = next
      }
      expect(told).toEqual(['one', 'three'])
    }),
  )
})
