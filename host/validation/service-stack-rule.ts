import { type Member, OtherMember, type ResponseError, type ServiceStackRule } from '../../dtos/contract'
import { comparand } from './compare'
import { onEach, onlyWhen } from './conditions'
import { absentValue } from './defaults'
import { responseError } from './failure'
import { Findings, type Limits } from './findings'
import { isPromise } from './is-promise'
import { comparedWithMember } from './other-member'
import { ownFailuresCheck } from './own-failures'
import type { RuleCheck } from './plan'
import { lengthOf, seesAbsence, seesNull, tests } from './service-stack-tests'
import type { Subject } from './subject'
import { template } from './template'
import { codeOf, factsOf, templates, templatesWithoutValue } from './texts'
import { onVerbs } from './verbs'

/** Compiles one of ServiceStack's rules: verdicts of, codes and texts of unless the rule brings its own. */
export function serviceStackCheck(rule: ServiceStackRule, member: Member, subject: Subject, limits: Limits): RuleCheck {
  const { displayName = subject.displayName, when, each, verbs } = rule
  const named = { ...subject, displayName }
  const { type } = member
  const check =
    each && type.kind === 'list'
      ? onEach(
          subject.fieldName,
          judged(rule, { ...member, type: type.item, optional: true }, { ...named, fieldName: '' }, limits),
        )
      : judged(rule, member, named, limits)
  return onVerbs(verbs, onlyWhen(when, check))
}

function judged(rule: ServiceStackRule, member: Member, subject: Subject, limits: Limits): RuleCheck {
  if (rule.failures) return ownFailuresCheck(rule.failures, subject, limits)
  const [argument] = rule.args
  return argument instanceof OtherMember
    ? comparedWithMember(rule, argument.name, member, subject, limits)
    : checked(rule, member, subject, limits)
}

function checked(rule: ServiceStackRule, member: Member, subject: Subject, limits: Limits): RuleCheck {
  const { name } = rule
  const test = tests[name](rule.args, member)
  const absent = seesAbsence.has(name) ? undefined : absentValue(member)
  const nullPasses = !seesNull.has(name)
  // A predicate's arguments are functions: nothing to tell.
  const args = name === 'Predicate' ? [] : rule.args.map((argument) => comparand(argument, member.type))

  const text = rule.message === undefined ? templates[name] : template(rule.message)
  const textWithoutValue = rule.message === undefined ? templatesWithoutValue[name] : undefined

  const failed = (value: unknown, code: string): ResponseError =>
    responseError(
      subject,
      {
        errorCode: rule.errorCode ?? code,
        text,
        textWithoutValue,
        facts: factsOf[name](args, value, lengthOf(value) ?? 0),
        value,
      },
      limits,
    )

  return (object, sent, _verb, found) => {
    const value = sent ?? absent
    if (nullPasses && (value === null || value === undefined)) return found
    const verdict = test(value, object)
    if (verdict === true) return found
    if (isPromise(verdict)) return (found ?? new Findings(limits)).wait(verdict, () => failed(value, 'AsyncPredicate'))
    return verdict ? found : (found ?? new Findings(limits)).fail(failed(value, codeOf(name)))
  }
}
