import type { MetadataPropertyType, MetadataType } from '../type-metadata/model'
import type { LanguageOptions } from './language-options'
import type { Program } from './program'
import { camel } from './text'
import { arityOf, isCollectionInterface, plainName, shapeOf, type TypeName, typeName } from './type-name'

/** The name in JSON: the data member's, else the declared one in camel case (M-4.4). */
export const wireName = ({ name, dataMember }: MetadataPropertyType): string =>
  dataMember?.name ? dataMember.name.replace(/[^\p{L}\p{N}_]/gu, '_').replace(/^(?=\p{N})/u, '_') : camel(name)

/** REQ: said to be required, or a value type that is not nullable (M-0.2). */
export const isRequired = (property: MetadataPropertyType): boolean =>
  property.isRequired === true || (property.isValueType === true && plainName(property.type) !== 'Nullable')

/** The type of a member; a struct of the application degrades to a text unless value types are asked for (M-4.9). */
export const memberType = (property: MetadataPropertyType, program: Program, options: LanguageOptions): TypeName => {
  const type = typeName(property.type, property.genericArgs)
  if (options.ExportValueTypes) return type
  const value = shapeOf(type)
  const bare = value.kind === 'nullable' ? value.of : type
  const isStruct =
    property.isValueType && !property.isEnum && !bare.rank && bare.args.length === 0 && program.find(bare.name) === undefined
  return isStruct && !isSystemName(property, bare, value.kind === 'nullable') ? { name: 'String', args: [], rank: 0 } : type
}

/** Value types of .NET; any other value type that is no enum is the application's own struct. */
const systemValues: ReadonlySet<string> = new Set([
  'Boolean',
  'Char',
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Single',
  'Double',
  'Decimal',
  'IntPtr',
  'UIntPtr',
  'DateTime',
  'DateTimeOffset',
  'DateOnly',
  'TimeOnly',
  'TimeSpan',
  'Guid',
])
const isSystemName = (property: MetadataPropertyType, bare: TypeName, nullable: boolean): boolean =>
  systemValues.has(bare.name) || (!nullable && /^System(\.|$)/.test(property.namespace ?? ''))

/** INIT: a collection that starts empty rather than absent (M-4.10). */
export const startsEmpty = (property: MetadataPropertyType, owner: MetadataType, options: LanguageOptions): boolean => {
  if (property.isRequired !== true && !options.InitializeCollections) return false
  if (/^Query(Db|Data)$/.test(plainName(owner.inherits?.name ?? ''))) return false
  const type = typeName(property.type, property.genericArgs)
  const { kind } = shapeOf(type)
  return (kind === 'list' || kind === 'map' || kind === 'untypedMap') && !isCollectionInterface(type)
}

/** The name as a class is declared with it, without its parameters: `QueryDb_1`. */
export const declaredName = (type: MetadataType, program: Program, separator = '_'): string =>
  program.nameOf(plainName(type.name), arityOf(type.name), separator)
