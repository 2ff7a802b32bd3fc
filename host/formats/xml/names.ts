import { createHash } from 'node:crypto'
import type { DictionaryRef, MessageType, Scalar, TypeRef } from '../../../dtos/contract/message-type'

/** The namespaces of data-contract XML. */
export const namespaces = {
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
  schema: 'http://www.w3.org/2001/XMLSchema',
  serialization: 'http://schemas.microsoft.com/2003/10/Serialization/',
  arrays: 'http://schemas.microsoft.com/2003/10/Serialization/Arrays',
  /** The reference's own types: `ResponseStatus` … */
  framework: 'http://schemas.servicestack.net/types',
} as const
const contracts = 'http://schemas.datacontract.org/2004/07/'

/** The XML namespace of a .NET one. */
export const contractNamespace = (namespace: string): string =>
  namespace === 'ServiceStack' || namespace.startsWith('ServiceStack.') ? namespaces.framework : contracts + namespace

/** What a type is called in XML, where its name stands for it: list items, type arguments, `i:type`. */
export interface XmlName {
  readonly name: string
  readonly namespace: string
}

const inSchema = (name: string): XmlName => ({ name, namespace: namespaces.schema })
const inSerialization = (name: string): XmlName => ({ name, namespace: namespaces.serialization })
const inSystem = (name: string): XmlName => ({ name, namespace: `${contracts}System` })

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

const isBuiltIn = (namespace: string): boolean => namespace === namespaces.schema || namespace === namespaces.serialization

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

/** An open type's name with its arguments', and a hash of their namespaces unless .NET's own types are all that fills it. */
function filled(name: string, args: readonly TypeRef[]): string {
  const names = args.map(xmlNameOf)
  const hash = names.every(({ namespace }) => isBuiltIn(namespace)) ? '' : hashOf(names.map(({ namespace }) => namespace))
  return `${encodeName(name)}Of${names.map((argument) => argument.name).join('')}${hash}`
}

function hashOf(of: readonly string[]): string {
  const text = [` ${of.length}`, ...of.map((namespace) => ` ${namespace}`)].join('')
  const digest = createHash('md5').update(text).digest().subarray(0, 6).toString('base64')
  return digest.replaceAll('/', '_S').replaceAll('+', '_P')
}

const asCode = (unit: string) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/** What no XML name may hold is written as `_x0020_`, and so is what would read as such. */
export const encodeName = (name: string): string =>
  name
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\p{L}\p{N}_.-]/gu, (found) => Array.from({ length: found.length }, (_, index) => asCode(found[index]!)).join(''))
    .replace(/^[^\p{L}_]/u, asCode)

export const decodeName = (name: string): string =>
  name.includes('_x') ? name.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16))) : name
