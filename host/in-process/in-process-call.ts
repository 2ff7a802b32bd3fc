import type { Format, MessageType } from '../../dtos/contract'
import type { Cookie, RequestContext, ServiceGateway } from '../../services'
import { Call } from '../call'
import type { Plan } from '../plan'
import { setCookie } from '../results/set-cookie'

/** What a service sees of a message that another one sent it: the caller's request and session, its own verb and message. */
export class InProcessCall implements RequestContext {
  readonly inProcess = true
  readonly message: MessageType

  constructor(
    /** The call or the message that it is sent in the name of; none: the program's own. */
    readonly outer: RequestContext | undefined,
    readonly plan: Plan,
    readonly verb: string,
    readonly format: Format,
    readonly gatewayOf: (context: RequestContext) => ServiceGateway,
  ) {
    this.message = plan.message
  }

  get requestId() {
    return this.outer?.requestId ?? ''
  }
  get session() {
    return this.outer?.session
  }
  get apiKey() {
    return this.outer?.apiKey
  }
  get sessionId() {
    return this.outer?.sessionId ?? ''
  }
  get secure() {
    return this.outer?.secure ?? false
  }
  get baseUrl() {
    return this.outer?.baseUrl ?? ''
  }
  get url() {
    return this.outer?.url ?? ''
  }
  get remoteAddress() {
    return this.outer?.remoteAddress ?? ''
  }
  get files() {
    return this.outer?.files ?? []
  }
  get raw() {
    return this.outer?.raw
  }
  get signal() {
    return this.outer?.signal
  }
  get gateway(): ServiceGateway {
    return this.gatewayOf(this)
  }
  /** The caller has his answer already: a filter gave it. */
  get isAnswered(): boolean {
    return this.raw?.response.writableEnded === true
  }

  addHeader(name: string, value: string): void {
    this.outer?.addHeader(name, value)
  }

  /** Cookies of an inner result go out with the answer to the caller. */
  addCookies(cookies: readonly Cookie[]): void {
    if (this.outer instanceof InProcessCall) return this.outer.addCookies(cookies)
    const call = this.outer
    if (call instanceof Call) for (const cookie of cookies) call.addHeader('Set-Cookie', setCookie(cookie, call.secure))
  }
}
