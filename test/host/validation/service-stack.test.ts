import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import {
  ApiMember,
  describe as describeClass,
  type MemberKind,
  type ResponseError,
  serviceStackRules,
  ValidateCreditCard,
  ValidateEmail,
  ValidateEmpty,
  ValidateEnum,
  ValidateEqual,
  ValidateExactLength,
  ValidateExclusiveBetween,
  ValidateGreaterThan,
  ValidateGreaterThanOrEqual,
  ValidateInclusiveBetween,
  ValidateLength,
  ValidateLessThan,
  ValidateLessThanOrEqual,
  ValidateMaximumLength,
  ValidateMinimumLength,
  ValidateMust,
  ValidateNotEmpty,
  ValidateNotEqual,
  ValidateNotNull,
  ValidateNull,
  ValidateRegularExpression,
  ValidateScalePrecision,
} from '../../../dtos/contract'
import { parseDecimal } from '../../../dtos/contract/decimal'
import { compileValidator, type ValidatorOptions } from '../../../host/validator'

enum Color {
  Red,
  Green,
  Blue = 5,
}

/** A message with one member `value` of a kind, under one rule. */
function judge(
  type: MemberKind,
  rule: PropertyDecorator,
  { isOptional = false, ...options }: ValidatorOptions & { isOptional?: boolean } = {},
) {
  class Message {}
  rule(Message.prototype, 'value')
  ApiMember({ type, isOptional })(Message.prototype, 'value')
  const validate = compileValidator(describeClass(Message), options)
  return (value?: unknown, verb = 'POST') =>
    validate(Object.assign(new Message(), { value }), verb) as ResponseError[] | undefined
}
const passes = (type: MemberKind, rule: PropertyDecorator, isOptional = false) => {
  const verdict = judge(type, rule, { isOptional })
  return (value?: unknown) => verdict(value) === undefined
}

const guid = '00000000-0000-0000-0000-000000000000'
const date = (text: string) => new Date(text)

/** Rule, kind, values that pass, values that fail. */
const verdicts: readonly [
  rule: string,
  type: MemberKind,
  decorator: PropertyDecorator,
  good: readonly unknown[],
  bad: readonly unknown[],
][] = [
  ['NotEmpty', 'string', ValidateNotEmpty(), ['a', ' a '], [undefined, null, '', ' ', '\t\n']],
  ['NotEmpty', ['string'], ValidateNotEmpty(), [['']], [[], null]],
  ['NotEmpty', { dictionary: 'int32' }, ValidateNotEmpty(), [{ a: 1 }], [{}, null]],
  ['NotEmpty', 'int32', ValidateNotEmpty(), [1, -1], [0, undefined]],
  ['NotEmpty', 'int64', ValidateNotEmpty(), [1n], [0n, 0]],
  ['NotEmpty', 'decimal', ValidateNotEmpty(), [new Decimal('0.1')], [new Decimal('0.00')]],
  ['NotEmpty', 'boolean', ValidateNotEmpty(), [true], [false]],
  ['NotEmpty', 'dateTime', ValidateNotEmpty(), [date('2024-01-01')], [date('0001-01-01T00:00:00Z')]],
  ['NotEmpty', 'guid', ValidateNotEmpty(), ['9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d'], [guid]],
  ['NotEmpty', Color, ValidateNotEmpty(), [5], [0]],
  ['NotEmpty', 'bytes', ValidateNotEmpty(), [new Uint8Array(1)], [new Uint8Array(0)]],
  ['NotNull', 'string', ValidateNotNull(), ['', 'a'], [undefined, null]],
  ['NotNull', 'int32', ValidateNotNull(), [0], [undefined, null]],
  ['Empty', 'string', ValidateEmpty(), [undefined, '', ' '], ['a']],
  ['Empty', 'int32', ValidateEmpty(), [0, undefined], [1]],
  ['Null', 'string', ValidateNull(), [undefined, null], ['', 'a']],
  ['Email', 'string', ValidateEmail(), [null, 'a@b', 'a b@c', '"x"@y', 'a@b '], ['', 'a', '@a', 'a@', 'a@b@c']],
  ['Length', 'string', ValidateLength(2, 4), [null, 'ab', 'abcd', '🚀'], ['', 'a', 'abcde', '🚀🚀🚀']],
  ['ExactLength', 'string', ValidateExactLength(3), [null, 'abc'], ['', 'ab', 'abcd']],
  ['MinimumLength', 'string', ValidateMinimumLength(3), [null, 'abc'], ['', 'ab']],
  ['MaximumLength', 'string', ValidateMaximumLength(3), [null, '', 'abc'], ['abcd']],
  ['MaximumLength', ['int32'], ValidateMaximumLength(2), [[], [1, 2]], [[1, 2, 3]]],
  ['GreaterThan', 'int32', ValidateGreaterThan(0), [1], [0, -1, undefined]],
  [
    'GreaterThan',
    'decimal',
    ValidateGreaterThan('0.1'),
    [new Decimal('0.10000000000000000001')],
    [new Decimal('0.1'), undefined],
  ],
  ['GreaterThan', 'int64', ValidateGreaterThan(9007199254740993n), [9007199254740994n], [9007199254740993n, 9007199254740992]],
  ['GreaterThan', 'dateTime', ValidateGreaterThan('2024-05-06'), [date('2024-05-06T00:00:00.001Z')], [date('2024-05-06')]],
  ['GreaterThan', 'date', ValidateGreaterThan('2024-05-06'), ['2024-05-07'], ['2024-05-06', '2023-12-31']],
  ['GreaterThan', 'timeSpan', ValidateGreaterThan('PT1H'), ['PT61M', '01:00:01', 'P1D'], ['PT60M', '01:00:00', '-PT2H', 'soon']],
  ['GreaterThanOrEqual', 'int32', ValidateGreaterThanOrEqual(10), [10, 11], [9]],
  ['LessThan', 'double', ValidateLessThan(10), [9.99], [10, Number.NaN]],
  ['LessThanOrEqual', 'string', ValidateLessThanOrEqual('m'), [null, 'M', 'a', 'm'], ['ma', 'z', 'ä']],
  ['Equal', 'string', ValidateEqual('yes'), ['yes'], [undefined, null, '', 'Yes', 'no']],
  ['Equal', 'int64', ValidateEqual(3), [3n, 3], [4n, 2]],
  ['Equal', 'decimal', ValidateEqual('1.50'), [new Decimal('1.5')], [new Decimal('1.51')]],
  ['Equal', 'boolean', ValidateEqual(true), [true], [false, undefined]],
  ['NotEqual', 'string', ValidateNotEqual('no'), [undefined, null, '', 'NO'], ['no']],
  ['InclusiveBetween', 'int32', ValidateInclusiveBetween(1, 5), [1, 5], [0, 6, undefined]],
  ['InclusiveBetween', 'string', ValidateInclusiveBetween('b', 'd'), [null, 'b', 'cz', 'd'], ['', 'a', 'da']],
  ['ExclusiveBetween', 'int32', ValidateExclusiveBetween(1, 5), [2, 4], [1, 5]],
  ['RegularExpression', 'string', ValidateRegularExpression('^[a-c]+$'), [null, 'abc'], ['', 'ABC', 'd']],
  ['RegularExpression', 'string', ValidateRegularExpression(/b/gy), ['b', 'ab', 'b'], ['', 'a']],
  [
    'CreditCard',
    'string',
    ValidateCreditCard(),
    [null, '', '4111-1111-1111-1111', '4111 1111 1111 1111'],
    ['4111111111111112', 'abc', '4111111111111111x'],
  ],
  [
    'ScalePrecision',
    'decimal',
    ValidateScalePrecision(2, 4),
    ['12.34', '99.99', '-12.34', '0.01'].map((text) => new Decimal(text)),
    [new Decimal(12345), parseDecimal('1.500'), new Decimal('0.001')],
  ],
  ['ScalePrecision', 'double', ValidateScalePrecision(2, 4), [1.25, 99], [100, 1e-7, 1e21, Number.NaN]],
  ['Enum', Color, ValidateEnum(), [0, 1, 5], [2, 99, '0', 'Red']],
  ['Enum', [Color], ValidateEnum(), [[], [0, 5]], [[0, 2]]],
  ['Predicate', 'string', ValidateMust((value) => value !== 'odd'), [undefined, 'ab'], ['odd']],
]

test.each(verdicts)('%s of %j (R-5.36)', (_name, type, decorator, good, bad) => {
  const verdict = passes(type, decorator)
  expect(good.filter((value) => !verdict(value))).toEqual([])
  expect(bad.filter((value) => verdict(value))).toEqual([])
  // Twice: nothing is remembered between calls.
  expect(bad.filter((value) => verdict(value))).toEqual([])
})

test('every rule of the contract has its verdicts here', () => {
  const named = new Set(verdicts.map(([name]) => name))
  expect(serviceStackRules.filter((name) => !named.has(name))).toEqual([])
})

test('an optional value type is Nullable: absent is null, and its 0 was said (R-5.36)', () => {
  expect(passes('int32', ValidateGreaterThan(0), true)(undefined)).toBe(true)
  expect(passes('int32', ValidateNotEmpty(), true)(0)).toBe(true)
  expect(passes('int32', ValidateNotEmpty(), true)(undefined)).toBe(false)
})

test('numbers compare by value whatever holds them', () => {
  const numbers = fc.oneof(
    fc.integer(),
    fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }),
    fc.integer().map((value) => new Decimal(value).div(8)),
  )
  const plain = (value: number | bigint | Decimal) => new Decimal(String(value))
  fc.assert(
    fc.property(numbers, numbers, (value, other) => {
      const expected = plain(value).comparedTo(plain(other))
      expect(passes('double', ValidateGreaterThan(other as number))(value)).toBe(expected > 0)
      expect(passes('double', ValidateLessThanOrEqual(other as number))(value)).toBe(expected <= 0)
      expect(passes('double', ValidateEqual(other as number))(value)).toBe(expected === 0)
    }),
    { numRuns: 60 },
  )
})

/** rule, value, code, text, meta beside PropertyName. */
const words: readonly [
  type: MemberKind,
  decorator: PropertyDecorator,
  value: unknown,
  code: string,
  text: string,
  meta?: object,
][] = [
  ['string', ValidateNotEmpty(), '', 'NotEmpty', "'Value' must not be empty."],
  ['string', ValidateNotNull(), null, 'NotNull', "'Value' must not be empty."],
  ['string', ValidateEmpty(), 'a', 'Empty', "'Value' must be empty."],
  ['string', ValidateNull(), 'a', 'Null', "'Value' must be empty."],
  ['string', ValidateEmail(), 'a', 'Email', "'Value' is not a valid email address."],
  [
    'string',
    ValidateLength(2, 4),
    'a',
    'Length',
    "'Value' must be between 2 and 4 characters. You entered 1 characters.",
    { MinLength: '2', MaxLength: '4', TotalLength: '1' },
  ],
  [
    'string',
    ValidateExactLength(3),
    'abcd',
    'Length',
    "'Value' must be 3 characters in length. You entered 4 characters.",
    { MinLength: '3', MaxLength: '3', TotalLength: '4' },
  ],
  [
    'string',
    ValidateMinimumLength(3),
    'ab',
    'MinimumLength',
    "The length of 'Value' must be at least 3 characters. You entered 2 characters.",
    { MinLength: '3', MaxLength: '-1', TotalLength: '2' },
  ],
  [
    'string',
    ValidateMaximumLength(3),
    'abcd',
    'MaximumLength',
    "The length of 'Value' must be 3 characters or fewer. You entered 4 characters.",
    { MinLength: '0', MaxLength: '3', TotalLength: '4' },
  ],
  [
    'int32',
    ValidateGreaterThan(10),
    10,
    'GreaterThan',
    "'Value' must be greater than '10'.",
    { ComparisonValue: '10', ComparisonProperty: '' },
  ],
  [
    'int32',
    ValidateGreaterThanOrEqual(10),
    9,
    'GreaterThanOrEqual',
    "'Value' must be greater than or equal to '10'.",
    { ComparisonValue: '10', ComparisonProperty: '' },
  ],
  [
    'int32',
    ValidateLessThan(10),
    10,
    'LessThan',
    "'Value' must be less than '10'.",
    { ComparisonValue: '10', ComparisonProperty: '' },
  ],
  [
    'int32',
    ValidateLessThanOrEqual(10),
    11,
    'LessThanOrEqual',
    "'Value' must be less than or equal to '10'.",
    { ComparisonValue: '10', ComparisonProperty: '' },
  ],
  [
    'dateTime',
    ValidateGreaterThan('2024-05-06'),
    date('2024-05-05'),
    'GreaterThan',
    "'Value' must be greater than '05/06/2024 00:00:00'.",
    { ComparisonValue: '2024-05-06', ComparisonProperty: '' },
  ],
  [
    'boolean',
    ValidateEqual(true),
    false,
    'Equal',
    "'Value' must be equal to 'True'.",
    { ComparisonValue: 'True', ComparisonProperty: '' },
  ],
  [
    'string',
    ValidateNotEqual('no'),
    'no',
    'NotEqual',
    "'Value' must not be equal to 'no'.",
    { ComparisonValue: 'no', ComparisonProperty: '' },
  ],
  [
    'int32',
    ValidateInclusiveBetween(1, 5),
    0,
    'InclusiveBetween',
    "'Value' must be between 1 and 5. You entered 0.",
    { From: '1', To: '5' },
  ],
  [
    'int32',
    ValidateExclusiveBetween(1, 5),
    5,
    'ExclusiveBetween',
    "'Value' must be between 1 and 5 (exclusive). You entered 5.",
    { From: '1', To: '5' },
  ],
  [
    'string',
    ValidateRegularExpression(/^[a-c]+$/),
    'd',
    'RegularExpression',
    "'Value' is not in the correct format.",
    { RegularExpression: '^[a-c]+$' },
  ],
  ['string', ValidateCreditCard(), '12', 'CreditCard', "'Value' is not a valid credit card number."],
  [
    'decimal',
    ValidateScalePrecision(2, 6),
    new Decimal('12345.6'),
    'ScalePrecision',
    "'Value' must not be more than 6 digits in total, with allowance for 2 decimals. 5 digits and 1 decimals were found.",
    { ExpectedPrecision: '6', ExpectedScale: '2', Digits: '5', ActualScale: '1' },
  ],
  [Color, ValidateEnum(), 99, 'Enum', "'Value' has a range of values which does not include '99'."],
  ['string', ValidateMust(() => false), 'a', 'Predicate', "The specified condition was not met for 'Value'."],
]

test.each(words)('texts of R-5.35: %j', (type, decorator, value, errorCode, message, meta = {}) => {
  expect(judge(type, decorator)(value)).toEqual([
    { errorCode, fieldName: 'Value', message, meta: { PropertyName: 'Value', ...meta } },
  ])
})

test('a rule may bring its own code and text, which names placeholders (R-5.37)', () => {
  const options = { errorCode: 'BadCode', message: "{PropertyName} '{PropertyValue}' is not {MinLength} to {MaxLength} {long}" }
  expect(judge('string', ValidateLength(3, 4, options))('ab')).toMatchObject([
    { errorCode: 'BadCode', message: "Value 'ab' is not 3 to 4 {long}" },
  ])
})

test('rules of verbs run there only (R-5.38)', () => {
  const verdict = judge('string', ValidateNotEmpty({ verbs: ['put', 'PATCH'] }))
  expect(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((verb) => verdict('', verb))).toEqual(['PUT', 'PATCH'])
})

test('values are echoed where that is switched on, at no length, and those of secrets never (R-5.34)', () => {
  const echo = { echoValues: true }
  expect(judge('int32', ValidateInclusiveBetween(1, 5), echo)(9)).toMatchObject([{ meta: { Value: '9', PropertyValue: '9' } }])
  expect(judge('string', ValidateEmail(), echo)('x'.repeat(5000))![0]!.meta!.PropertyValue!.length).toBeLessThan(256)

  class SignIn {
    @ValidateInclusiveBetween('a', 'b', { message: 'Not {PropertyValue}' }) @ApiMember({ type: 'string' }) userPassword?: string
    @ValidateInclusiveBetween('a', 'b') @ApiMember({ type: 'string' }) apiKey?: string
    @ValidateCreditCard() @ApiMember({ type: 'string' }) number?: string
  }
  const errors = compileValidator(describeClass(SignIn), echo)(
    Object.assign(new SignIn(), { userPassword: 'hunter2', apiKey: 'hunter2', number: '4177' }),
    'POST',
  )
  expect(errors).toHaveLength(3)
  expect(JSON.stringify(errors)).not.toMatch(/hunter2|4177/)
})

test('an Enum rule on what is no enum, and a date that is none, are told at start-up', () => {
  expect(() => judge('string', ValidateEnum())).toThrow('value has an Enum rule')
  expect(() => judge('dateTime', ValidateGreaterThan('soon'))).toThrow('"soon" is no date')
})
