import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { endUnread } from '../../host/unread-connections'

// threats 3.7: whoever asks and does not read holds memory; his connection ends, those of others do not.

const large = Buffer.alloc(32 << 20)
let server: Server
let port: number
beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') setTimeout(() => response.end('late'), 3_000)
    else response.end(large)
  })
  endUnread(server, { every: 50, after: 1_500 })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(resolve))
})

test('an answer that nobody reads ends its connection', async () => {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  for (let waited = 0; waited < 5_000 && (await connections()) === 0; waited += 10) await sleep(10)
  for (let waited = 0; waited < 15_000 && (await connections()) > 0; waited += 100) await sleep(100)
  expect(await connections()).toBe(0)
  socket.destroy()
})

// The kernel asks for more once a third of its buffer is free, so there are pauses between two steps of a slow reader: `after` is far above them.
test.each(['/', '/slow'])('a caller who reads has his answer, also where it takes its time (%s)', async (path) => {
  const [response] = (await once(get({ port, path }), 'response')) as [IncomingMessage]
  let bytes = 0
  for await (const chunk of response) {
    bytes += (chunk as Buffer).length
    if (path === '/') await sleep(5)
  }
  expect(bytes).toBe(path === '/' ? large.length : 4)
})

const connections = () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))
