import type { RequestContext, RequestFilterFunction, ResponseFilterFunction } from '../services'
import type { MaybePromise } from './maybe'

/** A filter of one message's, or one response's, class. */
export interface Typed<F> {
  readonly type: Function
  readonly run: F
}

/**
 * Functions around the line, in the order of. Any of them may throw, or answer by itself (`context.raw.response`), which ends the call.
 * What is absent costs nothing: each message's steps are put together once, without it.
 */
export interface Hooks {
  /** Before binding: verb, path and format are known. */
  readonly preRequest?: readonly ((context: RequestContext) => MaybePromise<void>)[]
  /** May hand back another message of the same class. */
  readonly requestConverters?: readonly ((request: any, context: RequestContext) => MaybePromise<object | undefined>)[]
  readonly typedRequestFilters?: readonly Typed<RequestFilterFunction>[]
  readonly requestFilters?: readonly RequestFilterFunction[]
  /** After those, before the rules. */
  readonly asyncRequestFilters?: readonly RequestFilterFunction[]
  /** May hand back another response. */
  readonly responseConverters?: readonly ((response: unknown, context: RequestContext) => MaybePromise<unknown>)[]
  readonly typedResponseFilters?: readonly Typed<ResponseFilterFunction>[]
  readonly responseFilters?: readonly ResponseFilterFunction[]
  readonly asyncResponseFilters?: readonly ResponseFilterFunction[]
  /** Errors of services and of their rules; the first that hands something back gives the answer. */
  readonly serviceExceptions?: readonly ((error: unknown, request: any, context: RequestContext) => MaybePromise<unknown>)[]
  /** May hand back another message of the same class, before it is sent in process. */
  readonly gatewayConverters?: readonly ((request: any, context: RequestContext) => MaybePromise<object | undefined>)[]
  /** Around what services send each other in process; who answers the caller by itself ends the inner call with null. */
  readonly gatewayRequestFilters?: readonly RequestFilterFunction[]
  readonly gatewayResponseFilters?: readonly ResponseFilterFunction[]
  /** See what fails there, before it is thrown to its sender. */
  readonly gatewayExceptions?: readonly ((error: unknown, request: any, context: RequestContext) => MaybePromise<void>)[]
  /** All other errors: for logs, or to answer by itself. */
  readonly uncaughtExceptions?: readonly ((error: unknown, context: RequestContext) => MaybePromise<void>)[]
}
