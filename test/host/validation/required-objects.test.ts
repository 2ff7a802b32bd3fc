import { Type } from 'class-transformer'
import { IsArray, IsDefined, IsInt, IsOptional, ValidateIf, ValidateNested } from 'class-validator'
import { describe as describeClass, type ResponseError } from '../../../dtos/contract'
import { compileBinder } from '../../../host/binder'
import { withRequiredObjects } from '../../../host/validation/required-objects'
import { compileValidator } from '../../../host/validator'

class Part {
  @IsInt() count!: number
  @IsOptional() @ValidateNested() @Type(() => Part) inner?: any
}
class Owner {
  @ValidateNested() @Type(() => Part) mainPart!: Part
}
class Order {
  @ValidateNested() @Type(() => Owner) owner!: Owner
  @ValidateNested({ each: true }) @Type(() => Part) parts!: Part[]
  @IsOptional() @ValidateNested() @Type(() => Part) spare?: Part
  @IsDefined() @ValidateNested() @Type(() => Part) said!: Part
  @IsArray() @ValidateNested({ each: true }) @Type(() => Owner) owners!: Owner[]
  @ValidateIf((order) => order.spare !== undefined) @ValidateNested() @Type(() => Part) beside?: Part
}

const type = describeClass(Order)
const binder = compileBinder(type)
const validate = withRequiredObjects(type, compileValidator(type))
const bind = (tree: object) => binder.bind({ query: '', contentKind: 'tree', tree, predefined: true })
const errors = (tree: object) => (validate(bind(tree), 'POST') ?? []) as ResponseError[]
const part = { count: 1 }
const good = { owner: { mainPart: part }, parts: [], said: part, owners: [] }

test('a nested object without @IsOptional must be there (stack.md 3, threats 3.1)', () => {
  expect(errors(good)).toEqual([])
  expect(errors({ ...good, owner: undefined })).toEqual([
    { errorCode: 'NotNull', fieldName: 'Owner', message: "'Owner' must not be empty.", meta: { PropertyName: 'Owner' } },
  ])
  expect(errors({ ...good, owner: null, parts: null }).map(({ fieldName }) => fieldName)).toEqual(['Owner', 'Parts'])
})
test('within objects and lists, by the path of declared names (R-5.31, R-5.32)', () => {
  expect(errors({ ...good, owner: {} })).toEqual([
    {
      errorCode: 'NotNull',
      fieldName: 'Owner.MainPart',
      message: "'Main Part' must not be empty.",
      meta: { PropertyName: 'Main Part' },
    },
  ])
  expect(errors({ ...good, owners: [{ mainPart: part }, {}, null] }).map(({ fieldName }) => fieldName)).toEqual([
    'Owners[1].MainPart',
    'Owners[2]',
  ])
})
test('rules that refuse an absent value themselves are left to the validator, which knows their codes', () => {
  expect(
    errors({ ...good, said: undefined, owners: undefined }).map(({ errorCode, fieldName }) => `${fieldName} ${errorCode}`),
  ).toEqual(['Said NotNull', expect.stringMatching(/^Owners /)])
})
test('@ValidateIf says when (class-validator)', () => {
  expect(errors({ ...good, spare: part }).map(({ fieldName }) => fieldName)).toEqual(['Beside'])
  expect(errors({ ...good, spare: part, beside: part })).toEqual([])
})
test('beside the failures of the rules, before them', () => {
  expect(
    errors({ ...good, owner: undefined, said: { count: 'x'.length }, parts: [{}] }).map(({ fieldName }) => fieldName),
  ).toEqual(['Owner', 'Parts[0].Count'])
})
test('no more than a hundred errors', () => {
  const found = errors({ ...good, owners: Array.from({ length: 5000 }, () => ({})) })
  expect(found.length).toBeLessThanOrEqual(100)
  expect(JSON.stringify(found).length).toBeLessThan(16_000)
})
