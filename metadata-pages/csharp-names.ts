import type { Program } from './languages/program'
import { type Spelling, spell } from './languages/spelling'
import { plainName, typeName } from './languages/type-name'
import type { MetadataPropertyType, MetadataType } from './type-metadata/model'

/** How the tables name types: as C# does (M-2.11). */
const spelling: Spelling = {
  scalars: {
    String: 'string',
    Boolean: 'bool',
    Byte: 'byte',
    Int16: 'short',
    Int32: 'int',
    Int64: 'long',
    UInt16: 'ushort',
    UInt32: 'uint',
    UInt64: 'ulong',
    Single: 'float',
    Double: 'double',
    Decimal: 'decimal',
  },
  bytes: 'byte[]',
  list: (item) => `List<${item}>`,
  map: (key, value) => `Dictionary<${key}, ${value}>`,
  untypedMap: 'IDictionary',
  nullable: (of) => `${of}?`,
  generic: (name, args) => `${name}<${args.join(', ')}>`,
  key: (key) => key,
  aritySeparator: '',
}

const anyProgram: Program = {
  types: [],
  operation: () => undefined,
  find: () => undefined,
  nameOf: (name) => name,
  defines: () => false,
  explains: () => true,
  prints: () => false,
  collected: { met: [], plain: [], responses: [], requests: [] },
  leftOut: [],
  closedResponse: () => undefined,
  answering: () => undefined,
  ownerOf: () => undefined,
}

/** `List<string>`, `int?`, `Item[]`: lists and arrays by their own names; arguments of arguments as the model has them, as in the reference. */
export const dataType = ({
  type,
  genericArgs = [],
  displayType,
}: Pick<MetadataPropertyType, 'type' | 'genericArgs' | 'displayType'>): string => {
  if (displayType) return displayType
  const rank = type === 'Byte[]' ? '' : (/(\[\])+$/.exec(type)?.[0] ?? '')
  const bare = rank ? type.slice(0, -rank.length) : type
  const args = genericArgs.map(argument)
  if (args.length === 0) return simple(bare) + rank
  const name = plainName(bare)
  return (name === 'Nullable' ? `${args[0]}?` : `${name}<${args.join(', ')}>`) + rank
}

const argument = (text: string): string => {
  const rank = /(\[\])*$/.exec(text)?.[0] ?? ''
  return text.includes('<') ? text : simple(text.slice(0, text.length - rank.length)) + rank
}

/** A name without arguments: a word of C#'s, or its own. */
const simple = (name: string): string => spell(typeName(name), spelling, anyProgram, undefined, true)

/** `Page<T>` (M-2.13). */
export const displayName = ({ name, genericArgs }: Pick<MetadataType, 'name' | 'genericArgs'>): string =>
  genericArgs?.length ? `${name.replace(/`\d+$/, '')}<${genericArgs.join(', ')}>` : name
