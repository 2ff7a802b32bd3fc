import { IsString } from 'class-validator'
import express from 'express'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Authenticate, Returns, ReturnsVoid, Route } from '../../dtos/contract'
import { createGateway, StartupError } from '../../host'
import { Any, Get } from '../../services'
import { DeskService, deskGateway, deskUsers } from './desk'

const faultsOf = (make: () => unknown): string => {
  try {
    make()
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError)
    return (error as StartupError).faults.join('\n')
  }
  throw new Error('It started.')
}

test('a faulty set-up is refused with every fault at once', () => {
  class Unanswered extends ReturnsVoid() {}
  @Route('loans/{Nope}')
  @Route('/x/{Id?}')
  class BadRoutes extends ReturnsVoid() {
    @IsString() name!: string
  }
  class Vague extends ReturnsVoid() {
    @ApiMember({}) what!: string | number
  }
  class Closed extends Returns(String) {}
  Authenticate()(Closed)
  class Service {
    @Any(BadRoutes) bad() {}
    @Get(Vague) vague() {}
    @Get(Vague) again() {}
    @Get(Closed) closed() {
      return ''
    }
  }
  class Empty {}
  const faults = faultsOf(() =>
    createGateway({ services: [new Service(), new Empty()], messages: [Unanswered], defaultFormat: 'yaml' }),
  )
  expect(faults).toMatch(/No service answers Unanswered\. Answered: .*Closed/)
  expect(faults).toMatch(/Empty answers no message/)
  expect(faults).toMatch(/Vague\.what: its type is not known/)
  expect(faults).toMatch(/There is no format yaml/)
})

test('route faults and open doors are faults too', async () => {
  @Route('loans')
  @Route('/x/{Nope}')
  class BadRoutes extends ReturnsVoid() {
    @IsString() name!: string
  }
  class Service {
    @Any(BadRoutes) bad() {}
  }
  const { users } = await deskUsers()
  const faults = faultsOf(() => deskGateway(users, { services: [new DeskService(), new Service()] }))
  expect(faults).toMatch(/BadRoutes says nothing about access/)
  expect(faults).toMatch(/Nope/)
  expect(faultsOf(() => createGateway({ services: [new DeskService()] }))).toMatch(
    /DropLoan asks who calls, and the gateway has no auth provider/,
  )
})

test('two gateways live in one process, and a gateway lives in somebody’s express app', async () => {
  @AllowAnonymous()
  class Ping extends Returns([String]) {}
  class Pong {
    constructor(private readonly word: string) {}
    @Any(Ping) ping() {
      return [this.word]
    }
  }
  const one = createGateway({ services: [new Pong('one')] })
  const two = createGateway({ services: [new Pong('two')] })
  const app = express()
  app.get('/own', (_, response) => void response.send('own'))
  app.use('/first', one.middleware())
  app.use(two.middleware())
  for (const server of [two.createServer(app), app]) {
    expect((await request(server).get('/own')).text).toBe('own')
    expect((await request(server).get('/first/api/Ping')).body).toEqual(['one'])
    expect((await request(server).get('/api/Ping')).body).toEqual(['two'])
    expect((await request(server).post('/api/Ping').send({})).body).toEqual(['two'])
    expect((await request(server).get('/none')).status).toBe(404)
  }
  await Promise.all([one.close(), two.close()])
})
