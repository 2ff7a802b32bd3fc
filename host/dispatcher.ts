import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import { type Format, HttpError, ValidationError, type WriteOptions } from '../dtos/contract'
import { type AnswerDenial, type DenialAnswer, sendDenial } from './auth/answer-denial'
import { Denial } from './auth/denial'
import type { Identify } from './auth/identify'
import { operationPath, runBatch, withItem } from './batch'
import { replyBatch } from './batch-reply'
import { brokenOff, hasBody } from './body'
import { Call } from './call'
import { errorHooks } from './error-hooks'
import { errorReply, jsonpStatus, phrase } from './error-reply'
import type { ErrorMapper } from './errors/error-mapper'
import { errorHeadersOf, errorWriters } from './errors/error-writers'
import { plainPage } from './errors/plain-page'
import type { Feature } from './features/feature'
import type { forwardedBy } from './forwarded'
import type { Hooks } from './hooks'
import { type Line, wholeLine } from './in-process/whole-line'
import { isPromise, type MaybePromise } from './maybe'
import type { Negotiator } from './negotiator'
import { type Plan, standing } from './plan'
import { isUrlEncoded, readInput } from './reader'
import { type ReceiveLimits, type Receiving, receive } from './receive'
import { reply, send } from './reply'
import { requestIds } from './request-ids'
import type { RouteMatch, RouteTable } from './route-table'
import { noOperation } from './routing/predefined'
import { compileSteps, run, type Steps, theirs } from './steps'
import { type ReadForm, verbOf, verbOfForm } from './verb'
import type { WriterOf } from './write'

export interface DispatcherOptions extends ReceiveLimits {
  readonly routes: RouteTable<Plan>
  readonly negotiator: Negotiator
  readonly formats: readonly Format[]
  readonly json: Format
  readonly identify: Identify
  readonly answerDenial: AnswerDenial
  /** Hears of every call that was answered 401 or 403. */
  readonly onRefused: (call: Call, error: HttpError) => void
  readonly forwardedBy: ReturnType<typeof forwardedBy>
  /** Each plan with the services that answer it. */
  readonly plans: ReadonlyMap<Plan, readonly object[]>
  readonly hooks: Hooks
  readonly gatewayOf: Call['gatewayOf']
  /** Messages of one batch. */
  readonly maxBatch: number
  readonly features: readonly Feature[]
  readonly headers: readonly string[]
  readonly writerOf: WriterOf
  /** How replies are written where no contract says it. */
  readonly writing: WriteOptions
  /** 500s and what caused them; the caller gets a reference only. */
  readonly onError: (error: unknown, call: Call) => void
  readonly toHttpError: ErrorMapper
  /** Errors tell their stack. */
  readonly debug: boolean
}

/** Takes a call and answers it; false: no route of ours, somebody else may answer. */
export type Dispatch = (request: IncomingMessage, response: ServerResponse, form?: ReadForm) => boolean

/** The life of a call: match, negotiate, read, then the line of. Each step answers at once or with a promise; one `fail` takes what is thrown. */
export function createDispatcher(options: DispatcherOptions): Dispatch & { fallback: Dispatch; line: Line } {
  const { routes, negotiator, identify, json } = options
  const byMediaType = new Map(
    options.formats.flatMap((format) => format.mediaTypes.map((mediaType) => [mediaType, format] as const)),
  )
  const byName = new Map(options.formats.map((format) => [format.name, format]))
  const errorWriter = errorWriters(options.formats, options.writerOf, options.writing)
  const errorHeaders = errorHeadersOf(options.formats, options.headers)
  const beforeMatch = options.features.flatMap(({ beforeMatch }) => (beforeMatch ? [beforeMatch] : []))
  const before = options.features.flatMap(({ before }) => (before ? [before] : []))
  const ended = options.features.flatMap(({ after }) => (after ? [after] : []))
  const measured = ended.length > 0
  const newRequestId = requestIds()

  const { hooks } = options
  const preRequest = (hooks.preRequest ?? []).map((hook) => theirs((call) => hook(call)))
  const handlesErrors = Object.values(hooks).some((list) => list.length > 0)
  const receiving: Receiving = {
    ...options,
    beforeFiles: (call) => run(steps.get(call.plan)!.beforeFiles, call),
    tellsBroken: measured || handlesErrors,
  }
  const tools = {
    identify,
    hooks,
    refuse,
    bind: (call: Call) => {
      call.request = call.plan.binder.bind(readInput(call, byMediaType))
    },
  }
  const handleError = errorHooks(hooks)
  const steps = new Map(Array.from(options.plans, ([plan, services]) => [plan, compileSteps(plan, services, tools)]))

  const dispatch: Dispatch = (request, response, form) => take(request, response, false, form)
  const fallback: Dispatch = (request, response, form) => take(request, response, true, form)
  return Object.assign(dispatch, { fallback, line: wholeLine(steps) })

  function take(request: IncomingMessage, response: ServerResponse, last: boolean, form: ReadForm | undefined): boolean {
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
    call.newRequestId = newRequestId
    call.gatewayOf = options.gatewayOf
    if (options.forwardedBy !== undefined) call.forwarded = options.forwardedBy(request)
    if (measured) call.ended = finish
    try {
      call.verb = form?.verb ?? verbOf(request, call.query)
      call.bytes = form?.bytes
      if (!last) for (const step of beforeMatch) if (step(call) === 'answered') return true
      const operation = operationPath(path)
      if (operation !== undefined) call.batch = true
      const match = last ? routes.matchFallback(call.verb, path, call) : routes.match(call.verb, operation ?? path, call)
      // Only predefined routes take batches: on a user route `[]` is text of the path that no route has.
      if (match === undefined || (call.batch && !match.predefined)) return false
      // Who reads the body himself finds no verb in it.
      if (form !== undefined && match.target?.message.rawBody) return false
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
    // A vendor's contract says how its messages are written.
    if (!target?.contract) call.config = negotiated.config
    if (negotiated.format.page) call.times = [{ stage: 'binding', at: performance.now() }]
    if (target === undefined || match.unknownSuffix) throw noOperation(match)
    // By index here and wherever every call comes along: iterators are dear where many lists meet in one place.
    for (let at = 0; at < before.length; at++) if (before[at]!(call) === 'answered') return
    if (preRequest.length === 0) return read(call)
    // A hook may wait: the body stays where it is until then.
    void Promise.resolve(run(preRequest, call)).then(
      () => (call.outgoing.writableEnded ? call.ended?.(call) : read(call)),
      (error) => fail(call, error),
    )
  }

  function read(call: Call): void {
    if (call.bytes !== undefined || !hasBody(call.incoming)) return start(call)
    receive(call, receiving, (error) => {
      if (error !== undefined) return fail(call, error)
      try {
        if (call.bytes && isUrlEncoded(call)) reroute(call, verbOfForm(call.incoming, call.bytes))
      } catch (refused) {
        return fail(call, refused)
      }
      start(call)
    })
  }

  /** A form that means another verb is for whom that verb is. */
  function reroute(call: Call, verb: string | undefined): void {
    if (verb === undefined || verb === call.verb) return
    call.verb = verb
    const match = routes.match(verb, call.path, call)
    if (!match?.target) throw new HttpError(404, 'NotFound', `Nothing here answers ${verb}.`)
    call.match = match
    call.plan = match.target
  }

  function start(call: Call): void {
    try {
      const outcome = call.batch ? many(call) : one(call)
      if (isPromise(outcome)) outcome.catch((error) => fail(call, error))
    } catch (error) {
      fail(call, error)
    }
  }

  function one(call: Call): MaybePromise<void> {
    const outcome = run(steps.get(call.plan)!.whole, call)
    return isPromise(outcome) ? outcome.then(() => answered(call)) : answered(call)
  }
  function answered(call: Call): MaybePromise<void> {
    return call.outgoing.writableEnded ? call.ended?.(call) : reply(call, call.answer)
  }

  async function many(call: Call): Promise<void> {
    const lines = steps.get(call.plan)!
    const done = await runBatch(call, lines, { readInput: (each) => readInput(each, byMediaType), most: options.maxBatch })
    if (done === undefined) return call.ended?.(call)
    call.answer = done.answers
    await run(lines.answer, call)
    if (lines.filterEach.length > 0 && Array.isArray(call.answer)) await filterEach(call, lines, call.answer)
    if (!call.outgoing.writableEnded) replyBatch(call, call.answer, done)
  }

  async function filterEach(call: Call, { filterEach: filters }: Steps, answers: readonly unknown[]): Promise<void> {
    const kept: unknown[] = []
    for (const answer of answers) {
      call.answer = answer
      await run(filters, call)
      kept.push(call.answer)
    }
    call.answer = kept
  }

  /** The 400 of failed rules, written without a throw: it is as frequent as a good answer (speed.md W5). */
  function refuse(call: Call, errors: NonNullable<Awaited<ReturnType<NonNullable<Plan['validate']>>>>): true {
    if (call.plan.contract || handlesErrors) throw new ValidationError(errors)
    const { errorCode, message } = errors[0]!
    call.status = 400
    const text = errorWriter(call)({ responseStatus: { errorCode, message, errors } }, call)
    send(call, 400, phrase(errorCode), errorHeaders.refusal.get(call.format)!, text)
    return true
  }

  function fail(call: Call, thrown: unknown): void {
    if (!handlesErrors || call.handled) return failed(call, thrown)
    call.handled = true
    const given = handleError(call, thrown, steps.get(call.plan))
    given
      .then((answer) => {
        if (call.outgoing.writableEnded) return call.ended?.(call)
        if (answer === undefined) return failed(call, thrown)
        // An error that is handed back is as good as thrown.
        return answer instanceof HttpError ? failed(call, answer) : reply(call, answer)
      })
      .catch((error) => failed(call, error))
  }

  function failed(call: Call, thrown: unknown): void {
    call.error = thrown
    // A service that reads the body itself is given what broke its stream, and passes that on.
    const left = thrown !== null && thrown !== undefined && thrown === call.incoming.errored
    let error = left ? brokenOff(thrown) : options.toHttpError(thrown, call.requestId)
    if (error.status === 401 || error.status === 403) options.onRefused(call, error)
    if (error instanceof Denial) {
      const told = options.answerDenial(call, error)
      if ('status' in told) return sendDenial(call, told as DenialAnswer, options.headers)
      error = new HttpError(error.status, error.errorCode, error.message, {
        // Clients read the reason where there is no body: an attribute's is the status' own (clients.md T4).
        statusDescription: error.challenge !== undefined && call.callback === undefined ? 'Unauthorized' : error.message,
        ...error.details,
        headers: told,
      })
    } else error = withItem(error, call)
    if (error.status >= 500) options.onError(thrown, call)
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
      const text = errorWriter(call)(body, call)
      send(
        call,
        call.callback === undefined ? status : jsonpStatus(call, status),
        reason,
        [...errorHeaders.any.get(call.format)!, ...own],
        text,
      )
    } catch (broken) {
      options.onError(broken, call)
      call.outgoing.destroy()
    }
  }

  /** Once a call, whoever answered it. */
  function finish(call: Call): void {
    call.ended = undefined
    // A hook or a service that answered by itself told nobody with what.
    if (call.status === 0 && call.outgoing.writableEnded) call.status = call.outgoing.statusCode
    for (let at = 0; at < ended.length; at++) ended[at]!(call)
  }
}
