import * as classValidator from 'class-validator'
import type { ClassValidatorRule } from '../../dtos/contract'

/**
 * Words of class-validator's default texts. Anybody may register a decorator that is called `isInt` too; what is known of class-validator's own holds
 * only where the text is its own as well. A changed text costs speed and ServiceStack's wording, never a verdict (a test compares all of them).
 */
const ownWords: Readonly<Record<string, string>> = {
  isDefined: 'should not be null or undefined',
  isNotEmpty: 'should not be empty',
  isEmpty: 'must be empty',
  equals: 'must be equal to',
  notEquals: 'should not be equal to',
  isIn: 'must be one of the following values',
  isNotIn: 'should not be one of the following values',
  isString: 'must be a string',
  isNumber: 'must be a number conforming to the specified constraints',
  isInt: 'must be an integer number',
  isBoolean: 'must be a boolean value',
  isDate: 'must be a Date instance',
  isArray: 'must be an array',
  isObject: 'must be an object',
  isEnum: 'must be one of the following values',
  min: 'must not be less than',
  max: 'must not be greater than',
  isPositive: 'must be a positive number',
  isNegative: 'must be a negative number',
  minLength: 'must be longer than or equal to',
  maxLength: 'must be shorter than or equal to',
  isLength: 'must be longer than or equal to',
  matches: 'regular expression',
  isEmail: 'must be an email',
  isCreditCard: 'must be a credit card',
  isUuid: 'must be a UUID',
  isDateString: 'must be a valid ISO 8601 date string',
  isIso8601: 'must be a valid ISO 8601 date string',
  isNumberString: 'must be a number string',
  arrayNotEmpty: 'should not be empty',
  arrayMinSize: 'must contain at least',
  arrayMaxSize: 'must contain no more than',
}

export const ownRuleNames: readonly string[] = Object.keys(ownWords)

/** Whether a rule is class-validator's own of that name, and one that the tables here know. */
export function isOwnRule({ name, args, constraint }: ClassValidatorRule): boolean {
  const words = Object.hasOwn(ownWords, name) ? ownWords[name] : undefined
  if (words === undefined || !constraint?.defaultMessage) return false
  try {
    const text = constraint.defaultMessage({ targetName: '', property: '', object: {}, value: '', constraints: [...args] })
    return text.startsWith('$property') || text.startsWith('each value in $property') ? text.includes(words) : false
  } catch {
    return false
  }
}

const theirNames: ReadonlySet<unknown> = new Set(Object.values(classValidator).filter((value) => typeof value === 'string'))

/**
 * class-validator's own predicates trip over some values (half a surrogate pair in an e-mail address, 1e-7 where decimals are counted): these are bad
 * input, not a fault of ours. What a user's own constraint throws is.
 */
export const tripsOverInput = ({ name }: ClassValidatorRule): boolean => theirNames.has(name)
