import type { Program } from './languages/program'
import { type Spelling, spell } from './languages/spelling'
import { typeName } from './languages/type-name'
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
  collected: { met: [], plain: [], responses: [], requests: [] },
  leftOut: [],
  closedResponse: () => undefined,
  answering: () => undefined,
  ownerOf: () => undefined,
}

/** `List<string>`, `int?`, `Item[]`: lists and arrays by their own names. */
export const dataType = ({
  type,
  genericArgs,
  displayType,
}: Pick<MetadataPropertyType, 'type' | 'genericArgs' | 'displayType'>): string => {
  if (displayType) return displayType
  const rank = type === 'Byte[]' ? '' : (/(\[\])+$/.exec(type)?.[0] ?? '')
  const bare = rank ? type.slice(0, -rank.length) : type
  const named = typeName(bare, genericArgs)
  const isOtherCollection =
    named.args.length > 0 && named.name !== 'Nullable' && named.name !== 'List' && named.name !== 'Dictionary'
  const args = named.args.map((arg) => spell(arg, spelling, anyProgram, undefined, true))
  return (isOtherCollection ? `${named.name}<${args.join(', ')}>` : spell(named, spelling, anyProgram)) + rank
}

/** `Page<T>` (M-2.13). */
export const displayName = ({ name, genericArgs }: Pick<MetadataType, 'name' | 'genericArgs'>): string =>
  genericArgs?.length ? `${name.replace(/`\d+$/, '')}<${genericArgs.join(', ')}>` : name
