import { Decimal } from 'decimal.js'
import type { ServiceStackRuleName } from '../../dtos/contract'
import { decimalText } from '../../dtos/contract/decimal'
import { type Template, template } from './template'

/** Default texts; `{Value}` and `{PropertyValue}` are the caller's value. */
export const texts: Readonly<Record<ServiceStackRuleName, string>> = {
  NotEmpty: "'{PropertyName}' must not be empty.",
  NotNull: "'{PropertyName}' must not be empty.",
  Empty: "'{PropertyName}' must be empty.",
  Null: "'{PropertyName}' must be empty.",
  Email: "'{PropertyName}' is not a valid email address.",
  Length: "'{PropertyName}' must be between {MinLength} and {MaxLength} characters. You entered {TotalLength} characters.",
  ExactLength: "'{PropertyName}' must be {MaxLength} characters in length. You entered {TotalLength} characters.",
  MinimumLength: "The length of '{PropertyName}' must be at least {MinLength} characters. You entered {TotalLength} characters.",
  MaximumLength: "The length of '{PropertyName}' must be {MaxLength} characters or fewer. You entered {TotalLength} characters.",
  GreaterThan: "'{PropertyName}' must be greater than '{ComparisonValue}'.",
  GreaterThanOrEqual: "'{PropertyName}' must be greater than or equal to '{ComparisonValue}'.",
  LessThan: "'{PropertyName}' must be less than '{ComparisonValue}'.",
  LessThanOrEqual: "'{PropertyName}' must be less than or equal to '{ComparisonValue}'.",
  Equal: "'{PropertyName}' must be equal to '{ComparisonValue}'.",
  NotEqual: "'{PropertyName}' must not be equal to '{ComparisonValue}'.",
  InclusiveBetween: "'{PropertyName}' must be between {From} and {To}. You entered {Value}.",
  ExclusiveBetween: "'{PropertyName}' must be between {From} and {To} (exclusive). You entered {Value}.",
  RegularExpression: "'{PropertyName}' is not in the correct format.",
  CreditCard: "'{PropertyName}' is not a valid credit card number.",
  ScalePrecision:
    "'{PropertyName}' must not be more than {ExpectedPrecision} digits in total, with allowance for {ExpectedScale} decimals. {Digits} digits and {ActualScale} decimals were found.",
  Enum: "'{PropertyName}' has a range of values which does not include '{PropertyValue}'.",
  Predicate: "The specified condition was not met for '{PropertyName}'.",
}

/** The same where the value is a secret or has no short text. */
export const textsWithoutValue: Readonly<Partial<Record<ServiceStackRuleName, string>>> = {
  InclusiveBetween: "'{PropertyName}' must be between {From} and {To}.",
  ExclusiveBetween: "'{PropertyName}' must be between {From} and {To} (exclusive).",
  Enum: "'{PropertyName}' has a range of values which does not include the value given.",
}

const mapped = <T extends object>(from: T) =>
  Object.fromEntries(Object.entries(from).map(([name, text]) => [name, template(text as string)])) as {
    readonly [K in keyof T]: Template
  }

/** Taken apart once, for all members of all messages. */
export const templates = mapped(texts)
export const templatesWithoutValue = mapped(textsWithoutValue)

export const codeOf = (name: ServiceStackRuleName): string => (name === 'ExactLength' ? 'Length' : name)

export type Facts = Readonly<Record<string, unknown>>

const lengths = (MinLength: unknown, MaxLength: unknown, TotalLength: number): Facts => ({ MinLength, MaxLength, TotalLength })
const comparison = ([ComparisonValue]: readonly unknown[]): Facts => ({ ComparisonValue, ComparisonProperty: '' })
const range = ([From, To]: readonly unknown[]): Facts => ({ From, To })
const none = (): Facts => ({})

/** What each rule tells beside the member's name: made from its arguments, the value, and the value's length. */
export const factsOf: Readonly<
  Record<ServiceStackRuleName, (args: readonly unknown[], value: unknown, length: number) => Facts>
> = {
  NotEmpty: none,
  NotNull: none,
  Empty: none,
  Null: none,
  Email: none,
  Length: ([min, max], _, length) => lengths(min, max, length),
  ExactLength: ([exact], _, length) => lengths(exact, exact, length),
  MinimumLength: ([min], _, length) => lengths(min, -1, length),
  MaximumLength: ([max], _, length) => lengths(0, max, length),
  GreaterThan: comparison,
  GreaterThanOrEqual: comparison,
  LessThan: comparison,
  LessThanOrEqual: comparison,
  Equal: comparison,
  NotEqual: comparison,
  InclusiveBetween: range,
  ExclusiveBetween: range,
  RegularExpression: ([pattern]) => ({ RegularExpression: pattern }),
  CreditCard: none,
  ScalePrecision: ([scale, precision], value) => {
    const found = digitsOf(value)
    return { ExpectedPrecision: precision, ExpectedScale: scale, Digits: found?.digits, ActualScale: found?.decimals }
  },
  Enum: none,
  Predicate: none,
}

/** Digits before and after the point; a decimal's trailing zeros count, as they do in .NET. */
export function digitsOf(value: unknown): { readonly digits: number; readonly decimals: number } | undefined {
  const text = numberText(value)
  if (text === undefined) return undefined
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  return { digits: whole === '0' ? 0 : whole.length, decimals: fraction.length }
}

function numberText(value: unknown): string | undefined {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Decimal) return value.isFinite() ? decimalText(value) : undefined
  return typeof value === 'number' && Number.isFinite(value) ? new Decimal(value).toFixed() : undefined
}
