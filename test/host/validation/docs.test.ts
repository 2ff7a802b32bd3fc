import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as dtos from '../../../dtos/contract'
import { ApiMember, describe as describeClass, type MemberKind, type ResponseError } from '../../../dtos/contract'
import { compileValidator } from '../../../host/validator'
import { samples } from './decorators'

const file = join(process.cwd(), 'docs/validation.md')

enum Color {
  Red,
  Green,
}

/** ServiceStack's decorators with typical arguments, on a member of a typical type, and a value that fails. */
const ours: readonly [written: string, type: MemberKind, decorator: PropertyDecorator, bad: unknown][] = [
  ['ValidateNotEmpty()', 'string', dtos.ValidateNotEmpty(), ''],
  ['ValidateNotNull()', 'string', dtos.ValidateNotNull(), null],
  ['ValidateEmpty()', 'string', dtos.ValidateEmpty(), 'x'],
  ['ValidateNull()', 'string', dtos.ValidateNull(), 'x'],
  ['ValidateEmail()', 'string', dtos.ValidateEmail(), 'x'],
  ['ValidateLength(2, 4)', 'string', dtos.ValidateLength(2, 4), 'x'],
  ['ValidateExactLength(3)', 'string', dtos.ValidateExactLength(3), 'x'],
  ['ValidateMinimumLength(3)', 'string', dtos.ValidateMinimumLength(3), 'x'],
  ['ValidateMaximumLength(3)', 'string', dtos.ValidateMaximumLength(3), 'long'],
  ['ValidateGreaterThan(3)', 'int32', dtos.ValidateGreaterThan(3), 3],
  ['ValidateGreaterThanOrEqual(3)', 'int32', dtos.ValidateGreaterThanOrEqual(3), 2],
  ['ValidateLessThan(3)', 'int32', dtos.ValidateLessThan(3), 3],
  ['ValidateLessThanOrEqual(3)', 'int32', dtos.ValidateLessThanOrEqual(3), 4],
  ["ValidateEqual('yes')", 'string', dtos.ValidateEqual('yes'), 'x'],
  ["ValidateNotEqual('no')", 'string', dtos.ValidateNotEqual('no'), 'no'],
  ['ValidateInclusiveBetween(1, 5)', 'int32', dtos.ValidateInclusiveBetween(1, 5), 9],
  ['ValidateExclusiveBetween(1, 5)', 'int32', dtos.ValidateExclusiveBetween(1, 5), 5],
  ['ValidateRegularExpression(/^[a-c]+$/)', 'string', dtos.ValidateRegularExpression(/^[a-c]+$/), 'x'],
  ['ValidateCreditCard()', 'string', dtos.ValidateCreditCard(), 'x'],
  ['ValidateScalePrecision(2, 4)', 'decimal', dtos.ValidateScalePrecision(2, 4), 12345],
  ['ValidateEnum()', Color, dtos.ValidateEnum(), 9],
  ['ValidateMust(isEven)', 'string', dtos.ValidateMust((value) => value === ''), 'x'],
]

function judge(type: MemberKind, decorator: PropertyDecorator) {
  class Message {}
  decorator(Message.prototype, 'member')
  ApiMember({ type, isOptional: true })(Message.prototype, 'member')
  const validate = compileValidator(describeClass(Message))
  return (member: unknown) => (validate(Object.assign(new Message(), { member }), 'POST') as ResponseError[] | undefined)?.[0]
}

function row(written: string, verdict: ReturnType<typeof judge>, values: readonly unknown[], textual: boolean): string {
  const failure = values.map(verdict).find((error) => error !== undefined)!
  const outcome = (value: unknown) => (verdict(value) ? 'fails' : 'passes')
  const message = failure.message.replaceAll('|', '\\|')
  return `| \`@${written}\` | \`${failure.errorCode}\` | ${message} | ${outcome(null)} | ${textual ? outcome('') : '–'} |`
}

const heading = ['| decorator | errorCode | message | null | empty text |', '|---|---|---|---|---|']
const tables: Readonly<Record<string, () => string[]>> = {
  ServiceStack: () =>
    ours.map(([written, type, decorator, bad]) => row(written, judge(type, decorator), [bad], type === 'string')),
  'class-validator': () =>
    samples.map(({ written, make, values }) => row(written, judge('any', make()), [...values, 'x', '', null], true)),
}

test.each(Object.entries(tables))('docs/validation.md tells what the rules of %s do', (name, rows) => {
  const text = readFileSync(file, 'utf8')
  const [begin, end] = [`<!-- ${name} rules -->`, `<!-- end of ${name} rules -->`]
  const [start, stop] = [text.indexOf(begin) + begin.length, text.indexOf(end)]
  const table = `\n${[...heading, ...rows()].join('\n')}\n`
  // UPDATE_DOCS=1 npx jest test/host/validation/docs writes the tables.
  if (process.env.UPDATE_DOCS) writeFileSync(file, text.slice(0, start) + table + text.slice(stop))
  else expect(text.slice(start, stop)).toBe(table)
})
