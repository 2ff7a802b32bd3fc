import type { IncomingMessage, ServerResponse } from 'node:http'
import { performance } from 'node:perf_hooks'
import type { TLSSocket } from 'node:tls'
import type { Format, MessageType } from '../dtos/contract'
import type { CallerKey, RequestContext, ServiceGateway, Session } from '../services'
import { newSessionId } from './auth/cookies'
import type { Refused } from './auth/refused'
import type { Forwarded } from './forwarded'
import { mediaTypeOf } from './media-type'
import type { WriteConfig } from './negotiation/jsconfig'
import type { Plan } from './plan'
import type { Encoder } from './results/encoder'
import { type Headers, headerValue, isFraming } from './results/headers'
import type { RouteMatch } from './route-table'
import type { Writing } from './writing'

const noFiles: RequestContext['files'] = []
const noId = () => ''

/** How far a call has come: tells which errors JSONP answers with 200 and which reason phrase an error gets. */
export type Stage = 'binding' | 'access' | 'validation' | 'service' | 'reply'

/** One call, from its request to its reply; also what the service sees of it. */
export class Call implements RequestContext {
  plan!: Plan
  match!: RouteMatch<Plan>
  format!: Format
  callback: string | undefined
  /** What `?jsconfig=` says of how the answer is written. */
  config: WriteConfig | undefined
  session: Session | undefined
  apiKey: CallerKey | undefined
  /** It was asked who calls. */
  identified = false
  /** Why a credential of the call is good for nothing. */
  refusal: Refused | undefined
  /** What a trusted proxy says of the caller; undefined: he stands here himself. */
  forwarded: Forwarded | undefined
  private givenSessionId: string | undefined
  /** The bound message; undefined until the binder made it. */
  request: object | undefined
  /** The body as sent, when there is one and the message does not take it raw. */
  bytes: Buffer | undefined
  body: RequestContext['body']
  /** Texts of a multipart form; undefined where the body is none. */
  fields: readonly (readonly [name: string, value: string])[] | undefined
  files: RequestContext['files'] = noFiles
  /** What the service answered. */
  answer: unknown
  /** `/api/{Name}[]`: the body is a list of messages. */
  batch = false
  /** The place of the message in its batch. */
  batchIndex: number | undefined
  stage: Stage = 'binding'
  /** When each stage began; kept only where the reply is a page, which tells it. */
  times: { readonly stage: Stage; readonly at: number }[] | undefined
  status = 0
  length = 0
  /** The error that was answered, for the log. */
  error: unknown
  /** Made when somebody asks. */
  newRequestId: () => string = noId
  private id: string | undefined
  private took: number | undefined
  private kind: string | undefined
  private address: string | undefined
  /** Flat headers that features add to this call's answer. */
  extra: string[] | undefined
  /** The content coding that the compression feature chose. */
  encoder: Encoder | undefined
  /** Hears of a whole answer that goes out, and says its headers: the cache of replies. */
  keep: ((status: number, headers: Headers, body: string | Uint8Array) => Headers) | undefined
  /** Hooks have seen the call's error. */
  handled = false
  /** Makes what services send each other messages by. */
  gatewayOf!: (context: RequestContext) => ServiceGateway
  /** What features want to hear once the answer is out. */
  ended: ((call: Call) => void) | undefined

  constructor(
    readonly incoming: IncomingMessage,
    readonly outgoing: ServerResponse,
    public verb: string,
    readonly path: string,
    readonly query: string,
    /** `performance.now()` when the call came; 0 when nothing measures. */
    public startedAt: number,
  ) {}

  /** Milliseconds until its answer was out; asked for then. */
  get elapsed(): number {
    this.took ??= performance.now() - this.startedAt
    return this.took
  }
  /** The body's, without parameters, lower case; empty where none is said. */
  get mediaType(): string {
    this.kind ??= mediaTypeOf(this.incoming.headers['content-type'])
    return this.kind
  }
  get requestId(): string {
    this.id ??= this.newRequestId()
    return this.id
  }
  set requestId(id: string) {
    this.id = id
  }
  enter(stage: Stage): void {
    this.stage = stage
    this.times?.push({ stage, at: performance.now() })
  }
  /** The writers of this call's answer. */
  get writing(): Writing {
    return this.config === undefined ? this.plan : this.plan.variant(this.config)
  }
  get message(): MessageType {
    return this.plan.message
  }
  get url(): string {
    return this.incoming.url ?? '/'
  }
  /** Made up on first use where the call has no session: nobody's id, of no use to anybody. */
  get sessionId(): string {
    this.givenSessionId ??= newSessionId()
    return this.givenSessionId
  }
  set sessionId(id: string) {
    this.givenSessionId = id
  }
  get remoteAddress(): string {
    this.address ??= this.forwarded?.address ?? this.incoming.socket.remoteAddress ?? ''
    return this.address
  }
  get secure(): boolean {
    return this.forwarded?.secure ?? (this.incoming.socket as Partial<TLSSocket>).encrypted === true
  }
  get baseUrl(): string {
    return `${this.secure ? 'https' : 'http'}://${this.forwarded?.host ?? this.incoming.headers.host ?? 'localhost'}`
  }
  get raw() {
    return { request: this.incoming, response: this.outgoing }
  }
  get gateway(): ServiceGateway {
    return this.gatewayOf(this)
  }
  get signal(): AbortSignal {
    const controller = new AbortController()
    this.outgoing.once('close', () => controller.abort())
    return controller.signal
  }
  /** A header of this call's answer, whatever it will be; what frames the body is not theirs to say. */
  addHeader(name: string, value: string): void {
    if (isFraming(name)) return
    this.say(name, headerValue(value))
  }
  /** The same, of a name and a value that are known to be good. */
  say(name: string, value: string): void {
    if (this.extra === undefined) this.extra = [name, value]
    else this.extra.push(name, value)
  }
  header(name: string): string | undefined {
    const value = this.incoming.headers[name]
    return Array.isArray(value) ? value.join(', ') : value
  }
}
