import type { ClassValidatorRule, Member, ServiceStackRule } from '../../dtos/contract'
import type { OpenApiVersion, Schema } from './model'

type Words = (args: readonly unknown[], version: OpenApiVersion) => Schema

const numberWord =
  (word: string): Words =>
  ([value]) =>
    typeof value === 'number' ? { [word]: value } : {}
/** 3.0 says with a flag beside the bound that the bound itself is out; 3.1 has a word of its own. */
const exclusive =
  (word: 'minimum' | 'maximum'): Words =>
  ([value], version) => {
    if (typeof value !== 'number') return {}
    const exclusiveWord = `exclusive${word.charAt(0).toUpperCase()}${word.slice(1)}`
    return version === '3.1' ? { [exclusiveWord]: value } : { [word]: value, [exclusiveWord]: true }
  }
const lengths: Words = ([min, max]) => ({
  ...(typeof min === 'number' ? { minLength: min } : {}),
  ...(typeof max === 'number' && max >= 0 ? { maxLength: max } : {}),
})
const pattern: Words = ([value]) => {
  if (value instanceof RegExp) return value.flags.replace(/[gu]/g, '') === '' ? { pattern: value.source } : {}
  return typeof value === 'string' ? { pattern: value } : {}
}
const format =
  (name: string): Words =>
  () => ({ format: name })

/** What rules of class-validator say to a schema; the others have no word there. */
const classValidatorWords: Readonly<Record<string, Words>> = {
  min: numberWord('minimum'),
  max: numberWord('maximum'),
  isPositive: (_, version) => exclusive('minimum')([0], version),
  isNegative: (_, version) => exclusive('maximum')([0], version),
  isDivisibleBy: numberWord('multipleOf'),
  minLength: numberWord('minLength'),
  maxLength: numberWord('maxLength'),
  isLength: lengths,
  isNotEmpty: () => ({ minLength: 1 }),
  matches: pattern,
  isEmail: format('email'),
  isUuid: format('uuid'),
  isUrl: format('uri'),
  isIn: ([values]) => (Array.isArray(values) && values.length > 0 ? { enum: values } : {}),
  arrayMinSize: numberWord('minItems'),
  arrayMaxSize: numberWord('maxItems'),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayUnique: () => ({ uniqueItems: true }),
}

/** What ServiceStack's rules say. */
const serviceStackWords: Readonly<Partial<Record<ServiceStackRule['name'], Words>>> = {
  NotEmpty: () => ({ minLength: 1 }),
  Email: format('email'),
  Length: lengths,
  ExactLength: ([length]) => lengths([length, length], '3.1'),
  MinimumLength: numberWord('minLength'),
  MaximumLength: numberWord('maxLength'),
  GreaterThan: exclusive('minimum'),
  GreaterThanOrEqual: numberWord('minimum'),
  LessThan: exclusive('maximum'),
  LessThanOrEqual: numberWord('maximum'),
  InclusiveBetween: ([from, to], version) => ({
    ...numberWord('minimum')([from], version),
    ...numberWord('maximum')([to], version),
  }),
  ExclusiveBetween: ([from, to], version) => ({
    ...exclusive('minimum')([from], version),
    ...exclusive('maximum')([to], version),
  }),
  RegularExpression: pattern,
}

/** The words that a kind of value can have: a length of a number would be no schema. */
const fitting: Readonly<Record<string, ReadonlySet<string>>> = {
  string: new Set(['minLength', 'maxLength', 'pattern', 'format', 'enum']),
  integer: new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'enum']),
  number: new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'enum']),
  array: new Set(['minItems', 'maxItems', 'uniqueItems']),
}

export interface Constraints {
  readonly value: Schema
  /** Of each item of a list. */
  readonly items: Schema
}

/** Only rules that always hold: a condition or a group is nothing that a schema could say. */
const holdsAlways = (rule: ClassValidatorRule): boolean => rule.groups.length === 0 && rule.validateIf === undefined

/** What a member's rules say of its value; `kind`: the schema's type. */
export const constraintsOf = (member: Member, version: OpenApiVersion): Constraints => {
  const parts = { value: {} as Record<string, unknown>, items: {} as Record<string, unknown> }
  for (const rule of member.rules) {
    const isServiceStack = rule.family === 'serviceStack'
    if (isServiceStack ? rule.when !== undefined || rule.verbs.length > 0 : !holdsAlways(rule)) continue
    const words = isServiceStack ? serviceStackWords[rule.name] : classValidatorWords[rule.name]
    if (words) Object.assign(rule.each ? parts.items : parts.value, words(rule.args, version))
  }
  const { allowableValues, allowableRange } = member
  if (allowableValues && allowableValues.length > 0) parts.value.enum = allowableValues
  if (allowableRange) Object.assign(parts.value, { minimum: allowableRange.min, maximum: allowableRange.max })
  return parts
}

/** The schema with as much of it as its type can have. */
export const constrained = (schema: Schema, words: Schema): Schema => {
  const known = fitting[String(schema.type)]
  if (!known || schema.enum !== undefined) return schema
  const values = (value: unknown) => (schema.type === 'string' ? typeof value === 'string' : typeof value === 'number')
  return Object.fromEntries([
    ...Object.entries(schema),
    ...Object.entries(words).filter(
      ([word, value]) => known.has(word) && (word !== 'enum' || (value as unknown[]).every(values)),
    ),
  ])
}

/** Absent is refused: said so, or class-validator has rules for what is not optional. */
export const isRequired = ({ isRequired: told, optional, rules, conditions }: Member): boolean =>
  told ||
  (!optional &&
    conditions.length === 0 &&
    rules.some((rule) =>
      rule.family === 'classValidator'
        ? holdsAlways(rule)
        : (rule.name === 'NotEmpty' || rule.name === 'NotNull') && rule.when === undefined && rule.verbs.length === 0,
    ))
