import type { Request, RequestHandler, Response } from 'express'
import { HttpError } from '../dtos/contract'
import { hasBody, readBody } from './body'
import type { Dispatch } from './dispatcher'
import { mediaTypeOf } from './media-type'
import type { RouteRequest, RouteTable } from './route-table'
import { type ReadForm, verbOfForm } from './verb'

export interface UnmatchedOptions {
  readonly dispatch: Dispatch & { readonly fallback: Dispatch }
  readonly routes: Pick<RouteTable<unknown>, 'verbsAt'>
  /** Bytes of a form. */
  readonly maxBody: number
  /** The gateway has metadata pages. */
  readonly metadata: boolean
}

/** The end of express: a form that means another verb, the fallback route, else a 404 that says what would have worked. */
export const unmatched =
  ({ dispatch, routes, maxBody, metadata }: UnmatchedOptions): RequestHandler =>
  (request, response) => {
    const verbs = routes.verbsAt(request.url.split('?')[0] ?? '/', asked(request))
    if (verbs.length === 0 || !isUnreadForm(request)) return end()
    readBody(request, maxBody, true, (error, bytes) => {
      try {
        if (bytes === undefined) throw error
        const form = { bytes, verb: verbOfForm(request, bytes) }
        if (form.verb === undefined || !dispatch(request, response, form)) end({ bytes, verb: undefined })
      } catch (refused) {
        refuse(response, refused as HttpError)
      }
    })

    function end(form?: ReadForm): void {
      if (!dispatch.fallback(request, response, form)) notFound(request, response, verbs, metadata)
    }
  }

const asked = (request: Request): RouteRequest => ({
  header: (name) => request.get(name),
  remoteAddress: request.socket.remoteAddress ?? '',
  secure: request.secure,
  url: request.url,
})

/** Who came by before may have read it. */
const isUnreadForm = (request: Request) =>
  request.method === 'POST' &&
  hasBody(request) &&
  request.headers['content-encoding'] === undefined &&
  !request.readableDidRead &&
  mediaTypeOf(request.headers['content-type']) === 'application/x-www-form-urlencoded'

function notFound(request: Request, response: Response, verbs: readonly string[], metadata: boolean): void {
  const nothing = metadata ? 'Nothing answers this address; /metadata lists what there is.' : 'Nothing answers this address.'
  if (verbs.length > 0)
    refuse(response, new HttpError(404, 'NotFound', `Nothing answers ${request.method} here; there is ${verbs.join(', ')}.`))
  else if (!metadata && pageOfMetadata.test(request.path))
    refuse(response, new HttpError(403, 'Forbidden', 'Metadata Not Available'), 'Metadata Not Available')
  else refuse(response, new HttpError(404, 'NotFound', nothing))
}

/** Where the index would be, were it not off (M-1.1). */
const pageOfMetadata = /^\/metadata\/?$/

function refuse(response: Response, { status, errorCode, message, details: { headers } }: HttpError, reason?: string): void {
  const body = JSON.stringify({ responseStatus: { errorCode, message, errors: [] } })
  const length = Buffer.byteLength(body)
  if (reason !== undefined) response.statusMessage = reason
  response.writeHead(status, { ...headers, 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': length })
  response.end(response.req.method === 'HEAD' ? undefined : body)
}
