import type { Member, MessageType, TypeRef } from '../../dtos/contract'
import { codeOfName } from './class-validator-words'
import { responseError } from './failure'
import { Findings, type Limits } from './findings'
import { placeOf } from './place'
import type { Plan, RuleCheck } from './plan'
import type { Subject } from './subject'
import { template } from './template'

const mustBeNested = template('nested property {PropertyName} must be either object or array')

type Visit = (value: unknown, verb: string, found: Findings | undefined) => Findings | undefined

/** `@ValidateNested`: the rules of what the member holds, in lists and dictionaries of any depth. */
export function nestedCheck(member: Member, subject: Subject, planOf: (type: MessageType) => Plan, limits: Limits): RuleCheck {
  const error = () =>
    responseError(
      { ...subject, fieldName: '' },
      {
        errorCode: codeOfName('nestedValidation'),
        text: mustBeNested,
        value: undefined,
      },
      limits,
    )
  const visit = visitor(member.type, member, planOf, (found) => (found ?? new Findings(limits)).fail(error()))
  return (_object, value, verb, found) => {
    const before = found?.length ?? 0
    const after = visit(value, verb, found)
    return after !== undefined && after.length > before ? after.within(before, subject.fieldName) : after
  }
}

type Refuse = (found: Findings | undefined) => Findings

/** What a value holds is seen on the value; the type says whose rules its objects have. */
function visitor(type: TypeRef, member: Member, planOf: (type: MessageType) => Plan, refuse: Refuse): Visit {
  const runPlan = planRunner(type, member, planOf)
  const inner = type.kind === 'list' ? type.item : type.kind === 'dictionary' ? type.value : undefined
  const visitItem: Visit = inner ? visitor(inner, member, planOf, refuse) : (value, verb, found) => visit(value, verb, found)
  const at = (value: unknown, verb: string, found: Findings | undefined, key: unknown, index?: number): Findings | undefined => {
    const before = found?.length ?? 0
    const after = visitItem(value, verb, found)
    return after !== undefined && after.length > before ? after.within(before, placeOf(key), index) : after
  }
  const visit: Visit = (value, verb, found) => {
    if (value === undefined) return found
    if (Array.isArray(value) || value instanceof Set) {
      let index = 0
      for (const item of value) {
        found = at(item, verb, found, index, index)
        if (found?.full) return found
        index++
      }
      return found
    }
    if (value instanceof Map) {
      for (const [key, item] of value) if (!found?.full) found = at(item, verb, found, key)
      return found
    }
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return refuse(found)
    if (type.kind === 'dictionary') {
      for (const key of Object.keys(value))
        if (!found?.full) found = at((value as Record<string, unknown>)[key], verb, found, key)
      return found
    }
    return runPlan(value, verb, found)
  }
  return visit
}

/** The plan of an object: its class' own where a discriminator chose one, else that of the declared type. */
function planRunner(type: TypeRef, { discriminator }: Member, planOf: (type: MessageType) => Plan) {
  const object = objectIn(type)
  if (!object) return (_value: object, _verb: string, found: Findings | undefined) => found
  const declared = planOf(object)
  if (!discriminator) return (value: object, verb: string, found: Findings | undefined) => declared.run(value, verb, found)
  const plans = new Map<unknown, Plan>([...discriminator.subTypes.values()].map((subType) => [subType.target, planOf(subType)]))
  return (value: object, verb: string, found: Findings | undefined) =>
    (plans.get(value.constructor) ?? declared).run(value, verb, found)
}

/** The type of the objects in lists and dictionaries of any depth. */
const objectIn = (type: TypeRef): MessageType | undefined =>
  type.kind === 'object'
    ? type.type
    : type.kind === 'list'
      ? objectIn(type.item)
      : type.kind === 'dictionary'
        ? objectIn(type.value)
        : undefined
