import type { ServiceStackRuleName, TypeRule } from './rules'
import { memberSays, says } from './said'

/** Replaces a rule's code or text; texts may name `{PropertyName}`, `{PropertyValue}` and the keys of. `verbs`: only there. */
export interface RuleOptions {
  readonly errorCode?: string
  readonly message?: string
  readonly verbs?: readonly string[]
}

const rule = (name: ServiceStackRuleName, args: readonly unknown[], { verbs = [], ...words }: RuleOptions): PropertyDecorator =>
  memberSays((member) => member.rules.unshift({ family: 'serviceStack', name, args, verbs, ...words }))
const plain =
  (name: ServiceStackRuleName) =>
  (options: RuleOptions = {}) =>
    rule(name, [], options)
const one =
  <T>(name: ServiceStackRuleName) =>
  (value: T, options: RuleOptions = {}) =>
    rule(name, [value], options)
const two =
  <T>(name: ServiceStackRuleName) =>
  (first: T, second: T, options: RuleOptions = {}) =>
    rule(name, [first, second], options)

type Comparable = number | bigint | string | Date

export const ValidateNotEmpty = plain('NotEmpty')
export const ValidateNotNull = plain('NotNull')
export const ValidateEmpty = plain('Empty')
export const ValidateNull = plain('Null')
export const ValidateEmail = plain('Email')
export const ValidateCreditCard = plain('CreditCard')
export const ValidateEnum = plain('Enum')
export const ValidateLength = two<number>('Length')
export const ValidateExactLength = one<number>('ExactLength')
export const ValidateMinimumLength = one<number>('MinimumLength')
export const ValidateMaximumLength = one<number>('MaximumLength')
export const ValidateGreaterThan = one<Comparable>('GreaterThan')
export const ValidateGreaterThanOrEqual = one<Comparable>('GreaterThanOrEqual')
export const ValidateLessThan = one<Comparable>('LessThan')
export const ValidateLessThanOrEqual = one<Comparable>('LessThanOrEqual')
export const ValidateEqual = one<Comparable | boolean>('Equal')
export const ValidateNotEqual = one<Comparable | boolean>('NotEqual')
export const ValidateInclusiveBetween = two<Comparable>('InclusiveBetween')
export const ValidateExclusiveBetween = two<Comparable>('ExclusiveBetween')
export const ValidateRegularExpression = one<string | RegExp>('RegularExpression')
/** At most `precision` digits, `scale` of them decimals. */
export const ValidateScalePrecision = two<number>('ScalePrecision')
/** The predicate sees the value (null too) and the request. */
export const ValidateMust = <T>(test: (value: any, request: T) => boolean | Promise<boolean>, options: RuleOptions = {}) =>
  rule('Predicate', [test], options)

/** Status, code and text of a type-level rule, where not those of. */
export interface TypeRuleOptions {
  readonly status?: number
  readonly errorCode?: string
  readonly message?: string
}
const typeRule = (name: TypeRule['name'], args: readonly string[] = [], more: Partial<TypeRule> = {}): ClassDecorator =>
  says((words) => words.typeRules.unshift({ name, args, ...more }))

export const ValidateIsAuthenticated = () => typeRule('IsAuthenticated')
export const ValidateIsAdmin = () => typeRule('IsAdmin')
export const ValidateHasRole = (...roles: string[]) => typeRule('HasRoles', roles)
export const ValidateHasAnyRole = (...roles: string[]) => typeRule('HasAnyRole', roles)
export const ValidateHasPermission = (...permissions: string[]) => typeRule('HasPermissions', permissions)
export const ValidateHasAnyPermission = (...permissions: string[]) => typeRule('HasAnyPermission', permissions)
export const ValidateHasClaim = (type: string, value: string) => typeRule('HasClaim', [type, value])
export const ValidateApiKey = (scope?: string) => typeRule('ApiKey', scope === undefined ? [] : [scope])
/** A condition on the whole request, before its members' rules. */
export const ValidateRequest = <T>(test: (request: T) => boolean, options: TypeRuleOptions = {}) =>
  typeRule('Condition', [], { test, ...options })
