import type { Member, ServiceStackRule } from '../../dtos/contract'
import { pascalCase } from '../../dtos/contract/names'
import { compareWith } from './compare'
import { responseError } from './failure'
import { Findings, type Limits } from './findings'
import type { RuleCheck } from './plan'
import type { Subject } from './subject'
import { template } from './template'
import { codeOf, templates } from './texts'

type Holds = (order: number) => boolean

const comparisons: Readonly<Record<string, Holds>> = {
  GreaterThan: (order) => order > 0,
  GreaterThanOrEqual: (order) => order >= 0,
  LessThan: (order) => order < 0,
  LessThanOrEqual: (order) => order <= 0,
  Equal: (order) => order === 0,
  NotEqual: (order) => order !== 0,
}

/** Compares with what another member of the same object holds; an absent one leaves nothing to compare with. */
export function comparedWithMember(
  rule: ServiceStackRule,
  other: string,
  member: Member,
  subject: Subject,
  limits: Limits,
): RuleCheck {
  const holds = comparisons[rule.name]
  if (!holds)
    throw new TypeError(`Validate${rule.name} takes no other member; comparisons do: ${Object.keys(comparisons).join(', ')}`)
  const text = rule.message === undefined ? templates[rule.name] : template(rule.message)
  return (object, value, _verb, found) => {
    const compared = object[other] ?? undefined
    if (keeps(rule.name, value ?? undefined, compared) ?? holds(compareWith(compared, member.type)(value))) return found
    const failure = {
      errorCode: rule.errorCode ?? codeOf(rule.name),
      text,
      facts: { ComparisonValue: compared ?? '', ComparisonProperty: pascalCase(other) },
      value,
    }
    return (found ?? new Findings(limits)).fail(responseError(subject, failure, limits))
  }
}

/** What absence decides: a null value passes all but Equal, and nothing is greater or less than what is not there; undefined: compare. */
function keeps(name: string, value: unknown, compared: unknown): boolean | undefined {
  if (value === undefined) return name !== 'Equal' || compared === undefined
  return compared === undefined ? name === 'NotEqual' : undefined
}
