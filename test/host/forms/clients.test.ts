import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { JsonServiceClient } from '@servicestack/client'
import { Decimal } from 'decimal.js'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  createGateway,
  Delete,
  type MemberKind,
  Post,
  type RequestContext,
  Returns,
  Route,
} from '../../../host'

// Forms as the clients of ServiceStack and browsers send them (recorded in clients.md).

const maybe = (type: MemberKind) => ApiMember({ type, isOptional: true })

class Booked {
  @maybe('int32') id?: number
  @maybe('string') name?: string
  @maybe('decimal') cost?: Decimal
  @maybe('string') verb?: string
  @maybe(['string']) files?: string[]
}

@Route('/booking')
@AllowAnonymous()
class Booking extends Returns(Booked) {
  constructor(init?: Partial<Booking>) {
    super()
    Object.assign(this, init)
  }
  @maybe('int32') id?: number
  @maybe('string') name?: string
  @maybe('decimal') cost?: Decimal
  @maybe('dateTime') start?: Date
}

@Route('/desk/{Id}', 'DELETE')
@AllowAnonymous()
class Clear extends Returns(Booked) {
  @maybe('int32') id?: number
  @maybe('string') name?: string
}
@Route('/desk/{Id}', 'POST')
@AllowAnonymous()
class Fill extends Returns(Booked) {
  @maybe('int32') id?: number
  @maybe('string') name?: string
}

class BookingService {
  @Any(Booking) async book({ id, name, cost }: Booking, { files, verb }: RequestContext): Promise<Booked> {
    const told = await Promise.all(files.map(async (file) => `${file.name} ${file.fileName} ${await file.text()}`))
    return Object.assign(new Booked(), { id, name, cost, verb, files: told })
  }
  @Delete(Clear) clear({ id, name }: Clear, { verb }: RequestContext) {
    return Object.assign(new Booked(), { id, name: `cleared ${name}`, verb })
  }
  @Post(Fill) fill({ id, name }: Fill, { verb }: RequestContext) {
    return Object.assign(new Booked(), { id, name, verb })
  }
}

const gateway = createGateway({ services: [new BookingService()] })
let server: Server
let address: string
beforeAll(async () => {
  server = await gateway.listen()
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => gateway.close(0))

test('@servicestack/client: apiForm has members in the query and in the form (R-3.41)', async () => {
  const form = new FormData()
  form.append('id', '7')
  form.append('start', '')
  form.append('scan', new Blob(['AAA'], { type: 'text/plain' }), 'test.txt')
  const { response } = await new JsonServiceClient(address).apiForm(new Booking({ name: 'n' }) as never, form)
  expect(response).toEqual({ id: 7, name: 'n', verb: 'POST', files: ['scan test.txt AAA'] })
})

test('@servicestack/vue: an empty part for every untouched field, and jsconfig (T13, R-2.30)', async () => {
  for (const method of ['POST', 'PATCH']) {
    const form = new FormData()
    for (const [name, value] of Object.entries({ id: '', name: 'n', cost: '', start: '' })) form.append(name, value)
    const reply = await fetch(`${address}/api/Booking?jsconfig=eccn%2Cedv`, { method, body: form })
    expect(await reply.json()).toEqual({ name: 'n', verb: method, files: [] })
  }
})

test('C#: no blank before the name, typed text parts, a quoted boundary, an end without CRLF (R-3.40)', async () => {
  const body = [
    '--8d9',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Disposition: form-data;name="Id"',
    '',
    '7',
    '--8d9',
    'Content-Disposition: form-data;name=upload;filename="a b.txt";filename*=utf-8\'\'%C3%BC.txt',
    'Content-Type: text/plain',
    '',
    'AAA',
    '--8d9--',
  ].join('\r\n')
  const headers = { 'Content-Type': 'multipart/form-data; boundary="8d9"', Accept: 'application/json' }
  const reply = await fetch(`${address}/json/reply/Booking?Name=n`, { method: 'POST', body, headers })
  expect(await reply.json()).toEqual({ id: 7, name: 'n', verb: 'POST', files: ['upload ü.txt AAA'] })
})

test('C#: a form that waits for 100-continue', async () => {
  const body = '--B\r\nContent-Disposition: form-data;name="Id"\r\n\r\n7\r\n--B--'
  const head = [
    'POST /json/reply/Booking HTTP/1.1',
    'Host: x',
    'Connection: close',
    'Expect: 100-continue',
    'Content-Type: multipart/form-data; boundary=B',
    `Content-Length: ${body.length}`,
  ]
  const said = await new Promise<string>((resolve, reject) => {
    let text = ''
    const socket = connect((server.address() as AddressInfo).port)
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.on('data', (chunk) => {
      if (text === '') socket.write(body)
      text += chunk
    })
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
  expect(said).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /)
  expect(said).toContain('{"id":7,')
})

describe('a form says which verb it means (R-1.28)', () => {
  const post = async (path: string, body: string) => {
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' }
    const reply = await fetch(address + path, { method: 'POST', body, headers })
    return [reply.status, await reply.json()] as const
  }
  test.each([
    ['/desk/7', 'name=n', { id: 7, name: 'n', verb: 'POST' }],
    ['/desk/7', 'name=n&X-Http-Method-Override=delete', { id: 7, name: 'cleared n', verb: 'DELETE' }],
    ['/api/Booking', 'x-http-method-override=PUT&id=7', { id: 7, verb: 'PUT', files: [] }],
    ['/desk/7', 'name=override&X-Http-Method-Override=', { id: 7, name: 'override', verb: 'POST' }],
  ])('%s %s', async (path, body, answer) => expect(await post(path, body)).toEqual([200, answer]))
  test.each([
    ['/desk/7', 'X-Http-Method-Override=PUT', 404, 'NotFound'],
    ['/desk/7', 'X-Http-Method-Override=NOPE', 400, 'InvalidVerb'],
    ['/api/Fill', 'X-Http-Method-Override=PUT', 405, 'NotImplementedException'],
  ])('%s %s is %i', async (path, body, status, errorCode) => {
    expect(await post(path, body)).toMatchObject([status, { responseStatus: { errorCode } }])
  })
})
