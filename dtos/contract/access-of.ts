import { type Access, openAccess } from './access'
import type { ClassSaid } from './said'

/**
 * Rights add up along the line of descent, and with those of the services that answer: a derived message is never more open than its base,
 * unless it says `@AllowAnonymous` itself.
 */
export function accessOf(own: ClassSaid, guards: readonly ClassSaid[]): Access {
  const line = guards.map((said) => said.access)
  const all = (
    list: 'requiredRoles' | 'requiresAnyRole' | 'requiredPermissions' | 'requiresAnyPermission' | 'requiredScopes',
  ) => [...new Set(line.flatMap((access) => access[list] ?? []))]
  const provider = line.find((access) => access.provider)?.provider
  const asking = line.filter((access) => access.authenticate)
  const lists = line.flatMap((access) => access.refusalLists ?? [])
  const everywhere = asking.some((access) => !access.authenticateVerbs)
  return {
    anonymous: own.access.anonymous ?? openAccess.anonymous,
    authenticate: asking.length > 0,
    ...(provider === undefined ? {} : { provider }),
    ...(asking.length === 0 || everywhere
      ? {}
      : { authenticateVerbs: [...new Set(asking.flatMap((access) => access.authenticateVerbs!))] }),
    requiredRoles: all('requiredRoles'),
    requiresAnyRole: all('requiresAnyRole'),
    requiredPermissions: all('requiredPermissions'),
    requiresAnyPermission: all('requiresAnyPermission'),
    requiredScopes: all('requiredScopes'),
    requiredClaims: line.flatMap((access) => access.requiredClaims ?? []),
    refusesAsService: line.some((access) => access.refusesAsService),
    ...(lists.length === 0 ? {} : { refusalLists: lists }),
    identifiesLate: line.some((access) => access.identifiesLate),
  }
}
