import type { MessageType } from '../../../../host'

// Who may call what, worked out from the metadata alone and in the words of the rules: nothing of the gateway's own authorizer is used here.

/** Whom a credential stands for. */
export interface Who {
  readonly roles?: readonly string[]
  readonly permissions?: readonly string[]
  readonly scopes?: readonly string[]
  readonly claims?: Readonly<Record<string, readonly string[]>>
  /** An API key that the call carries, with its scopes. */
  readonly key?: { readonly scopes: readonly string[] }
  readonly browser?: { readonly messages: readonly string[]; readonly origins: readonly string[] }
  /** The operators' secret (A-1.7). */
  readonly passesAll?: true
}

/**
 * What a call has to show. `nothing`: no credential, or a text that could be anybody's. `refused`: one that is good for nothing. `invalidToken`: the
 * same, told in the words of RFC 6750. `malformed`: no clear token. `foreign`: a cookie that another site's page sends along.
 */
export type Shown = Who | 'nothing' | 'refused' | 'invalidToken' | 'malformed' | 'foreign'

export interface CallFacts {
  readonly verb: string
  /** The origin of the page that calls. */
  readonly page?: string | undefined
}

export interface Verdict {
  /** 200 stands for: its service runs, whatever that answers. */
  readonly status: 200 | 400 | 401 | 403
  /** What `WWW-Authenticate` has: a challenge without an error code, or with this one; undefined: not judged. */
  readonly challenge?: 'plain' | 'invalid_token' | 'invalid_request' | 'insufficient_scope'
}

const admitted: Verdict = { status: 200 }
const forbidden: Verdict = { status: 403 }

const unproven: Readonly<Record<Extract<Shown, string>, Verdict>> = {
  nothing: { status: 401, challenge: 'plain' },
  refused: { status: 401 },
  invalidToken: { status: 401, challenge: 'invalid_token' },
  malformed: { status: 400, challenge: 'invalid_request' },
  foreign: forbidden,
}

/** Administrators stand in for every role and permission, and for no scope and no claim. */
const isAdmin = (who: Who) => (who.roles ?? []).includes('Admin')
const owns = (list: readonly string[] | undefined, name: string) => (list ?? []).includes(name)
const all = (who: Who, list: 'roles' | 'permissions', names: readonly string[]) =>
  names.length === 0 || isAdmin(who) || names.every((name) => owns(who[list], name))
const any = (who: Who, list: 'roles' | 'permissions', names: readonly string[]) =>
  names.length === 0 || isAdmin(who) || names.some((name) => owns(who[list], name))
const claims = (who: Who, type: string, value: string) =>
  owns(who.claims?.[type], value) || (type === 'scope' && owns(who.scopes, value))

/** each type-level rule; the status that it refuses somebody with who is known. */
const rules: Readonly<Record<string, (who: Who, args: readonly string[]) => boolean>> = {
  IsAuthenticated: () => true,
  IsAdmin: isAdmin,
  HasRoles: (who, args) => all(who, 'roles', args),
  HasAnyRole: (who, args) => any(who, 'roles', args),
  HasPermissions: (who, args) => all(who, 'permissions', args),
  HasAnyPermission: (who, args) => any(who, 'permissions', args),
  HasClaim: (who, [type = '', value = '']) => claims(who, type, value),
}

export function judge(message: MessageType, shown: Shown, { verb, page }: CallFacts): Verdict {
  const { access } = message
  const who = typeof shown === 'string' ? undefined : shown
  if (access.authenticate && (access.authenticateVerbs?.includes(verb) ?? true)) {
    if (who === undefined) return told(message, unproven[shown as Extract<Shown, string>])
    if (!who.passesAll) {
      if (
        !all(who, 'roles', access.requiredRoles) ||
        !any(who, 'roles', access.requiresAnyRole) ||
        !all(who, 'permissions', access.requiredPermissions) ||
        !any(who, 'permissions', access.requiresAnyPermission)
      )
        return forbidden
      if (!access.requiredScopes.every((scope) => owns(who.scopes, scope)))
        return { status: 403, challenge: 'insufficient_scope' }
      if (!access.requiredClaims.every(({ type, value }) => claims(who, type, value))) return forbidden
    }
  }
  for (const { name, args } of message.typeRules) {
    if (who?.passesAll || name === 'Condition') continue
    if (name === 'AuthSecret') return { status: 401 }
    if (name === 'ApiKey') {
      const [scope] = args
      if (who?.key && (scope === undefined || owns(who.key.scopes, scope) || owns(who.key.scopes, 'Admin'))) continue
      return { status: 401 }
    }
    if (who === undefined) return shown === 'foreign' ? forbidden : { status: 401 }
    if (!rules[name]!(who, args)) return forbidden
  }
  if (who?.browser && !browserMay(who.browser, message.name, verb, page)) return forbidden
  return admitted
}

/** Browser keys read what they name, from where they name (design.md section 6). */
const browserMay = ({ messages, origins }: NonNullable<Who['browser']>, name: string, verb: string, page: string | undefined) =>
  (verb === 'GET' || verb === 'HEAD') &&
  messages.includes(name) &&
  (origins.length === 0 || (page !== undefined && origins.includes(page)))

/** Refusals that look like errors of the service have no challenge; Infodeck has no 400, and 401 for whatever fails to prove somebody. */
function told({ access, contract }: MessageType, verdict: Verdict): Verdict {
  if (access.refusesAsService) return { status: verdict.status }
  return verdict.status === 400 && contract?.name === 'infodeck' ? { ...verdict, status: 401 } : verdict
}
