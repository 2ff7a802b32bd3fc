import type { ServiceStackRule } from '../../dtos/contract'
import { Findings, type Limits } from './findings'
import type { RuleCheck } from './plan'
import type { Subject } from './subject'
import { cut } from './values'

const longestMessage = 500

/** A predicate that words its failures itself: code `Custom` unless it says another, and no `meta`. */
export function ownFailuresCheck(
  failures: NonNullable<ServiceStackRule['failures']>,
  subject: Subject,
  limits: Limits,
): RuleCheck {
  return (object, value, _verb, found) => {
    for (const { message, fieldName = subject.fieldName, errorCode = 'Custom' } of failures(value, object)) {
      found ??= new Findings(limits)
      found.fail({ errorCode, fieldName, message: cut(message, longestMessage), meta: {} })
    }
    return found
  }
}
