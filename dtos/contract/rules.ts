import type { ValidationArguments, ValidatorConstraintInterface } from 'class-validator'

/** A property rule of either family. class-validator's keep class-validator's verdicts; ServiceStack's are those of. */
export type Rule = ClassValidatorRule | ServiceStackRule

export interface ClassValidatorRule {
  readonly family: 'classValidator'
  /** class-validator's own name: `isInt`, `min`, `maxLength`, `customValidation` … */
  readonly name: string
  /** The decorator's arguments: `min(3)` has `[3]`. */
  readonly args: readonly unknown[]
  readonly each: boolean
  readonly message?: string | ((args: ValidationArguments) => string)
  readonly groups: readonly string[]
  readonly always: boolean
  /** The decorator's own `validateIf`: false, and the rule does not run. */
  readonly validateIf?: (object: any, value: unknown) => boolean
  /** `context` of the decorator's options; `context.errorCode` replaces the code. */
  readonly context?: any
  readonly async: boolean
  /** The constraint class' instance: its `validate(value, args)` is the verdict, its `defaultMessage` the text. */
  readonly constraint?: ValidatorConstraintInterface
}

/** The names of ServiceStack's property rules. */
export const serviceStackRules = [
  'NotEmpty',
  'NotNull',
  'Empty',
  'Null',
  'Email',
  'Length',
  'ExactLength',
  'MinimumLength',
  'MaximumLength',
  'GreaterThan',
  'GreaterThanOrEqual',
  'LessThan',
  'LessThanOrEqual',
  'Equal',
  'NotEqual',
  'InclusiveBetween',
  'ExclusiveBetween',
  'RegularExpression',
  'CreditCard',
  'ScalePrecision',
  'Enum',
  'Predicate',
] as const
export type ServiceStackRuleName = (typeof serviceStackRules)[number]

export interface ServiceStackRule {
  readonly family: 'serviceStack'
  readonly name: ServiceStackRuleName
  /** Length: [min, max]; ScalePrecision: [scale, precision]; Equal: [value]; Predicate: [(value, request) => boolean or a promise of one] … */
  readonly args: readonly unknown[]
  readonly errorCode?: string
  readonly message?: string
  /** Verbs for which the rule runs; empty: all. */
  readonly verbs: readonly string[]
  /** The rule runs only where this holds of the object. */
  readonly when?: (object: any) => boolean
  /** A warning or an information counts as an error unless the gateway lets it pass. */
  readonly severity?: 'warning' | 'info'
  /** Each item of the list is judged, not the list. */
  readonly each?: boolean
  /** What texts call the member. */
  readonly displayName?: string
  /** A predicate that words its failures itself (R-5.35 `Custom`); none: it holds. */
  readonly failures?: (value: any, object: any) => readonly OwnFailure[]
}

/** A failure in its own words: of the member unless it names another one. */
export interface OwnFailure {
  readonly message: string
  readonly fieldName?: string
  readonly errorCode?: string
}

/** A rule's argument: what another member of the same object holds. */
export class OtherMember {
  constructor(readonly name: string) {}
}

/** A type-level rule: runs before the property rules, the first that fails answers alone. */
export interface TypeRule {
  readonly name:
    | 'IsAuthenticated'
    | 'HasRoles'
    | 'HasAnyRole'
    | 'HasPermissions'
    | 'HasAnyPermission'
    | 'HasClaim'
    | 'IsAdmin'
    | 'ApiKey'
    | 'AuthSecret'
    | 'Condition'
  readonly args: readonly string[]
  /** Condition: a predicate of the request. */
  readonly test?: (request: any) => boolean
  readonly status?: number
  readonly errorCode?: string
  readonly message?: string
}
