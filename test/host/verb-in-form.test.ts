import type { Server } from 'node:http'
import request from 'supertest'
import {
  Any,
  ApiMember,
  createGateway,
  FallbackRoute,
  type Gateway,
  Post,
  RawBody,
  type RequestContext,
  Returns,
  Route,
} from '../../host'

class Said {
  @ApiMember({}) by!: string
  @ApiMember({}) verb!: string
  @ApiMember({ type: 'int32', isOptional: true }) id?: number
  @ApiMember({ isOptional: true }) title?: string
}

@Route('/loans/{Id}', 'PUT,DELETE')
class ChangeLoan extends Returns(Said) {
  @ApiMember({ type: 'int32', isOptional: true }) id?: number
  @ApiMember({ isOptional: true }) title?: string
}
@Route('/notes/{Id}', 'POST')
class AddNote extends Returns(Said) {
  @ApiMember({ type: 'int32', isOptional: true }) id?: number
}
@Route('/notes/{Id}', 'DELETE')
class DropNote extends Returns(Said) {
  @ApiMember({ type: 'int32', isOptional: true }) id?: number
}
@Route('/raw', 'PUT')
@RawBody()
class Raw extends Returns(Said) {}
@FallbackRoute('/{Path*}')
class Anything extends Returns(Said) {
  @ApiMember({ isOptional: true }) path?: string
  @ApiMember({ isOptional: true }) title?: string
}

const said = (by: string, { id, title }: { id?: number; title?: string }, { verb }: RequestContext): Said =>
  Object.assign(new Said(), { by, verb, id, title })
class Desk {
  @Any(ChangeLoan) change(message: ChangeLoan, context: RequestContext) {
    return said('ChangeLoan', message, context)
  }
  @Post(AddNote) add(message: AddNote, context: RequestContext) {
    return said('AddNote', message, context)
  }
  @Any(DropNote) drop(message: DropNote, context: RequestContext) {
    return said('DropNote', message, context)
  }
  @Any(Raw) raw(_: Raw, context: RequestContext) {
    return said('Raw', {}, context)
  }
}
class Rest {
  @Any(Anything) anything(message: Anything, context: RequestContext) {
    return said('Anything', message, context)
  }
}

const open: Gateway[] = []
const serve = (...services: object[]): Promise<Server> => {
  const gateway = createGateway({ services, onError: () => {}, maxBody: 200 })
  open.push(gateway)
  return gateway.listen()
}
let server: Server
let withRest: Server
beforeAll(async () => {
  server = await serve(new Desk())
  withRest = await serve(new Desk(), new Rest())
})
afterAll(() => Promise.all(open.map((gateway) => gateway.close(0))))

const post = (to: Server, path: string, form: string, headers: Readonly<Record<string, string>> = {}) =>
  request(to)
    .post(path)
    .set({ 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json', ...headers })
    .send(form)
const verb = (name: string) => `X-Http-Method-Override=${name}`

describe('R-1.28: a form says the verb that it means, whatever verbs its path has', () => {
  test.each([
    ['/loans/5', `${verb('PUT')}&title=t`, { by: 'ChangeLoan', verb: 'PUT', id: 5, title: 't' }],
    ['/loans/5', `title=t&${verb('delete')}`, { by: 'ChangeLoan', verb: 'DELETE', id: 5, title: 't' }],
    ['/loans/5.json', verb('PUT'), { by: 'ChangeLoan', verb: 'PUT', id: 5 }],
    ['/notes/5', verb('DELETE'), { by: 'DropNote', verb: 'DELETE', id: 5 }],
    ['/notes/5', 'title=t', { by: 'AddNote', verb: 'POST', id: 5 }],
  ])('POST %s with %s', async (path, form, answer) => {
    for (const to of [server, withRest]) expect((await post(to, path, form)).body).toEqual(answer)
  })

  test.each([
    ['no verb', '/loans/5', 'title=t', 404],
    ['a verb that the path has not', '/loans/5', verb('PATCH'), 404],
    ['no path', '/nowhere', verb('PUT'), 404],
    ['what is no verb', '/loans/5', verb('FOO'), 400],
    ['too much', '/loans/5', `${verb('PUT')}&title=${'x'.repeat(300)}`, 413],
    ['for who reads the body himself (R-3.9)', '/raw', verb('PUT'), 404],
  ])('%s: %s with %s is %i', async (_what, path, form, status) => {
    const answer = await post(server, path, form)
    expect([answer.status, typeof answer.body.responseStatus.errorCode]).toEqual([status, 'string'])
  })

  test('where only a cookie speaks, it is not heard (A-7.3)', async () => {
    expect((await post(server, '/loans/5', verb('PUT'), { Cookie: 'ss-id=abcdefghijklmnopqrstuv' })).status).toBe(404)
  })
  test('another body is not looked into', async () => {
    expect((await post(server, '/loans/5', verb('PUT'), { 'Content-Type': 'text/plain' })).status).toBe(404)
  })
  test('a form that means no other verb goes on to the fallback route, whole (R-1.10)', async () => {
    expect((await post(withRest, '/loans/5', 'title=t')).body).toEqual({ by: 'Anything', verb: 'POST', title: 't' })
    expect((await post(withRest, '/raw', verb('PUT'))).body).toEqual({ by: 'Anything', verb: 'POST' })
  })
})
