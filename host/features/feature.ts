import type { Express } from 'express'
import type { Catalog, MessageType } from '../../dtos/contract'
import type { Auth } from '../auth/auth'
import type { Call } from '../call'
import type { Handler } from '../plan'

/**
 * Something that stands before and after the line, never inside it. A hook that is absent costs nothing.
 * `createGateway({ features: [...] })` takes them in order.
 */
export interface Feature {
  readonly name: string
  /** Flat name and value pairs that every answer of the gateway carries. */
  readonly headers?: readonly string[]
  /** Before a message is found, for every request that comes, also those that express answers. May answer itself. */
  readonly beforeMatch?: (call: Call) => 'answered' | undefined
  /** Before binding (R-8.1 stage 2). May throw an `HttpError`, or answer itself. */
  readonly before?: (call: Call) => 'answered' | undefined
  /** At start: what stands around the methods that answer a message; undefined leaves them as they are. */
  readonly around?: (message: MessageType) => ((handler: Handler) => Handler) | undefined
  /** Once the answer is out, or the caller is gone: `call.status` is 0 then. */
  readonly after?: (call: Call) => void
  /** Pages and endpoints beside the messages, on express. */
  readonly mount?: (app: Express, host: FeatureHost) => void
  /** When the gateway stops: after the last answer. */
  readonly close?: () => void | Promise<void>
}

/** What a feature may know of the gateway. */
export interface FeatureHost {
  readonly catalog: Catalog
  /** Who calls, and how callers can say so. */
  readonly auth: Auth
  /** True from the first signal to stop: `/ready` says 503. */
  readonly draining: () => boolean
}
