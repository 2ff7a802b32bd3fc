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

/** Where a filter stands, and which calls it is for: all unless said. */
export interface FilterWords {
  readonly priority?: number
  readonly verbs?: readonly string[]
  /** Names of the answer's format: `json`, `xml`, … */
  readonly formats?: readonly string[]
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
export function RequestFilter(run: RequestFilterFunction, words: number | FilterWords = {}): ClassDecorator {
  const { priority, isFor } = read(words)
  const limited: RequestFilterFunction = (request, context) => (isFor?.(context) ? run(request, context) : undefined)
  return adds(requestFilters, isFor ? limited : run, priority)
}
export function ResponseFilter(run: ResponseFilterFunction, words: number | FilterWords = {}): ClassDecorator {
  const { priority, isFor } = read(words)
  const limited: ResponseFilterFunction = (response, request, context) =>
    isFor?.(context) ? run(response, request, context) : undefined
  return adds(responseFilters, isFor ? limited : run, priority)
}

/** `isFor` is absent where the filter is for every call: then nothing is asked. */
function read(words: number | FilterWords): { priority: number; isFor?: (context: RequestContext) => boolean } {
  const { priority = 0, verbs, formats } = typeof words === 'number' ? { priority: words } : words
  if (verbs === undefined && formats === undefined) return { priority }
  const named = verbs && new Set(verbs.map((verb) => verb.toUpperCase()))
  return {
    priority,
    isFor: ({ verb, format }) => (named?.has(verb) ?? true) && (formats?.includes(format.name) ?? true),
  }
}

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
