import { OtherMember, type OwnFailure, type ServiceStackRule, type ServiceStackRuleName, type TypeRule } from './rules'
import { memberSays, says } from './said'

/** How a rule says it, and when it runs. */
export interface RuleOptions<T = any> {
  readonly errorCode?: string
  /** May name `{PropertyName}`, `{PropertyValue}` and the keys of. */
  readonly message?: string
  /** What the text calls the member. */
  readonly displayName?: string
  /** Only there. */
  readonly verbs?: readonly string[]
  /** Only where this holds of the object that has the member. */
  readonly when?: (object: T) => boolean
  /** What is no error counts as one unless the gateway says `warningsPass`. */
  readonly severity?: 'warning' | 'info'
  /** Each item of a list is judged, not the list. */
  readonly each?: boolean
}

const rule = (
  name: ServiceStackRuleName,
  args: readonly unknown[],
  { verbs = [], ...words }: RuleOptions & Pick<ServiceStackRule, 'failures'>,
): PropertyDecorator => memberSays((member) => member.rules.unshift({ family: 'serviceStack', name, args, verbs, ...words }))
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

type Comparable = number | bigint | string | Date | OtherMember

/** A rule's argument: what another member of the same object holds, as in `@ValidateEqual(otherMember('email'))`. */
export const otherMember = (name: string) => new OtherMember(name)

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
export const ValidateMust = <T>(test: (value: any, request: T) => boolean | Promise<boolean>, options: RuleOptions<T> = {}) =>
  rule('Predicate', [test], options)
/** Failures in words of their own, of this member or another (R-5.35 `Custom`); none: it holds. */
export const ValidateCustom = <T>(failures: (value: any, object: T) => readonly OwnFailure[], options: RuleOptions<T> = {}) =>
  rule('Predicate', [], { ...options, failures })
/** The first of the member's rules that fails is the only one told. */
export const StopAtFirstFailure = () => memberSays((member) => (member.stopAtFirstFailure = true))

/** Status, code and text of a type-level rule, where not those of. */
export interface TypeRuleOptions {
  readonly status?: number
  readonly errorCode?: string
  readonly message?: string
}
const typeRule = (name: TypeRule['name'], args: readonly string[] = [], more: Partial<TypeRule> = {}): ClassDecorator =>
  says((words) => words.typeRules.unshift({ name, args, ...more }))

/** Names, and after them the words of the refusal where they are other ones. */
type NamesAndWords = string[] | [...names: string[], words: TypeRuleOptions]
const naming =
  (name: TypeRule['name']) =>
  (...said: NamesAndWords) => {
    const words = said.at(-1)
    return typeof words === 'object' ? typeRule(name, said.slice(0, -1) as string[], words) : typeRule(name, said as string[])
  }
const asking =
  (name: TypeRule['name']) =>
  (words: TypeRuleOptions = {}) =>
    typeRule(name, [], words)

export const ValidateIsAuthenticated = asking('IsAuthenticated')
export const ValidateIsAdmin = asking('IsAdmin')
export const ValidateHasRole = naming('HasRoles')
export const ValidateHasAnyRole = naming('HasAnyRole')
export const ValidateHasPermission = naming('HasPermissions')
export const ValidateHasAnyPermission = naming('HasAnyPermission')
export const ValidateHasClaim = (type: string, value: string, words: TypeRuleOptions = {}) =>
  typeRule('HasClaim', [type, value], words)
/** A valid API key, of this scope where one is named; Admin passes every scope. */
export const ValidateApiKey = (scope?: string, words: TypeRuleOptions = {}) =>
  typeRule('ApiKey', scope === undefined ? [] : [scope], words)
/** Only for who holds the operators' auth secret (A-5.6). */
export const ValidateAuthSecret = asking('AuthSecret')
/** A condition on the whole request, before its members' rules. */
export const ValidateRequest = <T>(test: (request: T) => boolean, options: TypeRuleOptions = {}) =>
  typeRule('Condition', [], { test, ...options })
