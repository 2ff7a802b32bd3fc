import type { Contract, Format, HttpError, MessageType, WriteOptions } from '../dtos/contract'
import type { Answered, RequestContext, Session } from '../services'
import { type Authorize, type ChallengeFor, compileAuthorizer } from './authorizer'
import { type Binder, compileBinder } from './binder'
import { UncaughtError } from './errors/uncaught'
import { compilePartReaders, type PartReader } from './forms/part-readers'
import type { MaybePromise } from './maybe'
import { withRequiredObjects } from './validation/required-objects'
import { checkTypeConditions, compileValidator, type Validator } from './validator'
import type { WriterOf } from './write'
import { compileWriting, type MessageWriting } from './writing'

export type Handler = (request: object, context: RequestContext) => MaybePromise<unknown>

/** Everything of one message that is compiled at start-up. */
export interface Plan extends MessageWriting {
  readonly message: MessageType
  readonly contract: Contract | undefined
  readonly binder: Binder
  /** What reads a body of each format, where the format can be read. */
  readonly readers: ReadonlyMap<Format, (text: string) => unknown>
  /** Members whose text in a multipart form is of a format of its own. */
  readonly partReaders: ReadonlyMap<string, PartReader> | undefined
  /** The same for a batch, where a format tells many from one. */
  readonly listReaders: ReadonlyMap<Format, (text: string) => unknown>
  /** The conditions on the whole request, before its members' rules (R-5.41); undefined: none. */
  readonly conditions: ((request: object) => HttpError | undefined) | undefined
  readonly validate: Validator | undefined
  readonly authorize: Authorize
  /** By verb, `ANY` for all others. */
  readonly handlers: ReadonlyMap<string, Handler>
  readonly any: Handler | undefined
  /** Methods for one format only: by verb, a blank and the format's name; undefined: none. */
  readonly formatHandlers: ReadonlyMap<string, Handler> | undefined
  /** Methods that take a batch whole, by verb. */
  readonly batchHandlers: ReadonlyMap<string, Handler>
  /** The verbs that are answered, for the catalog. */
  readonly actions: readonly string[]
  /** The name of the service that answers, for R-1.27's text. */
  readonly serviceName: string
  /** `Content-Type` and the standing headers of an answer in each format, flat pairs. */
  readonly headers: ReadonlyMap<Format, readonly string[]>
  /** The same for somebody who is known: an open message may still answer him by who he is. */
  readonly personalHeaders: ReadonlyMap<Format, readonly string[]>
  /** Those of an answer to another method than GET and HEAD. */
  readonly uncachedHeaders: ReadonlyMap<Format, readonly string[]>
  /** Counted by features (metrics), indexed by status. */
  readonly counts: Uint32Array
}

export interface PlanOptions {
  readonly challengeFor: ChallengeFor
  readonly formats: readonly Format[]
  readonly headers: readonly string[]
  readonly writerOf: WriterOf
  /** How replies are written where no contract says it. */
  readonly writing: WriteOptions
  readonly strict?: boolean
  readonly echoValues?: boolean
  readonly warningsPass?: boolean
  /** What features put around the methods of a message. */
  readonly around?: readonly ((message: MessageType) => ((handler: Handler) => Handler) | undefined)[]
}

/** Compiles one message and the methods that answer it; what the compilers refuse is thrown. */
export function compilePlan(
  message: MessageType,
  answered: readonly { answer: Answered; service: object }[],
  options: PlanOptions,
): Plan {
  const around = (options.around ?? []).flatMap((feature) => feature(message) ?? [])
  const wrap = (handler: Handler) => around.reduceRight((inner, outer) => outer(inner), handler)
  const handlers = new Map<string, Handler>()
  const formatHandlers = new Map<string, Handler>()
  const batchHandlers = new Map<string, Handler>()
  for (const { answer, service } of answered) {
    const method = (service as Record<string, Handler>)[answer.method]!.bind(service)
    if (answer.batch) batchHandlers.set(answer.verb, method)
    else if (answer.format !== undefined) formatHandlers.set(`${answer.verb} ${answer.format}`, wrap(method))
    else handlers.set(answer.verb, wrap(method))
  }
  const { contract } = message
  const writing: WriteOptions = contract ? { writeNulls: contract.writeNulls } : options.writing
  const guarded = isGuarded(message)
  const headersOf = (first: readonly string[]) =>
    new Map(
      options.formats.map((format) => [
        format,
        [
          'Content-Type',
          format.contentType,
          ...first,
          ...Object.entries(format.headers?.(message.name) ?? {}).flat(),
          ...options.headers,
        ],
      ]),
    )
  const headers = headersOf(standing(guarded))
  return {
    message,
    contract,
    binder: compileBinder(message, { strict: options.strict ?? false }),
    readers: new Map(options.formats.flatMap((format) => readerOf(format, message))),
    partReaders: compilePartReaders(message, options.formats),
    listReaders: new Map(options.formats.flatMap((format) => (format.listReader ? [[format, format.listReader(message)]] : []))),
    conditions: message.typeRules.some((rule) => rule.name === 'Condition')
      ? (request) => checkTypeConditions(message, request)
      : undefined,
    validate: withRequiredObjects(
      message,
      compileValidator(message, { echoValues: options.echoValues ?? false, warningsPass: options.warningsPass ?? false }),
    ),
    authorize: compileAuthorizer(message, options.challengeFor),
    handlers,
    any: handlers.get('ANY'),
    formatHandlers: formatHandlers.size > 0 ? formatHandlers : undefined,
    batchHandlers,
    actions: [...new Set(answered.map(({ answer }) => answer.verb))],
    serviceName: answered[0]?.service.constructor.name ?? '',
    ...compileWriting(message, options.formats, writing, options.writerOf),
    headers,
    personalHeaders: guarded ? headers : headersOf(standing(true)),
    uncachedHeaders: headersOf(varying(guarded)),
    counts: new Uint32Array(600),
  }
}

/** A message that is itself a list is read as many of its items. */
function readerOf(format: Format, message: MessageType): [Format, (text: string) => unknown][] {
  const { items } = message
  const read = items?.kind === 'object' ? format.listReader?.(items.type) : format.reader?.(message)
  return read ? [[format, read]] : []
}

/** What a call is answered may depend on who asks: the message asks who it is, or he is known all the same. */
export const isPersonal = ({ plan, session }: { readonly plan: Plan; readonly session?: Session | undefined }): boolean =>
  session !== undefined || isGuarded(plan.message)

export const headersFor = (call: { readonly plan: Plan; readonly session?: Session | undefined }) =>
  call.session === undefined ? call.plan.headers : call.plan.personalHeaders

/** Answers that depend on who asks are no one else's to keep (usage-domain 3.8, rule 7). */
export const standing = (guarded: boolean): readonly string[] =>
  guarded ? [...varying(true), 'Cache-Control', 'private'] : varying(false)

/** The same where no cache keeps the answer unless it is told to (RFC 9111 section 3): to a POST, a 400. */
export const varying = (guarded: boolean): readonly string[] => [
  'Vary',
  guarded ? 'Accept, Authorization, X-API-Key, Cookie' : 'Accept',
]

export const isGuarded = ({ access, typeRules }: MessageType): boolean =>
  access.authenticate || typeRules.some((rule) => rule.name !== 'Condition')

/** a method for the verb and the reply's format, else for the format, else for the verb, else for any; none is 405. */
export function handlerOf(plan: Plan, verb: string, format: string): Handler {
  const { formatHandlers } = plan
  const handler =
    (formatHandlers && (formatHandlers.get(`${verb} ${format}`) ?? formatHandlers.get(`ANY ${format}`))) ??
    plan.handlers.get(verb) ??
    plan.any
  if (handler) return handler
  const name = plan.message.name
  const method = verb.charAt(0) + verb.slice(1).toLowerCase()
  throw new UncaughtError(
    405,
    'NotImplementedException',
    `Could not find method named ${method}(${name}) or Any(${name}) on Service ${plan.serviceName}`,
    { statusDescription: 'Method Not Allowed' },
  )
}
