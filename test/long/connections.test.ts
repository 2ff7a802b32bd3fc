import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { busy, endStale } from '../../host/connections'

// threats 3.7: whoever asks and does not read, or stays and does not ask, holds memory; his connection ends, those of others do not.

const large = Buffer.alloc(32 << 20)
/** Milliseconds: far above the pauses of a slow reader, whom the kernel asks for more once a third of its buffer is free. */
const after = 1_500
let server: Server
let port: number
beforeEach(async () => {
  server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    busy(request, response)
    if (request.url === '/slow') setTimeout(() => response.end('late'), 2 * after)
    else if (request.url === '/short') response.end('short')
    else response.end(large)
  })
  endStale(server, { every: 50, unread: after, idle: after })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

test('an answer that nobody reads ends its connection', async () => {
  const socket = await call('/')
  socket.pause()
  for (let waited = 0; waited < 5_000 && (await connections()) === 0; waited += 10) await sleep(10)
  for (let waited = 0; waited < 15_000 && (await connections()) > 0; waited += 100) await sleep(100)
  expect(await connections()).toBe(0)
  socket.destroy()
})

test.each(['/', '/slow'])('a caller who reads has his answer, also where it takes its time (%s)', async (path) => {
  const [response] = (await once(get({ port, path }), 'response')) as [IncomingMessage]
  let bytes = 0
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length
    if (path === '/') await sleep(5)
  }
  expect(bytes).toBe(path === '/' ? large.length : 4)
})

test('a connection that nobody uses any more ends; one with a call now and then stays', async () => {
  const idle = await call('/short')
  const used = await call('/short')
  const ends: string[] = []
  idle.once('close', () => ends.push('idle'))
  used.once('close', () => ends.push('used'))
  for (let at = 0; at < 8; at++) {
    await sleep(after / 4)
    used.write(requestOf('/short'))
    await once(used, 'data')
  }
  expect(ends).toEqual(['idle'])
  used.destroy()
})

test('a call that waits for its answer is no idle connection, whatever came before it', async () => {
  const socket = await call('/short')
  socket.write(requestOf('/slow'))
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(String(answer)).toMatch(/late$/)
  socket.destroy()
})

const requestOf = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`

/** A connection whose first call has begun to be answered. */
async function call(path: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(requestOf(path))
  await once(socket, 'data')
  return socket
}

const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))
