import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import http, { type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Returns, Route } from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { Any, HttpResult } from '../../../services'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const modified = new Date('2024-05-06T07:08:09Z')
const date = 'Mon, 06 May 2024 07:08:09 GMT'
const folder = mkdtempSync(join(tmpdir(), 'files-'))
const path = join(folder, 'letters.txt')
writeFileSync(path, letters)
utimesSync(path, modified, modified)
writeFileSync(join(folder, 'empty.txt'), '')

@Route('/file/{Kind}')
@AllowAnonymous()
class GetFile extends Returns(Uint8Array as new () => Uint8Array) {
  @ApiMember({}) kind!: string
}

/** Streams that were opened, to see that each is closed. */
const opened: Readable[] = []
const stream = () => {
  const made = Readable.from([...letters].map((letter) => Buffer.from(letter)))
  opened.push(made)
  return made
}

const results: Readonly<Record<string, () => HttpResult<never> | Uint8Array>> = {
  file: () => HttpResult.file(path),
  bytes: () => HttpResult.bytes(Buffer.from(letters), 'application/x-letters', { eTag: 'v1' }),
  text: () => HttpResult.text(letters, 'text/csv'),
  stream: () => HttpResult.stream(stream(), 'text/plain', { length: 26 }),
  endless: () => HttpResult.stream(stream(), 'text/plain'),
  bare: () => Buffer.from(letters),
  attached: () => HttpResult.file(path, { asAttachment: true }),
  named: () => HttpResult.text('x', 'text/plain', { asAttachment: true, fileName: '../a "b"/Größe\r\n.txt' }),
  empty: () => HttpResult.file(join(folder, 'empty.txt')),
  folder: () => HttpResult.file(folder),
  missing: () => HttpResult.file(join(folder, 'gone.txt')),
  breaks: () =>
    HttpResult.stream(
      Readable.from(
        (function* () {
          yield Buffer.from('abc')
          throw new Error('the disk is gone')
        })(),
      ),
      'text/plain',
    ),
}

class FileService {
  @Any(GetFile) file({ kind }: GetFile) {
    return results[kind]!()
  }
}

let gateway: Gateway
let server: Server
const errors: unknown[] = []
beforeAll(async () => {
  gateway = createGateway({ services: [new FileService()], onError: (error) => errors.push(error) })
  server = await gateway.listen()
})
afterAll(async () => {
  await gateway.close()
  rmSync(folder, { recursive: true })
})

const text = (test: request.Test) =>
  test.buffer(true).parse((response, done) => {
    let body = ''
    response.on('data', (chunk) => (body += chunk))
    response.on('end', () => done(null, body))
  })
const get = (kind: string, headers: Record<string, string> = {}) => text(request(server).get(`/file/${kind}`).set(headers))
const whole = [200, undefined, letters]
const part = async (kind: string, range: string, headers: Record<string, string> = {}) => {
  const answer = await get(kind, { Range: range, ...headers })
  return [answer.status, answer.headers['content-range'], answer.body]
}

describe.each(['file', 'bytes', 'text', 'stream'])('%s in ranges (R-6.14)', (kind) => {
  test('whole, with its length, and said to be in parts', async () => {
    const { status, headers, body } = await get(kind)
    expect([status, headers['accept-ranges'], headers['content-length'], body]).toEqual([200, 'bytes', '26', letters])
  })
  test.each([
    ['bytes=0-4', [206, 'bytes 0-4/26', 'abcde']],
    ['bytes=20-99', [206, 'bytes 20-25/26', 'uvwxyz']],
    ['bytes=5-', [206, 'bytes 5-25/26', letters.slice(5)]],
    ['bytes=-3', [206, 'bytes 23-25/26', 'xyz']],
    ['bytes=-99', [206, 'bytes 0-25/26', letters]],
    ['bytes=25-25', [206, 'bytes 25-25/26', 'z']],
    // RFC 9110 14.2: what is no range, another unit, and several parts are answered whole.
    ['bytes=4-2', whole],
    ['bytes=', whole],
    ['bytes=-', whole],
    ['bytes=a-b', whole],
    ['items=0-1', whole],
    ['bytes=0-1,3-4', whole],
  ])('%s', async (range, expected) => {
    expect(await part(kind, range)).toEqual(expected)
  })
  test.each(['bytes=26-', 'bytes=-0', 'bytes=999999999999999999999-'])('%s is 416, and says how much there is', async (range) => {
    const { status, headers } = await get(kind, { Range: range })
    expect([status, headers['content-range'], headers['content-type']]).toEqual([
      416,
      'bytes */26',
      'application/json; charset=utf-8',
    ])
  })
  test('HEAD tells the length, of a part too; POST takes no ranges (R chapter 11)', async () => {
    const head = await request(server).head(`/file/${kind}`)
    expect([head.status, head.headers['content-length'], head.headers['accept-ranges']]).toEqual([200, '26', 'bytes'])
    const some = await request(server).head(`/file/${kind}`).set('Range', 'bytes=0-4')
    expect([some.status, some.headers['content-length']]).toEqual([206, '5'])
    const post = await text(request(server).post(`/file/${kind}`).set('Range', 'bytes=0-4').send({}))
    expect([post.status, post.body]).toEqual([200, letters])
  })
})

test('streams are closed, whatever part of them was asked for', async () => {
  for (const range of ['bytes=0-4', 'bytes=26-', 'bytes=4-9']) await get('stream', { Range: range })
  await request(server).head('/file/stream')
  expect(opened.filter((stream) => !stream.destroyed)).toEqual([])
})

test('If-Range: a part only of what the caller has the rest of (RFC 9110 13.1.5)', async () => {
  expect(await part('file', 'bytes=0-0', { 'If-Range': date })).toEqual([206, 'bytes 0-0/26', 'a'])
  expect(await part('file', 'bytes=0-0', { 'If-Range': 'Mon, 06 May 2024 07:08:10 GMT' })).toEqual(whole)
  expect(await part('bytes', 'bytes=0-0', { 'If-Range': '"v1"' })).toEqual([206, 'bytes 0-0/26', 'a'])
  expect(await part('bytes', 'bytes=0-0', { 'If-Range': 'W/"v1"' })).toEqual(whole)
})

test('bare bytes and streams of unknown length take no ranges', async () => {
  for (const kind of ['bare', 'endless']) expect(await part(kind, 'bytes=0-4')).toEqual(whole)
})

test('a file has its type, date and age, and is 304 to who has it (R-6.20, R-6.21)', async () => {
  const { headers } = await get('file')
  expect(headers).toMatchObject({ 'content-type': 'text/plain', 'last-modified': date, 'cache-control': 'max-age=600' })
  const again = await get('file', { 'If-Modified-Since': date })
  expect([again.status, again.headers['content-type'], again.headers['last-modified'], again.body]).toEqual([
    304,
    undefined,
    date,
    '',
  ])
})

test('attachments are named by RFC 6266; only the last part of a path is a name', async () => {
  expect((await get('attached')).headers['content-disposition']).toBe('attachment; filename="letters.txt"')
  expect((await get('named')).headers['content-disposition']).toBe(
    `attachment; filename="Gr__e.txt"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt`,
  )
  expect((await get('file')).headers['content-disposition']).toBeUndefined()
})

test('an empty file is empty; what is no file is 404 without its path', async () => {
  const empty = await get('empty')
  expect([empty.status, empty.headers['content-length'], empty.body]).toEqual([200, '0', ''])
  for (const kind of ['missing', 'folder']) {
    const { status, body } = await get(kind)
    expect([status, JSON.parse(body).responseStatus.errorCode]).toEqual([404, 'FileNotFoundException'])
    expect(body).not.toContain(folder)
  }
})

test('a stream that breaks closes the connection, and is told to the log', async () => {
  errors.length = 0
  const { port } = server.address() as AddressInfo
  const broken = await new Promise<Error>((resolve) => {
    http.get({ port, path: '/file/breaks' }, (response) => response.on('error', resolve).resume())
  })
  expect(broken.message).toBe('aborted')
  expect(errors).toEqual([new Error('the disk is gone')])
})
