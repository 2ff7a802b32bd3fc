import 'reflect-metadata'
import type { MaybePromise } from './maybe-promise'
import type { RequestContext } from './request-context'

/** Sees a bound message before its rules (priority < 0; below −100 before it is known who calls) or after them; may throw, or answer itself. */
export type RequestFilterFunction = (request: any, context: RequestContext) => MaybePromise<void>
/** Sees the answer before it is written. */
export type ResponseFilterFunction = (response: unknown, request: any, context: RequestContext) => MaybePromise<void>

export interface Filter<F> {
  readonly run: F
  readonly priority: number
}

const requestFilters = Symbol('tollgate:request-filters')
const responseFilters = Symbol('tollgate:response-filters')

const adds =
  <F>(key: symbol, run: F, priority: number): ClassDecorator =>
  (target) => {
    const list: Filter<F>[] = Reflect.getOwnMetadata(key, target) ?? []
    // Decorators run from the last to the first; filters stand in the order of the class.
    Reflect.defineMetadata(key, [{ run, priority }, ...list], target)
  }

/** A filter of one message, or of every message of a service (R-8.1 stages 5 and 9). */
export const RequestFilter = (run: RequestFilterFunction, priority = 0) => adds(requestFilters, run, priority)
export const ResponseFilter = (run: ResponseFilterFunction, priority = 0) => adds(responseFilters, run, priority)

/** By priority, then as declared; a message's before its service's. */
function filtersOf<F>(key: symbol, classes: readonly Function[]): readonly Filter<F>[] {
  const all = classes.flatMap((target) => (Reflect.getMetadata(key, target) ?? []) as Filter<F>[])
  return all.sort((a, b) => a.priority - b.priority)
}
export const requestFiltersOf = (...classes: Function[]) => filtersOf<RequestFilterFunction>(requestFilters, classes)
export const responseFiltersOf = (...classes: Function[]) => filtersOf<ResponseFilterFunction>(responseFilters, classes)

/** A service class may have these methods; they stand around each of its own (R-8.1 stages 12 and 15). */
export interface ServiceHooks {
  onBeforeExecute?(request: any, context: RequestContext): MaybePromise<void>
  /** Not after an error. What it answers replaces the response; nothing leaves it. */
  onAfterExecute?(request: any, response: unknown, context: RequestContext): MaybePromise<unknown>
}
