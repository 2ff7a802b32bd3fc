import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AllowAnonymous, ApiMember, Returns, Route } from '../../dtos/contract'
import { createGateway, type Gateway } from '../../host'
import { metrics, requestLog } from '../../host/features'
import { Any } from '../../services'

// a body that says its length is whole with its last byte, however it arrives; one that breaks off is nobody's answer, and the log's line.

@Route('/notes')
@AllowAnonymous()
class Note extends Returns(String) {
  @ApiMember({}) text!: string
}

class NoteService {
  @Any(Note) any({ text }: Note) {
    return `got ${text}`
  }
}

const folder = mkdtempSync(path.join(tmpdir(), 'sized-body-'))
const log = path.join(folder, 'requests.log')
const gateways: Record<string, Gateway> = {
  bare: createGateway({ services: [new NoteService()] }),
  logged: createGateway({ services: [new NoteService()], features: [requestLog({ to: log }), metrics()] }),
}
const servers: Record<string, Server> = {}
beforeAll(async () => {
  for (const [name, gateway] of Object.entries(gateways)) servers[name] = await gateway.listen(0, '127.0.0.1')
})
afterAll(async () => {
  for (const gateway of Object.values(gateways)) await gateway.close()
  rmSync(folder, { recursive: true })
})

const json = JSON.stringify({ text: 'añb' })
const head = (length: number | string) =>
  `POST /notes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n`

async function sent(name: string, ...pieces: readonly (string | Buffer)[]): Promise<string> {
  const socket = connect((servers[name]!.address() as AddressInfo).port, '127.0.0.1')
  socket.setNoDelay(true)
  const closed = once(socket, 'close')
  let answer = ''
  socket.on('data', (bytes) => {
    answer += bytes
  })
  for (const piece of pieces) {
    socket.write(piece)
    await sleep(5)
  }
  await closed
  return answer
}

const bytes = Buffer.from(json)
const ways: readonly [way: string, pieces: readonly (string | Buffer)[], body: string][] = [
  ['with its head', [Buffer.concat([Buffer.from(head(bytes.length)), bytes])], 'got añb'],
  ['after its head', [head(bytes.length), bytes], 'got añb'],
  ['byte by byte', [head(bytes.length), ...Array.from(bytes, (byte) => Buffer.of(byte))], 'got añb'],
  ['split within a character', [head(bytes.length), bytes.subarray(0, 12), bytes.subarray(12)], 'got añb'],
  ['of no length, told at length', [head('00')], 'got undefined'],
]
test.each(Object.keys(gateways).flatMap((name) => ways.map((way) => [name, ...way] as const)))(
  '%s: a body that comes %s',
  async (name, _way, pieces, body) => {
    const answer = await sent(name, ...pieces)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer.slice(answer.indexOf('\r\n\r\n') + 4)).toBe(body)
  },
)

test.each(Object.keys(gateways))('%s: a body that breaks off hurts nobody', async (name) => {
  const port = (servers[name]!.address() as AddressInfo).port
  const socket = connect(port, '127.0.0.1')
  socket.write(head(1000) + json)
  await sleep(20)
  socket.destroy()
  expect(await sent(name, head(bytes.length), bytes)).toMatch(/^HTTP\/1\.1 200 /)
})

test('the log has a line of each call, also of what broke off, with times as the clocks say', async () => {
  await gateways.logged!.close()
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ statusCode }) => statusCode).filter((status) => status === 400)).toHaveLength(1)
  expect(lines).toHaveLength(ways.length + 2)
  for (const { time, responseTime, url } of lines) {
    expect(url).toBe('/notes')
    expect(Math.abs(Date.now() - time)).toBeLessThan(60_000)
    expect(responseTime).toBeGreaterThanOrEqual(0)
    expect(Number.isInteger(time)).toBe(true)
  }
})
