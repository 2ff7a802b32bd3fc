import type { RequestHandler } from 'express'
import type { Dispatch } from './dispatcher'
import type { RouteRequest, RouteTable } from './route-table'

/** The end of express: the fallback route, else a 404 that says what would have worked. */
export const unmatched =
  (fallback: Dispatch, routes: RouteTable<never> | RouteTable<any>): RequestHandler =>
  (request, response) => {
    if (fallback(request, response)) return
    const asked: RouteRequest = {
      header: (name) => request.get(name),
      remoteAddress: request.socket.remoteAddress ?? '',
      secure: request.secure,
      url: request.url,
    }
    const path = request.url.split('?')[0] ?? '/'
    const verbs = routes.verbsAt(path, asked)
    const message =
      verbs.length > 0
        ? `Nothing answers ${request.method} here; there is ${verbs.join(', ')}.`
        : 'Nothing answers this address; /metadata lists what there is.'
    const body = JSON.stringify({ responseStatus: { errorCode: 'NotFound', message, errors: [] } })
    response.writeHead(404, { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) })
    response.end(request.method === 'HEAD' ? undefined : body)
  }
