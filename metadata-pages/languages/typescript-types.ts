import type { MetadataOperationType, MetadataType, MetadataTypeName } from '../type-metadata/model'
import type { Program } from './program'
import { type Spelling, spell } from './spelling'
import { shapeOf, type TypeName, typeName } from './type-name'

/** Keys that an index signature takes; any other key is a text on the wire (M-8.3; `boolean` does not compile, chapter 27). */
const keys: ReadonlySet<string> = new Set(['string', 'number'])

/** How TypeScript spells the model's types; JavaScript's comments spell them the same (M-8.1, M-12.10). */
export const typeScriptSpelling: Spelling = {
  scalars: {
    String: 'string',
    Boolean: 'boolean',
    Char: 'string',
    SByte: 'number',
    Byte: 'number',
    Int16: 'number',
    Int32: 'number',
    Int64: 'number',
    UInt16: 'number',
    UInt32: 'number',
    UInt64: 'number',
    Single: 'number',
    Double: 'number',
    Decimal: 'number',
    IntPtr: 'number',
    Guid: 'string',
    DateTime: 'string',
    DateTimeOffset: 'string',
    DateOnly: 'string',
    TimeSpan: 'string',
    TimeOnly: 'string',
    Stream: 'string',
    Uri: 'string',
    Type: 'string',
    HttpWebResponse: 'Blob',
  },
  bytes: 'string',
  list: (item) => `${item}[]`,
  map: (key, value) => `{ [index:${key}]: ${value}; }`,
  untypedMap: 'any',
  nullable: (of) => of,
  generic: (name, args, nested) => `${name}<${args.join(nested ? ',' : ', ')}>`,
  key: (key) => (keys.has(key) ? key : 'string'),
  aritySeparator: '_',
}

/** Raw answers arrive as a Blob in browsers and Node (M-12.7). */
const blobs: ReadonlySet<string> = new Set(['Stream', 'HttpWebResponse'])

/** What a message answers: what it says itself, else the known response type of its service (M-6.6 AddReturnMarker). */
export const returnedType = ({ returnType, response }: MetadataOperationType): MetadataTypeName | undefined =>
  returnType ?? (response && !/^System(\.|$)/.test(response.namespace ?? '') ? response : undefined)

/** The type in `IReturn<…>`; undefined where the message has no marker. */
export const returnType = (operation: MetadataOperationType, program: Program): string | undefined => {
  const returned = returnedType(operation)
  if (!returned) return undefined
  const type = typeName(returned.name, returned.genericArgs)
  if (isBlob(type)) return 'Blob'
  return spell(type, typeScriptSpelling, program, returned.namespace, true)
}

const isBlob = (type: TypeName): boolean => shapeOf(type).kind === 'bytes' || (type.rank === 0 && blobs.has(type.name))

/** What `createResponse` makes (M-12.7): an empty value of the response's kind. `construct` writes the making of an object. */
export const emptyResponse = (
  returned: MetadataTypeName,
  program: Program,
  construct: (name: TypeName, text: string) => string,
  list: (item: string) => string,
): string => {
  const type = typeName(returned.name, returned.genericArgs)
  const shape = shapeOf(type)
  if (isBlob(type)) return 'new Blob()'
  if (shape.kind === 'list') return list(spell(shape.item, typeScriptSpelling, program, undefined, true))
  if (shape.kind === 'map' || shape.kind === 'untypedMap') return '{}'
  const value = shape.kind === 'nullable' ? shape.of : type
  const text = spell(value, typeScriptSpelling, program, returned.namespace, true)
  const known = program.find(value.name)
  if (known?.isEnum) return known.enumNames?.[0] ? `${text}.${known.enumNames[0]}` : 'null'
  return literals[text] ?? construct(value, text)
}

const literals: Readonly<Record<string, string>> = { string: "''", number: '0', boolean: 'false', any: '{}' }

/** Base of a type that is a list or a map itself (M-12.4). */
export const collectionBase = (type: MetadataType): { readonly kind: 'list' | 'map'; readonly item: TypeName } | undefined => {
  if (!type.inherits) return undefined
  const shape = shapeOf(typeName(type.inherits.name, type.inherits.genericArgs))
  if (shape.kind === 'list') return { kind: 'list', item: shape.item }
  return shape.kind === 'map' ? { kind: 'map', item: shape.value } : undefined
}

/** A class of the language, also where the application has one of that name. */
export const languagesOwn = (name: 'Array' | 'Object', { defines }: Program): string =>
  defines(name) ? `globalThis.${name}` : name

/** An application's class called Object still lends what every constructor takes from the language's. */
export const lendsAssign = (name: string): boolean => name === 'Object'

/** A text between single quotes. */
export const singleQuoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/[\r\n\u2028\u2029]/g, '')}'`
