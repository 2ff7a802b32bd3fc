import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/** What may be left in a socket's write buffer when its next call comes (threats 3.7): beyond it the connection ends. */
const mostUnread = 4 << 20

/** The client sends calls and does not read their answers: the pipelined next one ends the connection. */
export const readsNothing = ({ socket }: IncomingMessage): boolean => socket.writableLength > mostUnread

export interface UnreadLimits {
  /** Milliseconds between two looks at the connections. */
  readonly every: number
  /** Milliseconds without progress after which an unread answer ends its connection. */
  readonly after: number
}

/**
 * Ends connections whose clients stopped reading an answer. A timeout on every socket would cost each call two timers, so only those get one that
 * have something unread when somebody looks.
 */
export function endUnread(server: Server, { every, after }: UnreadLimits): void {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const look = setInterval(() => {
    for (const socket of sockets) if (socket.writableLength > 0 && socket.timeout !== after) socket.setTimeout(after)
  }, every).unref()
  server.once('close', () => clearInterval(look))
}
