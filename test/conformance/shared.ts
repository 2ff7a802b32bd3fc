import { Decimal } from 'decimal.js'
import {
  Any,
  createGateway,
  declareEnum,
  type GatewayOptions,
  type Message,
  metadata,
  parseDecimal,
  type RequestContext,
  ResponseStatus,
  Returns,
  Route,
} from '../../host'
import { maybe, value, zero } from './members'

// The types that several test hosts share.

export const Color = declareEnum({ Red: 0, Green: 1, Blue: 5 }, 'Color')
export const Rights = declareEnum({ None: 0, Read: 1, Write: 2, Admin: 4 }, { name: 'Rights', flags: true })
export const Size = declareEnum({ XSmall: 0, Large: 1 }, { name: 'Size', memberValues: { XSmall: 'x-small' } })
export const Level = declareEnum({ Low: 10, High: 20 }, 'Level')

export class Item {
  @value('int32') id = 0
  @maybe('string') name?: string
  @value('decimal') price: Decimal = zero.decimal()
  @maybe(['string']) tags?: string[]
  @maybe(() => Item) child?: object

  constructor(init: Partial<Item> = {}) {
    Object.assign(this, init)
  }
}

/** A price as it is written in tables: digits stay. */
export const decimal = (text: string) => parseDecimal(text)!

export class RouteReply {
  @maybe('string') op?: string
  @maybe('string') verb?: string
  @maybe({ dictionary: 'string' }) values?: Record<string, string>
}

/** The operation's name, the verb, and those of the named members that are there, as text under their declared names. */
export function routeReply<M extends Message>(request: M, { verb }: RequestContext, ...names: (keyof M & string)[]): RouteReply {
  const there = names.filter((name) => request[name] !== undefined && request[name] !== null)
  const values = there.map((name) => [name.charAt(0).toUpperCase() + name.slice(1), String(request[name])] as const)
  return { op: request.getTypeName(), verb, values: Object.fromEntries(values) }
}

export class HelloResponse {
  @maybe('string') result?: string
  @maybe(ResponseStatus) responseStatus?: ResponseStatus
}

@Route('/hello')
@Route('/hello/{Name}')
export class Hello extends Returns(HelloResponse) {
  @maybe('string') name?: string
  @maybe('string') title?: string
}

export class HelloServices {
  @Any(Hello) any({ name = '', title }: Hello) {
    return { result: `Hello, ${title ? `${title}. ` : ''}${name}!` }
  }
}

/** What all test hosts have in common. */
export const wireGateway = (services: readonly object[], options: Partial<GatewayOptions> = {}) =>
  createGateway({
    services,
    namespace: 'Wire',
    defaultFormat: 'html',
    echoValues: true,
    onError: () => {},
    features: [metadata()],
    ...options,
  })
