import { contractNamespace, encodeXmlName, filledName, isBuiltIn, type XmlName, xmlNamespaces } from '../dtos/contract/xml-names'
import { shapeOf, type TypeName } from './languages/type-name'
import type { SampleMember, SampleNode, TypeFinder } from './sample-node'
import type { MetadataType } from './type-metadata/model'

const inSchema: Readonly<Record<string, string>> = {
  String: 'string',
  Boolean: 'boolean',
  SByte: 'byte',
  Byte: 'unsignedByte',
  Int16: 'short',
  UInt16: 'unsignedShort',
  Int32: 'int',
  UInt32: 'unsignedInt',
  Int64: 'long',
  UInt64: 'unsignedLong',
  Single: 'float',
  Double: 'double',
  Decimal: 'decimal',
  DateTime: 'dateTime',
  Uri: 'anyURI',
  Object: 'anyType',
}
const inSerialization: Readonly<Record<string, string>> = { Char: 'char', TimeSpan: 'duration', Guid: 'guid' }
const system = contractNamespace('System')
const anyType: XmlName = { name: 'anyType', namespace: xmlNamespaces.schema }

/** What a type is called where its name stands for it. */
export const xmlNameOf = (type: TypeName, find: TypeFinder): XmlName => {
  const shape = shapeOf(type)
  switch (shape.kind) {
    case 'bytes':
      return { name: 'base64Binary', namespace: xmlNamespaces.schema }
    case 'nullable':
      return { name: `NullableOf${xmlNameOf(shape.of, find).name}`, namespace: system }
    case 'list': {
      const { name, namespace } = xmlNameOf(shape.item, find)
      return { name: `ArrayOf${name}`, namespace: isBuiltIn(namespace) ? xmlNamespaces.arrays : namespace }
    }
    case 'map':
      return { name: `ArrayOf${entryName([shape.key, shape.value], find)}`, namespace: xmlNamespaces.arrays }
    case 'untypedMap':
      return { name: 'ArrayOfKeyValueOfanyTypeanyType', namespace: xmlNamespaces.arrays }
    case 'named':
      return namedType(shape.name, shape.args, find)
  }
}

/** `KeyValueOfstringint`: the element of a dictionary's entry. */
export const entryName = (args: readonly TypeName[], find: TypeFinder): string =>
  filledName(
    'KeyValue',
    args.map((arg) => xmlNameOf(arg, find)),
  )

const namedType = (name: string, args: readonly TypeName[], find: TypeFinder): XmlName => {
  const found = find(args.length > 0 ? `${name}\`${args.length}` : name)
  if (found?.isInterface) return anyType
  if (found) return { name: contractName(found, name, args, find), namespace: namespaceOfType(found) }
  if (inSchema[name]) return { name: inSchema[name], namespace: xmlNamespaces.schema }
  if (inSerialization[name]) return { name: inSerialization[name], namespace: xmlNamespaces.serialization }
  const namespace = name === 'KeyValuePair' ? contractNamespace('System.Collections.Generic') : system
  return { name: args.length > 0 ? filled(name, args, find) : encodeXmlName(name), namespace }
}

const contractName = (type: MetadataType, name: string, args: readonly TypeName[], find: TypeFinder): string => {
  if (type.dataContract?.name) return encodeXmlName(type.dataContract.name)
  return args.length > 0 ? filled(name, args, find) : encodeXmlName(name)
}

const filled = (name: string, args: readonly TypeName[], find: TypeFinder): string =>
  filledName(
    name,
    args.map((arg) => xmlNameOf(arg, find)),
  )

export const namespaceOfType = ({ namespace = '', dataContract }: MetadataType): string =>
  dataContract?.namespace ?? contractNamespace(namespace)

/** An item of a list: of a nullable value, by the value's name. */
export const itemName = (item: TypeName, find: TypeFinder): XmlName => {
  const shape = shapeOf(item)
  const { name, namespace } = xmlNameOf(shape.kind === 'nullable' ? shape.of : item, find)
  return { name, namespace: shape.kind === 'nullable' ? system : isBuiltIn(namespace) ? xmlNamespaces.arrays : namespace }
}

/** Interfaces of lists that can only be read are nothing that the platform's writer knows. */
const readOnly = /^IReadOnly(List|Collection|Dictionary)$/

/** The namespace of what stands inside a value; undefined where that is text. */
export const contentNamespace = (node: SampleNode, find: TypeFinder): string | undefined => {
  const { kind, type } = node
  if (kind === 'enum' || (type.rank === 0 && readOnly.test(type.name))) return undefined
  if (kind === 'value') return type.name === 'DateTimeOffset' ? system : undefined
  if ((kind === 'object' || kind === 'absent') && node.of) return node.of.isInterface ? undefined : namespaceOfType(node.of)
  const shape = shapeOf(type)
  if (shape.kind === 'list') return itemName(shape.item, find).namespace
  if (shape.kind === 'map' || shape.kind === 'untypedMap') return xmlNamespaces.arrays
  const { namespace } = type.name === 'IEnumerable' ? { namespace: xmlNamespaces.arrays } : xmlNameOf(type, find)
  return isBuiltIn(namespace) ? undefined : namespace
}

export const memberName = ({ property, owner }: SampleMember): string =>
  // A pair's two members are the platform's own fields.
  owner ? encodeXmlName(property.dataMember?.name ?? property.name) : property.name.toLowerCase()

/** Base classes first; in each class by name, those with an order of their own after the others, by it; the contract's own types as they are. */
export const xmlOrder = (members: readonly SampleMember[]): readonly SampleMember[] => {
  const levels = new Map<MetadataType | undefined, SampleMember[]>()
  for (const member of members) levels.set(member.owner, [...(levels.get(member.owner) ?? []), member])
  return [...levels]
    .reverse()
    .flatMap(([owner, level]) => (owner?.namespace === 'ServiceStack' ? level : level.sort(byOrderThenName)))
}

const byOrderThenName = (one: SampleMember, other: SampleMember): number => {
  const [first, second] = [orderOf(one), orderOf(other)]
  return first === second ? (memberName(one) < memberName(other) ? -1 : 1) : first < second ? -1 : 1
}
const orderOf = ({ property }: SampleMember): number => property.dataMember?.order ?? Number.NEGATIVE_INFINITY
