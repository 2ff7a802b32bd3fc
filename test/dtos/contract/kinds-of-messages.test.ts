import { ApiMember, DataMember, describe as describeClass, Itself, ListOf, Returns, Route } from '../../../dtos/contract'

class Loan {
  @ApiMember({ type: 'int32' }) id = 0
}

@Route('/echo')
class Echo extends Returns(Itself) {
  @ApiMember({ isOptional: true }) text?: string
}

class SaveLoans extends Returns([Loan], ListOf(Loan)) {}

class Numbers {
  @ApiMember({ type: [{ nullable: 'int32' }] }) some: (number | null)[] = []
  @DataMember() @ApiMember({ type: ['int32'] }) all: number[] = []
}

test('a message that is its own response: one class, one type', () => {
  const type = describeClass(Echo)
  expect(type.response).toMatchObject({ kind: 'value', type: { kind: 'object' } })
  expect(type.response?.kind === 'value' && type.response.type.kind === 'object' && type.response.type.type).toBe(type)
  expect(new Echo().createResponse()).toBeInstanceOf(Echo)
})

test('a message that is a list is an array, and its JSON a list', () => {
  const type = describeClass(SaveLoans)
  expect(type.items).toMatchObject({ kind: 'object', type: { name: 'Loan' } })
  expect(type.members).toEqual([])
  const message = new SaveLoans()
  message.push(new Loan())
  expect([Array.isArray(message), JSON.stringify(message), message.getTypeName()]).toEqual([true, '[{"id":0}]', 'SaveLoans'])
  expect(message.map((loan) => loan.id)).toEqual([0])
  expect(message.map((loan) => loan)).not.toBeInstanceOf(SaveLoans)
})

test('items of a value type may be null where that is said', () => {
  const [some, all] = describeClass(Numbers).members
  expect(some?.type).toEqual({ kind: 'list', item: { kind: 'scalar', scalar: 'int32', nullable: true } })
  expect(all?.type).toEqual({ kind: 'list', item: { kind: 'scalar', scalar: 'int32' } })
})
