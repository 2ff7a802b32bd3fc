import type { Server } from 'node:http'
import request from 'supertest'
import {
  AllowAnonymous,
  ApiMember,
  ArgumentException,
  Restrict,
  Returns,
  Route,
  ValidateNotEmpty,
  ValidateRequest,
} from '../../../dtos/contract'
import { createGateway, type Gateway } from '../../../host'
import { Any, Post } from '../../../services'

class Reply {
  @ApiMember({}) result!: string
}

@Route('/guarded')
@AllowAnonymous()
@ValidateRequest(({ name }: Guarded) => name !== 'b', { errorCode: 'NoB', message: 'No b here', status: 409 })
@ValidateRequest(({ name }: Guarded) => name !== 'c')
class Guarded extends Returns(Reply) {
  @ValidateNotEmpty() name!: string
}

@AllowAnonymous()
@Restrict({ verbs: ['POST'] })
class Restricted extends Returns(Reply) {}

@AllowAnonymous()
class PostOnly extends Returns(Reply) {
  @ValidateNotEmpty() name!: string
}

class Services {
  @Any(Guarded) guarded({ name }: Guarded) {
    if (name === 'fails') throw new ArgumentException('no')
    return { result: name }
  }
  @Any(Restricted) restricted() {
    return { result: 'ok' }
  }
  @Post(PostOnly) postOnly({ name }: PostOnly) {
    return { result: name }
  }
}

let trail: string[] = []
let failAt = ''
const stage = (name: string) => () => {
  trail.push(name)
  if (failAt === name) throw new ArgumentException(`failed in ${name}`)
  return undefined
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({
    services: [new Services()],
    onError: () => {},
    hooks: {
      responseConverters: [stage('responseConverter')],
      responseFilters: [stage('reply')],
      serviceExceptions: [stage('serviceException')],
      uncaughtExceptions: [stage('uncaught')],
    },
  })
  server = await gateway.listen()
})
afterAll(() => gateway.close())
beforeEach(() => {
  trail = []
  failAt = ''
})

const ask = async (path: string) => {
  const { status, text, res } = (await request(server).get(path).buffer()) as any
  return [status, res.statusMessage, /"errorCode":"(\w+)"/.exec(text)?.[1]]
}

const conditions = [
  ['/guarded.json?name=b', 409, 'No b here', 'NoB'],
  ['/guarded.json?name=c', 400, "The specified condition was not met for 'Guarded'", 'InvalidRequest'],
  ['/api/Restricted?', 403, 'Forbidden', 'UnauthorizedAccessException'],
  ['/api/PostOnly?name=x', 405, 'Method Not Allowed', 'NotImplementedException'],
] as const

test.each(conditions)(
  '%s: no service failed, so its handlers are not asked (R-1.27, R-5.41, R-8.20)',
  async (path, ...answer) => {
    expect(await ask(path)).toEqual(answer)
    expect(trail).toEqual(['responseConverter', 'uncaught'])
  },
)

test.each(conditions)('%s: a script gets it with 200, or its browser would not run it (R-2.20)', async (path, _, ...answer) => {
  expect(await ask(`${path}&callback=cb`)).toEqual([200, ...answer])
})

test('what a filter of the reply throws is 200 for a script too, under its own reason phrase (R-2.20, R-8.20)', async () => {
  failAt = 'reply'
  expect(await ask('/guarded?name=a&callback=cb')).toEqual([200, 'Bad Request', 'ArgumentException'])
  expect(await ask('/guarded.json?name=a')).toEqual([400, 'Bad Request', 'ArgumentException'])
})

test('errors of services and of rules keep their status under a callback (R-2.20)', async () => {
  expect(await ask('/guarded?name=fails&callback=cb')).toEqual([400, 'ArgumentException', 'ArgumentException'])
  expect(await ask('/guarded?callback=cb')).toEqual([400, 'NotEmpty', 'NotEmpty'])
})
