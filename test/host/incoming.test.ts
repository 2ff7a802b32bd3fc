import { once } from 'node:events'
import type { IncomingMessage, Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import request from 'supertest'
import { AllowAnonymous, ApiMember, Returns, Route } from '../../dtos/contract'
import { createGateway } from '../../host'
import { Incoming } from '../../host/incoming'
import { Any, type RequestContext } from '../../services'

// R-3.4, R-3.5: requests are no streams until somebody treats them as such; whoever does sees what node's own would show.

class ToldResponse {
  @ApiMember({}) result!: string
}

@Route('/told')
@AllowAnonymous()
class Told extends Returns(ToldResponse) {
  @ApiMember({}) text!: string
}

const events = ['data', 'end', 'close', 'error'] as const
const heard: string[] = []
const listen = (to: IncomingMessage) => {
  for (const event of events) to.on(event, () => heard.push(event))
}

class ToldService {
  @Any(Told) async any({ text }: Told, { raw }: RequestContext) {
    expect(raw!.request).toBeInstanceOf(Incoming)
    if (text === 'slow') await sleep(30)
    if (text !== 'unheard') listen(raw!.request)
    return { result: `got ${text?.length > 100 ? text.length : text}` }
  }
}

const gateway = createGateway({ services: [new ToldService()], maxBody: 300_000 })
gateway.app.post('/parsed', express.json(), (call, answer) => {
  answer.json({ parsed: call.body })
})
gateway.app.post('/unread', (_call, answer) => {
  answer.status(401).send('no')
})
let server: Server
beforeAll(async () => {
  server = await gateway.listen(0, '127.0.0.1')
})
afterAll(() => gateway.close())
beforeEach(() => {
  heard.length = 0
})

test.each([
  ['a GET', () => request(server).get('/told?text=a'), ['end', 'close']],
  ['a body that was read', () => request(server).post('/told').send({ text: 'a' }), ['end', 'close']],
  ['a call that waits', () => request(server).post('/told').send({ text: 'slow' }), ['end', 'close']],
  ['what nobody listens to', () => request(server).get('/told?text=unheard'), []],
])('listeners hear the end of %s', async (_what, call, expected) => {
  await call().expect(200)
  await sleep(10)
  expect(heard).toEqual(expected)
})

test('the pages and routes of express read bodies as ever', async () => {
  await request(server)
    .post('/parsed')
    .send({ a: 1 })
    .expect(200, { parsed: { a: 1 } })
})

test.each([
  [70_000, 200],
  [299_900, 200],
  [300_000, 413],
])('a text of %d characters is %d', async (length, status) => {
  const answer = await request(server)
    .post('/told')
    .send({ text: 'x'.repeat(length) })
  expect(answer.status).toBe(status)
  if (status === 200) expect(answer.body).toEqual({ result: `got ${length}` })
})

const call = (method: string, path: string, body = '') =>
  `${method} ${path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${body === '' ? '' : `Content-Length: ${body.length}\r\n`}\r\n${body}`
const chunked = (body: string) =>
  `POST /told HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${[...body].map((each) => `1\r\n${each}\r\n`).join('')}0\r\n\r\n`
const texts = (answers: string) =>
  [...answers.matchAll(/"got (\w+)"|"parsed":|\r\n\r\nno/g)].map(([text, got]) => got ?? text.trim())

/** Every way of reading, one after another on one connection: what one leaves behind would be the next one's. */
const mixed: readonly [sent: string, answer: string][] = [
  [call('GET', '/told?text=one'), 'one'],
  [call('POST', '/told', '{"text":"two"}'), 'two'],
  [call('POST', '/unread', 'never read'), 'no'],
  [call('POST', '/parsed', '{"three":3}'), '"parsed":'],
  [chunked('{"text":"four"}'), 'four'],
  [call('GET', '/told?text=slow'), 'slow'],
  [call('POST', '/told', '{"text":"six"}'), 'six'],
  [call('DELETE', '/told?text=seven'), 'seven'],
]
test.each([0, 10])('one connection serves all of them in their order, pipelined or not (%d ms)', async (pause) => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  let answers = ''
  socket.on('data', (bytes) => {
    answers += bytes
  })
  for (const [sent] of [...mixed, ...mixed]) {
    socket.write(sent)
    if (pause > 0) await sleep(pause)
  }
  while (texts(answers).length < 2 * mixed.length) await sleep(5)
  expect(texts(answers)).toEqual([...mixed, ...mixed].map(([, answer]) => answer))
  socket.destroy()
})

test('a client that leaves while its call is worked on is told to the listeners, and hurts nobody', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(call('POST', '/told', '{"text":"slow"}'))
  await sleep(10)
  socket.destroy()
  await sleep(60)
  expect(heard.filter((event) => event === 'data')).toEqual([])
  await request(server).get('/told?text=after').expect(200, { result: 'got after' })
})
