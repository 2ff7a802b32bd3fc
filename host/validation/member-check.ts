import type { Member, MessageType, Rule } from '../../dtos/contract'
import { classValidatorCheck } from './class-validator-rule'
import { firstOnly } from './conditions'
import type { Limits } from './findings'
import { nestedCheck } from './nested'
import type { MemberCheck, Plan, RuleCheck } from './plan'
import { serviceStackCheck } from './service-stack-rule'
import { subjectOf } from './subject'
import { onVerbs } from './verbs'

/** Compiles all rules of one member; undefined where it has none. */
export function memberCheck(member: Member, planOf: (type: MessageType) => Plan, limits: Limits): MemberCheck | undefined {
  const subject = subjectOf(member)
  const compile = (rule: Rule): RuleCheck | undefined => {
    if (rule.family === 'serviceStack')
      return limits.warningsPass && rule.severity ? undefined : serviceStackCheck(rule, member, subject, limits)
    const check = classValidatorCheck(rule, subject, limits)
    return check && !rule.always ? onVerbs(rule.groups, check) : check
  }
  const compiled = stopping(
    member,
    inOrder(member.rules).map((rule) => ({ rule, check: compile(rule) })),
  )
  const all = compiled.flatMap(({ check }) => check ?? [])
  if (member.nested) all.push(nestedCheck(member, subject, planOf, limits))
  if (all.length === 0) return undefined

  const { name, conditions } = member
  if (conditions.length === 0) return (object, verb, found) => runAll(all, object, object[name], verb, found)
  const unconditional = compiled.flatMap(({ rule, check }) => (rule.family === 'serviceStack' && check ? check : []))
  return (object, verb, found) => {
    const value = object[name]
    for (let at = 0; at < conditions.length; at++)
      if (!conditions[at]!(object, value)) return runAll(unconditional, object, value, verb, found)
    return runAll(all, object, value, verb, found)
  }
}

interface Compiled {
  readonly rule: Rule
  readonly check: RuleCheck | undefined
}

/** With `@StopAtFirstFailure` ServiceStack's rules are one, in the place of the first. */
function stopping({ stopAtFirstFailure }: Member, compiled: readonly Compiled[]): readonly Compiled[] {
  const ours = compiled.filter(({ rule }) => rule.family === 'serviceStack')
  const [first] = ours
  if (!stopAtFirstFailure || !first) return compiled
  const check = firstOnly(ours.flatMap((each) => each.check ?? []))
  return compiled.flatMap((each) => (each === first ? { ...each, check } : ours.includes(each) ? [] : each))
}

/** class-validator asks whether a value is there before it asks anything else. */
const inOrder = (rules: readonly Rule[]): Rule[] => [
  ...rules.filter(asksForValue),
  ...rules.filter((rule) => !asksForValue(rule)),
]
const asksForValue = (rule: Rule): boolean => rule.family === 'classValidator' && rule.name === 'isDefined'

function runAll(
  checks: readonly RuleCheck[],
  object: object,
  value: unknown,
  verb: string,
  found: ReturnType<RuleCheck>,
): ReturnType<RuleCheck> {
  for (let at = 0; at < checks.length; at++) found = checks[at]!(object, value, verb, found)
  return found
}
