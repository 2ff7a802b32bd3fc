import type { Access } from './access'
import type { CacheWords } from './cache-words'
import type { Contract } from './contract'
import type { Restriction } from './restriction'
import type { RouteDefinition } from './route-definition'
import type { Rule, TypeRule } from './rules'

/** Any class; what it makes is `T`. */
export type Class<T = unknown> = new (...args: any[]) => T
/** Any class, abstract ones too. */
export type AnyClass<T = unknown> = abstract new (...args: any[]) => T

/**
 * The scalars of the wire (R-3.11, R-4.7). TypeScript values: `boolean`, `string` (also char, date, time, timeSpan, guid, uri, in their wire form),
 * `number`, `bigint` or `number` for int64 and uint64, decimal.js' `Decimal` for decimal, `Date` for dateTime and dateTimeOffset, `Uint8Array` for bytes.
 */
export const scalars = [
  'string',
  'boolean',
  'char',
  'sbyte',
  'byte',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'float',
  'double',
  'decimal',
  'dateTime',
  'dateTimeOffset',
  'date',
  'time',
  'timeSpan',
  'guid',
  'uri',
  'bytes',
  'any',
] as const
export type Scalar = (typeof scalars)[number]

/** What a value is. Recursive types refer to themselves: an object reference holds the `MessageType` itself. */
export type TypeRef = ScalarRef | EnumRef | ListRef | DictionaryRef | ObjectRef | StreamRef
export interface ScalarRef {
  readonly kind: 'scalar'
  readonly scalar: Scalar
  /** The TypeScript type of an int64 or uint64; a `number` beyond ±(2^53 − 1) is refused, never rounded. */
  readonly as?: 'bigint' | 'number'
  /** An item of a list that may be null where the type has no null of its own (`[{ nullable: 'int32' }]`). */
  readonly nullable?: boolean
}
export interface EnumRef {
  readonly kind: 'enum'
  readonly type: EnumType
  readonly nullable?: boolean
}
export interface ListRef {
  readonly kind: 'list'
  readonly item: TypeRef
}
export interface DictionaryRef {
  readonly kind: 'dictionary'
  readonly key: ScalarRef | EnumRef
  readonly value: TypeRef
}
export interface ObjectRef {
  readonly kind: 'object'
  readonly type: MessageType
}
/** A raw stream as a response. */
export interface StreamRef {
  readonly kind: 'stream'
}

/** One enum. On the wire a member is its name, or its member value where it has one; a flags enum is a number. */
export interface EnumType {
  readonly name: string
  readonly namespace: string
  readonly flags: boolean
  readonly description?: string
  readonly members: readonly EnumMember[]
}
export interface EnumMember {
  readonly name: string
  /** The value that TypeScript holds. */
  readonly value: string | number
  /** The text on the wire where it is not the name. */
  readonly memberValue?: string
  readonly description?: string
}

/** One member of a message or of a type in it: everything that binder, validator, writers, pages and languages need to know. */
export interface Member {
  /** The property's name in the class: `aiMinutes`. */
  readonly name: string
  /** The .NET name: `AIMinutes` (`@ApiMember({ name })`, else the property's name with a capital). */
  readonly declaredName: string
  /** The name in JSON and JSV: the data member's name, else the declared name in camel case. */
  readonly wireName: string
  readonly type: TypeRef
  /** May be absent and null: `@IsOptional`, or `@ApiMember({ isOptional: true })`. A value type is then `Nullable` (M-5.16). */
  readonly optional: boolean
  /** Told as required on pages and in metadata (M-5.17). */
  readonly isRequired: boolean
  readonly description?: string
  readonly parameterType?: string
  readonly dataType?: string
  readonly format?: string
  readonly allowableValues?: readonly string[]
  readonly allowableRange?: { readonly min: number; readonly max: number }
  readonly dataMember?: {
    readonly name?: string
    readonly order?: number
    readonly isRequired?: boolean
    readonly emitDefaultValue?: boolean
  }
  /** Had an `@ApiMember` at all (M-5.16: `format: {}`), and what it said, for the attribute list of the metadata. */
  readonly apiMember?: ApiMemberWords
  readonly excludeMetadata: boolean
  /** Not read from requests (`@Exclude({ toClassOnly })`, `@Expose({ toPlainOnly })`) / not written to replies. */
  readonly ignoreIn: boolean
  readonly ignoreOut: boolean
  /** Null is written as null, whatever the options say (`@NullAsNull`). */
  readonly nullAsNull: boolean
  /** In a multipart form its text is of the format of this media type (`@MultiPartField`, R-3.42). */
  readonly formField?: string
  /** class-transformer's `@Transform` functions of the way in, called as class-transformer calls them. */
  readonly transforms: readonly ((params: {
    value: unknown
    key: string
    obj: unknown
    type: number
    options: object
  }) => unknown)[]
  /** class-transformer's `@Type` discriminator: the class that a value of the named property selects. */
  readonly discriminator?: {
    readonly property: string
    readonly keepProperty: boolean
    readonly subTypes: ReadonlyMap<string, MessageType>
  }
  /** Both families of property rules, in the order in which the class says them. */
  readonly rules: readonly Rule[]
  /** Of ServiceStack's rules only the first that fails is told (`@StopAtFirstFailure`). */
  readonly stopAtFirstFailure: boolean
  /** class-validator's `@ValidateIf` and `@IsOptional`: when one is false, none of class-validator's rules of the member runs. */
  readonly conditions: readonly ((object: any, value: unknown) => boolean)[]
  /** `@ValidateNested`: the rules of the member's own type run too. A member that is an object is always read by its type's plan. */
  readonly nested: boolean
}

export interface ApiMemberWords {
  readonly name?: string
  readonly description?: string
  readonly parameterType?: string
  readonly dataType?: string
  readonly format?: string
  readonly isRequired?: boolean
  readonly isOptional?: boolean
}

/** A message or a type used by one. Immutable; made by `describe`, the only reader of decorators. */
export interface MessageType {
  /** The class' name. */
  readonly name: string
  readonly namespace: string
  /** The class: `new target()` makes what a service gets. */
  readonly target: Class
  readonly base?: MessageType
  /** A factory's class: its open name and the types that fill it (``Page`1``, [Loan]). */
  readonly generic?: { readonly name: string; readonly args: readonly TypeRef[] }
  readonly isAbstract: boolean
  readonly description?: string
  readonly notes?: string
  readonly api?: { readonly description?: string; readonly bodyParameter?: number; readonly isRequired?: boolean }
  readonly tags: readonly string[]
  readonly dataContract?: { readonly name?: string; readonly namespace?: string }
  /** `@CsvFirstList`: formats of rows write the first list or dictionary in it. */
  readonly csvFirstList?: boolean
  readonly excludeMetadata: boolean
  /** Own and inherited members, the own ones first. */
  readonly members: readonly Member[]
  readonly ownMembers: readonly Member[]

  /** The message is itself a list of these (`ListOf`). */
  readonly items?: TypeRef

  /** What the message answers; undefined where the class is no message (`Returns` was not used). */
  readonly response?: ResponseRef
  readonly routes: readonly RouteDefinition[]
  /** The verb that typed clients use: `@Verb`, else the only verb of the only route, else POST. */
  readonly verb: string
  /** The verb came from `@Verb` (then metadata carries the marker `IGet` …). */
  readonly verbMarker: boolean
  readonly access: Access
  /** `@Restrict` scenarios, any of which must hold. */
  readonly restrictions: readonly Restriction[]
  /** ServiceStack's type-level rules, in declaration order. */
  readonly typeRules: readonly TypeRule[]
  /** The vendor contract that the message is part of (design: errors, order of checks, formats). */
  readonly contract?: Contract
  /** `@Strict`: unknown names in a body are 400. */
  readonly strict: boolean
  /** `@PartialUpdate`: on PATCH only what is there is checked. */
  readonly partialUpdate?: true
  /** Media types, lower case, whose bodies the service gets as a stream, unread; empty: all (`@RawBody`, R-3.9). */
  readonly rawBody?: readonly string[]
  /** `@CacheResponse`: answers are kept and given again. */
  readonly cacheResponse?: CacheWords
}

export type ResponseRef =
  | { readonly kind: 'void' }
  | { readonly kind: 'value'; readonly type: TypeRef; readonly nullable: boolean }

/** A message together with the verbs that services answer it with (`ANY`, `GET` …, M-5.11 `actions`). */
export interface Operation {
  readonly message: MessageType
  readonly actions: readonly string[]
  /** The class of the first service that answers it. */
  readonly service?: string
}

/** What a format is called and sent as, for pages and metadata. */
export interface FormatName {
  readonly name: string
  readonly contentType: string
}

/** Everything that a gateway answers: what the metadata pages, the languages and OpenAPI are made from. */
export interface Catalog {
  readonly serviceName: string
  readonly description?: string
  readonly version: string
  /** The namespace of classes that do not name one. */
  readonly namespace: string
  readonly operations: readonly Operation[]
  readonly formats: readonly FormatName[]
}
