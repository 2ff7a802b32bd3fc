import {
  ApiMember,
  describe as describeClass,
  type MemberKind,
  otherMember,
  type ResponseError,
  StopAtFirstFailure,
  ValidateCustom,
  ValidateEmail,
  ValidateEqual,
  ValidateGreaterThan,
  ValidateLength,
  ValidateMinimumLength,
  ValidateMust,
  ValidateNotEmpty,
  ValidateNotEqual,
  ValidateRegularExpression,
} from '../../../dtos/contract'
import { compileValidator } from '../../../host/validator'

const maybe = (type: MemberKind) => ApiMember({ type, isOptional: true })

class Order {
  @ValidateNotEmpty() @ValidateEmail() @maybe('string') email?: string
  @ValidateEqual(otherMember('email'), { when: ({ again }: Order) => Boolean(again) }) @maybe('string') again?: string
  @maybe('dateTime') from?: Date
  @ValidateGreaterThan(otherMember('from')) @maybe('dateTime') to?: Date
  @ValidateNotEqual(otherMember('email')) @maybe('string') other?: string
  @ValidateNotEmpty({ each: true }) @ValidateLength(2, 3, { each: true }) @maybe(['string']) tags?: string[]
  @StopAtFirstFailure()
  @ValidateNotEmpty()
  @ValidateMinimumLength(3)
  @ValidateRegularExpression('^s')
  @maybe('string')
  stop?: string
  @ValidateMust((value) => value !== 'root', { displayName: 'User' }) @maybe('string') firstName?: string
  @ValidateCustom((value: unknown) =>
    value === 'bad' ? [{ message: 'Said no' }, { message: 'and here too', fieldName: 'Elsewhere', errorCode: 'Elsewhere' }] : [],
  )
  @maybe('string')
  custom?: string
}

const validate = compileValidator(describeClass(Order))
const good = { email: 'a@b.c', stop: 'sss' }
const judge = (init: Partial<Order>) => validate(Object.assign(new Order(), good, init), 'POST') as ResponseError[] | undefined
const told = (init: Partial<Order>) => (judge(init) ?? []).map(({ errorCode, fieldName }) => `${errorCode} ${fieldName}`)

const date = (text: string) => new Date(text)

test.each<[string, Partial<Order>, string[]]>([
  ['nothing wrong', {}, []],
  ['`when` does not hold: the rule does not run', { again: '' }, []],
  ['another member’s value', { again: 'x' }, ['Equal Again']],
  ['the same value', { again: 'a@b.c' }, []],
  ['nothing to compare with', { to: date('2024-05-06') }, ['GreaterThan To']],
  ['nothing to compare', { from: date('2024-05-06') }, []],
  ['a later date', { from: date('2024-05-06'), to: date('2024-05-07') }, []],
  ['the same date', { from: date('2024-05-06'), to: date('2024-05-06') }, ['GreaterThan To']],
  ['unlike another', { other: 'a@b.c' }, ['NotEqual Other']],
  ['each item by its place (R-5.31)', { tags: ['ab', '', 'abcd'] }, ['NotEmpty Tags[1]', 'Length Tags[1]', 'Length Tags[2]']],
  ['no items', { tags: [] }, []],
  ['only the first failure is told', { stop: '' }, ['NotEmpty Stop']],
  ['then the second', { stop: 'x' }, ['MinimumLength Stop']],
  ['then the third', { stop: 'xyz' }, ['RegularExpression Stop']],
  ['failures in words of their own', { custom: 'bad' }, ['Custom Custom', 'Elsewhere Elsewhere']],
])('%s', (_what, init, failures) => expect(told(init)).toEqual(failures))

test('the other member stands in text and meta (R-5.33)', () => {
  expect(judge({ again: 'x' })).toEqual([
    {
      errorCode: 'Equal',
      fieldName: 'Again',
      message: "'Again' must be equal to 'a@b.c'.",
      meta: { ComparisonValue: 'a@b.c', ComparisonProperty: 'Email', PropertyName: 'Again' },
    },
  ])
})

test('an item’s place stands in meta (R-5.33)', () => {
  expect(judge({ tags: ['ab', 'a'] })?.[0]?.meta).toMatchObject({ CollectionIndex: '1', PropertyName: 'Tags', TotalLength: '1' })
})

test('another name in texts (R-5.32), and own words without meta (R-5.33)', () => {
  expect(judge({ firstName: 'root' })?.[0]).toMatchObject({ fieldName: 'FirstName', meta: { PropertyName: 'User' } })
  expect(judge({ custom: 'bad' })?.[0]).toEqual({ errorCode: 'Custom', fieldName: 'Custom', message: 'Said no', meta: {} })
})

test('a rule that is no comparison takes no other member', () => {
  class Wrong {
    @ValidateLength(otherMember('a') as never, 3) @maybe('string') b?: string
  }
  expect(() => compileValidator(describeClass(Wrong))).toThrow(/comparisons do: GreaterThan/)
})

test('a warning counts unless it is let pass (R-5.40)', () => {
  class Warned {
    @ValidateMinimumLength(3, { severity: 'warning' }) @ValidateRegularExpression('^s') @maybe('string') name?: string
  }
  const codes = (warningsPass: boolean) =>
    (compileValidator(describeClass(Warned), { warningsPass })({ name: 'x' }, 'POST') as ResponseError[]).map(
      ({ errorCode }) => errorCode,
    )
  expect(codes(false)).toEqual(['MinimumLength', 'RegularExpression'])
  expect(codes(true)).toEqual(['RegularExpression'])
})
