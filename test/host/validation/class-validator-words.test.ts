import * as cv from 'class-validator'
import { ApiMember, describe as describeClass, type ResponseError } from '../../../dtos/contract'
import { compileValidator } from '../../../host/validator'

enum Color {
  Red,
  Green,
}

/** What a decorator on `firstName` says of a value. */
function said(decorator: PropertyDecorator, firstName: unknown, members: object = {}): ResponseError[] | undefined {
  class Person {}
  decorator(Person.prototype, 'firstName')
  ApiMember({ type: 'any' })(Person.prototype, 'firstName')
  return compileValidator(describeClass(Person))(Object.assign(new Person(), { firstName }, members), 'POST') as
    | ResponseError[]
    | undefined
}
const failure = (errorCode: string, message: string, meta: object = {}) => [
  { errorCode, fieldName: 'FirstName', message, meta: { PropertyName: 'First Name', ...meta } },
]

const corresponding: readonly [PropertyDecorator, unknown, string, string, object?][] = [
  [cv.IsDefined(), null, 'NotNull', "'First Name' must not be empty."],
  [cv.IsNotEmpty(), '', 'NotEmpty', "'First Name' must not be empty."],
  [cv.ArrayNotEmpty(), [], 'NotEmpty', "'First Name' must not be empty."],
  [cv.IsEmpty(), 'a', 'Empty', "'First Name' must be empty."],
  [cv.IsEmail(), 'a', 'Email', "'First Name' is not a valid email address."],
  [cv.IsCreditCard(), '1', 'CreditCard', "'First Name' is not a valid credit card number."],
  [
    cv.Matches(/^[a-c]+$/),
    'd',
    'RegularExpression',
    "'First Name' is not in the correct format.",
    { RegularExpression: '^[a-c]+$' },
  ],
  [cv.IsEnum(Color), 7, 'Enum', "'First Name' has a range of values which does not include '7'."],
  [cv.IsEnum(Color), null, 'Enum', "'First Name' has a range of values which does not include the value given."],
  [cv.Equals('yes'), 'no', 'Equal', "'First Name' must be equal to 'yes'.", { ComparisonValue: 'yes', ComparisonProperty: '' }],
  [cv.NotEquals(3), 3, 'NotEqual', "'First Name' must not be equal to '3'.", { ComparisonValue: '3', ComparisonProperty: '' }],
  [
    cv.Min(3),
    2,
    'GreaterThanOrEqual',
    "'First Name' must be greater than or equal to '3'.",
    { ComparisonValue: '3', ComparisonProperty: '' },
  ],
  [
    cv.Max(3),
    4,
    'LessThanOrEqual',
    "'First Name' must be less than or equal to '3'.",
    { ComparisonValue: '3', ComparisonProperty: '' },
  ],
  [
    cv.MinLength(3),
    '🚀',
    'MinimumLength',
    "The length of 'First Name' must be at least 3 characters. You entered 1 characters.",
    { MinLength: '3', MaxLength: '-1', TotalLength: '1' },
  ],
  [
    cv.MaxLength(3),
    'abcd',
    'MaximumLength',
    "The length of 'First Name' must be 3 characters or fewer. You entered 4 characters.",
    { MinLength: '0', MaxLength: '3', TotalLength: '4' },
  ],
  [
    cv.Length(2, 4),
    'a',
    'Length',
    "'First Name' must be between 2 and 4 characters. You entered 1 characters.",
    { MinLength: '2', MaxLength: '4', TotalLength: '1' },
  ],
  [
    cv.Length(3, 3),
    'a',
    'Length',
    "'First Name' must be 3 characters in length. You entered 1 characters.",
    { MinLength: '3', MaxLength: '3', TotalLength: '1' },
  ],
  [
    cv.Length(3),
    'a',
    'Length',
    "The length of 'First Name' must be at least 3 characters. You entered 1 characters.",
    { MinLength: '3', MaxLength: '-1', TotalLength: '1' },
  ],
]

test.each(corresponding)(
  '%# decorators that ServiceStack has a rule for take its code and text (R-5.35)',
  (decorator, value, code, text, meta = {}) => {
    expect(said(decorator, value)).toEqual(failure(code, text, meta))
  },
)

const own: readonly [PropertyDecorator, unknown, string, string][] = [
  [cv.IsInt(), 'x', 'IsInt', 'First Name must be an integer number'],
  [cv.IsPositive(), -1, 'IsPositive', 'First Name must be a positive number'],
  [cv.IsIn(['a', 'b']), 'c', 'IsIn', 'First Name must be one of the following values: a, b'],
  [cv.ArrayUnique(), [1, 1], 'ArrayUnique', "All First Name's elements must be unique"],
  [cv.IsUUID(), 'x', 'IsUuid', 'First Name must be a UUID'],
  [cv.MinDate(new Date('2024-01-01T12:00:00Z')), 'x', 'MinDate', 'minimal allowed date for First Name is 2024-01-01T12:00:00Z'],
  [cv.MaxDate(() => new Date('2024-01-01')), 'x', 'MaxDate', 'maximal allowed date for First Name is 2024-01-01'],
  [cv.ValidateNested(), 3, 'ValidateNested', 'nested property First Name must be either object or array'],
]

test.each(own)('%# other decorators have their name as code, and their own text', (decorator, value, code, text) => {
  expect(said(decorator, value)).toEqual(failure(code, text))
})

test('a length is told of texts only: of anything else class-validator says what is wanted', () => {
  const text = 'First Name must be shorter than or equal to 3 characters'
  expect(said(cv.MaxLength(3), undefined)).toEqual(failure('MaximumLength', text))
  expect(said(cv.Length(undefined as never, 3), null)).toEqual(
    failure('Length', "The specified condition was not met for 'First Name'."),
  )
})

test('each: one failure an item, with its place (R-5.31, R-5.33)', () => {
  const lists: readonly unknown[] = [['a', 1, 'b', 2], new Set(['a', 1, 'b', 2])]
  for (const list of lists)
    expect(said(cv.IsString({ each: true }), list)).toMatchObject([
      { fieldName: 'FirstName[1]', message: 'each value in First Name must be a string', meta: { CollectionIndex: '1' } },
      { fieldName: 'FirstName[3]', meta: { CollectionIndex: '3' } },
    ])
  expect(said(cv.MaxLength(1, { each: true }), new Map([['long', 'ab']]))).toMatchObject([
    {
      fieldName: 'FirstName[long]',
      message: "The length of 'First Name' must be 1 characters or fewer. You entered 2 characters.",
    },
  ])
})

test('messages of users: their tokens, their functions, placeholders (R-5.37)', () => {
  const tokens = { message: '$target.$property is $value, wants $constraint1; {PropertyName} $other $constraint9' }
  expect(said(cv.Min(3, tokens), 2)).toMatchObject([
    { message: 'Person.firstName is 2, wants 3; First Name $other $constraint9', errorCode: 'GreaterThanOrEqual' },
  ])
  const message = ({ value, constraints, property, object, targetName }: cv.ValidationArguments) =>
    `${targetName}.${property} ${value} ${constraints[0]} ${(object as { other: string }).other}`
  expect(said(cv.Min(3, { message }), 2, { other: 'o' })).toMatchObject([{ message: 'Person.firstName 2 3 o' }])
  // An empty text is none, as class-validator has it.
  expect(said(cv.IsInt({ message: '' }), 'x')).toMatchObject([{ message: 'First Name must be an integer number' }])
  // A replacement pattern in a value is a value.
  expect(said(cv.MaxLength(1, { message: '<$value>' }), '$&$1')).toMatchObject([{ message: '<$&$1>' }])
})

test('a code in the context of a rule replaces its own (R-5.37)', () => {
  expect(said(cv.IsInt({ context: { errorCode: 'NoNumber' } }), 'x')).toMatchObject([{ errorCode: 'NoNumber' }])
})

test('constraints of users: arguments as class-validator gives them, code from their name', () => {
  @cv.ValidatorConstraint()
  class LongerThan implements cv.ValidatorConstraintInterface {
    validate(value: string, { constraints, object, property, targetName, value: same }: cv.ValidationArguments) {
      return [typeof (object as any)[constraints[0]], property, targetName, same].join() === `string,firstName,Person,${value}`
    }
    defaultMessage = () => '$property must be longer than $constraint1'
  }
  expect(said(cv.Validate(LongerThan, ['other']), 'a', { other: 'o' })).toBeUndefined()
  expect(said(cv.Validate(LongerThan, ['other']), 'a')).toEqual(failure('LongerThan', 'First Name must be longer than other'))
  const silent = cv.ValidateBy({ name: 'isQuiet', validator: { validate: () => false } })
  expect(said(silent, 'a')).toEqual(failure('IsQuiet', "The specified condition was not met for 'First Name'."))
})

test('what a constraint of a user throws is no failure of the caller', () => {
  const broken = cv.ValidateBy({
    name: 'broken',
    validator: {
      validate: () => {
        throw new Error('down')
      },
    },
  })
  expect(() => said(broken, 'a')).toThrow('down')
})
