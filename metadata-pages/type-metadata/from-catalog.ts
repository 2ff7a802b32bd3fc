import type { Catalog, MessageType, Operation, ResponseRef, TypeRef } from '../../dtos/contract'
import { collect } from './collect'
import { enumType, messageType, typeReference } from './described-types'
import type { MetadataOperationType, MetadataType, MetadataTypeName, MetadataTypes } from './model'

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
    // The wire has no word for scopes; to a client they are permissions that its token must have.
    ...listed('requiredPermissions', [
      ...access.requiredPermissions,
      ...access.requiredScopes,
      ...ruleWords(message, 'HasPermissions'),
    ]),
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
