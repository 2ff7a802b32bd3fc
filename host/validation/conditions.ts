import type { RuleCheck } from './plan'

/** A rule that runs only where its `when` holds of the object. */
export const onlyWhen = (when: ((object: any) => boolean) | undefined, check: RuleCheck): RuleCheck =>
  when === undefined ? check : (object, value, verb, found) => (when(object) ? check(object, value, verb, found) : found)

/** A rule of the items of a list, each under its place (R-5.31, R-5.33 `CollectionIndex`). */
export const onEach =
  (fieldName: string, check: RuleCheck): RuleCheck =>
  (object, value, verb, found) => {
    if (!Array.isArray(value)) return found
    for (let index = 0; index < value.length; index++) {
      const before = found?.length ?? 0
      found = check(object, value[index], verb, found)
      if (found !== undefined && found.length > before) found.within(before, `${fieldName}[${index}]`, index)
      if (found?.full) return found
    }
    return found
  }

/** The first rule that fails is the only one told. */
export const firstOnly =
  (checks: readonly RuleCheck[]): RuleCheck =>
  (object, value, verb, found) => {
    const before = found?.length ?? 0
    for (const check of checks) {
      found = check(object, value, verb, found)
      if ((found?.length ?? 0) > before) return found
    }
    return found
  }
