import type { Findings } from './findings'

/** Runs one rule on a member's value; hands on what was found so far, so that nothing is allocated while all is well. */
export type RuleCheck = (object: any, value: unknown, verb: string, found: Findings | undefined) => Findings | undefined

/** Runs all rules of one member. */
export type MemberCheck = (object: any, verb: string, found: Findings | undefined) => Findings | undefined

/** The compiled rules of one type. Recursive types hold each other's plans, so a plan is filled after it is made. */
export class Plan {
  readonly checks: MemberCheck[] = []

  run(object: object, verb: string, found: Findings | undefined): Findings | undefined {
    const { checks } = this
    for (let at = 0; at < checks.length; at++) {
      found = checks[at]!(object, verb, found)
      if (found?.full) return found
    }
    return found
  }
}
