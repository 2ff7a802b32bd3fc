import type { Server } from 'node:http'
import request from 'supertest'
import { formats, type Gateway } from '../../../host'
import { deskGateway, deskUsers } from '../desk'
import { yaml } from './yaml'

/** A format is one file and one word in a list; every way to a format is there for it at once. */
let gateway: Gateway
let server: Server
beforeAll(async () => {
  const { users } = await deskUsers()
  gateway = deskGateway(users, { formats: [...formats, yaml] })
  server = await gateway.listen()
})
afterAll(() => gateway.close())

const written =
  'results:\n  -\n    id: 9007199254740992\n    title: "at north"\n    marks:\n      -\n        "a"\n      -\n        "b,c"\nverb: "GET"\n'

test.each([
  ['its suffix', '/loans/north.yaml?max=1', '*/*'],
  ['?format=', '/loans/north?max=1&format=yaml', '*/*'],
  ['Accept', '/loans/north?max=1', 'application/yaml'],
  ['its predefined route', '/yaml/reply/FindLoans?branch=north&max=1', '*/*'],
])('it answers by %s', async (_, path, accept) => {
  const { status, headers, text } = await request(server)
    .get(path)
    .set('Accept', accept)
    .buffer(true)
    .parse((response, done) => {
      let all = ''
      response.on('data', (chunk) => (all += chunk))
      response.on('end', () => done(null, all))
    })
    .then((answer) => ({ ...answer, status: answer.status, headers: answer.headers, text: answer.body as string }))
  expect([status, headers['content-type'], text]).toEqual([200, 'application/yaml', written])
})

test('it reads bodies, and its errors are in it', async () => {
  const read = await request(server)
    .post('/loans')
    .set('Content-Type', 'text/yaml')
    .set('Accept', 'application/json')
    .send('branch: east\nmax: 1\n')
  expect(read.body.results[0].title).toBe('at east')
  const refused = await request(server).post('/yaml/reply/FindLoans').set('Content-Type', 'application/yaml').send('no yaml')
  expect([refused.status, refused.headers['content-type']]).toEqual([400, 'application/yaml'])
})
