import type { Scalar, TypeRef } from '../../dtos/contract'
import { plainName } from '../languages/type-name'

/** .NET's name of each scalar (R-3.11, M-8.1). */
export const scalarNames: Readonly<Record<Scalar, string>> = {
  string: 'String',
  boolean: 'Boolean',
  char: 'Char',
  sbyte: 'SByte',
  byte: 'Byte',
  int16: 'Int16',
  uint16: 'UInt16',
  int32: 'Int32',
  uint32: 'UInt32',
  int64: 'Int64',
  uint64: 'UInt64',
  float: 'Single',
  double: 'Double',
  decimal: 'Decimal',
  dateTime: 'DateTime',
  dateTimeOffset: 'DateTimeOffset',
  date: 'DateOnly',
  time: 'TimeOnly',
  timeSpan: 'TimeSpan',
  guid: 'Guid',
  uri: 'Uri',
  bytes: 'Byte[]',
  any: 'Object',
}

const references: ReadonlySet<Scalar> = new Set(['string', 'uri', 'bytes', 'any'])

/** Types that cannot be null unless they are said to be (M-5.16). */
export const isValueType = (type: TypeRef): boolean =>
  type.kind === 'enum' || (type.kind === 'scalar' && !references.has(type.scalar))

/** The type as it stands among the arguments of another: `Dictionary<String,List<Loan>>` (M-4.7). */
export const typeText = (type: TypeRef): string => {
  switch (type.kind) {
    case 'scalar':
      return scalarNames[type.scalar]
    case 'enum':
      return type.type.name
    case 'object':
      return type.type.generic
        ? `${plainName(type.type.generic.name)}<${type.type.generic.args.map(typeText).join(',')}>`
        : type.type.name
    case 'list':
      return `List<${typeText(type.item)}>`
    case 'dictionary':
      return `Dictionary<${typeText(type.key)},${typeText(type.value)}>`
    case 'stream':
      return 'Stream'
  }
}

export interface PropertyTypeName {
  readonly type: string
  readonly namespace?: string
  readonly isValueType?: true
  readonly isEnum?: true
  readonly genericArgs?: readonly string[]
}

const collections = 'System.Collections.Generic'

/** The type of a member as the model names it (M-4.7, M-5.16). */
export const propertyType = (type: TypeRef, isNullable: boolean): PropertyTypeName => {
  const value = isValueType(type) ? ({ isValueType: true } as const) : {}
  const enumeration = type.kind === 'enum' ? ({ isEnum: true } as const) : {}
  if (isNullable) return { type: 'Nullable`1', namespace: 'System', ...value, ...enumeration, genericArgs: [typeText(type)] }
  switch (type.kind) {
    case 'list':
      return { type: 'List`1', namespace: collections, genericArgs: [typeText(type.item)] }
    case 'dictionary':
      return { type: 'Dictionary`2', namespace: collections, genericArgs: [typeText(type.key), typeText(type.value)] }
    case 'stream':
      return { type: 'Stream', namespace: 'System.IO' }
    case 'scalar':
      return { type: scalarNames[type.scalar], namespace: 'System', ...value }
    case 'enum':
      return { type: type.type.name, namespace: type.type.namespace, ...value, ...enumeration }
    case 'object': {
      const { name, namespace, generic } = type.type
      return generic ? { type: generic.name, namespace, genericArgs: generic.args.map(typeText) } : { type: name, namespace }
    }
  }
}
