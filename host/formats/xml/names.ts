import type { DictionaryRef, MessageType, Scalar, TypeRef } from '../../../dtos/contract/message-type'
import {
  contractNamespace,
  decodeXmlName as decodeName,
  encodeXmlName as encodeName,
  filledName,
  isBuiltIn,
  xmlNamespaces as namespaces,
  type XmlName,
} from '../../../dtos/contract/xml-names'

export { contractNamespace, decodeName, encodeName, namespaces, type XmlName }

const inSchema = (name: string): XmlName => ({ name, namespace: namespaces.schema })
const inSerialization = (name: string): XmlName => ({ name, namespace: namespaces.serialization })
const inSystem = (name: string): XmlName => ({ name, namespace: contractNamespace('System') })

export const scalarNames: Readonly<Record<Scalar, XmlName>> = {
  string: inSchema('string'),
  boolean: inSchema('boolean'),
  char: inSerialization('char'),
  sbyte: inSchema('byte'),
  byte: inSchema('unsignedByte'),
  int16: inSchema('short'),
  uint16: inSchema('unsignedShort'),
  int32: inSchema('int'),
  uint32: inSchema('unsignedInt'),
  int64: inSchema('long'),
  uint64: inSchema('unsignedLong'),
  float: inSchema('float'),
  double: inSchema('double'),
  decimal: inSchema('decimal'),
  dateTime: inSchema('dateTime'),
  dateTimeOffset: inSystem('DateTimeOffset'),
  date: inSystem('DateOnly'),
  time: inSystem('TimeOnly'),
  timeSpan: inSerialization('duration'),
  guid: inSerialization('guid'),
  uri: inSchema('anyURI'),
  bytes: inSchema('base64Binary'),
  any: inSchema('anyType'),
}

export function xmlNameOf(type: TypeRef): XmlName {
  switch (type.kind) {
    case 'scalar':
      return scalarNames[type.scalar]
    case 'enum':
      return { name: encodeName(type.type.name), namespace: contractNamespace(type.type.namespace) }
    case 'list': {
      const { name, namespace } = xmlNameOf(type.item)
      return { name: `ArrayOf${name}`, namespace: isBuiltIn(namespace) ? namespaces.arrays : namespace }
    }
    case 'dictionary':
      return { name: `ArrayOf${entryName(type)}`, namespace: namespaces.arrays }
    case 'object':
      return { name: objectName(type.type), namespace: objectNamespace(type.type) }
    case 'stream':
      throw new Error('A stream is sent as it is, never as XML.')
  }
}

/** `KeyValueOfstringint`: the element of a dictionary's entry. */
export const entryName = ({ key, value }: DictionaryRef): string => filled('KeyValue', [key, value])

const objectName = ({ name, dataContract, generic }: MessageType): string =>
  dataContract?.name
    ? encodeName(dataContract.name)
    : generic
      ? filled(generic.name.replace(/`\d+$/, ''), generic.args)
      : encodeName(name)

export const objectNamespace = ({ namespace, dataContract }: MessageType): string =>
  dataContract?.namespace ?? contractNamespace(namespace)

const filled = (name: string, args: readonly TypeRef[]): string => filledName(name, args.map(xmlNameOf))
