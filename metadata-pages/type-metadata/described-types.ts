import type { EnumType, Member, MessageType, TypeRef } from '../../dtos/contract'
import { memberAttributes, typeAttributes } from './attributes'
import { isValueType, propertyType } from './clr-names'
import type { MetadataPropertyType, MetadataType, MetadataTypeName } from './model'

/** A type as another refers to it (M-5.15). */
export const typeReference = (type: TypeRef): MetadataTypeName => {
  const { type: name, namespace, genericArgs } = propertyType(type, false)
  return { name, ...(namespace ? { namespace } : {}), ...(genericArgs ? { genericArgs } : {}) }
}

export const messageType = (message: MessageType, isRequest: boolean): MetadataType => {
  const { name, namespace, generic, isAbstract, description, notes, dataContract } = message
  const properties = message.ownMembers
    .filter(({ excludeMetadata }) => !excludeMetadata)
    .map((member) => property(member, message))
  const attributes = typeAttributes(message)
  return {
    ...(generic ? { name: generic.name } : { name }),
    namespace,
    ...(generic ? { genericArgs: parameterNames(generic.args.length) } : {}),
    ...inheritance(message),
    implements: isRequest && message.verbMarker ? [marker(message.verb)] : [],
    ...(description ? { description } : {}),
    ...(notes ? { notes } : {}),
    ...(isAbstract ? { isAbstract: true } : {}),
    ...(dataContract ? { dataContract } : {}),
    ...(properties.length > 0 ? { properties } : {}),
    ...(attributes.length > 0 ? { attributes } : {}),
  }
}

/** A message that is itself a list is one in every language. */
const inheritance = ({ base, items }: MessageType): Pick<MetadataType, 'inherits'> => {
  if (items) return { inherits: typeReference({ kind: 'list', item: items }) }
  return base ? { inherits: typeReference({ kind: 'object', type: base }) } : {}
}

/** ``Page`1`` has `T`, ``Pair`2`` has `T1` and `T2`. */
export const parameterNames = (count: number): string[] =>
  count === 1 ? ['T'] : Array.from({ length: count }, (_, at) => `T${at + 1}`)

const marker = (verb: string): MetadataTypeName => ({
  name: `I${verb.charAt(0)}${verb.slice(1).toLowerCase()}`,
  namespace: 'ServiceStack',
  genericArgs: [],
})

const property = (member: Member, owner: MessageType): MetadataPropertyType => {
  const {
    declaredName,
    type,
    optional,
    description,
    dataMember,
    parameterType,
    dataType,
    isRequired,
    allowableValues,
    allowableRange,
    apiMember,
    format,
  } = member
  const attributes = memberAttributes(member)
  return {
    name: declaredName,
    ...propertyType(type, optional && isValueType(type)),
    ...(isPrimaryKey(member, owner) ? { isPrimaryKey: true } : {}),
    ...(description ? { description } : {}),
    ...(dataMember ? { dataMember: dataMemberOf(dataMember) } : {}),
    ...(parameterType ? { paramType: parameterType } : {}),
    ...(dataType ? { displayType: dataType } : {}),
    ...(isRequired ? { isRequired: true } : {}),
    ...(allowableValues?.length ? { allowableValues } : enumValues(type)),
    ...(allowableRange ? { allowableMin: allowableRange.min, allowableMax: allowableRange.max } : {}),
    ...(attributes.length > 0 ? { attributes } : {}),
    ...(apiMember ? { format: format ? { method: format } : {} } : {}),
  }
}

/** `emitDefaultValue` is only ever told as false (M-5.16). */
const dataMemberOf = ({
  name,
  order,
  isRequired,
  emitDefaultValue,
}: NonNullable<Member['dataMember']>): MetadataPropertyType['dataMember'] => ({
  ...(name ? { name } : {}),
  ...(order === undefined ? {} : { order }),
  ...(isRequired ? { isRequired: true } : {}),
  ...(emitDefaultValue === false ? { emitDefaultValue: false } : {}),
})

const isPrimaryKey = ({ declaredName }: Member, { ownMembers }: MessageType): boolean =>
  declaredName === 'Id' && ownMembers.some((each) => each.declaredName === 'Id')

const enumValues = (type: TypeRef): { readonly allowableValues?: readonly string[] } => {
  const found = type.kind === 'list' ? type.item : type
  return found.kind === 'enum' ? { allowableValues: found.type.members.map(({ name }) => name) } : {}
}

/** M-5.13: values only where they are not 0 to n − 1, member values only where one differs from its name. */
export const enumType = ({ name, namespace, flags, description, members }: EnumType): MetadataType => {
  const areNumbers = members.every(({ value }) => typeof value === 'number')
  const needsValues = areNumbers && (flags || members.some(({ value }, at) => value !== at))
  const memberValues = members.map(({ name: each, memberValue }) => memberValue ?? each)
  return {
    name,
    namespace,
    implements: [],
    ...(description ? { description } : {}),
    isEnum: true,
    ...(flags ? { isEnumInt: true, attributes: [{ name: 'Flags', args: [] }] } : {}),
    enumNames: members.map((member) => member.name),
    ...(needsValues ? { enumValues: members.map(({ value }) => String(value)) } : {}),
    ...(memberValues.some((value, at) => value !== members[at]?.name) ? { enumMemberValues: memberValues } : {}),
    ...(members.some((member) => member.description)
      ? { enumDescriptions: members.map((member) => member.description ?? null) }
      : {}),
  }
}
