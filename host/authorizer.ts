import { HttpError, type MessageType, type TypeRule } from '../dtos/contract'
import type { CallerKey, Session } from '../services'
import { Denial, type Family } from './auth/denial'
import type { Refused } from './auth/refused'
import { UncaughtError } from './errors/uncaught'

/** What is known of the caller when his rights are asked for. */
export interface Caller {
  readonly session: Session | undefined
  readonly apiKey: CallerKey | undefined
  readonly refusal: Refused | undefined
  readonly verb: string
}

/** Refuses (401, 403) or lets pass; `undefined` when the message asks for nothing. */
export type Authorize = ((caller: Caller) => HttpError | undefined) | undefined

/** How callers are told to prove themselves: by the provider that a message names, else as the gateway's first. */
export type ChallengeFor = (provider: string | undefined) => string | undefined

type Test = (session: Session) => HttpError | undefined

/** The role that satisfies every role and permission, though no scope or claim. */
const admin = 'Admin'
const has = (owned: readonly string[], wanted: string) => owned.includes(wanted)

/** The rights of a message as one function: attributes first (401, roles, permissions, scopes, claims), then the type-level rules. */
export function compileAuthorizer(message: MessageType, challengeFor: ChallengeFor): Authorize {
  const { access } = message
  const attributes = access.authenticate ? attributeTest(message, challengeFor) : undefined
  const rules = message.typeRules.filter((rule) => rule.name !== 'Condition').map((rule) => compileTypeRule(rule, message))
  if (attributes === undefined && rules.length === 0) return undefined
  // Messages that ask for a key look at its list themselves, and tell it otherwise.
  const asksKey = message.typeRules.some(({ name }) => name === 'ApiKey')
  return (caller) => {
    const refused = attributes?.(caller) ?? (asksKey ? undefined : refusedToKey(caller, message))
    if (refused) return refused
    for (let at = 0; at < rules.length; at++) {
      const broken = rules[at]!(caller)
      if (broken) return broken
    }
    return undefined
  }
}

function attributeTest({ access }: MessageType, challengeFor: ChallengeFor): (caller: Caller) => HttpError | undefined {
  const family: Family = access.refusesAsService ? 'service' : 'attribute'
  const { authenticateVerbs, requiredScopes } = access
  // A HEAD or OPTIONS runs what the GET runs.
  const verbs = authenticateVerbs?.includes('GET') ? [...authenticateVerbs, 'HEAD', 'OPTIONS'] : authenticateVerbs
  const challenge = requiredScopes.length > 0 ? 'Bearer realm="tollgate"' : challengeFor(access.provider)
  const tests = attributeTests(access, family)
  return ({ session, refusal, verb }) => {
    if (verbs !== undefined && !verbs.includes(verb)) return undefined
    if (session === undefined) {
      if (refusal === undefined) return new Denial(401, 'Not Authenticated', family, { challenge })
      return refusal.how === 'bare'
        ? new Denial(401, refusal.error.message, family, { challenge })
        : Denial.because(refusal.error, family)
    }
    if (session.passesAll) return undefined
    for (let at = 0; at < tests.length; at++) {
      const refused = tests[at]!(session)
      if (refused) return refused
    }
    return undefined
  }
}
function attributeTests(access: MessageType['access'], family: Family): readonly Test[] {
  const tests: Test[] = []
  const { requiredRoles, requiresAnyRole, requiredPermissions, requiresAnyPermission, requiredScopes, requiredClaims } = access
  const denied = (text: string, headers?: Readonly<Record<string, string>>) =>
    new Denial(403, text, family, headers ? { headers } : {})
  const ask = (names: readonly string[], holds: (session: Session) => boolean, refused: () => HttpError) => {
    if (names.length > 0) tests.push((session) => (holds(session) ? undefined : refused()))
  }
  ask(
    requiredRoles,
    (it) => allOf(it.roles, requiredRoles, it),
    () => denied('Invalid Role'),
  )
  ask(
    requiresAnyRole,
    (it) => anyOf(it.roles, requiresAnyRole, it),
    () => denied('Invalid Role'),
  )
  ask(
    requiredPermissions,
    (it) => allOf(it.permissions, requiredPermissions, it),
    () => denied('Invalid Permission'),
  )
  ask(
    requiresAnyPermission,
    (it) => anyOf(it.permissions, requiresAnyPermission, it),
    () => denied('Invalid Permission'),
  )
  const scopes = requiredScopes.join(' ')
  ask(
    requiredScopes,
    (it) => requiredScopes.every((scope) => has(it.scopes, scope)),
    () =>
      denied(`The scope ${scopes} is required.`, {
        'WWW-Authenticate': `Bearer realm="tollgate", error="insufficient_scope", scope="${scopes}"`,
      }),
  )
  for (const { type, value } of requiredClaims)
    tests.push((session) => (claims(session, type, value) ? undefined : denied(`Claim '${type}' with '${value}' does not exist`)))
  return tests
}

/** A key that names messages or #tags is for these alone, whatever roles it has. */
const refusedToKey = ({ apiKey }: Caller, message: MessageType): HttpError | undefined =>
  apiKey?.messages === undefined || names(apiKey.messages, message)
    ? undefined
    : new HttpError(403, 'Forbidden', `This key is not for ${message.name}.`)

/** By its name, or by `#tag`. */
const names = (list: readonly string[], { name, tags }: MessageType): boolean =>
  list.includes(name) || tags.some((tag) => list.includes(`#${tag}`))

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
  if (!names(browser.messages, message)) return new HttpError(403, 'Forbidden', `This browser key is not for ${message.name}.`)
  if (browser.origins.length > 0 && (origin === undefined || !has(browser.origins, origin)))
    return new HttpError(403, 'Forbidden', 'This browser key is not for pages of this origin.')
  return undefined
}

const allOf = (owned: readonly string[], wanted: readonly string[], { roles }: Session) => {
  for (let at = 0; at < wanted.length; at++) if (!has(owned, wanted[at]!)) return has(roles, admin)
  return true
}
const anyOf = (owned: readonly string[], wanted: readonly string[], { roles }: Session) =>
  has(roles, admin) || wanted.some((name) => has(owned, name))
/** A scope is a claim by nature, whoever gave it. */
const claims = (session: Session, type: string, value: string) =>
  has(session.claims?.[type] ?? [], value) || (type === 'scope' && has(session.scopes, value))

const plural = (names: readonly string[], what: string) => `${names.join(', ')} ${what}${names.length > 1 ? 's' : ''} Required`

type SessionRule = Exclude<TypeRule['name'], 'Condition' | 'ApiKey' | 'AuthSecret'>

const sessionRules: Record<SessionRule, (args: readonly string[]) => (session: Session) => string | undefined> = {
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
      claims(session, type, value)
        ? undefined
        : type === 'perm'
          ? `${value} Permission Required`
          : `${type} Claim with '${value}' is Required`,
}

function compileTypeRule(rule: TypeRule, message: MessageType): (caller: Caller) => HttpError | undefined {
  const denied = (status: 401 | 403, text: string) =>
    rule.status === undefined || rule.status === 401 || rule.status === 403
      ? new Denial(rule.status ?? status, rule.message ?? text, 'rule', {}, rule.errorCode)
      : new UncaughtError(rule.status, rule.errorCode ?? codeOf(status), rule.message ?? text, {
          statusDescription: rule.message ?? text,
        })
  if (rule.name === 'ApiKey') return keyRule(rule, message, denied)
  if (rule.name === 'AuthSecret') return ({ session }) => (session?.passesAll ? undefined : denied(401, 'Not Authenticated'))
  const test = sessionRules[rule.name as SessionRule](rule.args)
  // What a rule says of its refusal is not said of who is not known at all, unless that is what it asks.
  const unknown =
    rule.name === 'IsAuthenticated' ? () => denied(401, 'Not Authenticated') : () => new Denial(401, 'Not Authenticated', 'rule')
  return ({ session, refusal }) => {
    if (session === undefined) return refusal?.how === 'foreign' ? Denial.because(refusal.error, 'rule') : unknown()
    if (session.passesAll) return undefined
    const refused = test(session)
    return refused === undefined ? undefined : denied(403, refused)
  }
}

const codeOf = (status: number) => (status === 401 ? 'Unauthorized' : 'Forbidden')

/** A key that is for this message and has the scope; Admin is every scope. */
function keyRule({ args: [scope] }: TypeRule, message: MessageType, denied: (status: 401, text: string) => HttpError) {
  return ({ session, apiKey }: Caller) => {
    if (session?.passesAll) return undefined
    const good =
      apiKey !== undefined &&
      (apiKey.messages === undefined || names(apiKey.messages, message)) &&
      (scope === undefined || has(apiKey.scopes, scope) || has(apiKey.scopes, admin))
    return good ? undefined : denied(401, 'Invalid API Key')
  }
}

/** No credentials: RFC 6750 asks for a challenge without an error code. */
export const notAuthenticated = (challenge?: string, text = 'Not Authenticated') =>
  new HttpError(401, 'Unauthorized', text, challenge ? { headers: { 'WWW-Authenticate': challenge } } : {})
