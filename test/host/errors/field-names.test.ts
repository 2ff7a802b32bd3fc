import type { Server } from 'node:http'
import request from 'supertest'
import { AllowAnonymous, Any, ApiMember, createGateway, HttpError, Returns, ValidationError } from '../../../host'

// clients look fields up by a lower-cased name, and do not ask whether there is one.

class Done {
  @ApiMember({ isOptional: true }) text?: string
}
@AllowAnonymous()
class Do extends Returns(Done) {
  @ApiMember({}) how!: string
}
const bare = { errorCode: 'Odd', message: 'It is odd.' }
const thrown: Readonly<Record<string, () => Error>> = {
  validation: () => new ValidationError([bare as never]),
  response: () => new HttpError(400, 'Bad', 'It is bad.', { response: { responseStatus: { ...bare, errors: [bare as never] } } }),
  nulls: () =>
    new HttpError(400, 'Bad', 'It is bad.', {
      response: { responseStatus: { ...bare, errors: [{ ...bare, fieldName: null } as never] } },
    }),
}
class Desk {
  @Any(Do) do({ how }: Do): Done {
    throw thrown[how]!()
  }
}

const gateway = createGateway({ services: [new Desk()], onError: () => {} })
let server: Server
beforeAll(async () => {
  server = await gateway.listen()
})
afterAll(() => gateway.close(0))

test.each(Object.keys(thrown))('every field error has a name, be it an empty one: %s', async (how) => {
  const { status, body } = await request(server).get(`/api/Do?how=${how}`)
  expect(status).toBe(400)
  expect(body.responseStatus.errors).toEqual([{ ...bare, fieldName: '' }])
  const xml = await request(server).get(`/xml/reply/Do?how=${how}`)
  expect(xml.text).toMatch(/<FieldName(><\/FieldName>| ?\/>)/)
})
