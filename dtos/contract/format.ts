import type { MessageType, TypeRef } from './message-type'
import type { ReplyFacts } from './reply-facts'

/** How names of members are written; `declared`: as .NET has them. */
export type NameStyle = 'camelCase' | 'pascalCase' | 'snakeCase' | 'declared'

/** How JSON writes dates; `timestampOffset` is `/Date(ms+hhmm)/`. */
export type DateHandler =
  | 'iso8601'
  | 'iso8601DateOnly'
  | 'iso8601DateTime'
  | 'timestampOffset'
  | 'rfc1123'
  | 'unixTime'
  | 'unixTimeMs'

/** How a reply is written: the gateway's options say it, vendor contracts and `?jsconfig=` change some of it. */
export interface WriteOptions {
  /** Null members are written as null (a contract's `writeNulls`, `?jsconfig=inv`); else left out. */
  readonly writeNulls: boolean
  /** Null entries of dictionaries are written too. */
  readonly writeNullEntries?: boolean
  readonly names?: NameStyle
  readonly dates?: DateHandler
  /** `standard`: `1.02:03:04` instead of `P1DT2H3M4S`. */
  readonly timeSpans?: 'duration' | 'standard'
  readonly enumsAsNumbers?: boolean
  /** Zeros, false and the first of dates are left out, where the member is not nullable; enums are not. */
  readonly omitDefaults?: boolean
  readonly omitDefaultEnums?: boolean
  readonly indent?: boolean
}

/**
 * A wire format: one file, one line in the gateway's list. Writers and readers are compiled once per type at start-up.
 * `createGateway({ formats: [...formats, yaml] })` adds one.
 */
export interface Format {
  /** Suffix, `?format=` and `/{name}/reply/`. */
  readonly name: string
  /** As sent: `application/json; charset=utf-8`. */
  readonly contentType: string
  /** As recognised in `Accept` and `Content-Type`, without parameters, lower case; the first one is the format's own. */
  readonly mediaTypes: readonly string[]
  /** Those of them that bodies may have, and that no `Accept` asks by. */
  readonly readOnlyTypes?: readonly string[]
  /** Declared members of `type` only, whatever else the service's object has; `undefined`: a value of unknown type. */
  writer(type: TypeRef | undefined, options: WriteOptions): (body: unknown) => string | Uint8Array
  /**
   * A format that people read: its page tells of the call too, of failed ones as well (`type` is undefined then). It is asked instead of `writer`,
   * and its `headers` stand on errors too.
   */
  page?(type: TypeRef | undefined, options: WriteOptions): (body: unknown, facts: ReplyFacts) => string
  /** How many items of a list a page shows. Of a list whose items come one by one, no more are asked for, and one to know that there are more. */
  readonly mostItems?: number
  /**
   * A reply that is too long to be held whole, in pieces: for types of which items can be written one by one. `undefined`: the type's values
   * are written whole only (a CSV header that depends on all rows). Together the pieces say what `writer` would write of the same items.
   */
  stream?(type: TypeRef, options: WriteOptions): ItemWriter | undefined
  /**
   * Text of a request body → plain tree for the binder (objects, arrays, strings, numbers, booleans, null; `bigint` and `Decimal` where digits would be lost).
   * Throws `FormatException` where the text is not of this format. Absent: the format cannot be read.
   */
  reader?(type: MessageType): (text: string) => unknown
  /** The same of a body that holds many of the type, a batch or a list: the array of their trees. */
  listReader?(type: MessageType): (text: string) => unknown
  /** Heeds what `?jsconfig=` says; else its writers get what the gateway says. */
  readonly heedsConfig?: true
  /** Headers of a successful reply, of a page's errors too (CSV's `Content-Disposition`, R-4.55). */
  headers?(operation: string): Readonly<Record<string, string>>
}

/** What goes out before, for, and after the items of a long reply. Holds no state: one serves any number of replies at once. */
export interface ItemWriter {
  /** The items in the service's answer: the answer itself, or the member that the format takes for it. */
  items(body: unknown): Iterable<unknown> | AsyncIterable<unknown>
  readonly head: string
  /** One item with what stands between it and the one before; `index` counts from 0. */
  item(item: unknown, index: number): string
  /** `count`: how many items there were. */
  tail(count: number): string
}
