import { Expose, Type } from 'class-transformer'
import { IsArray, IsDate, IsEnum, IsInt, IsNumber, IsOptional, IsString, Min, ValidateNested } from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  AllowAnonymous,
  Api,
  ApiMember,
  DataMember,
  DescribeError,
  declareEnum,
  describeAll,
  describe as describeType,
  GenericType,
  type MemberKind,
  type MessageType,
  Nullable,
  RequiredRole,
  Returns,
  ReturnsVoid,
  Route,
  Tag,
  ValidateIsAuthenticated,
  ValidateLength,
  ValidateNotEmpty,
  Verb,
} from '../../../dtos/contract'

enum LoanState {
  Open = 'Open',
  Late = 'late-now',
}
declareEnum(LoanState, { name: 'LoanState', descriptions: { Late: 'Too long' } })
enum Rights {
  Read = 1,
  Write = 2,
}

class Shelf {
  @IsString() name!: string
  @IsOptional() @ValidateNested() @Type(() => Shelf) next?: Shelf
}

abstract class Audited {
  @ApiMember({ type: 'dateTime' }) createdAt!: Date
}

class Loan extends Audited {
  @ApiMember({ type: 'int64' }) id!: bigint
  @ApiMember('Shelf title') title!: string
  @IsDate() @Type(() => Date) dueOn!: Date
  @IsEnum(LoanState) state!: LoanState
  @ApiMember({ type: ['string'] }) marks!: string[]
  @ApiMember({ type: { dictionary: 'int32' } }) counts!: Record<string, number>
  @ApiMember({ type: 'decimal', name: 'FEE' }) fee!: Decimal
  @IsArray() @ValidateNested({ each: true }) @Type(() => Shelf) shelves!: Shelf[]
  @IsEnum(Rights) rights!: Rights
}

@Route('/loans/{Branch}', 'get', { summary: 'Loans' })
@Route('/all-loans')
@Verb('GET')
@Api('Finds loans')
@Tag('loans', 'desk')
@RequiredRole('Clerk')
@ValidateIsAuthenticated()
class FindLoans extends Returns([Loan]) {
  constructor(init?: Partial<FindLoans>) {
    super()
    Object.assign(this, init)
  }
  @ApiMember('Where', { isRequired: true }) branch!: string
  @IsOptional() @IsInt() @Min(1) max?: number
  @ValidateNotEmpty() @ValidateLength(2, 4) code!: string
  @ApiMember({ type: 'int64' }) since!: number
}

const by = (type: MessageType, name: string) => type.members.find((member) => member.name === name)!

test('a message says route, verb, rights, words and response once', () => {
  const type = describeType(FindLoans, { namespace: 'Desk' })
  expect(type).toMatchObject({
    name: 'FindLoans',
    namespace: 'Desk',
    verb: 'GET',
    verbMarker: true,
    tags: ['loans', 'desk'],
    description: 'Finds loans',
    routes: [
      { path: '/loans/{Branch}', verbs: ['GET'], summary: 'Loans' },
      { path: '/all-loans', verbs: [] },
    ],
    access: { authenticate: true, requiredRoles: ['Clerk'] },
    typeRules: [{ name: 'IsAuthenticated' }],
    response: { kind: 'value', nullable: false, type: { kind: 'list', item: { kind: 'object' } } },
  })
  expect(type.members.map((member) => member.name)).toEqual(['branch', 'max', 'code', 'since'])
  expect(by(type, 'branch')).toMatchObject({ type: { scalar: 'string' }, isRequired: true, description: 'Where' })
  expect(by(type, 'max')).toMatchObject({ type: { scalar: 'int32' }, optional: true, isRequired: false })
  expect(by(type, 'max').rules.map((rule) => rule.name)).toEqual(['min', 'isInt'])
  expect(by(type, 'code').rules.map((rule) => rule.name)).toEqual(['NotEmpty', 'Length'])
  expect(by(type, 'since').type).toEqual({ kind: 'scalar', scalar: 'int64', as: 'number' })
})

test('members have their exact kinds, own ones before inherited ones (R-4.3)', () => {
  const type = describeType(Loan)
  expect(type.members.map((member) => member.name)).toEqual([
    'id',
    'title',
    'dueOn',
    'state',
    'marks',
    'counts',
    'fee',
    'shelves',
    'rights',
    'createdAt',
  ])
  expect(by(type, 'id').type).toEqual({ kind: 'scalar', scalar: 'int64', as: 'bigint' })
  expect(by(type, 'dueOn').type).toEqual({ kind: 'scalar', scalar: 'dateTime' })
  expect(by(type, 'state').type).toMatchObject({
    kind: 'enum',
    type: { name: 'LoanState', members: [{ name: 'Open' }, { memberValue: 'late-now' }] },
  })
  expect(by(type, 'counts').type).toEqual({
    kind: 'dictionary',
    key: { kind: 'scalar', scalar: 'string' },
    value: { kind: 'scalar', scalar: 'int32' },
  })
  expect(by(type, 'fee')).toMatchObject({ declaredName: 'FEE', wireName: 'fee', type: { scalar: 'decimal' } })
  expect(by(type, 'rights').type).toMatchObject({ kind: 'enum', type: { name: 'LoanRights' } })
  const shelf = by(type, 'shelves').type
  expect(shelf).toMatchObject({ kind: 'list', item: { kind: 'object' } })
  const inner = (shelf as any).item.type as MessageType
  expect((by(inner, 'next').type as any).type).toBe(inner)
})

test('the model cannot be changed, and the enum of the user stays his', () => {
  const type = describeType(Loan)
  expect(() => (type.members as unknown[]).push(1)).toThrow(TypeError)
  expect(Object.isFrozen(Rights)).toBe(false)
})

test('classes made by a factory are one generic type', () => {
  const Page = <T>(Item: new () => T) => {
    @GenericType('Page`1', () => [Item as MemberKind])
    class Page {
      @ApiMember({ type: [Item] as [MemberKind] }) items!: T[]
    }
    return Page
  }
  class Box {
    @ApiMember({ type: Page(Shelf) }) shelves!: object
    @ApiMember({ type: Page(Loan) }) loans!: object
  }
  const type = describeType(Box)
  expect((by(type, 'loans').type as any).type).toMatchObject({ name: 'Page`1', generic: { args: [{ kind: 'object' }] } })
})

test('every uncertain member is named, with what to do', () => {
  class Other {}
  class Vague {
    @IsArray() list!: unknown[]
    @IsOptional() union!: string | number
    @ValidateNested() nested!: Other
    @ApiMember({ type: 'decimal' }) money!: number
    @ApiMember({}) ID!: string
    @ApiMember({}) id!: string
    @IsInt() text!: string
    @ApiMember({ type: 'int23' as 'int32' }) odd!: number
  }
  let faults: readonly string[] = []
  try {
    describeType(Vague)
  } catch (error) {
    faults = (error as DescribeError).faults
  }
  expect(faults).toHaveLength(7)
  expect(faults.join('\n')).toMatch(/Vague\.list: the type of the items is not known; add @Type\(\(\) => Item\)/)
  expect(faults.join('\n')).toMatch(/Vague\.union: its type is not known/)
  expect(faults.join('\n')).toMatch(/Vague\.nested: the class Other is not certain/)
  expect(faults.join('\n')).toMatch(/Vague\.money: a decimal is declared as decimal\.js/)
  expect(faults.join('\n')).toMatch(/Vague\.text: it is declared String and its rules say int32/)
  expect(faults.join('\n')).toMatch(/'int23' is no scalar/)
  expect(faults.join('\n')).toMatch(/ID and id are both/)
})

test('two classes of one name are refused', () => {
  const first = class Same extends ReturnsVoid() {}
  const second = class Same extends ReturnsVoid() {}
  expect(() => describeAll([first, second])).toThrow(/two classes are called \.Same/)
})

test('rights add up along the line of descent; openness does not', () => {
  @RequiredRole('A')
  class Base {}
  @AllowAnonymous()
  class Open {}
  class Derived extends Returns(Loan, Base) {}
  class DerivedOpen extends Returns(Loan, Open) {}
  expect(describeType(Derived).access).toMatchObject({ authenticate: true, requiredRoles: ['A'] })
  expect(describeType(DerivedOpen).access.anonymous).toBe(false)
})

test('a message can be handed to a ServiceStack client as it is', () => {
  const request = new FindLoans({ branch: 'north' })
  expect(request.getTypeName()).toBe('FindLoans')
  expect(request.getMethod()).toBe('GET')
  expect(request.createResponse()).toEqual([])
  class Say extends Returns(String) {}
  expect(new Say().createResponse()).toBe('')
  class MaybeLoan extends Returns(Nullable(Loan)) {}
  expect(new MaybeLoan().createResponse()).toBeInstanceOf(Loan)
  expect(describeType(MaybeLoan).response).toMatchObject({ nullable: true })
  expect(Object.keys(request)).toEqual(['branch'])
})

test('data members and exposed names are the names on the wire (R-4.2)', () => {
  class Row {
    @DataMember({ name: 'account_id' }) accountId!: string
    @Expose({ name: 'total' }) @IsNumber() amount!: number
  }
  expect(describeType(Row).members.map((member) => [member.name, member.wireName])).toEqual([
    ['accountId', 'account_id'],
    ['amount', 'total'],
  ])
})

test.each([Function, Object])('what compilers write for a type that is only imported says nothing (%p)', (design) => {
  class Fee extends ReturnsVoid() {
    amount!: unknown
  }
  ApiMember({ type: 'decimal' })(Fee.prototype, 'amount')
  Reflect.defineMetadata('design:type', design, Fee.prototype, 'amount')
  expect(describeType(Fee).members.map(({ type }) => type)).toEqual([{ kind: 'scalar', scalar: 'decimal' }])
})
