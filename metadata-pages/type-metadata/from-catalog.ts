import type { Catalog, EnumType, Member, MessageType, Operation, ResponseRef, TypeRef } from '../../dtos/contract'
import { memberAttributes, typeAttributes } from './attributes'
import { isValueType, propertyType } from './clr-names'
import type { MetadataOperationType, MetadataPropertyType, MetadataType, MetadataTypeName, MetadataTypes } from './model'

/** The catalog as the wire describes it (`/types/metadata`, M-5.10). */
export const typeMetadata = (catalog: Catalog): MetadataTypes => {
  const operations = catalog.operations.filter(({ message }) => !message.excludeMetadata)
  const { types, namespaces } = collect(operations)
  return {
    namespaces,
    types,
    operations: operations.map(operationType),
  }
}

const operationType = ({ message, actions }: Operation): MetadataOperationType => {
  const { response, routes, access, tags, typeRules } = message
  const roles = [...ruleWords(message, 'HasRoles'), ...ruleWords(message, 'HasAnyRole')]
  const requiresAuth =
    access.authenticate ||
    roles.length > 0 ||
    [
      access.requiredRoles,
      access.requiresAnyRole,
      access.requiredPermissions,
      access.requiresAnyPermission,
      access.requiredScopes,
    ].some((each) => each.length > 0) ||
    typeRules.some(
      ({ name }) => name === 'IsAuthenticated' || name === 'IsAdmin' || name === 'HasPermissions' || name === 'HasAnyPermission',
    )
  return {
    request: messageType(message, true),
    ...(response?.kind === 'value' ? { response: responseType(response.type) } : {}),
    actions,
    ...(response?.kind === 'void' ? { returnsVoid: true } : {}),
    method: message.verb,
    ...(response?.kind === 'value' ? { returnType: typeReference(response.type) } : {}),
    ...(routes.length > 0
      ? {
          routes: routes.map(({ path, verbs, notes, summary }) => ({
            path,
            ...(verbs.length > 0 ? { verbs: verbs.join(',') } : {}),
            ...(notes ? { notes } : {}),
            ...(summary ? { summary } : {}),
          })),
        }
      : {}),
    ...(viewModel(response) ?? {}),
    ...(requiresAuth ? { requiresAuth: true } : {}),
    ...listed('requiredRoles', [
      ...new Set([
        ...access.requiredRoles,
        ...ruleWords(message, 'HasRoles'),
        ...(typeRules.some(({ name }) => name === 'IsAdmin') ? ['Admin'] : []),
      ]),
    ]),
    ...listed('requiresAnyRole', [...access.requiresAnyRole, ...ruleWords(message, 'HasAnyRole')]),
    ...listed('requiredPermissions', [...access.requiredPermissions, ...ruleWords(message, 'HasPermissions')]),
    ...listed('requiresAnyPermission', [...access.requiresAnyPermission, ...ruleWords(message, 'HasAnyPermission')]),
    ...listed('tags', tags),
  }
}

const ruleWords = ({ typeRules }: MessageType, rule: string): readonly string[] =>
  typeRules.filter(({ name }) => name === rule).flatMap(({ args }) => args)

const listed = (name: string, values: readonly string[]): Record<string, readonly string[]> =>
  values.length > 0 ? { [name]: values } : {}

/** A response with a member `Results` or `Result` shows what it is about (M-5.11). */
const viewModel = (response: ResponseRef | undefined): { readonly viewModel: MetadataTypeName } | undefined => {
  if (response?.kind !== 'value' || response.type.kind !== 'object') return undefined
  const { members } = response.type.type
  const results = members.find(({ declaredName }) => declaredName === 'Results')?.type
  const result = results?.kind === 'list' ? results.item : members.find(({ declaredName }) => declaredName === 'Result')?.type
  return result ? { viewModel: typeReference(result) } : undefined
}

const typeReference = (type: TypeRef): MetadataTypeName => {
  const { type: name, namespace, genericArgs } = propertyType(type, false)
  return { name, ...(namespace ? { namespace } : {}), ...(genericArgs ? { genericArgs } : {}) }
}

/** A list, a map or a scalar as a response is named by .NET's name of it, without members (M-5.11). */
const responseType = (type: TypeRef): MetadataType => {
  if (type.kind === 'object') return messageType(type.type, false)
  if (type.kind === 'enum') return enumType(type.type)
  const { name, namespace, genericArgs } = typeReference(type)
  const parameters: Readonly<Record<string, readonly string[]>> = { list: ['T'], dictionary: ['TKey', 'TValue'] }
  return {
    name,
    ...(namespace ? { namespace } : {}),
    ...(genericArgs ? { genericArgs: parameters[type.kind] ?? genericArgs } : {}),
    implements: [],
  }
}

const messageType = (message: MessageType, isRequest: boolean): MetadataType => {
  const { name, namespace, base, isAbstract, description, notes, dataContract } = message
  const properties = message.ownMembers
    .filter(({ excludeMetadata }) => !excludeMetadata)
    .map((member) => property(member, message))
  const attributes = typeAttributes(message)
  return {
    name,
    namespace,
    ...(base ? { inherits: { name: base.name, namespace: base.namespace } } : {}),
    implements: isRequest && message.verbMarker ? [marker(message.verb)] : [],
    ...(description ? { description } : {}),
    ...(notes ? { notes } : {}),
    ...(isAbstract ? { isAbstract: true } : {}),
    ...(dataContract ? { dataContract } : {}),
    ...(properties.length > 0 ? { properties } : {}),
    ...(attributes.length > 0 ? { attributes } : {}),
  }
}

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
const enumType = ({ name, namespace, flags, description, members }: EnumType): MetadataType => {
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

/** Everything that is neither request nor response, breadth first from the messages (M-5.20). */
const collect = (operations: readonly Operation[]): { readonly types: MetadataType[]; readonly namespaces: string[] } => {
  const responses = operations.flatMap(({ message }) => (message.response?.kind === 'value' ? [message.response.type] : []))
  const known = new Set<MessageType | EnumType>([
    ...operations.map(({ message }) => message),
    ...responses.flatMap((type) => (type.kind === 'object' ? [type.type] : [])),
  ])
  const queue: TypeRef[] = [...operations.map(({ message }) => ({ kind: 'object', type: message }) as const), ...responses]
  const seen = new Set<MessageType | EnumType>()
  const types: MetadataType[] = []
  const namespaces = new Set<string>()
  for (const ref of queue) {
    namespaces.add(propertyType(ref, false).namespace ?? '')
    if (ref.kind === 'list') queue.push(ref.item)
    else if (ref.kind === 'dictionary') queue.push(ref.key, ref.value)
    else if ((ref.kind === 'object' || ref.kind === 'enum') && !seen.has(ref.type)) {
      seen.add(ref.type)
      if (ref.kind === 'enum') types.push(enumType(ref.type))
      else {
        if (!known.has(ref.type) && !ref.type.excludeMetadata) types.push(messageType(ref.type, false))
        for (const member of ref.type.ownMembers) if (!member.excludeMetadata) queue.push(member.type, ...subTypes(member))
        if (ref.type.base) queue.push({ kind: 'object', type: ref.type.base })
      }
    }
  }
  namespaces.delete('')
  return { types, namespaces: [...namespaces] }
}

const subTypes = ({ discriminator }: Member): TypeRef[] =>
  [...(discriminator?.subTypes.values() ?? [])].map((type) => ({ kind: 'object', type }))
