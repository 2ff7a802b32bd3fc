import type { Server } from 'node:http'
import express from 'express'
import request from 'supertest'
import { csv, html, json, jsonl } from '../../../host/formats'
import { type Desk, deskGateway, deskUsers } from '../desk'

let users: Desk['users']
beforeAll(async () => void ({ users } = await deskUsers()))

describe('R-1.3: /api is off below a mount point that has `api` in it', () => {
  test.each([
    ['/my-api', '/api/FindLoans', 404],
    ['/my-api', '//api//FindLoans.json', 404],
    ['/my-api', '/api', 404],
    ['/api', '/api/FindLoans', 404],
    ['/my-api', '/json/reply/FindLoans', 200],
    ['/my-api', '/loans', 200],
    ['/my-api', '/apis', 404],
    ['/desk', '/api/FindLoans', 200],
    ['/API', '/api/FindLoans', 200],
  ])('%s%s is %i', async (mount, path, status) => {
    const app = express()
    const gateway = deskGateway(users)
    app.use(mount, gateway.middleware())
    app.use((_, response) => void response.status(404).send('the app itself'))
    const answer = await request(app).get(`${mount}${path}`).set('Accept', 'application/json')
    await gateway.close(0)
    expect(answer.status).toBe(status)
    if (status === 404) expect(answer.text).toBe('the app itself')
    else expect(answer.body.results).toHaveLength(2)
  })
})

describe('R-1.23: a format of the box that a gateway is made without', () => {
  let server: Server
  const gateway = () => deskGateway(users, { formats: [json, csv, jsonl, html] })
  let close: () => Promise<void>
  beforeAll(async () => {
    const one = gateway()
    server = await one.listen()
    close = () => one.close(0)
  })
  afterAll(() => close())

  test.each([
    '/xml/reply/FindLoans',
    '/XML/reply/findloans',
    '/xml/oneway/FindLoans',
    '/jsv/reply/FindLoans',
    '/api/FindLoans.xml',
  ])('%s is 403, and says which', async (path) => {
    const { status, body, headers } = await request(server).get(path)
    expect([status, body.responseStatus.errorCode]).toEqual([403, 'UnauthorizedAccessException'])
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(body.responseStatus.message).toContain(path.includes('jsv') ? 'jsv' : 'xml')
  })
  test('a script gets the error wrapped (R-2.20)', async () => {
    const { status, text } = await request(server)
      .get('/xml/reply/FindLoans?callback=cb')
      .buffer(true)
      .parse((response, done) => {
        let all = ''
        response.on('data', (chunk) => (all += chunk))
        response.on('end', () => done(null, all))
      })
      .then((answer) => ({ status: answer.status, text: answer.body as string }))
    expect([status, text]).toEqual([200, expect.stringMatching(/^(\/\*\*\/)?cb\(\{"responseStatus":\{"errorCode":"Unauthorized/)])
  })
  test.each([
    ['a format that never was', '/nope/reply/FindLoans', 404],
    ['a suffix that never was', '/api/FindLoans.nope', 405],
    ['one that is on', '/csv/reply/FindLoans', 200],
    ['?format= says nothing (R-2.1)', '/api/FindLoans?format=xml', 200],
  ])('%s is not meant: %s is %i', async (_what, path, status) => expect((await request(server).get(path)).status).toBe(status))
  test('Accept goes on to the next (R-2.5)', async () => {
    const { headers } = await request(server).get('/loans').set('Accept', 'application/xml, text/csv')
    expect(headers['content-type']).toMatch(/^text\/csv/)
  })
})
