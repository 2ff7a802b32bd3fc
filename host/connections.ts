import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What may be left in a socket's write buffer when its next call comes (threats 3.7): beyond it the connection ends. */
const mostUnread = 4 << 20

/** The client sends calls and does not read their answers: the pipelined next one ends the connection. */
export const readsNothing = ({ socket }: IncomingMessage): boolean => socket.writableLength > mostUnread

export interface ConnectionLimits {
  /** Milliseconds between two looks at the connections. */
  readonly every: number
  /** Milliseconds without progress after which an unread answer ends its connection. */
  readonly unread: number
  /** Milliseconds without a call after which a connection ends that was kept alive; looks make it up to `every` more. */
  readonly idle: number
}

const current = Symbol('The answer to the last call of a connection')

interface Connection extends Socket {
  [current]?: ServerResponse
}

/** Tells of a call, so that its connection counts as busy until the answer is out. */
export function busy({ socket }: IncomingMessage, response: ServerResponse): void {
  ;(socket as Connection)[current] = response
}

/** What was seen of a connection at the last look. */
interface Seen {
  bytes: number
  since: number
}

/**
 * Ends connections whose clients stopped reading an answer, and those that nobody has used for a while. Node's own timeouts of a socket would cost
 * each call two timers; a look now and then costs it nothing.
 */
export function endStale(server: Server, { every, unread, idle }: ConnectionLimits): void {
  const connections = new Map<Connection, Seen>()
  server.on('connection', (socket: Connection) => {
    socket[current] = undefined
    connections.set(socket, { bytes: 0, since: 0 })
    socket.once('close', () => connections.delete(socket))
  })
  const look = setInterval(() => {
    const now = performance.now()
    for (const [socket, seen] of connections) {
      if (socket.writableLength > 0 && socket.timeout !== unread) socket.setTimeout(unread)
      // Who has not made a call yet, or is in the middle of one, has node's timeouts of headers and bodies.
      if (!socket[current]?.writableFinished || socket.bytesRead !== seen.bytes) {
        seen.bytes = socket.bytesRead
        seen.since = now
      } else if (now - seen.since >= idle) socket.destroy()
    }
  }, every).unref()
  server.once('close', () => clearInterval(look))
}
