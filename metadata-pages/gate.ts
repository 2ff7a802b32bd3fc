import { type Html, type HtmlValue, html } from './html'
import type { ShownOperation } from './rights'

type Rights = Pick<
  ShownOperation,
  | 'requiresAuth'
  | 'requiredRoles'
  | 'requiresAnyRole'
  | 'requiredPermissions'
  | 'requiresAnyPermission'
  | 'scopes'
  | 'claims'
  | 'apiKeys'
  | 'guardedVerbs'
>

const names = ({
  requiredRoles = [],
  requiresAnyRole = [],
  requiredPermissions = [],
  requiresAnyPermission = [],
  scopes = [],
  claims = [],
  apiKeys = [],
}: Rights) => ({ requiredRoles, requiresAnyRole, requiredPermissions, requiresAnyPermission, scopes, claims, apiKeys })

const plain = 'Requires Authentication'

/** What an icon says of a message's rights (M-1.7); undefined where it is open. */
export const rightsTitle = (operation: Rights): string | undefined => {
  if (!operation.requiresAuth) return undefined
  const { requiredRoles, requiresAnyRole, requiredPermissions, requiresAnyPermission, scopes, claims, apiKeys } = names(operation)
  const groups = [
    group('Requires Roles:', requiredRoles, requiresAnyRole, ', '),
    group('Requires Permissions:', requiredPermissions, requiresAnyPermission, ','),
    group('Requires Scopes:', scopes, [], ','),
    group('Requires Claims:', claims, [], ','),
    group('Requires', apiKeys, [], ','),
  ]
  return groups.filter(Boolean).join('. ') || plain
}

/** ` A, B` of all, then ` C?` of any. Any-of roles have two spaces before them where they are not the first, permissions one (M-1.7). */
const group = (label: string, all: readonly string[], any: readonly string[], separator: string): string => {
  if (all.length + any.length === 0) return ''
  const required = all.map((name) => ` ${name}`).join(',')
  const anyOf = any.map((name) => ` ${name}?`).join(separator)
  return label + required + (required && anyOf ? separator : '') + anyOf
}

/** One row of the table of rights: label and names, singular for exactly one (M-2.5). */
export const rightsCells = (operation: Rights): readonly (readonly [label: string, names: string])[] => {
  const { requiredRoles, requiresAnyRole, requiredPermissions, requiresAnyPermission, scopes, claims, apiKeys } = names(operation)
  const cell = (list: readonly string[], one: string, many: string): (readonly [string, string])[] =>
    list.length > 0 ? [[list.length === 1 ? one : many, list.join(', ')]] : []
  return [
    ...cell(requiredRoles, 'Required role:', 'Required roles:'),
    ...cell(requiresAnyRole, 'Requires the role:', 'Requires any of the roles:'),
    ...cell(requiredPermissions, 'Required permission:', 'Required permissions:'),
    ...cell(requiresAnyPermission, 'Requires the permission:', 'Requires any of the permissions:'),
    ...cell(scopes, 'Required scope:', 'Required scopes:'),
    ...cell(claims, 'Required claim:', 'Required claims:'),
    ...cell(apiKeys, 'Required key:', 'Required keys:'),
    ...cell(operation.guardedVerbs ?? [], 'Only for', 'Only for'),
  ]
}

type Barrier = 'open' | 'down' | 'striped'
const shapes: Readonly<Record<Barrier, Html>> = {
  open: html`<path d="M3 8h3v6H3zM2 8.500 15 2l1 2L4 10.500z"/>`,
  down: html`<path d="M3 6h3v8H3zM0 2h18v4H0z"/>`,
  striped: html`<path d="M3 6h3v8H3zM0 2h18v4H0z"/><path class="stripe" d="M5 3h3L6.500 5h-3zM11 3h3l-1.500 2h-3z"/>`,
}

/** Raised where a message is open, down where one signs in, striped where a role or permission is asked for. */
const barrierOf = (operation: Rights): Barrier => {
  const title = rightsTitle(operation)
  return title === undefined ? 'open' : title === plain ? 'down' : 'striped'
}

/** The barrier of a message. */
export const gateMark = (operation: Rights): Html =>
  html`<svg class="gate" viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">${shapes[barrierOf(operation)]}</svg>`

/** On a page of many messages each barrier is drawn once, and named where it stands. */
export const gateShapes = html`<svg class="gate" hidden>${Object.entries(shapes).map(([name, shape]) => html`<symbol id="gate-${name}" viewBox="0 0 18 14">${shape}</symbol>`)}</svg>`
export const gateUse = (operation: Rights): Html =>
  html`<svg class="gate" aria-hidden="true"><use href="#gate-${barrierOf(operation)}"/></svg>`

/** Words beside the gate: who may pass. */
export const gateWords = (operation: Rights): HtmlValue => {
  if (!operation.requiresAuth) return html`<span class="open">open</span>`
  const { requiredRoles, requiresAnyRole, requiredPermissions, requiresAnyPermission, scopes, claims, apiKeys } = names(operation)
  const all = [...requiredRoles, ...requiredPermissions, ...scopes, ...claims, ...apiKeys].map((name) => html`<b>${name}</b>`)
  const any = [requiresAnyRole, requiresAnyPermission]
    .filter((list) => list.length > 0)
    .map((list) =>
      joined(
        list.map((name) => html`<b>${name}</b>`),
        ' or ',
      ),
    )
  const words = [...all, ...any]
  const verbs = operation.guardedVerbs?.length ? ` for ${operation.guardedVerbs.join(', ')}` : null
  return [words.length > 0 ? joined(words, ' and ') : html`<b>signed in</b>`, verbs]
}

const joined = (parts: readonly HtmlValue[], word: string): HtmlValue[] =>
  parts.flatMap((part, at) => (at > 0 ? [word, part] : [part]))
