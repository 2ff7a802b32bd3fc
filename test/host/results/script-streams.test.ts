import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Returns, Route, Stream } from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { Any, HttpResult } from '../../../services'

@Route('/bare')
@AllowAnonymous()
class Bare extends Returns(Stream) {}

@Route('/given/{How}')
@AllowAnonymous()
class Given extends Returns(Stream) {
  @ApiMember({}) how!: string
}

const folder = mkdtempSync(join(tmpdir(), 'script-streams-'))
writeFileSync(join(folder, 'letters.txt'), 'abcdefgh')

/** The pieces that the next stream brings, and the streams that were made. */
let pieces: Buffer[] = []
let made: Readable[] = []
const stream = () => {
  const one = Readable.from(pieces)
  made.push(one)
  return one
}

const results: Readonly<Record<string, () => HttpResult<never>>> = {
  stream: () => HttpResult.stream(stream(), 'text/plain'),
  sized: () => HttpResult.stream(stream(), 'text/plain', { length: 3 }),
  file: () => HttpResult.file(join(folder, 'letters.txt'), { asAttachment: true }),
  text: () => HttpResult.text('alert(1)', 'text/plain'),
  notext: () => HttpResult.text('alert(1)', 'text/plain', { status: 204 }),
  tagged: () => HttpResult.text('alert(1)', 'text/plain', { eTag: 'a' }),
  bytes: () => HttpResult.bytes(Buffer.from('abc'), 'image/png'),
}

class StreamService {
  @Any(Bare) bare() {
    return stream()
  }
  @Any(Given) given({ how }: Given) {
    return results[how]!()
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new StreamService()] })
  server = await gateway.listen()
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true })
})
beforeEach(() => {
  pieces = [Buffer.from('a'), Buffer.from('bc')]
  made = []
})
const get = (path: string, headers: Record<string, string> = {}) => request(server).get(path).set(headers).buffer()

test.each([
  ['/bare', '/**/cb("YWJj")'],
  ['/given/stream', '/**/cb("YWJj")'],
  ['/given/sized', '/**/cb("YWJj")'],
  ['/given/file', '/**/cb("YWJjZGVmZ2g=")'],
  ['/given/text', '/**/cb("alert(1)")'],
  ['/given/bytes', '/**/cb("YWJj")'],
])('%s: a script is given its value, texts as they are and bytes as JSON has them (R-2.20, chapter 11)', async (path, script) => {
  const { status, text, headers } = await get(`${path}?callback=cb`)
  expect([status, text, headers['content-type']]).toEqual([200, script, 'text/javascript; charset=utf-8'])
  expect([headers['x-content-type-options'], headers['content-disposition']]).toEqual(['nosniff', 'attachment; filename="f.txt"'])
  expect(headers['accept-ranges']).toBeUndefined()
})

test('wherever a stream is cut, its base64 is one (R-2.20)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { maxLength: 6 }), async (parts) => {
      pieces = parts.map((part) => Buffer.from(part))
      const { text } = await get('/bare?callback=cb')
      expect(text).toBe(`/**/cb("${Buffer.concat(pieces).toString('base64')}")`)
    }),
    { numRuns: 25 },
  )
})

test('no part of a script is one: ranges are not read (R-6.14, R-2.20)', async () => {
  const { status, text } = await get('/given/file?callback=cb', { Range: 'bytes=0-1' })
  expect([status, text]).toEqual([200, '/**/cb("YWJjZGVmZ2g=")'])
})

test('HEAD has the head of the script, and closes what nobody reads (R-1.29)', async () => {
  for (const path of ['/bare', '/given/stream', '/given/sized', '/given/file']) {
    const { status, headers } = await request(server).head(`${path}?callback=cb`)
    expect([status, headers['content-type']]).toEqual([200, 'text/javascript; charset=utf-8'])
  }
  expect(made.map(({ destroyed }) => destroyed)).toEqual([true, true, true])
})

test('what has no body has none for a script (R-6.10, R-6.21)', async () => {
  const empty = await get('/given/notext?callback=cb')
  expect([empty.status, empty.text, empty.headers['content-length']]).toEqual([204, '', undefined])
  const known = await get('/given/tagged?callback=cb', { 'If-None-Match': '"a"' })
  expect([known.status, known.text]).toEqual([304, ''])
})
