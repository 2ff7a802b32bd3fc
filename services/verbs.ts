import 'reflect-metadata'
import type { Class, HttpError, Message } from '../dtos/contract'
import type { HttpResult } from './http-result'
import type { RequestContext } from './request-context'
import type { ResponseOf } from './response-of'

/** What a method may answer for `R`: the value, a result with headers, an iterable for a list, an error that it hands back, nothing where the message returns void or may be null. */
export type Answer<R> = Now<R> | Promise<Now<R>>
type Now<R> =
  | HttpError
  | ([R] extends [undefined | void]
      ? void | null | undefined | HttpResult<null>
      : R | HttpResult<R> | (R extends readonly (infer Item)[] ? Items<Item> | HttpResult<Items<Item>> : never))

/** A list whose items come one by one, and are written while they come. */
type Items<Item> = Iterable<Item> | AsyncIterable<Item>

type Method<Request, Reply> = <F extends (request: Request, context: RequestContext) => Answer<Reply>>(
  target: object,
  key: string | symbol,
  descriptor: TypedPropertyDescriptor<F>,
) => void

/** One method of a service class and what it answers. */
export interface Answered {
  readonly message: Function
  /** `ANY` or one verb, upper case. */
  readonly verb: string
  readonly method: string
  /** Only where the answer goes out in this format: its name. */
  readonly format?: string
  /** Takes a batch whole, and answers it whole. */
  readonly batch?: true
}

const answers = Symbol('tollgate:answers')

/** `@Get(Loan)`: one message; `@Get(Loan, 'html')`: where the reply is HTML, which may be a page of its own; `@Post([Loan])`: a whole batch. */
export interface VerbDecorator {
  <M extends Message<unknown>>(message: Class<M>): Method<M, ResponseOf<M>>
  <M extends Message<unknown>>(message: Class<M>, format: string): Method<M, ResponseOf<M> | string>
  <M extends Message<unknown>>(batch: readonly [Class<M>]): Method<M[], ResponseOf<M>[]>
}

const answering =
  (verb: string): VerbDecorator =>
  (said: Function | readonly [Function], format?: string) =>
  (target: object, key: string | symbol) => {
    const [message, batch] = typeof said === 'function' ? [said] : [said[0], true as const]
    const answered: Answered = {
      message,
      verb: verb.toUpperCase(),
      method: String(key),
      ...(format === undefined ? {} : { format }),
      ...(batch ? { batch } : {}),
    }
    Reflect.defineMetadata(answers, [...(Reflect.getOwnMetadata(answers, target) ?? []), answered], target)
  }

/** The method answers the message for every verb that no other method names. */
export const Any = answering('ANY')
export const Get = answering('GET')
export const Post = answering('POST')
export const Put = answering('PUT')
export const Patch = answering('PATCH')
export const Delete = answering('DELETE')
export const Head = answering('HEAD')
export const Options = answering('OPTIONS')
/** A verb beyond the usual ones: `@On('SEARCH', Loan)`. */
export const On = <M extends Message<unknown>>(verb: string, message: Class<M>) => answering(verb)(message)

/** Whether two methods answer the same calls. */
export const sameCalls = (one: Answered, other: Answered): boolean =>
  one.message === other.message && one.verb === other.verb && one.format === other.format && one.batch === other.batch

/** What the methods of a service answer, inherited ones included. */
export function answeredBy(service: object): readonly Answered[] {
  const list: Answered[] = []
  for (let at: object | null = Object.getPrototypeOf(service); at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const answered of (Reflect.getOwnMetadata(answers, at) ?? []) as Answered[])
      if (!list.some((known) => sameCalls(known, answered))) list.push(answered)
  return list
}
