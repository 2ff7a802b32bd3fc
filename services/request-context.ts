import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Format, MessageType } from '../dtos/contract'
import type { ServiceGateway } from './service-gateway'
import type { CallerKey, Session } from './session'
import type { UploadedFile } from './uploaded-file'

/** What a service may know of the call beside its message. */
export interface RequestContext {
  readonly requestId: string
  readonly verb: string
  readonly message: MessageType
  readonly format: Format
  /** Undefined when the call is anonymous (only messages that are open see that). */
  readonly session: Session | undefined
  /** The API key of the call, where it carries one that is good. */
  readonly apiKey: CallerKey | undefined
  /** The id of the caller's session; one of nobody's for calls that have none. */
  readonly sessionId: string
  /** Over TLS, as far as the gateway can see: also by the word of a trusted proxy. */
  readonly secure: boolean
  /** `http://host:port` as the caller sees it. */
  readonly baseUrl: string
  /** Path and query as sent. */
  readonly url: string
  readonly remoteAddress: string
  /** The body of a message that takes it raw (`@RawBody`, R-3.9): decompressed, otherwise as it was sent; undefined where there is none. */
  readonly body?: { readonly contentType: string; readonly stream: Readable }
  /** Files of a multipart form, in their order; they are there until the answer is out. */
  readonly files: readonly UploadedFile[]
  readonly raw?: { readonly request: IncomingMessage; readonly response: ServerResponse }
  /** Sends messages to other services in the name of this call. */
  readonly gateway: ServiceGateway
  /** The place of the message in its batch, from 0, while its filters and its service run; undefined otherwise. */
  readonly batchIndex?: number | undefined
  /** The message came from another service of this process, not from a caller. */
  readonly inProcess?: true
  /** Ends when the caller went away or the gateway stops. */
  readonly signal?: AbortSignal
  /** A header of the call's answer, whatever it will be. */
  addHeader(name: string, value: string): void
}
