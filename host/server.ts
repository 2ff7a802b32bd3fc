import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Express } from 'express'
import { busy, endStale, readsNothing } from './connections'
import { Incoming } from './incoming'

const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Node's own timer would be set and cleared on each call: `endStale` looks instead.
  keepAliveTimeout: 0,
  connectionsCheckingInterval: 2_000,
} as const

/** Idle: longer than the 60 seconds that proxies keep theirs, so that none sends a call into a connection that is being closed. */
const connectionLimits = { every: 2_000, unread: 60_000, idle: 72_000 } as const

/** A plain http server with the guards of threats 3.7; calls come straight from node, before express. */
export function plainServer(listener: RequestListener): Server {
  return guarded(createServer({ ...limits, IncomingMessage: Incoming }, reading(listener)))
}

/**
 * A server whose requests and responses are made with the app's prototypes, so that express need not switch them on each call.
 * The original constructors run on the new objects: `Reflect.construct` would cost as much as express itself.
 */
export function bornServer(app: Express): Server {
  function BornRequest(this: IncomingMessage, socket: Socket) {
    ;(IncomingMessage as unknown as (this: IncomingMessage, socket: Socket) => void).call(this, socket)
  }
  BornRequest.prototype = app.request
  function BornResponse(this: ServerResponse, request: IncomingMessage, options?: object) {
    ;(ServerResponse as unknown as (this: ServerResponse, request: IncomingMessage, options?: object) => void).call(
      this,
      request,
      options,
    )
  }
  BornResponse.prototype = app.response
  const classes = { IncomingMessage: BornRequest, ServerResponse: BornResponse } as unknown as {
    IncomingMessage: typeof IncomingMessage
    ServerResponse: typeof ServerResponse
  }
  return guarded(createServer({ ...limits, ...classes }, reading(app as unknown as RequestListener)))
}

function guarded(server: Server): Server {
  endStale(server, connectionLimits)
  server.on('clientError', answerParserError)
  server.on('connection', (socket) => socket.on('error', () => socket.destroy()))
  return server
}

/** One listener, not two: node copies the list of them on each call. */
const reading =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (readsNothing(request)) return void request.socket.destroy()
    busy(request, response)
    listener(request, response)
  }

const parserErrors: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'The headers are larger than this server reads.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Payload Too Large', 'The chunk extensions are larger than this server reads.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time.'],
}

/** What node's parser refuses never reaches the line; it still gets a ResponseStatus. */
function answerParserError(error: NodeJS.ErrnoException, duplex: import('node:stream').Duplex): void {
  const socket = duplex as Socket
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, phrase, message] = parserErrors[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'This is not a request that HTTP allows.',
  ]
  const body = JSON.stringify({ responseStatus: { errorCode: phrase.replaceAll(' ', ''), message, errors: [] } })
  socket.end(
    `HTTP/1.1 ${status} ${phrase}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}
