import type { MessageType } from '../dtos/contract'
import type { MetadataOperationType } from './type-metadata/model'

/** What a message asks of its callers beyond what type metadata has words for: scopes, claims, keys. */
export interface MoreRights {
  readonly scopes?: readonly string[]
  /** `type=value` */
  readonly claims?: readonly string[]
  /** An API key, with this scope where it names one. */
  readonly apiKeys?: readonly string[]
  /** The verbs that the rights hold for; all unless said. */
  readonly guardedVerbs?: readonly string[]
}

/** A message as its pages show it. */
export type ShownOperation = MetadataOperationType & MoreRights

/** With its rights taken apart: to clients a scope is one more permission, to a reader of pages it is not. */
export const shownOperation = (operation: MetadataOperationType, { access, typeRules }: MessageType): ShownOperation => {
  const { requiredPermissions = [] } = operation
  const scopes = access.requiredScopes
  const rules = (name: string) => typeRules.filter((rule) => rule.name === name)
  const claims = [
    ...access.requiredClaims.map(({ type, value }) => `${type}=${value}`),
    ...rules('HasClaim').map(({ args }) => args.join('=')),
  ]
  const apiKeys = rules('ApiKey').map(({ args }) => (args[0] ? `an API key with ${args[0]}` : 'an API key'))
  const secrets = rules('AuthSecret').map(() => "the operators' secret")
  const keys = [...apiKeys, ...secrets]
  return {
    ...operation,
    ...(operation.requiresAuth || claims.length + keys.length > 0 ? { requiresAuth: true } : {}),
    ...(scopes.length > 0 ? { scopes, requiredPermissions: requiredPermissions.filter((name) => !scopes.includes(name)) } : {}),
    ...(claims.length > 0 ? { claims } : {}),
    ...(keys.length > 0 ? { apiKeys: keys } : {}),
    ...(access.authenticateVerbs?.length ? { guardedVerbs: access.authenticateVerbs } : {}),
  }
}
