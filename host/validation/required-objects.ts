import type { Member, MessageType, ResponseError, TypeRef } from '../../dtos/contract'
import { displayName } from '../../dtos/contract/names'
import type { Validator } from '../validator'
import type { Reset } from './partial'

type Values = Readonly<Record<string, unknown>>
/** Adds an error for each required object that is absent, under the path of declared names. */
type Check = (object: Values, path: string, errors: ResponseError[]) => void

const mostErrors = 100

/** Rules that refuse an absent value themselves, with a code of their own. */
const saysItself: ReadonlySet<string> = new Set([
  'isDefined',
  'isNotEmpty',
  'isObject',
  'isNotEmptyObject',
  'isInstance',
  'isArray',
  'arrayNotEmpty',
  'arrayMinSize',
  'arrayMaxSize',
  'NotNull',
  'NotEmpty',
])

/**
 * `@ValidateNested` passes what is not there (stack.md 3). A nested member without `@IsOptional` must be there; its `@ValidateIf` may say otherwise.
 * Says it before the rules of the members, so that one answer names everything.
 */
export function withRequiredObjects(type: MessageType, validate: Validator): Validator {
  if (!reachesNested(type, new Set())) return validate
  const check = checkOf(type, new Map())
  return (request, verb, reset) => {
    let missing: ResponseError[] = []
    check(request as Values, '', missing)
    if (type.partialUpdate && verb === 'PATCH') missing = missing.filter((error) => !isLeftOut(error, reset))
    const broken = validate(request, verb, reset)
    if (missing.length === 0) return broken
    const all = (errors: readonly ResponseError[] = []) => [...missing, ...errors].slice(0, mostErrors)
    return broken instanceof Promise ? broken.then(all) : all(broken)
  }
}

const isChecked = (member: Member) => member.nested && !member.ignoreIn

function reachesNested(type: MessageType, seen: Set<MessageType>): boolean {
  if (seen.has(type)) return false
  seen.add(type)
  return type.members.some(
    (member) => isChecked(member) && (isDemanded(member) || objectTypes(member).some((inner) => reachesNested(inner, seen))),
  )
}

const isDemanded = (member: Member) => !member.optional && !member.rules.some((rule) => saysItself.has(rule.name))

function objectTypes(member: Member): readonly MessageType[] {
  let type: TypeRef = member.type
  while (type.kind === 'list' || type.kind === 'dictionary') type = type.kind === 'list' ? type.item : type.value
  if (type.kind !== 'object') return []
  return [type.type, ...(member.discriminator?.subTypes.values() ?? [])]
}

function checkOf(type: MessageType, compiled: Map<MessageType, { check?: Check }>): Check {
  const known = compiled.get(type)
  if (known) return (object, path, errors) => known.check?.(object, path, errors)
  const slot: { check?: Check } = {}
  compiled.set(type, slot)
  const checks = type.members.filter(isChecked).map((member) => memberCheck(member, compiled))
  slot.check = (object, path, errors) => {
    for (const check of checks) check(object, path, errors)
  }
  return slot.check
}

function memberCheck(member: Member, compiled: Map<MessageType, { check?: Check }>): Check {
  const { name, declaredName, conditions } = member
  const demanded = isDemanded(member)
  const inner = objectTypes(member).map((type) => ({ target: type.target, check: checkOf(type, compiled) }))
  const display = displayName(declaredName)

  const walk = (value: unknown, path: string, errors: ResponseError[]): void => {
    if (typeof value !== 'object' || value === null || errors.length >= mostErrors) return
    if (Array.isArray(value)) {
      value.forEach((item, index) => {
        walk(item, `${path}[${index}]`, errors)
      })
      return
    }
    const own = inner.find(({ target }) => value.constructor === target) ?? inner.find(({ target }) => value instanceof target)
    if (own) own.check(value as Values, `${path}.`, errors)
    else if (member.type.kind === 'dictionary')
      for (const [key, item] of Object.entries(value)) walk(item, `${path}[${key}]`, errors)
  }

  return (object, path, errors) => {
    const value = object[name]
    if (conditions.some((condition) => !condition(object, value))) return
    const fieldName = path + declaredName
    if (value !== undefined && value !== null) walk(value, fieldName, errors)
    else if (demanded && errors.length < mostErrors) {
      errors.push({
        errorCode: 'NotNull',
        fieldName,
        message: `'${display}' must not be empty.`,
        meta: { PropertyName: display },
      })
    }
  }
}

/** A member of the message itself that a partial update neither brings nor empties; what objects lack that it brings is missing. */
const isLeftOut = ({ fieldName }: ResponseError, reset: Reset | undefined): boolean =>
  !/[.[]/.test(fieldName) && !reset?.has(fieldName.toLowerCase())
