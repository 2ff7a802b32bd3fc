import { HttpError, type MessageType, type TypeRule } from '../dtos/contract'
import type { Session } from '../services'

/** Refuses (401, 403) or lets pass; `undefined` when the message asks for nothing. */
export type Authorize = ((session: Session | undefined) => HttpError | undefined) | undefined

type Test = (session: Session) => HttpError | undefined

/** The role that satisfies every role and permission, though no scope. */
const admin = 'Admin'
const has = (owned: readonly string[], wanted: string) => owned.includes(wanted)

/** The rights of a message as one function: attributes first (401, roles, permissions, scopes), then the type-level rules. */
export function compileAuthorizer(message: MessageType): Authorize {
  const { access, typeRules } = message
  const tests: Test[] = []
  const { requiredRoles, requiresAnyRole, requiredPermissions, requiresAnyPermission, requiredScopes } = access
  if (requiredRoles.length) tests.push((session) => (allOf(session.roles, requiredRoles, session) ? undefined : invalidRole()))
  if (requiresAnyRole.length)
    tests.push((session) => (anyOf(session.roles, requiresAnyRole, session) ? undefined : invalidRole()))
  if (requiredPermissions.length)
    tests.push((session) => (allOf(session.permissions, requiredPermissions, session) ? undefined : invalidPermission()))
  if (requiresAnyPermission.length)
    tests.push((session) => (anyOf(session.permissions, requiresAnyPermission, session) ? undefined : invalidPermission()))
  if (requiredScopes.length)
    tests.push((session) =>
      requiredScopes.every((scope) => has(session.scopes, scope)) ? undefined : insufficientScope(requiredScopes),
    )
  const rules = typeRules.filter((rule) => rule.name !== 'Condition').map(compileTypeRule)
  if (!access.authenticate && rules.length === 0) return undefined
  const attributes = access.authenticate
  return (session) => {
    if (session === undefined) return attributes ? notAuthenticated(challengeFor(requiredScopes)) : notAuthenticated()
    for (const test of tests) {
      const refused = test(session)
      if (refused) return refused
    }
    for (const rule of rules) {
      const refused = rule(session)
      if (refused) return refused
    }
    return undefined
  }
}

/** A browser key reads, and only the messages that it names (design.md section 6). */
export function refusedToBrowserKey(
  session: Session,
  message: MessageType,
  verb: string,
  origin: string | undefined,
): HttpError | undefined {
  const { browser } = session
  if (!browser) return undefined
  if (verb !== 'GET' && verb !== 'HEAD') return new HttpError(403, 'Forbidden', 'A browser key may only read: use GET.')
  if (!has(browser.messages, message.name)) return new HttpError(403, 'Forbidden', `This browser key is not for ${message.name}.`)
  if (browser.origins.length > 0 && (origin === undefined || !has(browser.origins, origin)))
    return new HttpError(403, 'Forbidden', 'This browser key is not for pages of this origin.')
  return undefined
}

const allOf = (owned: readonly string[], wanted: readonly string[], { roles }: Session) =>
  has(roles, admin) || wanted.every((name) => has(owned, name))
const anyOf = (owned: readonly string[], wanted: readonly string[], { roles }: Session) =>
  has(roles, admin) || wanted.some((name) => has(owned, name))

const challengeFor = (scopes: readonly string[]) => (scopes.length > 0 ? 'Bearer realm="tollgate"' : undefined)

/** No credentials: RFC 6750 asks for a challenge without an error code. The authenticator adds the providers' own challenge. */
export const notAuthenticated = (challenge?: string, message = 'Not Authenticated') =>
  new HttpError(401, 'Unauthorized', message, challenge ? { headers: { 'WWW-Authenticate': challenge } } : {})
const invalidRole = () => new HttpError(403, 'Forbidden', 'Invalid Role')
const invalidPermission = () => new HttpError(403, 'Forbidden', 'Invalid Permission')
const insufficientScope = (scopes: readonly string[]) =>
  new HttpError(403, 'Forbidden', `The scope ${scopes.join(' ')} is required.`, {
    headers: { 'WWW-Authenticate': `Bearer realm="tollgate", error="insufficient_scope", scope="${scopes.join(' ')}"` },
  })

const plural = (names: readonly string[], what: string) => `${names.join(', ')} ${what}${names.length > 1 ? 's' : ''} Required`

const typeTests: Record<
  Exclude<TypeRule['name'], 'Condition'>,
  (args: readonly string[]) => (session: Session) => string | undefined
> = {
  IsAuthenticated: () => () => undefined,
  IsAdmin: () => (session) => (has(session.roles, admin) ? undefined : 'Admin Role Required'),
  HasRoles: (args) => (session) => (allOf(session.roles, args, session) ? undefined : plural(args, 'Role')),
  HasAnyRole: (args) => (session) =>
    anyOf(session.roles, args, session) ? undefined : `Any of ${args.join(', ')} Roles Required`,
  HasPermissions: (args) => (session) => (allOf(session.permissions, args, session) ? undefined : plural(args, 'Permission')),
  HasAnyPermission: (args) => (session) =>
    anyOf(session.permissions, args, session) ? undefined : `Any of ${args.join(', ')} Permissions Required`,
  HasClaim:
    ([type = '', value = '']) =>
    (session) =>
      (type === 'perm' && has(session.permissions, value)) ||
      (type === 'scope' && has(session.scopes, value)) ||
      (type === 'role' && has(session.roles, value))
        ? undefined
        : type === 'perm'
          ? `${value} Permission Required`
          : `${type} Claim with '${value}' is Required`,
  ApiKey:
    ([scope]) =>
    (session) =>
      session.provider === 'apikey' && (scope === undefined || has(session.scopes, scope)) ? undefined : 'Invalid API Key',
}

function compileTypeRule(rule: TypeRule): Test {
  const test = typeTests[rule.name as keyof typeof typeTests](rule.args)
  const status = rule.status ?? (rule.name === 'ApiKey' ? 401 : 403)
  const code = rule.errorCode ?? (status === 401 ? 'Unauthorized' : 'Forbidden')
  return (session) => {
    const refused = test(session)
    return refused === undefined ? undefined : new HttpError(status, code, rule.message ?? refused)
  }
}
