import type { ValidationArguments, ValidatorConstraintInterface } from 'class-validator'
import type { ClassValidatorRule } from '../../dtos/contract'
import { wordsOf } from './class-validator-words'
import { responseError } from './failure'
import { Findings, type Limits } from './findings'
import { isPromise } from './is-promise'
import { isOwnRule, tripsOverInput } from './own-rules'
import { placeOf } from './place'
import type { RuleCheck } from './plan'
import type { Subject } from './subject'
import { sureYes } from './sure-yes'

/** Judges one value: the member's, or one of its items `at` a place or key. */
type ValueCheck = (item: unknown, object: any, value: unknown, found: Findings | undefined, at?: unknown) => Findings | undefined

/** Compiles one of class-validator's rules: its verdict is always class-validator's own. Undefined for a rule that class-validator never runs. */
export function classValidatorCheck(rule: ClassValidatorRule, subject: Subject, limits: Limits): RuleCheck | undefined {
  const { constraint, each, validateIf } = rule
  if (!constraint) return undefined
  const words = wordsOf(rule, subject)
  const constraints = rule.args as any[]

  const validate = tripsOverInput(rule)
    ? refusing(constraint)
    : (item: unknown, args: ValidationArguments): unknown => constraint.validate(item, args)

  const inDoubt: ValueCheck = (item, object, value, found, at) => {
    const args = new Arguments(subject.property, object, value, constraints)
    const verdict = validate(item, args)
    if (verdict === true) return found
    const index = typeof at === 'number' && !(value instanceof Map) ? at : undefined
    const failed = () => responseError(subject, words(item, args), limits, at === undefined ? undefined : placeOf(at))
    if (isPromise(verdict)) return (found ?? new Findings(limits)).wait(verdict, failed, index)
    return verdict ? found : (found ?? new Findings(limits)).fail(failed(), index)
  }

  const sure = isOwnRule(rule) ? sureYes[rule.name]?.(rule.args) : undefined
  const judge: ValueCheck = sure
    ? (item, object, value, found, at) => (sure(item) ? found : inDoubt(item, object, value, found, at))
    : inDoubt
  const whole: RuleCheck = sure
    ? (object, value, _verb, found) => (sure(value) ? found : inDoubt(value, object, value, found))
    : (object, value, _verb, found) => inDoubt(value, object, value, found)
  const check = each ? onEach(judge, whole) : whole
  return validateIf
    ? (object, value, verb, found) => (validateIf(object, value) ? check(object, value, verb, found) : found)
    : check
}

/** What class-validator tells a rule. The class's name is made when somebody asks: few do, and it is dear. */
class Arguments implements ValidationArguments {
  constructor(
    readonly property: string,
    readonly object: any,
    readonly value: unknown,
    readonly constraints: any[],
  ) {}
  get targetName(): string {
    return this.object.constructor?.name
  }
}

/** `each`: on every item of a list, set or map; on anything else the rule judges the value itself, as class-validator does. */
function onEach(judge: ValueCheck, whole: RuleCheck): RuleCheck {
  return (object, value, verb, found) => {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length && !found?.full; at++) found = judge(value[at], object, value, found, at)
      return found
    }
    if (value instanceof Set) {
      let at = 0
      for (const item of value) if (!found?.full) found = judge(item, object, value, found, at++)
      return found
    }
    if (value instanceof Map) {
      for (const [key, item] of value) if (!found?.full) found = judge(item, object, value, found, key)
      return found
    }
    return whole(object, value, verb, found)
  }
}

const refusing =
  (constraint: ValidatorConstraintInterface) =>
  (item: unknown, args: ValidationArguments): unknown => {
    try {
      return constraint.validate(item, args)
    } catch {
      return false
    }
  }
