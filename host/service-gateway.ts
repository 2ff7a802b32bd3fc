import { type Format, HttpError, type Message } from '../dtos/contract'
import type { RequestContext, ServiceGateway, ServiceHooks } from '../services'
import { Call } from './call'
import type { ErrorMapper } from './errors/error-mapper'
import type { Hooks } from './hooks'
import { asWebServiceException, atItem, failedRules } from './in-process/errors'
import { InProcessCall } from './in-process/in-process-call'
import { perform, responseOf } from './in-process/perform'
import type { Line } from './in-process/whole-line'
import type { Plan } from './plan'

export interface InProcessOptions {
  /** Each plan with the services that answer it. */
  readonly plans: ReadonlyMap<Plan, readonly object[]>
  /** What answers are written in, for services that have a method a format: typed ones are JSON's. */
  readonly json: Format
  readonly hooks: Hooks
  readonly toHttpError: ErrorMapper
  /** Messages that another gateway answers, a remote one. */
  readonly gatewayFor?: ((message: object) => ServiceGateway | undefined) | undefined
  /** Calls go through the whole line, with the caller's rights; absent: they are trusted. */
  readonly line?: Line | undefined
}

/**
 * Messages from service to service in one process. Such a call is trusted: gateway filters and the rules of members run, rights, conditions on the
 * whole and `@Restrict` do not; of what is published not even these.
 */
export function inProcessGateways(options: InProcessOptions): (context: RequestContext | undefined) => ServiceGateway {
  const { hooks, json, toHttpError, gatewayFor, line } = options
  const { gatewayConverters: converters = [], gatewayRequestFilters: requestFilters = [] } = hooks
  const { gatewayResponseFilters: responseFilters = [], gatewayExceptions: exceptions = [] } = hooks
  const byClass = new Map(Array.from(options.plans, ([plan, services]) => [plan.message.target as Function, { plan, services }]))

  return gatewayOf

  function gatewayOf(outer: RequestContext | undefined): ServiceGateway {
    const elsewhere = (message: object) => gatewayFor?.(message)
    return {
      send: (message) => elsewhere(message)?.send(message) ?? (send(outer, message) as Promise<never>),
      async sendAll(messages) {
        const [first] = ofOneClass(messages)
        if (first === undefined) return []
        return elsewhere(first)?.sendAll(messages) ?? (sendAll(outer, messages) as Promise<never[]>)
      },
      publish: (message) => elsewhere(message)?.publish(message) ?? publish(outer, message),
      async publishAll(messages) {
        const [first] = ofOneClass(messages)
        const remote = first && elsewhere(first)
        if (remote) return remote.publishAll(messages)
        for (const message of messages) await publish(outer, message)
      },
    }
  }

  async function send(outer: RequestContext | undefined, message: Message): Promise<unknown> {
    return told(outer, message, async (call, services) => {
      if (line && outer instanceof Call) return responseOf(call, await line(outer, call.plan, message, call.verb))
      const request = await admitted(call, message)
      if (request === undefined) return null
      return filtered(call, request, await perform(call, request, services))
    })
  }

  /** Every message is let in before the first is executed; a method for the whole list gets it whole. */
  async function sendAll(outer: RequestContext | undefined, messages: readonly Message[]): Promise<unknown[]> {
    if (line && outer instanceof Call) return oneByOne(messages, (message) => send(outer, message))
    const requests: object[] = []
    for (const [item, message] of messages.entries()) {
      const request = await at(item, () => told(outer, message, (call) => admitted(call, message), 'POST'))
      if (request === undefined) return []
      requests.push(request)
    }
    const { batchHandlers } = planOf(messages[0]!).plan
    const whole = batchHandlers.get('POST') ?? batchHandlers.get('ANY')
    if (whole)
      return told(
        outer,
        messages[0]!,
        async (call) => [...((await responseOf(call, await whole(requests, call))) as Iterable<unknown>)],
        'POST',
      )
    return oneByOne(requests, (request) =>
      told(outer, request, async (call, services) => filtered(call, request, await perform(call, request, services)), 'POST'),
    )
  }

  /** Executed at once: no queue is there to take it. */
  async function publish(outer: RequestContext | undefined, message: Message): Promise<void> {
    if (line && outer instanceof Call) await send(outer, message)
    else await told(outer, message, (call, services) => perform(call, message, services))
  }

  /** Runs a message's part of the line; what fails is seen by the handlers and comes out as the one class. */
  async function told<T>(
    outer: RequestContext | undefined,
    message: object,
    work: (call: InProcessCall, services: readonly ServiceHooks[]) => Promise<T>,
    asked?: string,
  ): Promise<T> {
    let call: InProcessCall | undefined
    try {
      const { plan, services } = planOf(message)
      call = new InProcessCall(outer, plan, verbOf(plan, outer, asked), json, gatewayOf)
      return await work(call, services)
    } catch (thrown) {
      if (call) for (const handle of exceptions) await handle(thrown, message, call)
      throw asWebServiceException(thrown, toHttpError, outer?.requestId ?? '')
    }
  }

  /** Converters, filters and rules; undefined: a filter has answered the caller itself. */
  async function admitted(call: InProcessCall, message: object): Promise<object | undefined> {
    let request = message
    for (const convert of converters) request = (await convert(request, call)) ?? request
    for (const filter of requestFilters) {
      await filter(request, call)
      if (call.isAnswered) return undefined
    }
    const errors = await call.plan.validate?.(request, call.verb)
    if (errors && errors.length > 0) throw failedRules(errors)
    return request
  }

  async function filtered(call: InProcessCall, request: object, response: unknown): Promise<unknown> {
    for (const filter of responseFilters) {
      await filter(response, request, call)
      if (call.isAnswered) return null
    }
    return response
  }

  function planOf(message: object) {
    for (let at: object | null = Object.getPrototypeOf(message); at; at = Object.getPrototypeOf(at)) {
      const known = byClass.get(at.constructor)
      if (known) return known
    }
    throw new HttpError(
      405,
      'NotImplementedException',
      `No service of this gateway answers ${message.constructor.name}. Answered: ${[...byClass.keys()].map(({ name }) => name).join(', ')}.`,
    )
  }
}

/** The marker's verb, else the current call's, where a method answers it; else the one that is answered. */
function verbOf({ message, handlers, any, actions }: Plan, outer: RequestContext | undefined, asked: string | undefined): string {
  const wanted = asked ?? (message.verbMarker ? message.verb : outer?.verb) ?? message.verb
  if (any || handlers.has(wanted)) return wanted
  return [message.verb, ...actions].find((verb) => handlers.has(verb)) ?? wanted
}

async function oneByOne<M>(messages: readonly M[], answer: (message: M) => Promise<unknown>): Promise<unknown[]> {
  const answers: unknown[] = []
  for (const [item, message] of messages.entries()) answers.push(await at(item, () => answer(message)))
  return answers
}

async function at<T>(item: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw atItem(error as ReturnType<typeof asWebServiceException>, item)
  }
}

/** A batch is a list of one class. */
function ofOneClass<M extends object>(messages: readonly M[]): readonly M[] {
  const [first] = messages
  const other = messages.find((message) => message.constructor !== first!.constructor)
  if (other)
    throw new TypeError(
      `Messages that are sent together are of one class, not ${first!.constructor.name} and ${other.constructor.name}; send them apart.`,
    )
  return messages
}
