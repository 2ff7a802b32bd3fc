import type { Server } from 'node:http'
import { IsInt, IsOptional, Min, ValidateNested } from 'class-validator'
import request from 'supertest'
import {
  AllowAnonymous,
  ApiMember,
  PartialUpdate,
  Returns,
  Route,
  ValidateGreaterThan,
  ValidateNotEmpty,
} from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { Any } from '../../../services'

class Shelf {
  @ValidateNotEmpty() name!: string
}
class Reply {
  @ApiMember({}) result!: string
}

@Route('/books')
@AllowAnonymous()
@PartialUpdate()
class ChangeBook extends Returns(Reply) {
  @ValidateNotEmpty() title!: string
  @ApiMember({ type: 'int32' }) @ValidateGreaterThan(0) pages!: number
  @IsOptional() @IsInt() @Min(1) lentDays?: number
  @ApiMember({ type: Shelf }) @ValidateNested() shelf!: Shelf
  @ApiMember({ type: ['string'] }) @ValidateNotEmpty() marks!: string[]
}

class BookService {
  @Any(ChangeBook) change() {
    return { result: 'changed' }
  }
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new BookService()] })
  server = await gateway.listen()
})
afterAll(() => gateway.close())

const failed = async (method: 'patch' | 'put', path: string, body: object) => {
  const { body: answer } = await request(server)[method](path).set('Accept', 'application/json').send(body)
  return answer.result ?? answer.responseStatus.errors.map(({ fieldName }: { fieldName: string }) => fieldName)
}

test('a whole update breaks the rules of what is left out', async () => {
  expect(await failed('put', '/books', {})).toEqual(['Shelf', 'Title', 'Pages', 'Marks'])
})

test.each<[object, string[] | string]>([
  [{}, 'changed'],
  [{ title: null, shelf: null }, 'changed'],
  [{ pages: 0 }, 'changed'],
  [{ pages: -1 }, ['Pages']],
  [{ title: '' }, ['Title']],
  [{ title: ' ', marks: [] }, ['Title', 'Marks']],
  [{ lentDays: 0 }, ['LentDays']],
  [{ shelf: { name: '' } }, ['Shelf.Name']],
  [{ title: 'Emma', shelf: { name: 'A' } }, 'changed'],
])('of a PATCH with %j only what it brings is checked (R-5.39)', async (body, expected) => {
  expect(await failed('patch', '/books', body)).toEqual(expected)
})

test.each<[string, string[] | string]>([
  ['title', ['Title']],
  ['TITLE,pages', ['Title', 'Pages']],
  ['shelf', ['Shelf']],
  ['lentDays', 'changed'],
  ['nope', 'changed'],
  ['', 'changed'],
])('what is to be emptied, ?reset=%s, has to suffer it (R-5.39)', async (reset, expected) => {
  expect(await failed('patch', `/books?reset=${reset}`, {})).toEqual(expected)
})

test('a batch of them likewise (R-5.39)', async () => {
  const { body } = await request(server)
    .patch('/api/ChangeBook[]?reset=marks')
    .send([{ marks: ['a'] }, {}])
  expect(body.responseStatus.errors.map(({ fieldName }: { fieldName: string }) => fieldName)).toEqual(['Marks'])
  expect(body.responseStatus.meta).toEqual({ AutoBatchIndex: '1' })
})
