import type { MetadataOperationType, MetadataPropertyType, MetadataType } from '../type-metadata/model'
import { namesIn, type Program } from './program'
import { plainName, typeName } from './type-name'

/** What the client libraries of Go, Rust, Ruby and Zig define themselves (M-22.2). */
export const serviceTypes: ReadonlySet<string> = new Set([
  'ResponseStatus',
  'ResponseError',
  'ErrorResponse',
  'EmptyResponse',
  'IdResponse',
  'StringResponse',
  'StringsResponse',
  'AuditBase',
  'QueryBase',
  'QueryData',
  'QueryDb',
  'QueryResponse',
  'Authenticate',
  'AuthenticateResponse',
  'Register',
  'RegisterResponse',
  'AssignRoles',
  'AssignRolesResponse',
  'UnAssignRoles',
  'UnAssignRolesResponse',
  'ConvertSessionToToken',
  'ConvertSessionToTokenResponse',
  'GetAccessToken',
  'GetAccessTokenResponse',
  'GetApiKeys',
  'GetApiKeysResponse',
  'RegenerateApiKeys',
  'RegenerateApiKeysResponse',
  'UserApiKey',
  'NavItem',
  'GetNavItems',
  'GetNavItemsResponse',
])

const isProduct = (namespace: string | undefined): boolean => /^ServiceStack(\.|$)/.test(namespace ?? 'ServiceStack')

/** An application's own type of that name is printed, and its name means it (M-22.2). */
export const isLibrarys = (name: string, program: Program): boolean =>
  serviceTypes.has(plainName(name)) && isProduct(program.find(name)?.namespace)

/** What a base or a member of a printed type names, arguments included: an interface among them is needed as a type (M-22.2). */
export const usedNames = ({ types }: Program): ReadonlySet<string> =>
  new Set(
    types.flatMap(({ inherits, properties = [] }) => [
      ...(inherits ? namesIn(typeName(inherits.name, inherits.genericArgs)) : []),
      ...properties.flatMap(({ type, genericArgs }) => namesIn(typeName(type, genericArgs))),
    ]),
  )

/** An abstract type that others derive from: a member of it may hold any of them (M-22.4). */
export const polymorphicNames = ({ types }: Program): ReadonlySet<string> => {
  const bases = new Set(types.flatMap(({ inherits }) => inherits?.name ?? []))
  return new Set(
    types.filter(({ name, isAbstract, isInterface }) => isAbstract && !isInterface && bases.has(name)).map(({ name }) => name),
  )
}

/** A message that answers with itself: no type of its own to say (M-22.5). */
export const answersItself = ({ request, returnType, response }: MetadataOperationType): boolean =>
  (returnType ?? response)?.name === request.name

/** A type of another namespace with a name that is already taken cannot stand beside it (M-6.19). */
export const leftOutLines = ({ leftOut }: Program, comment: string): string[] =>
  leftOut.map(
    ({ name, namespace = '' }: MetadataType) =>
      `${comment} ${plainName(name)} of ${namespace.replace(/[\p{Cc}\u2028\u2029]/gu, '')} is left out: another ${plainName(name)} stands above.`,
  )

/** The member that AddResponseStatus adds: it may be absent (M-4.17). */
export const isAddedStatus = (property: MetadataPropertyType, owner: MetadataType, program: Program): boolean =>
  property.name === 'ResponseStatus' && !(program.find(owner.name)?.properties ?? []).includes(property)
