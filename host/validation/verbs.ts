import type { RuleCheck } from './plan'

const verbs = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** The verbs among the names of a rule's sets: `PUT,PATCH` names two. */
export const verbsIn = (sets: readonly string[]): ReadonlySet<string> =>
  new Set(sets.flatMap((set) => set.split(',').map((name) => name.trim().toUpperCase())).filter((name) => verbs.has(name)))

/**
 * A rule whose sets name verbs runs only there. Sets with other names limit nothing: class-validator's `validate` without `groups` runs them too,
 * and more checking is the safe side.
 */
export function onVerbs(sets: readonly string[], check: RuleCheck): RuleCheck {
  const named = verbsIn(sets)
  return named.size === 0 ? check : (object, value, verb, found) => (named.has(verb) ? check(object, value, verb, found) : found)
}
