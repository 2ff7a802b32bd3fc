import type { ValidationArguments } from 'class-validator'
import type { ClassValidatorRule, ServiceStackRuleName } from '../../dtos/contract'
import type { Failure } from './failure'
import { isOwnRule } from './own-rules'
import type { Subject } from './subject'
import { template } from './template'
import { codeOf, factsOf, templates, templatesWithoutValue, texts } from './texts'
import { replaceTokens } from './tokens'

/** The rule of ServiceStack's that a decorator of class-validator's is, and when that one's text tells the truth of the value. */
interface Correspondence {
  /** The code where it is not the rule's. */
  readonly code?: string
  readonly rule: ServiceStackRuleName | ((args: readonly any[]) => ServiceStackRuleName)
  readonly args?: (args: readonly any[]) => readonly unknown[]
  readonly says?: (value: unknown, args: readonly any[]) => boolean
}

const isText = (value: unknown) => typeof value === 'string'
const isPlainArgument = (_: unknown, [other]: readonly any[]) =>
  other !== null && typeof other !== 'object' && typeof other !== 'function'

export const correspondences: Readonly<Record<string, Correspondence>> = {
  isDefined: { rule: 'NotNull' },
  isNotEmpty: { rule: 'NotEmpty' },
  arrayNotEmpty: { rule: 'NotEmpty' },
  isEmpty: { rule: 'Empty' },
  isEmail: { rule: 'Email' },
  isCreditCard: { rule: 'CreditCard' },
  matches: { rule: 'RegularExpression' },
  isEnum: { rule: 'Enum' },
  equals: { rule: 'Equal', says: isPlainArgument },
  notEquals: { rule: 'NotEqual', says: isPlainArgument },
  min: { rule: 'GreaterThanOrEqual' },
  max: { rule: 'LessThanOrEqual' },
  // A length can be told of a text only; without one class-validator's text says what is wanted.
  minLength: { rule: 'MinimumLength', says: isText },
  maxLength: { rule: 'MaximumLength', says: isText },
  isLength: {
    code: 'Length',
    rule: ([min, max]) => (max === undefined ? 'MinimumLength' : min === max ? 'ExactLength' : 'Length'),
    args: ([min, max]) => (min === max ? [min] : [min ?? 0, max]),
    says: isText,
  },
}

/** Codes of decorators whose own name in class-validator is not the decorator's. */
const codes: Readonly<Record<string, string>> = { nestedValidation: 'ValidateNested', customValidation: 'Custom' }

/** `isInt` → `IsInt`. */
export const codeOfName = (name: string): string => codes[name] ?? name.charAt(0).toUpperCase() + name.slice(1)

/** Makes the words of a failed rule from the value that failed (an item, where the rule runs on each) and class-validator's arguments. */
export type Words = (value: unknown, args: ValidationArguments) => Failure

export function wordsOf(rule: ClassValidatorRule, subject: Subject): Words {
  const correspondence = isOwnRule(rule) ? correspondences[rule.name] : undefined
  const name = typeof correspondence?.rule === 'function' ? correspondence.rule(rule.args) : correspondence?.rule
  const code = correspondence?.code ?? (name ? codeOf(name) : codeOfName(rule.name))
  const errorCode = String(rule.context?.errorCode ?? code)
  return (value, said) => {
    const args = dateRules.has(rule.name) ? { ...told(said), constraints: said.constraints.map(dateOf) } : said
    const message = typeof rule.message === 'function' ? rule.message(said) : rule.message
    const theirs = message ? replaceTokens(String(message), hidden(args, subject), subject.property) : undefined
    const ours = name !== undefined && (correspondence?.says?.(value, rule.args) ?? true) ? name : undefined
    const facts = name ? factsOf[name](correspondence?.args?.(rule.args) ?? rule.args, value, charactersOf(value)) : {}
    if (theirs !== undefined) return { errorCode, text: template(theirs), facts, value }
    if (!ours)
      return { errorCode, text: template(defaultText(rule, args, subject)), facts: name && isText(value) ? facts : {}, value }
    return { errorCode, text: templates[ours], textWithoutValue: templatesWithoutValue[ours], facts, value }
  }
}

/** MinDate and MaxDate take a date, or a function that tells it when it is asked. */
const dateRules = new Set(['minDate', 'maxDate'])
const dateOf = (constraint: unknown): unknown => (typeof constraint === 'function' ? constraint() : constraint)

/** All that class-validator tells, also what is made when it is asked for. */
const told = (args: ValidationArguments): ValidationArguments => ({ ...args, targetName: args.targetName })

const hidden = (args: ValidationArguments, { secret }: Subject): ValidationArguments =>
  secret ? { ...told(args), value: '' } : args

/** class-validator's own text, with the name that people read. Some of its texts trip over values that they did not expect. */
function defaultText({ constraint }: ClassValidatorRule, args: ValidationArguments, subject: Subject): string {
  let text: string | undefined
  try {
    text = constraint?.defaultMessage?.(args)
  } catch {}
  return text ? replaceTokens(text, hidden(args, subject), subject.displayName) : texts.Predicate
}

/** Characters as class-validator counts them: surrogate pairs and variation selectors are no characters of their own. */
function charactersOf(value: unknown): number {
  if (typeof value !== 'string') return 0
  if (!/[\uD800-\uDFFF]|\uFE0E|\uFE0F/.test(value)) return value.length
  const pairs = value.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0
  const selected = value.match(/(?!\uFE0F|\uFE0E)[\s\S](?:\uFE0F|\uFE0E)/g)?.length ?? 0
  return value.length - pairs - selected
}
