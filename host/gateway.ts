import type { Server } from 'node:http'
import express, { type Express, type RequestHandler } from 'express'
import { type Catalog, DescribeError, describeAll, type MessageType, type Operation, type WriteOptions } from '../dtos/contract'
import {
  type Answered,
  answeredBy,
  MemorySessionStore,
  MemoryUserStore,
  type RequestContext,
  type ServiceGateway,
  sameCalls,
} from '../services'
import { compileDenials } from './auth/answer-denial'
import type { Auth } from './auth/auth'
import { GatewayAuth, rolesNamed } from './auth/create-auth'
import { createIdentify } from './auth/identify'
import { challengeOf } from './auth/open-provider'
import type { Call } from './call'
import { createDispatcher } from './dispatcher'
import { errorMapper } from './errors/error-mapper'
import { cacheResponses } from './features/cache-responses'
import type { Feature } from './features/feature'
import { pageAssets } from './features/page-assets'
import { formats as ownFormats } from './formats'
import { defaultUploadLimits } from './forms/multipart'
import { forwardedBy } from './forwarded'
import type { GatewayFacts } from './gateway-facts'
import type { GatewayOptions } from './gateway-options'
import type { Line } from './in-process/whole-line'
import { compileNegotiator } from './negotiator'
import { compilePlan, type Plan } from './plan'
import { writersOf } from './reply-facts'
import { compileRoutes } from './route-table'
import { bornServer, plainServer } from './server'
import { inProcessGateways } from './service-gateway'
import { checkAccess, checkContracts } from './start-checks'
import { GatewayStop } from './stop'
import { unmatched } from './unmatched'

export type { GatewayOptions }

export interface Gateway {
  /** The express app that has the pages and the rest; add middleware, static files and routes of your own. */
  readonly app: Express
  readonly catalog: Catalog
  /** Signs users in and out, for pages and services of one's own. */
  readonly auth: Auth
  /** Its own routes before express, on a plain server. Resolves when it listens. */
  listen(port?: number, host?: string): Promise<Server>
  /** The gateway inside somebody's express app: `app.use(gateway.middleware())`. */
  middleware(): RequestHandler
  /** A server whose requests are born with the app's prototypes: what makes express slow is taken away. */
  createServer(app: Express): Server
  /** Sends messages to its services without HTTP (R-7.1), in the name of a call or of the program itself. */
  services(context?: RequestContext): ServiceGateway
  /** Answers what has begun, then stops; at most `seconds`. */
  close(seconds?: number): Promise<void>
}

/** Every fault of a set-up at once; a gateway with faults does not start. */
export class StartupError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The gateway cannot start: ${faults.length} fault${faults.length === 1 ? '' : 's'}.\n${faults.map((fault) => `- ${fault}`).join('\n')}`,
    )
    this.name = 'StartupError'
  }
}

/** A gateway: messages and services compiled into one dispatcher. Nothing is global; two gateways live in one process. */
export function createGateway(options: GatewayOptions): Gateway {
  const { auth: providers = [], access = {}, namespace = '' } = options
  const features = withCache(options.features ?? [])
  const formats = options.formats ?? ownFormats
  const faults: string[] = []
  const auth = new GatewayAuth({
    providers,
    users: options.users ?? new MemoryUserStore(),
    sessions: options.sessions ?? new MemorySessionStore(),
    options: access,
    events: options.authEvents,
  })
  const opened = [...auth.providers.values()].map((each) => each.opened)
  const services = [...options.services, ...new Set(opened.flatMap((each) => each.services ?? []))]
  const challengeFor = (name: string | undefined) => {
    const named = name === undefined ? providers[0] : (auth.providers.get(name.toLowerCase())?.provider ?? { name })
    return named && challengeOf(named)
  }
  const about: GatewayFacts = {
    serviceName: options.serviceName ?? 'Tollgate',
    product: options.product ?? 'Tollgate',
    hasPages: features.some(({ name }) => name === 'metadata'),
    formats: formats.map(({ name, contentType }) => ({ name, contentType })),
  }
  const writing: WriteOptions = {
    writeNulls: options.includeNullValues ?? false,
    ...(options.dateHandler ? { dates: options.dateHandler } : {}),
  }
  const headers = features.flatMap((feature) => feature.headers ?? [])
  const answers = answersOf(services, options.messages ?? [], faults)
  const messages = describeOrFault(answers, namespace, faults)
  const plans = compilePlans(
    messages,
    answers,
    {
      challengeFor,
      formats,
      headers,
      writerOf: writersOf(about),
      writing,
      strict: options.strict ?? false,
      echoValues: options.echoValues ?? false,
      warningsPass: options.warningsPass ?? false,
      around: features.flatMap(({ around }) => around ?? []),
    },
    faults,
  )
  checkAccess(messages, options, faults)
  checkContracts(messages, formats, faults)
  for (const [target, status] of options.errors ?? [])
    if (!(Number.isInteger(status) && status >= 400 && status <= 599))
      faults.push(`errors: ${target.name} has the status ${status}; an error's is from 400 to 599.`)
  const { table, faults: routeFaults } = compileRoutes(plans, formats)
  faults.push(...routeFaults)
  const defaultFormat = formats.find((format) => format.name === (options.defaultFormat ?? 'json'))
  const json = formats.find((format) => format.name === 'json')
  if (!defaultFormat)
    faults.push(`There is no format ${options.defaultFormat}; there are ${formats.map((format) => format.name).join(', ')}.`)
  if (!json) faults.push('The JSON format is missing: errors and JSONP need it.')
  if (faults.length > 0 || !defaultFormat || !json) throw new StartupError(faults)

  const identify = createIdentify(providers.length > 0 ? auth.readers : [], auth.users, auth.sessions, access)
  auth.identifyBy = identify
  auth.roleNames = rolesNamed(messages)
  const answering = new Map(
    plans.map((plan) => [plan, [...new Set((answers.get(plan.message.target) ?? []).map(({ service }) => service))]]),
  )
  const hooks = options.hooks ?? {}
  const maxBody = options.maxBody ?? 1 << 20
  const toHttpError = errorMapper(options.errors ?? new Map())
  const line: Line = (...call) => dispatch.line(...call)
  const gatewayOf = inProcessGateways({
    plans: answering,
    json,
    hooks,
    toHttpError,
    gatewayFor: options.gatewayFor,
    line: options.trustServices === false ? line : undefined,
  })
  const dispatch = createDispatcher({
    routes: table,
    negotiator: compileNegotiator(formats, defaultFormat, { jsonp: options.jsonp ?? true, jsconfig: options.jsconfig ?? true }),
    formats,
    json,
    identify,
    answerDenial: compileDenials(access, challengeFor(undefined)),
    onRefused: (call, { status, errorCode }) => auth.record({ kind: 'refused', status, reason: errorCode }, call),
    forwardedBy: forwardedBy(options.trustedProxies ?? []),
    plans: answering,
    hooks,
    gatewayOf,
    maxBatch: options.maxBatch ?? 100,
    features,
    headers,
    writerOf: writersOf(about),
    writing,
    maxBody,
    uploads: { ...defaultUploadLimits, ...options.uploads },
    onError:
      options.onError ?? ((error: unknown, call: Call) => console.error(`${call.requestId} ${call.url.split('?')[0]}`, error)),
    toHttpError,
    debug: options.debug ?? false,
  })

  const catalog: Catalog = Object.freeze({
    serviceName: about.serviceName,
    ...(options.description === undefined ? {} : { description: options.description }),
    version: options.version ?? '1.0',
    namespace,
    operations: plans.map(({ message, actions }): Operation => {
      const [first] = answers.get(message.target) ?? []
      return { message, actions, ...(first ? { service: first.service.constructor.name } : {}) }
    }),
    formats: about.formats,
  })
  auth.about = about
  auth.catalog = catalog
  const stop = new GatewayStop(features)
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  for (const each of opened) each.mount?.(app)
  for (const feature of [...features, pageAssets]) feature.mount?.(app, { catalog, auth, draining: () => stop.draining })

  return {
    app,
    catalog,
    auth,
    async listen(port = 0, host) {
      app.use(unmatched({ dispatch, routes: table, maxBody, metadata: about.hasPages }))
      const server = plainServer((request, response) => {
        if (stop.draining) response.setHeader('Connection', 'close')
        if (!dispatch(request, response)) app(request, response)
      })
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          resolve()
        })
      })
      stop.add(server)
      return server
    },
    middleware: () => (request, response, next) => {
      // express hands on what is left of the path below its mount point; the gateway answers by that.
      if (isApiOff(request)) next()
      else if (!dispatch(request, response)) app(request, response, next)
    },
    createServer(theirs) {
      const server = bornServer(theirs)
      stop.add(server)
      return server
    },
    services: gatewayOf,
    close: (seconds) => stop.close(seconds),
  }
}

/** Where the mount point has `api` in it, `/api` below is none of the gateway's addresses (R-1.3). */
const isApiOff = ({ baseUrl, path }: express.Request) => baseUrl.includes('api') && /^\/+api(?:\/|$)/.test(path)

/** Messages may say `@CacheResponse` whatever features are given; without such a message it does nothing. */
const withCache = (features: readonly Feature[]): readonly Feature[] =>
  features.some(({ name }) => name === 'cacheResponses') ? features : [...features, cacheResponses()]

type Answers = Map<Function, { answer: Answered; service: object }[]>

function answersOf(services: readonly object[], messages: readonly Function[], faults: string[]): Answers {
  const answers: Answers = new Map(messages.map((message) => [message, []]))
  for (const service of services) {
    const answered = answeredBy(service)
    if (answered.length === 0)
      faults.push(`${service.constructor.name} answers no message; put @Any(Message), @Get(Message) … on its methods.`)
    for (const answer of answered) {
      const list = answers.get(answer.message) ?? []
      const other = list.find((known) => sameCalls(known.answer, answer))
      if (other)
        faults.push(
          `${answer.message.name} is answered twice for ${answer.verb}: by ${other.service.constructor.name}.${other.answer.method} and ${service.constructor.name}.${answer.method}; keep one.`,
        )
      answers.set(answer.message, [...list, { answer, service }])
    }
  }
  const answered = [...answers].filter(([, list]) => list.length > 0).map(([message]) => message.name)
  for (const [message, list] of answers)
    if (list.length === 0)
      faults.push(
        `No service answers ${message.name}. Answered: ${answered.join(', ') || 'nothing'}. Put @Get(${message.name}) on a method.`,
      )
  return answers
}

function describeOrFault(answers: Answers, namespace: string, faults: string[]): MessageType[] {
  // What a service says of rights holds for all that it answers.
  const guards = new Map([...answers].map(([message, list]) => [message, list.map(({ service }) => service.constructor)]))
  try {
    return describeAll([...answers.keys()], { namespace, guards })
  } catch (error) {
    if (!(error instanceof DescribeError)) throw error
    faults.push(...error.faults)
    return []
  }
}

function compilePlans(
  messages: readonly MessageType[],
  answers: Answers,
  options: Parameters<typeof compilePlan>[2],
  faults: string[],
): Plan[] {
  return messages.flatMap((message) => {
    if (!message.response) faults.push(`${message.name} is no message: extend Returns(Response) or ReturnsVoid().`)
    try {
      return [compilePlan(message, answers.get(message.target) ?? [], options)]
    } catch (error) {
      faults.push(`${message.name}: ${(error as Error).message}`)
      return []
    }
  })
}
