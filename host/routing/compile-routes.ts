import { METHODS } from 'node:http'
import type { Format, RouteDefinition } from '../../dtos/contract'
import { compileMatches } from './matches-rules'
import type { RouteTarget } from './route-match'
import type { CompiledRoute } from './route-tree'
import { parseTemplate, type Template } from './template'

const httpVerbs: ReadonlySet<string> = new Set(METHODS)

const told = (definition: RouteDefinition): string =>
  `'${[definition.verbs.join(','), definition.path].filter(Boolean).join(' ')}'`

/** the reference refuses the call, ours the start. */
const memberFaults = ({ message }: RouteTarget, { names }: Template): string[] => {
  if (names.length === 0) return []
  const known = new Set(
    message.members.flatMap((member) => [member.name, member.declaredName, member.wireName]).map((name) => name.toLowerCase()),
  )
  return names
    .filter((name) => !known.has(name.toLowerCase()))
    .map(
      (name) =>
        `has the variable {${name}}, and ${message.name} has no such member (${message.members.map((member) => member.name).join(', ') || 'it has none'}); rename one, or write {ignore}`,
    )
}

/** A literal that can never be seen: the suffix is cut off before routes are looked at. */
const suffixFaults = ({ path }: RouteDefinition, formats: readonly Format[]): string[] => {
  const last = path.split('/').filter(Boolean).at(-1)?.toLowerCase() ?? ''
  return formats
    .filter(({ name }) => last.endsWith(`.${name.toLowerCase()}`))
    .map(
      ({ name }) =>
        `ends in ".${name}", which is cut off and selects a format (R-1.16); leave it out, the address with it works anyway`,
    )
}

const verbFaults = ({ verbs }: RouteDefinition): string[] =>
  verbs
    .filter((verb) => !httpVerbs.has(verb))
    .map((verb) => `has the verb "${verb}", which is no method of HTTP; verbs are named as in 'GET,POST'`)

const apiFaults = ({ parts: [first] }: Template): string[] =>
  first?.kind === 'literal' && first.text === 'api'
    ? ['stands under /api, where only /api/{Operation} is looked for; begin it with another text']
    : []

/** One route, or the ends of the sentences that are to be said about it. */
const compileRoute = <T extends RouteTarget>(
  target: T,
  definition: RouteDefinition,
  order: number,
  formats: readonly Format[],
) => {
  const { template, faults: syntax } = parseTemplate(definition.path, definition.fallback)
  const { rule, fault } = definition.matches === undefined ? {} : compileMatches(definition.matches)
  const faults = [...syntax, ...verbFaults(definition), ...(fault === undefined ? [] : [fault])]
  if (template) faults.push(...memberFaults(target, template), ...suffixFaults(definition, formats), ...apiFaults(template))
  const route: CompiledRoute<T> | undefined =
    template && faults.length === 0 ? { target, definition, template, rule, order } : undefined
  return { route, faults }
}

const fallbackFaults = (routes: readonly CompiledRoute<RouteTarget>[]): string[] => {
  const fallbacks = routes
    .filter((route) => route.definition.fallback)
    .map(({ target, definition }) => `${target.message.name} ${told(definition)}`)
  return fallbacks.length > 1
    ? [
        `${fallbacks.join(' and ')} are all fallback routes, and there is one at most (R-1.10). Keep @FallbackRoute on one, give the others a @Route.`,
      ]
    : []
}

/** Equal templates with equal verbs and rules: only the first could ever answer. */
const duplicateFaults = (routes: readonly CompiledRoute<RouteTarget>[]): string[] => {
  const first = new Map<string, CompiledRoute<RouteTarget>>()
  const faults: string[] = []
  for (const route of routes) {
    const { path, verbs, matches = '' } = route.definition
    const key = [path.toLowerCase().split('/').filter(Boolean).join('/'), [...verbs].sort().join(), matches].join('\n')
    const other = first.get(key)
    if (other === undefined) first.set(key, route)
    else if (other.target !== route.target)
      faults.push(
        `${other.target.message.name} and ${route.target.message.name} both have the route ${told(route.definition)}. Give one another path, or other verbs.`,
      )
  }
  return faults
}

const nameFaults = (targets: readonly RouteTarget[]): string[] => {
  const first = new Map<string, string>()
  return targets.flatMap(({ message: { name, namespace } }) => {
    const full = `${namespace}.${name}`
    const other = first.get(name.toLowerCase())
    if (other === undefined) first.set(name.toLowerCase(), full)
    return other === undefined
      ? []
      : [
          `${other} and ${full} are two operations with one name: /api/${name} can lead to one only, in any case of letters. Rename one.`,
        ]
  })
}

/** All user routes that are sound, in order of registration, and a sentence for each fault of the others. */
export const compileUserRoutes = <T extends RouteTarget>(
  targets: readonly T[],
  formats: readonly Format[],
): { routes: readonly CompiledRoute<T>[]; faults: string[] } => {
  const compiled = targets.flatMap((target) => target.message.routes.map((definition) => ({ target, definition })))
  const routes: CompiledRoute<T>[] = []
  const faults: string[] = []
  compiled.forEach(({ target, definition }, order) => {
    const { route, faults: found } = compileRoute(target, definition, order, formats)
    if (route) routes.push(route)
    faults.push(...found.map((fault) => `${target.message.name}: the route ${told(definition)} ${fault}.`))
  })
  return { routes, faults: [...faults, ...nameFaults(targets), ...fallbackFaults(routes), ...duplicateFaults(routes)] }
}
