import 'reflect-metadata'
import type { Class, Message } from '../dtos/contract'
import type { HttpResult } from './http-result'
import type { RequestContext } from './request-context'

/** The response type of a message, as its `Returns` says it. */
export type ResponseOf<M> = M extends Message<infer R> ? R : never

/** What a method may answer for `R`: the value, a result with headers, an iterable for a list, nothing where the message returns void or may be null. */
export type Answer<R> = Now<R> | Promise<Now<R>>
type Now<R> = [R] extends [undefined | void]
  ? void | null | undefined | HttpResult<null>
  : R | HttpResult<R> | (R extends readonly (infer Item)[] ? Iterable<Item> : never)

type Handler<M> = (request: M, context: RequestContext) => Answer<ResponseOf<M>>
type HandlerDecorator<M> = <F extends Handler<M>>(
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
}

const answers = Symbol('tollgate:answers')

const verb =
  (name: string) =>
  <M extends Message<unknown>>(message: Class<M>): HandlerDecorator<M> =>
  (target, key) => {
    const list: Answered[] = Reflect.getOwnMetadata(answers, target) ?? []
    Reflect.defineMetadata(answers, [...list, { message, verb: name, method: String(key) }], target)
  }

/** The method answers the message for every verb that no other method names. */
export const Any = verb('ANY')
export const Get = verb('GET')
export const Post = verb('POST')
export const Put = verb('PUT')
export const Patch = verb('PATCH')
export const Delete = verb('DELETE')
export const Head = verb('HEAD')
export const Options = verb('OPTIONS')

/** What the methods of a service answer, inherited ones included. */
export function answeredBy(service: object): readonly Answered[] {
  const list: Answered[] = []
  for (let at: object | null = Object.getPrototypeOf(service); at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const answered of (Reflect.getOwnMetadata(answers, at) ?? []) as Answered[])
      if (!list.some(({ message, verb }) => message === answered.message && verb === answered.verb)) list.push(answered)
  return list
}
