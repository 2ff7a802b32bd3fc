import type { MessageType, ResponseError } from '../dtos/contract'
import type { Limits } from './validation/findings'
import { memberCheck } from './validation/member-check'
import { partialRun, type Reset } from './validation/partial'
import { Plan } from './validation/plan'

export { checkTypeConditions } from './validation/type-conditions'

export interface ValidatorOptions {
  /** The caller's values in `meta`; those of secrets never. Default: false. */
  readonly echoValues?: boolean
  /** Where the search for more failures ends. Default: 100. */
  readonly maxErrors?: number
  /** Rules that are no errors by their severity do not run. Default: false. */
  readonly warningsPass?: boolean
}

/** The failures of a request in rule order, undefined when there are none; a promise only where an asynchronous rule was reached. */
export type Validator = (
  request: object,
  verb: string,
  reset?: Reset,
) => ResponseError[] | undefined | Promise<ResponseError[] | undefined>

/** A compiler whose validators share the plans of the types that they have in common: one a gateway. */
export function validatorCompiler({
  echoValues = false,
  maxErrors = 100,
  warningsPass = false,
}: ValidatorOptions = {}): (type: MessageType) => Validator {
  const limits: Limits = { echoValues, maxErrors, warningsPass }
  const plans = new Map<MessageType, Plan>()
  const planOf = (type: MessageType): Plan => {
    const known = plans.get(type)
    if (known) return known
    const plan = new Plan()
    // Kept before its members are compiled: a recursive type meets itself.
    plans.set(type, plan)
    for (const member of type.members) {
      const check = memberCheck(member, planOf, limits)
      if (check) plan.checks.push(check)
    }
    return plan
  }
  return (type) => {
    const plan = planOf(type)
    if (!type.partialUpdate) return (request, verb) => plan.run(request, verb, undefined)?.settle()
    const part = partialRun(type, (member) => memberCheck(member, planOf, limits))
    return (request, verb, reset) =>
      (verb === 'PATCH' ? part(request, verb, reset) : plan.run(request, verb, undefined))?.settle()
  }
}

/** The rules of one message, compiled once into closures: no reflection later, and nothing allocated for a request that keeps them. */
export const compileValidator = (type: MessageType, options?: ValidatorOptions): Validator => validatorCompiler(options)(type)
