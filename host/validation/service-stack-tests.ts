import type { EnumType, Member, ServiceStackRuleName, TypeRef } from '../../dtos/contract'
import { type Compare, compareWith } from './compare'
import { isDefault } from './defaults'
import { digitsOf } from './texts'

/** The verdict on one value; only a predicate's may be a promise. */
export type Test = (value: unknown, request: object) => boolean | PromiseLike<boolean>

/** Rules that judge null too; it passes all others. A predicate sees it, so that it can ask for a member where another one is there. */
export const seesNull: ReadonlySet<ServiceStackRuleName> = new Set(['NotEmpty', 'NotNull', 'Empty', 'Null', 'Equal', 'Predicate'])
/** Rules about whether anything was said: these do not take an absent value type for its default. */
export const seesAbsence: ReadonlySet<ServiceStackRuleName> = new Set(['NotNull', 'Null', 'Predicate'])

type Make = (args: readonly any[], member: Member) => Test

const compared =
  (holds: (order: number) => boolean): Make =>
  ([argument], { type }) => {
    const compare = compareWith(argument, type)
    return (value) => holds(compare(value))
  }

const between =
  (holds: (low: number, high: number) => boolean): Make =>
  ([from, to], { type }) => {
    const low = compareWith(from, type)
    const high = compareWith(to, type)
    return (value) => holds(low(value), high(value))
  }

const ofLength =
  (holds: (length: number, args: readonly number[]) => boolean): Make =>
  (args) =>
  (value) => {
    const length = lengthOf(value)
    return length === undefined || holds(length, args)
  }

/** ServiceStack's property rules. A new rule is a name in the contract's list and a line here. */
export const tests: Readonly<Record<ServiceStackRuleName, Make>> = {
  NotEmpty: (_, member) => {
    const empty = emptiness(member)
    return (value) => !empty(value)
  },
  Empty: (_, member) => emptiness(member),
  NotNull: () => (value) => value !== null && value !== undefined,
  Null: () => (value) => value === null || value === undefined,
  Email: () => isEmail,
  Length: ofLength((length, [min, max]) => length >= min! && length <= max!),
  ExactLength: ofLength((length, [exact]) => length === exact),
  MinimumLength: ofLength((length, [min]) => length >= min!),
  MaximumLength: ofLength((length, [max]) => length <= max!),
  GreaterThan: compared((order) => order > 0),
  GreaterThanOrEqual: compared((order) => order >= 0),
  LessThan: compared((order) => order < 0),
  LessThanOrEqual: compared((order) => order <= 0),
  Equal: ([argument], { type }) => {
    if (argument === null || argument === undefined) return (value) => value === null || value === undefined
    const compare: Compare = compareWith(argument, type)
    return (value) => value !== null && value !== undefined && compare(value) === 0
  },
  NotEqual: compared((order) => order !== 0),
  InclusiveBetween: between((low, high) => low >= 0 && high <= 0),
  ExclusiveBetween: between((low, high) => low > 0 && high < 0),
  RegularExpression: ([pattern]) => {
    const stateless = withoutState(pattern)
    return (value) => typeof value === 'string' && stateless.test(value)
  },
  CreditCard: () => (value) => typeof value === 'string' && isCardNumber(value),
  ScalePrecision:
    ([scale, precision]) =>
    (value) => {
      const found = digitsOf(value)
      return found !== undefined && found.decimals <= scale && found.digits <= precision - scale
    },
  Enum: (_, { type, name }) => enumTest(enumOf(type), name),
  Predicate: ([test]) => test as Test,
}

function emptiness(member: Member): (value: unknown) => boolean {
  const initial = isDefault(member)
  return (value) => {
    if (value === null || value === undefined) return true
    if (typeof value === 'string') return value.trim() === '' || initial(value)
    if (Array.isArray(value) || value instanceof Uint8Array) return value.length === 0
    if (value instanceof Map || value instanceof Set) return value.size === 0
    if (member.type.kind === 'dictionary' && typeof value === 'object') return Object.keys(value).length === 0
    return initial(value)
  }
}

/** Texts count UTF-16 units; lists and bytes their items. What has no length has none to judge. */
export const lengthOf = (value: unknown): number | undefined =>
  typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array ? value.length : undefined

/** Exactly one @, neither first nor last: whether a mailbox exists only mail can tell. */
function isEmail(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const at = value.indexOf('@')
  return at > 0 && at < value.length - 1 && at === value.lastIndexOf('@')
}

/** A regular expression with g or y remembers where it stopped and would judge the same text differently the next time. */
export function withoutState(pattern: RegExp | string): RegExp {
  return typeof pattern === 'string' ? new RegExp(pattern) : new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
}

/** Digits by Luhn's sum, blanks and dashes between them; the empty text passes as in .NET. */
function isCardNumber(text: string): boolean {
  let sum = 0
  let double = false
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at]!
    if (character === '-' || character === ' ') continue
    const digit = character.charCodeAt(0) - 48
    if (digit < 0 || digit > 9) return false
    const weighted = double ? digit * 2 : digit
    sum += weighted > 9 ? weighted - 9 : weighted
    double = !double
  }
  return sum % 10 === 0
}

function enumTest(type: EnumType | undefined, member: string): Test {
  if (!type) throw new TypeError(`${member} has an Enum rule and is no enum; declare it with @ApiMember({ type: TheEnum })`)
  const values = new Set<unknown>(type.members.map(({ value }) => value))
  const bits = type.members.reduce((all, { value }) => (typeof value === 'number' ? all | value : all), 0)
  const one = (value: unknown): boolean => values.has(value) || (type.flags && typeof value === 'number' && (value & ~bits) === 0)
  return (value) => (Array.isArray(value) ? value.every(one) : one(value))
}

const enumOf = (type: TypeRef): EnumType | undefined =>
  type.kind === 'enum' ? type.type : type.kind === 'list' ? enumOf(type.item) : undefined
