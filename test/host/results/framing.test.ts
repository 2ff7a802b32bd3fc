import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Readable } from 'node:stream'
import { AllowAnonymous, Any, ApiMember, createGateway, HttpError, HttpResult, type RequestContext, Returns } from '../../../host'

// Where an answer ends is said once and truly, whatever a service says: the next answer on the connection begins there (RFC 9112 6.3).

class Said {
  @ApiMember({}) text!: string
}
@AllowAnonymous()
class Say extends Returns(Said) {
  @ApiMember({}) how!: string
}
@AllowAnonymous()
class Word extends Returns(String) {
  @ApiMember({}) text!: string
}
@AllowAnonymous()
class Blob extends Returns(Uint8Array) {}

const said = { text: 'said' }
const refused = (headers: Record<string, string>) => new HttpError(409, 'Taken', 'It is taken.', { headers })
const answers: Readonly<Record<string, (call: RequestContext) => Said | HttpResult<any>>> = {
  '204': () => new HttpResult(said, { status: 204 }),
  '205': () => new HttpResult(said, { status: 205 }),
  '304': () => new HttpResult(said, { status: 304 }),
  '204 bytes': () => HttpResult.bytes(Buffer.from('bytes'), 'text/plain', { status: 204 }),
  '204 stream': () => new HttpResult(Readable.from(['stream']), { status: 204 }),
  length: () => new HttpResult(said, { headers: { 'Content-Length': '3' } }),
  chunked: () => new HttpResult(said, { headers: { 'transfer-encoding': 'chunked' } }),
  'added length': (call) => {
    call.addHeader('content-length', '3')
    return said
  },
  'added lines': (call) => {
    call.addHeader('X-Note', 'a\r\nX-Evil: 1')
    return said
  },
  'error length': () => {
    throw refused({ 'Content-Length': '3' })
  },
  'error lines': () => {
    throw refused({ 'X-Note': 'a\r\nX-Evil: 1 日' })
  },
  'error name': () => {
    throw refused({ 'X Note': 'a' })
  },
  stream: () => new HttpResult(Readable.from(['alert(1)'])),
  text: () => HttpResult.text('alert(1)', 'text/plain'),
}
class Desk {
  @Any(Say) say({ how }: Say, call: RequestContext) {
    return answers[how]!(call)
  }
  @Any(Word) word({ text }: Word) {
    return text
  }
  @Any(Blob) blob() {
    return Buffer.from([1, 2])
  }
}

const gateway = createGateway({ services: [new Desk()], onError: () => {} })
let server: Server
beforeAll(async () => {
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))

/** Two calls on one connection, and every byte that came back. */
const pipelined = (...paths: string[]) =>
  new Promise<string>((resolve, reject) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let all = ''
    socket.setEncoding('latin1')
    socket.on('data', (chunk) => (all += chunk))
    socket.on('end', () => resolve(all))
    socket.on('error', reject)
    const last = paths.length - 1
    for (const [index, path] of paths.entries())
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n${index === last ? 'Connection: close\r\n' : ''}\r\n`)
  })
const say = (how: string) => `/api/Say?how=${encodeURIComponent(how)}`

describe('two answers on one connection', () => {
  test.each(Object.keys(answers))('%s, and what comes after it', async (how) => {
    const all = await pipelined(say(how), '/api/Word?text=after')
    const second = all.lastIndexOf('HTTP/1.1 ')
    expect(second).toBeGreaterThan(0)
    expect(all.slice(second)).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\nafter$/)
    const [head = '', body = ''] = all.slice(0, second).split(/\r\n\r\n([\s\S]*)/)
    expect(head.match(/^content-length:/gim)?.length ?? 0).toBeLessThan(2)
    expect(head).not.toMatch(/^x-evil:/im)
    if (/^(204|304)/.test(how)) {
      expect(head).not.toMatch(/^(content-length|transfer-encoding):/im)
      expect(body).toBe('')
    }
    const length = /^content-length: (\d+)/im.exec(head)?.[1]
    if (length !== undefined) expect(Buffer.byteLength(body, 'latin1')).toBe(Number(length))
  })
  test('an error keeps what can be sent of its headers', async () => {
    expect(await pipelined(say('error lines'))).toMatch(/^HTTP\/1\.1 409 Taken\r\n[\s\S]*X-Note: a X-Evil: 1 \?\r\n/)
    expect(await pipelined(say('error name'))).toMatch(/^HTTP\/1\.1 409 Taken\r\n/)
  })
})

describe('what a callback is given is a value, never a text that runs (R-2.20)', () => {
  test.each([
    ['/api/Word?text=alert(1)', '/**/cb("alert(1)")'],
    ['/api/Word?text=%22)%3Balert(1)%2F%2F', '/**/cb("\\")"'],
    ['/api/Blob', '/**/cb("AQI=")'],
    [say('text'), '/**/cb("alert(1)")'],
  ])('%s', async (path, script) => {
    expect(await pipelined(`${path}${path.includes('?') ? '&' : '?'}callback=cb`)).toContain(
      script.replace('\\")"', '\\");alert(1)//")'),
    )
  })
})
