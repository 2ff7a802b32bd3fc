import 'reflect-metadata'
import type { AnyClass, Class } from './message-type'
import { saidOf } from './said'

/**
 * A request message: an instance can be handed to `@servicestack/client` as it is, and a service's method is compared with `R` by the compiler.
 */
export interface Message<R = unknown> {
  getTypeName(): string
  getMethod(): string
  createResponse(): R
}

/** A raw stream as a response. */
export const Stream = Symbol('Stream')
/** A message that is its own response: `class Echo extends Returns(Itself)`. */
export const Itself = Symbol('Itself')
/** What the compiler holds for `Itself` until it knows the class. */
export interface AnswersItself {
  readonly [Itself]: true
}

/** What `Returns` takes beside classes. */
type ResponseOf<T> = T extends StringConstructor
  ? string
  : T extends BooleanConstructor
    ? boolean
    : T extends NumberConstructor
      ? number
      : T extends BigIntConstructor
        ? bigint
        : T extends DateConstructor
          ? Date
          : T extends Uint8ArrayConstructor
            ? Uint8Array
            : T extends typeof Stream
              ? NodeJS.ReadableStream
              : T extends typeof Itself
                ? AnswersItself
                : T extends readonly [infer Item]
                  ? ResponseOf<Item>[]
                  : T extends NullableResponse<infer Inner>
                    ? ResponseOf<Inner> | null
                    : T extends AnyClass<infer Instance>
                      ? Instance
                      : never

export interface NullableResponse<T> {
  readonly nullable: T
}
/** The message may answer null: 204. */
export const Nullable = <const T>(response: T): NullableResponse<T> => ({ nullable: response })

export type ResponseSaid = Class | readonly [ResponseSaid] | NullableResponse<unknown> | typeof Stream | typeof Itself | 'void'

const responseKey = Symbol('tollgate:response')
const factoryKey = Symbol('tollgate:factory')

/** The response that the nearest `Returns` of the class named; undefined: not a message. */
export const responseSaid = (target: Function): ResponseSaid | undefined => Reflect.getMetadata(responseKey, target)
/** A class made by `Returns` itself: no part of the class' own line of descent. */
export const isReturnsFactory = (target: Function): boolean => Reflect.hasOwnMetadata(factoryKey, target)

/** The base of a message that answers nothing (204). */
export function ReturnsVoid(): Class<Message<void>>
export function ReturnsVoid<B>(base: AnyClass<B>): Class<Message<void> & B>
export function ReturnsVoid(base?: AnyClass): Class {
  return returns('void', base)
}

/** The base of a message: names its response once, for the compiler and for the running program. `Returns([Loan])` is a list. */
export function Returns<const T>(response: T): Class<Message<ResponseOf<T>>>
export function Returns<const T, B>(response: T, base: AnyClass<B>): Class<Message<ResponseOf<T>> & B>
export function Returns(response: unknown, base?: AnyClass): Class {
  return returns(response as ResponseSaid, base)
}

function returns(response: ResponseSaid, base: AnyClass = Object): Class {
  class Request extends (base as Class<object>) {
    getTypeName() {
      return this.constructor.name
    }
    getMethod() {
      return verbOf(this.constructor).verb
    }
    createResponse() {
      return response === Itself ? new (this.constructor as Class)() : emptyResponse(response)
    }
  }
  Reflect.defineMetadata(responseKey, response, Request)
  Reflect.defineMetadata(factoryKey, true, Request)
  return Request
}

function emptyResponse(response: ResponseSaid): unknown {
  if (response === 'void' || response === Stream || response === Itself) return undefined
  if (Array.isArray(response)) return []
  if (typeof response !== 'function') return emptyResponse((response as NullableResponse<ResponseSaid>).nullable)
  const value = new response()
  return value instanceof Date || typeof value !== 'object' ? value : unwrap(value as object)
}
/** `new String()` is an object; clients look at `typeof`. */
const unwrap = (value: object): unknown =>
  value instanceof String || value instanceof Number || value instanceof Boolean ? value.valueOf() : value

/** the marker, else the only verb of the only route, else POST. */
export function verbOf(target: Function): { verb: string; marker: boolean } {
  const { verb, routes } = saidOf(target)
  if (verb) return { verb, marker: true }
  const [route] = routes
  const only = routes.length === 1 && route?.verbs.length === 1 ? route.verbs[0] : undefined
  return { verb: only ?? 'POST', marker: false }
}
