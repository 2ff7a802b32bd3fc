import { Type } from 'class-transformer'
import { ValidateNested as Nested } from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  Any,
  type OwnFailure,
  otherMember,
  Returns,
  Route,
  StopAtFirstFailure,
  ValidateCreditCard,
  ValidateCustom,
  ValidateEmail,
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
  ValidateRegularExpression,
  ValidateRequest,
  ValidateScalePrecision,
} from '../../host'
import { maybe, value, zero } from './members'
import { Color } from './shared'
import { ThrowResponse } from './throwing'

@Route('/validate/declared')
class ValidateDeclared extends Returns(ThrowResponse) {
  @ValidateNotEmpty() @maybe('string') name?: string
  @ValidateNotNull() @maybe('string') notNull?: string
  @ValidateEmail() @maybe('string') email?: string
  @ValidateLength(2, 4) @maybe('string') len?: string
  @ValidateExactLength(3) @maybe('string') exact?: string
  @ValidateGreaterThan(10) @maybe('int32') gt?: number
  @ValidateGreaterThanOrEqual(10) @maybe('int32') gte?: number
  @ValidateLessThan(10) @maybe('int32') lt?: number
  @ValidateLessThanOrEqual(10) @maybe('int32') lte?: number
  @ValidateInclusiveBetween(1, 5) @maybe('int32') inc?: number
  @ValidateExclusiveBetween(1, 5) @maybe('int32') exc?: number
  @ValidateEqual('yes') @maybe('string') eq?: string
  @ValidateNotEqual('no') @maybe('string') neq?: string
  @ValidateRegularExpression('^[a-c]+$') @maybe('string') rex?: string
  @ValidateCreditCard() @maybe('string') card?: string
  @ValidateScalePrecision(2, 4) @maybe('decimal') scale?: Decimal
  @ValidateMinimumLength(3) @maybe('string') minLen?: string
  @ValidateMaximumLength(3) @maybe('string') maxLen?: string
  @ValidateNotEmpty({ errorCode: 'NeedTwo', message: "{PropertyName} wants two, got '{PropertyValue}'" })
  @maybe(['int32'])
  two?: number[]
  @ValidateMust((given) => given !== 'odd', { errorCode: 'ScriptCondition' }) @maybe('string') even?: string
}

@Route('/validate/fluent')
class ValidateFluent extends Returns(ThrowResponse) {
  @ValidateNotEmpty()
  @ValidateMaximumLength(5)
  @ValidateMust((given) => given !== 'root', { displayName: 'User' })
  @maybe('string')
  firstName?: string
  @ValidateNotEmpty() @ValidateEmail() @maybe('string') email?: string
  @ValidateGreaterThan(0) @ValidateLessThanOrEqual(150) @value('int32') age = 0
  @ValidateScalePrecision(2, 6, { when: ({ price }: ValidateFluent) => !price.isZero() })
  @value('decimal')
  price: Decimal = zero.decimal()
  @ValidateRegularExpression('^[A-Z]{3}$', { errorCode: 'BadCode', message: "Code '{PropertyValue}' is not three capitals" })
  @maybe('string')
  code?: string
  @ValidateEqual(otherMember('email'), { when: ({ again }: ValidateFluent) => Boolean(again) }) @maybe('string') again?: string
  @maybe('dateTime') from?: Date
  @ValidateGreaterThan(otherMember('from'), { when: ({ from }: ValidateFluent) => from !== undefined })
  @maybe('dateTime')
  to?: Date
  @ValidateCreditCard() @maybe('string') card?: string
  @ValidateEnum() @value(Color) color = Color.Red
  @ValidateNotEmpty({ each: true }) @ValidateLength(2, 3, { each: true }) @maybe(['string']) tags?: string[]
}

class Part {
  @ValidateNotEmpty() @maybe('string') sku?: string
  @ValidateInclusiveBetween(1, 9) @value('int32') count = 0
}

class Owner {
  @ValidateNotNull() @maybe('string') name?: string
  @Nested() @Type(() => Part) @maybe(Part) main?: Part
}

@Route('/validate/nested')
class ValidateNested extends Returns(ThrowResponse) {
  @ValidateNotNull() @Nested() @Type(() => Owner) @maybe(Owner) owner?: Owner
  @Nested({ each: true }) @Type(() => Part) @maybe([Part]) parts?: Part[]
  @StopAtFirstFailure()
  @ValidateNotEmpty()
  @ValidateMinimumLength(3)
  @ValidateRegularExpression('^s')
  @maybe('string')
  stop?: string
}

const customFailures = (given: unknown): readonly OwnFailure[] =>
  given === 'bad'
    ? [{ message: 'Custom said no' }]
    : given === 'other'
      ? [{ fieldName: 'Elsewhere', message: 'Other said no' }]
      : []

@Route('/validate/sets')
class ValidateSets extends Returns(ThrowResponse) {
  @ValidateNotEmpty() @maybe('string') always?: string
  @ValidateNotEmpty({ verbs: ['POST'] }) @maybe('string') onPost?: string
  @ValidateNotEmpty({ verbs: ['PUT', 'PATCH'] }) @maybe('string') onPut?: string
  @ValidateMaximumLength(3, { severity: 'warning' }) @maybe('string') warn?: string
  @ValidateCustom(customFailures) @maybe('string') custom?: string
}

@Route('/validate/type')
@ValidateRequest(({ count }: ValidateType) => count > 0, { errorCode: 'NoCount', message: 'Count must be positive' })
@ValidateRequest(({ count }: ValidateType) => count < 100, { errorCode: 'TooMany', message: 'Too many', status: 409 })
@ValidateRequest(({ count }: ValidateType) => count !== 50)
class ValidateType extends Returns(ThrowResponse) {
  @value('int32') count = 0
  @ValidateNotEmpty() @maybe('string') name?: string
}

const valid = () => new ThrowResponse({ result: 'valid' })

export class ValidatedServices {
  @Any(ValidateDeclared) declared(_: ValidateDeclared) {
    return valid()
  }
  @Any(ValidateFluent) fluent(_: ValidateFluent) {
    return valid()
  }
  @Any(ValidateNested) nested(_: ValidateNested) {
    return valid()
  }
  @Any(ValidateSets) sets(_: ValidateSets) {
    return valid()
  }
  @Any(ValidateType) type(_: ValidateType) {
    return valid()
  }
}
