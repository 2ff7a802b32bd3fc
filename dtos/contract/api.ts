import type { EnumObject, MemberKind } from './member-kind'
import type { ApiMemberWords } from './message-type'
import { memberSays, says } from './said'

export interface ApiMemberOptions extends ApiMemberWords {
  /** What TypeScript cannot say: `int64`, `decimal`, `guid`, `[Loan]`, `{ dictionary: Link }` … */
  readonly type?: MemberKind
  readonly allowableValues?: readonly string[]
  readonly allowableRange?: { readonly min: number; readonly max: number }
}

/** A member's words and its exact kind. `name` is the .NET name where the property's name with a capital is wrong (`AIMinutes`). */
export function ApiMember(options: ApiMemberOptions): PropertyDecorator
export function ApiMember(description: string, options?: ApiMemberOptions): PropertyDecorator
export function ApiMember(descriptionOrOptions: string | ApiMemberOptions, more: ApiMemberOptions = {}): PropertyDecorator {
  const options = typeof descriptionOrOptions === 'string' ? { ...more, description: descriptionOrOptions } : descriptionOrOptions
  const { type, name, allowableValues, allowableRange, ...words } = options
  return memberSays((member) => {
    // A kind or a name alone says no words: the metadata then carries no ApiMember attribute.
    if (Object.keys(words).length > 0) member.words = { ...member.words, ...words }
    if (name !== undefined) member.name = name
    if (type !== undefined) member.type = type
    if (words.isOptional !== undefined) member.isOptional = words.isOptional
    if (allowableValues) member.allowableValues = allowableValues
    if (allowableRange) member.allowableRange = allowableRange
  })
}

/** Values that pages and inputs offer (M-2.11). */
export const ApiAllowableValues = (...values: string[]) => memberSays((member) => (member.allowableValues = values))
export const ApiAllowableRange = (min: number, max: number) => memberSays((member) => (member.allowableRange = { min, max }))

/** What a message is for, in a sentence. */
export const Api = (description: string) => says((words) => (words.api = { description }))
export const Description = (text: string) => says((words) => (words.description = text))
export const Notes = (text: string) => says((words) => (words.notes = text))
/** Groups messages on the index page. */
export const Tag = (...names: string[]) => says((words) => words.tags.unshift(...names))
/** The .NET namespace of a class, where it is not the gateway's. */
export const Namespace = (name: string) => says((words) => (words.namespace = name))

export interface DataContractOptions {
  readonly name?: string
  readonly namespace?: string
}
export const DataContract = (options: DataContractOptions = {}) => says((words) => (words.dataContract = { ...options }))

export interface DataMemberOptions {
  /** The exact name on the wire. */
  readonly name?: string
  readonly order?: number
  readonly isRequired?: boolean
  readonly emitDefaultValue?: boolean
}
export const DataMember = (options: DataMemberOptions = {}) => memberSays((member) => (member.dataMember = { ...options }))
/** Written as null where others are left out: a vendor's readers look for the name. */
export const NullAsNull = () => memberSays((member) => (member.nullAsNull = true))
/** Neither read nor written. */
export const IgnoreDataMember = () => memberSays((member) => (member.ignore = true))

/** CSV and JSON Lines write the first list or dictionary of the class, as they do of a data contract. */
export const CsvFirstList = () => says((words) => (words.csvFirstList = true))

/** The verb that typed clients use: the marker `IGet` … of the reference. */
export const Verb = (verb: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS') => says((words) => (words.verb = verb))

/** A PATCH of the message changes only what it brings: rules of other members are not asked, except of those that `?reset=a,b` empties. */
export const PartialUpdate = () => says((words) => (words.partialUpdate = true))

/** Names that the model does not have make a body 400 instead of being passed over. */
export const Strict = () => says((words) => (words.strict = true))

/** Bodies of these media types, or any where none is named, reach the service unread, as `RequestContext.body`; path and query are bound as ever. */
export const RawBody = (...mediaTypes: string[]) =>
  says((words) => (words.rawBody = mediaTypes.map((type) => type.toLowerCase())))

/** In a multipart form the member's text is of this format, not JSV: `@MultiPartField('application/json')`. */
export const MultiPartField = (mediaType: string) => memberSays((member) => (member.formField = mediaType.toLowerCase()))

/** On a class: not on pages and in metadata, though it can be called. On a member: not in metadata. */
export function ExcludeMetadata(): ClassDecorator & PropertyDecorator {
  return ((target: object, property?: string | symbol) => {
    if (property === undefined) says((words) => (words.excludeMetadata = true))(target as Function)
    else memberSays((member) => (member.excludeMetadata = true))(target, property)
  }) as ClassDecorator & PropertyDecorator
}

/** A class that a factory made: `Page(Loan)` and `Page(Desk)` are both ``Page`1``, with their arguments. */
export const GenericType = (name: string, args: () => readonly MemberKind[]) => says((words) => (words.generic = { name, args }))

const enumWords = Symbol('tollgate:enum')
export interface EnumWords {
  readonly name: string
  readonly namespace?: string
  readonly description?: string
  /** Members are bits; on the wire the enum is a number. */
  readonly flags?: boolean
  /** Texts on the wire of a numeric enum's members, by name (the reference's EnumMember). */
  readonly memberValues?: Readonly<Record<string, string>>
  readonly descriptions?: Readonly<Record<string, string>>
}

/** Names an enum; one that is not declared is named after the first member that has it. Returns the enum. */
export function declareEnum<E extends EnumObject>(enumObject: E, words: string | EnumWords): E {
  Reflect.defineMetadata(enumWords, typeof words === 'string' ? { name: words } : words, enumObject)
  return enumObject
}
export const enumWordsOf = (enumObject: EnumObject): EnumWords | undefined => Reflect.getOwnMetadata(enumWords, enumObject)
