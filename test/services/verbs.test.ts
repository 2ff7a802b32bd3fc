import { IsString } from 'class-validator'
import { ApiMember, Returns, ReturnsVoid } from '../../dtos/contract'
import { Any, answeredBy, Get, HttpResult, Post } from '../../services'

class Loan {
  @ApiMember({ type: 'int32' }) id!: number
  @IsString() title!: string
}
class GetLoan extends Returns(Loan) {}
class ListLoans extends Returns([Loan]) {}
class DropLoan extends ReturnsVoid() {}

test('the compiler compares a method with its message', () => {
  class Good {
    @Get(GetLoan) one(_: GetLoan) {
      return { id: 1, title: 'a' }
    }
    @Post(GetLoan) async later() {
      return new HttpResult({ id: 1, title: 'a' }, { status: 201 })
    }
    @Any(ListLoans) *list() {
      yield { id: 1, title: 'a' }
    }
    @Any(DropLoan) drop() {}
  }
  class Bad {
    // @ts-expect-error a member of the wrong kind
    @Get(GetLoan) wrongKind() {
      return { id: '1', title: 'a' }
    }
    // @ts-expect-error a required member is missing
    @Get(GetLoan) missing() {
      return { id: 1 }
    }
    // @ts-expect-error nothing
    @Get(GetLoan) nothing() {}
    // @ts-expect-error null where the message does not allow it
    @Get(GetLoan) nullAnswer() {
      return null
    }
    // @ts-expect-error another message's request
    @Get(GetLoan) otherRequest(_: Loan) {
      return { id: 1, title: 'a' }
    }
  }
  expect(answeredBy(new Good())).toEqual([
    { message: GetLoan, verb: 'GET', method: 'one' },
    { message: GetLoan, verb: 'POST', method: 'later' },
    { message: ListLoans, verb: 'ANY', method: 'list' },
    { message: DropLoan, verb: 'ANY', method: 'drop' },
  ])
  expect(answeredBy(new Bad())).toHaveLength(1)
})
