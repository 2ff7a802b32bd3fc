import type { DateHandler, Format } from '../dtos/contract'
import type { AuthEvents, ServiceGateway, SessionStore, UserStore } from '../services'
import type { AuthOptions } from './auth/auth-options'
import type { AuthProvider } from './auth/provider'
import type { ErrorStatuses } from './errors/error-mapper'
import type { Feature } from './features/feature'
import type { UploadLimits } from './forms/multipart'
import type { Hooks } from './hooks'

export interface GatewayOptions {
  /** Instances of plain classes whose methods carry `@Any(Message)`, `@Get(Message)` … */
  readonly services: readonly object[]
  /** Messages that must have a service; one without is a start-up fault. Messages of the services need not be listed. */
  readonly messages?: readonly Function[]
  readonly formats?: readonly Format[]
  /** The format of a call that names none it can have; its name. */
  readonly defaultFormat?: string
  readonly auth?: readonly AuthProvider[]
  readonly users?: UserStore
  /** Sign-ins that last; those of this process, gone with it, unless said. */
  readonly sessions?: SessionStore
  /** How callers are dealt with: denials, the login page, cookies, attempts. */
  readonly access?: AuthOptions
  /** Where sign-ins, refusals and changes of rights are told (`services/audit`). */
  readonly authEvents?: AuthEvents
  /** Proxies whose `X-Forwarded-…` headers count: addresses and networks. None unless said: anybody can write these headers. */
  readonly trustedProxies?: readonly string[]
  readonly features?: readonly Feature[]
  readonly serviceName?: string
  /** Name and version of what runs here, in the foot of its pages. */
  readonly product?: string
  readonly description?: string
  /** The .NET namespace of classes without `@Namespace`, for typed clients. */
  readonly namespace?: string
  readonly version?: string
  /** Messages that say nothing about access are open although there are auth providers. */
  readonly open?: boolean
  readonly jsonp?: boolean
  /** `?jsconfig=` is heard; yes unless said. */
  readonly jsconfig?: boolean
  /** How JSON writes dates: ISO 8601 unless said; `timestampOffset` is the reference's own `/Date(ms)/`. */
  readonly dateHandler?: DateHandler
  /** Null members are written as null, in formats that have one. */
  readonly includeNullValues?: boolean
  /** Unknown names in bodies are 400 for every message. */
  readonly strict?: boolean
  /** Filters, converters and handlers of errors around the line. */
  readonly hooks?: Hooks
  /** Which messages that services send are for another gateway, a `remoteGateway` say; undefined: for this one. */
  readonly gatewayFor?: (message: object) => ServiceGateway | undefined
  /** What services send each other skips rights and filters of HTTP, unless this is false: then it goes through the whole line with its caller's rights. */
  readonly trustServices?: boolean
  /** Messages of one batch (`/api/{Name}[]`); 100 unless said. */
  readonly maxBatch?: number
  /** Bytes of a request body, after decompression; 1 MiB unless said. */
  readonly maxBody?: number
  /** What a multipart form may hold; 32 MiB in 20 files and 500 fields unless said. */
  readonly uploads?: Partial<UploadLimits>
  /** `meta` of validation errors echoes the values that were sent. */
  readonly echoValues?: boolean
  /** Rules whose severity is warning or info do not refuse a request. */
  readonly warningsPass?: boolean
  /** Statuses of your own classes of errors, subclasses included; what is not named here and is no `Exception` or `HttpError` is a 500 with a reference. */
  readonly errors?: ErrorStatuses
  /** Errors tell their stack, the request and what caused them; never in production. */
  readonly debug?: boolean
  /** 500s with their cause; the caller only gets a reference. Standard error unless said. */
  readonly onError?: (error: unknown, call: { readonly url: string; readonly requestId: string }) => void
}
