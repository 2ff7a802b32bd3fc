import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Format, HttpError, ValidationError } from '../dtos/contract'
import type { Authenticator } from './auth/authenticator'
import { refusedToBrowserKey } from './authorizer'
import { decoded, hasBody, readBody } from './body'
import { Call } from './call'
import { errorReply, errorWriters, jsonpStatus, phrase } from './error-reply'
import type { ErrorMapper } from './errors/error-mapper'
import { plainPage } from './errors/plain-page'
import type { Feature } from './features/feature'
import { after, isPromise, type MaybePromise } from './maybe'
import type { Negotiator } from './negotiator'
import { handlerOf, type Plan, standing } from './plan'
import { mediaTypeOf, readInput } from './reader'
import { reply, send } from './reply'
import { type GatewayFacts, pageHeaders } from './reply-facts'
import { checkRestrictions } from './restrictions'
import type { RouteMatch, RouteTable } from './route-table'

export interface DispatcherOptions {
  readonly routes: RouteTable<Plan>
  readonly negotiator: Negotiator
  readonly formats: readonly Format[]
  readonly json: Format
  readonly authenticator: Authenticator
  readonly features: readonly Feature[]
  /** Bytes of a request body, after decompression. */
  readonly maxBody: number
  readonly headers: readonly string[]
  readonly about: GatewayFacts
  /** 500s and what caused them; the caller gets a reference only. */
  readonly onError: (error: unknown, call: Call) => void
  readonly toHttpError: ErrorMapper
  /** Errors tell their stack. */
  readonly debug: boolean
  /** Parity with the reference: an anonymous call gets an empty 401. */
  readonly emptyUnauthorized: boolean
}

/** Takes a call and answers it; false: no route of ours, somebody else may answer. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse) => boolean

/** The life of a call: match, negotiate, read, then the line of. Each step answers at once or with a promise; one `fail` takes what is thrown. */
export function createDispatcher(options: DispatcherOptions): Dispatch & { fallback: Dispatch } {
  const { routes, negotiator, authenticator, json, maxBody } = options
  const byMediaType = new Map(
    options.formats.flatMap((format) => format.mediaTypes.map((mediaType) => [mediaType, format] as const)),
  )
  const byName = new Map(options.formats.map((format) => [format.name, format]))
  const writers = errorWriters(options.formats, options.about)
  const errorHeaders = new Map(
    options.formats.map((format) => [
      format,
      ['Content-Type', format.contentType, ...standing(true), ...pageHeaders(format), ...options.headers],
    ]),
  )
  const beforeMatch = options.features.flatMap(({ beforeMatch }) => (beforeMatch ? [beforeMatch] : []))
  const before = options.features.flatMap(({ before }) => (before ? [before] : []))
  const ended = options.features.flatMap(({ after }) => (after ? [after] : []))
  const measured = ended.length > 0
  const idPrefix = `${randomBytes(6).toString('hex')}-`
  let idCount = 0

  const dispatch: Dispatch = (request, response) => take(request, response, false)
  const fallback: Dispatch = (request, response) => take(request, response, true)
  return Object.assign(dispatch, { fallback })

  function take(request: IncomingMessage, response: ServerResponse, last: boolean): boolean {
    const url = request.url!
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const call = new Call(
      request,
      response,
      request.method!,
      path,
      mark < 0 ? '' : url.slice(mark + 1),
      measured ? performance.now() : 0,
    )
    call.format = json
    call.requestId = idPrefix + (++idCount).toString(36)
    if (measured) call.ended = finish
    try {
      if (!last) for (const step of beforeMatch) if (step(call) === 'answered') return true
      const match = last ? routes.matchFallback(call.verb, path, call) : routes.match(call.verb, path, call)
      if (match === undefined) return false
      call.match = match
      answer(call, match)
    } catch (error) {
      fail(call, error)
    }
    return true
  }

  function answer(call: Call, match: RouteMatch<Plan>): void {
    const { target } = match
    if (target !== undefined) call.plan = target
    const { headers } = call.incoming
    const contractFormat = target?.contract && byName.get(target.contract.defaultFormat)
    if (match.format) call.format = match.format
    const negotiated = negotiator.negotiate(match, call.query, headers.accept, headers['content-type'], contractFormat)
    call.format = negotiated.format
    call.callback = negotiated.callback
    if (negotiated.format.page) call.times = [{ stage: 'binding', at: performance.now() }]
    if (target === undefined || match.unknownSuffix)
      throw new HttpError(405, 'NotImplementedException', 'The operation does not exist for this service')
    for (const step of before) if (step(call) === 'answered') return
    if (!hasBody(call.incoming)) return start(call)
    if (takesRaw(target, call)) {
      call.body = { contentType: mediaTypeOf(headers['content-type']), stream: decoded(call.incoming) as IncomingMessage }
      return start(call)
    }
    readBody(call.incoming, maxBody, (error, bytes) => {
      if (error) return fail(call, error)
      call.bytes = bytes
      start(call)
    })
  }

  function start(call: Call): void {
    try {
      const outcome = call.plan.contract?.order === 'authenticateFirst' ? vendorLine(call) : line(call)
      if (isPromise(outcome)) outcome.catch((error) => fail(call, error))
    } catch (error) {
      fail(call, error)
    }
  }

  /** a value that cannot be read is 400 before 401. */
  function line(call: Call): MaybePromise<void> {
    bind(call)
    return after(call, authenticate(call), authorized)
  }
  function authorized(call: Call, session: Call['session']): MaybePromise<void> {
    authorize(call, session)
    return validate(call)
  }

  /** A vendor's order (usage-domain 3.8): who, may he, then what the binder and the rules find. */
  function vendorLine(call: Call): MaybePromise<void> {
    return after(call, authenticate(call), (_, session) => {
      authorize(call, session)
      call.enter('binding')
      bind(call)
      return validate(call)
    })
  }

  function bind(call: Call): void {
    call.request = call.plan.binder.bind(readInput(call, byMediaType))
  }

  function authenticate(call: Call): MaybePromise<Call['session']> {
    call.enter('access')
    return authenticator(call, call.plan.authorize !== undefined)
  }

  function authorize(call: Call, session: Call['session']): void {
    call.session = session
    const refused =
      call.plan.authorize?.(session) ??
      (session?.browser && refusedToBrowserKey(session, call.message, call.verb, originOf(call)))
    if (refused) throw refused
  }

  function validate(call: Call): MaybePromise<void> {
    call.enter('validation')
    const { conditions, validate } = call.plan
    const failed = conditions?.(call.request!)
    if (failed) throw failed
    return validate === undefined ? execute(call, undefined) : after(call, validate(call.request!, call.verb), execute)
  }

  function execute(call: Call, errors: Awaited<ReturnType<NonNullable<Plan['validate']>>>): MaybePromise<void> {
    if (errors !== undefined && errors.length > 0) return refuse(call, errors)
    call.enter('access')
    checkRestrictions(call)
    call.enter('service')
    return after(call, handlerOf(call.plan, call.verb, call.format.name)(call.request!, call), answered)
  }

  /** An error that is handed back is as good as thrown. */
  function answered(call: Call, answer: unknown): MaybePromise<void> {
    if (answer instanceof HttpError) throw answer
    return reply(call, answer)
  }

  /** The 400 of failed rules, written without a throw: it is as frequent as a good answer (speed.md W5). */
  function refuse(call: Call, errors: NonNullable<Awaited<ReturnType<NonNullable<Plan['validate']>>>>): void {
    if (call.plan.contract) throw new ValidationError(errors)
    const { errorCode, message } = errors[0]!
    call.status = 400
    const text = writers.get(call.format)!({ responseStatus: { errorCode, message, errors } }, call)
    send(call, 400, phrase(errorCode), errorHeaders.get(call.format)!, text)
  }

  function fail(call: Call, thrown: unknown): void {
    call.error = thrown
    let error = options.toHttpError(thrown, call.requestId)
    if (error.status >= 500 || error.details.cause !== undefined) options.onError(thrown, call)
    if (error.status === 401 && call.plan?.authorize) {
      if (options.emptyUnauthorized && call.callback === undefined) return sendEmpty401(call, error)
      error = challenged(call, error)
    }
    try {
      const page = plainPage(call, error)
      if (page !== undefined)
        return send(
          call,
          error.status,
          undefined,
          ['Content-Type', 'text/plain; charset=utf-8', ...standing(true), ...options.headers],
          page,
        )
      const { status, reason, body, headers } = errorReply(
        call,
        error,
        options.debug && thrown instanceof Error ? thrown : undefined,
      )
      const own = Object.entries(headers).flat()
      call.status = status
      const text = writers.get(call.format)!(body, call)
      send(
        call,
        call.callback === undefined ? status : jsonpStatus(call, status),
        reason,
        [...errorHeaders.get(call.format)!, ...own],
        text,
      )
    } catch (broken) {
      options.onError(broken, call)
      call.outgoing.destroy()
    }
  }

  /** Attributes are challenged, type-level rules are not. */
  function challenged(call: Call, error: HttpError): HttpError {
    const { challenge } = authenticator
    if (!call.message.access.authenticate || challenge === undefined || error.details.headers?.['WWW-Authenticate']) return error
    return new HttpError(error.status, error.errorCode, error.message, {
      ...error.details,
      headers: { ...error.details.headers, 'WWW-Authenticate': challenge },
    })
  }

  function sendEmpty401(call: Call, error: HttpError): void {
    call.status = 401
    const challenge = error.details.headers?.['WWW-Authenticate'] ?? authenticator.challenge
    call.outgoing.writeHead(401, 'Unauthorized', {
      'Content-Length': '0',
      ...(challenge ? { 'WWW-Authenticate': challenge } : {}),
    })
    call.outgoing.end()
    call.ended?.(call)
  }

  function finish(call: Call): void {
    for (const step of ended) step(call)
  }
}

/** The message reads bodies of this media type itself. */
const takesRaw = ({ message }: Plan, call: Call): boolean =>
  message.rawBody !== undefined && message.rawBody.includes(mediaTypeOf(call.incoming.headers['content-type']))

/** The page that a browser's call comes from: by `Origin`, for plain script tags by the referring page. */
function originOf(call: Call): string | undefined {
  const origin = call.header('origin')
  if (origin !== undefined) return origin
  const referer = call.header('referer')
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined
}
