import type { Server } from 'node:http'
import request from 'supertest'
import {
  ApiMember,
  ArgumentException,
  Exception,
  HttpError,
  KeyNotFoundException,
  Returns,
  WebServiceException,
} from '../../../dtos/contract'
import { createGateway, type Gateway, type GatewayOptions } from '../../../host'
import { Any } from '../../../services'

class OutOfStock extends Error {}
class SoldOut extends OutOfStock {}
class Own extends Exception {
  override get responseStatus() {
    return { errorCode: 'Own', message: `own ${this.message}`, errors: [], meta: { k: 'v' } }
  }
}
class Fail extends Returns(String) {
  @ApiMember({ isOptional: true }) how?: string
  @ApiMember({ isOptional: true }) text?: string
}

const thrown: Readonly<Record<string, (text: string) => unknown>> = {
  declared: (text) => new ArgumentException(text, 'How'),
  stock: (text) => new OutOfStock(text),
  soldOut: (text) => new SoldOut(text),
  remapped: (text) => new KeyNotFoundException(text),
  stranger: (text) => new TypeError(text),
  statusful: (text) => Object.assign(new Error(text), { status: 404, statusCode: 404, expose: true }),
  text: (text) => text,
  one: (text) => new AggregateError([new ArgumentException(text)], 'outer'),
  two: (text) => new AggregateError([new ArgumentException(text), new OutOfStock('second')], 'outer'),
  mixed: (text) => new AggregateError([new ArgumentException(text), new TypeError('secret')], 'outer'),
  none: () => new AggregateError([], 'outer'),
  own: (text) => new Own(text),
  remote: (text) => new WebServiceException(421, 'Misdirected', { errorCode: 'Remote', message: text }),
  carried: (text) =>
    new HttpError(409, 'Mine', text, { response: { responseStatus: { errorCode: 'Carried', message: 'said' } } }),
  described: (text) => new HttpError(424, 'Needs', text, { statusDescription: 'Depends On It' }),
  split: (text) => new HttpError(400, `a\r\nX-Evil: 1`, text),
  caused: (text) => new Exception(text, { cause: new Error('the cause', { cause: new Error('its cause') }) }),
  notFound: (text) => HttpError.notFound(text),
  forbidden: (text) => HttpError.forbidden(text),
}

class Failing {
  @Any(Fail) fail({ how = '', text = 'why' }: Fail): string | HttpError {
    if (how === 'returned') return HttpError.conflict(text)
    if (Object.hasOwn(thrown, how)) throw thrown[how]!(text)
    return how
  }
}

const seen: unknown[] = []
const open: Gateway[] = []
async function host(options: Partial<GatewayOptions> = {}): Promise<Server> {
  const gateway = createGateway({
    services: [new Failing()],
    errors: new Map<new (text: string) => Error, number>([
      [OutOfStock, 409],
      [KeyNotFoundException, 404],
    ]),
    onError: (error) => seen.push(error),
    ...options,
  })
  open.push(gateway)
  return gateway.listen()
}
let server: Server
beforeAll(async () => {
  server = await host()
})
beforeEach(() => void seen.splice(0))
afterAll(() => Promise.all(open.map((gateway) => gateway.close(0))))

const fail = (how: string, text = 'why', path = '/api/Fail') => request(server).get(path).query({ how, text })

/** How it is thrown, status, code, message. */
const answers: readonly (readonly [how: string, status: number, errorCode: string, message: string])[] = [
  ['declared', 400, 'ArgumentException', "why (Parameter 'How')"],
  ['stock', 409, 'OutOfStock', 'why'],
  ['soldOut', 409, 'SoldOut', 'why'],
  ['remapped', 404, 'KeyNotFoundException', 'why'],
  ['one', 400, 'ArgumentException', 'why'],
  ['two', 400, 'AggregateException', 'outer (why) (second)'],
  ['own', 500, 'Own', 'own why'],
  ['remote', 421, 'Remote', 'why'],
  ['carried', 409, 'Carried', 'said'],
  ['described', 424, 'Needs', 'why'],
  ['caused', 500, 'Exception', 'why'],
  ['returned', 409, 'Conflict', 'why'],
]
test.each(answers)('%s is %i %s: %s', async (how, status, errorCode, message) => {
  const answer = await fail(how)
  expect([answer.status, answer.body.responseStatus.errorCode, answer.body.responseStatus.message]).toEqual([
    status,
    errorCode,
    message,
  ])
})

test.each(['stranger', 'statusful', 'text', 'mixed', 'none'])(
  '%s is a stranger: 500 with a reference, and only the log has the rest (R-5.14)',
  async (how) => {
    const { status, text, body } = await fail(how, 'password=hunter2')
    expect([status, body.responseStatus.errorCode, body.responseStatus.errors]).toEqual([500, 'InternalServerError', []])
    expect(body.responseStatus.message).toMatch(/reference/)
    expect(text).not.toMatch(/hunter2|secret|stack|\.ts/)
    expect(seen).toHaveLength(1)
  },
)

test('a status of the error’s own stays as it is: no errors where it has none (R-5.2)', async () => {
  expect((await fail('carried')).body).toEqual({ responseStatus: { errorCode: 'Carried', message: 'said' } })
  expect((await fail('own')).body.responseStatus.meta).toEqual({ k: 'v' })
})

test('in a batch it keeps what it says, beside the item’s number (R-1.34)', async () => {
  const post = (how: string) =>
    request(server)
      .post('/api/Fail[]')
      .send([{ how: 'fine' }, { how }])
  const own = await post('own')
  expect([own.status, own.body.responseStatus.message, own.body.responseStatus.meta]).toEqual([
    500,
    'own why',
    { k: 'v', AutoBatchIndex: '1' },
  ])
  expect((await post('carried')).body.responseStatus).toEqual({
    errorCode: 'Carried',
    message: 'said',
    meta: { AutoBatchIndex: '1' },
  })
  expect((await post('stranger')).body.responseStatus.meta).toEqual({ AutoBatchIndex: '1' })
})

test.each([
  ['declared', 'ArgumentException'],
  ['described', 'Depends On It'],
  ['remote', 'Misdirected'],
  ['carried', 'Mine'],
  ['split', 'Bad Request'],
])('the status line of %s says %s; nothing of a request splits it (R-5.7)', async (how, phrase) => {
  const { res, headers } = (await fail(how)) as unknown as { res: { statusMessage: string }; headers: object }
  expect(res.statusMessage).toBe(phrase)
  expect(headers).not.toHaveProperty('x-evil')
})

test('<script in a message is encoded, in fields too; other tags stay (R-5.6)', async () => {
  const { responseStatus } = (await fail('declared', '<SCRIPT>"x"')).body
  expect(responseStatus.message).toBe('&lt;SCRIPT&gt;&quot;x&quot; (Parameter &#39;How&#39;)')
  expect(responseStatus.errors[0].message).toBe('&lt;SCRIPT&gt;&quot;x&quot;')
  expect((await fail('stock', '<b>x</b>')).body.responseStatus.message).toBe('<b>x</b>')
})

test.each(['notFound', 'forbidden'])('%s in HTML is a line of text (R-5.22)', async (how) => {
  const { status, text, headers } = await fail(how, '<b>gone</b>', '/html/reply/Fail')
  expect(status).toBe(how === 'notFound' ? 404 : 403)
  expect(headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(text).toContain('<b>gone</b>')
})

test('any other error in HTML is the report (R-5.22)', async () => {
  const { status, headers, text } = await fail('declared', '<b>gone</b>', '/html/reply/Fail')
  expect([status, headers['content-type']]).toEqual([400, 'text/html; charset=utf-8'])
  expect(text.replaceAll('<wbr>', '')).toContain('ArgumentException')
  expect(text).not.toContain('<b>gone</b>')
})

test('only debug mode tells stack, request and causes (R-5.5)', async () => {
  expect(JSON.stringify((await fail('caused')).body)).not.toMatch(/stackTrace|InnerMessages|the cause/)
  const debugged = await host({ debug: true })
  const { responseStatus } = (await request(debugged).get('/api/Fail').query({ how: 'caused', text: 'why' })).body
  expect(responseStatus.stackTrace).toMatch(/^\[Fail: \d{4}-.*Z\]:\n\[REQUEST: \{how:caused,text:why\}\]\nException: why\n +at /)
  expect(responseStatus.meta.InnerMessages).toBe('the cause\nits cause')
})

test('two gateways have two maps', async () => {
  const other = await host({ errors: new Map([[OutOfStock, 410]]) })
  expect((await request(other).get('/api/Fail').query({ how: 'stock' })).status).toBe(410)
  expect((await fail('stock')).status).toBe(409)
})

test.each([200, 399, 600, 400.5])('a status of %d in the map is a fault at start', (status) => {
  const make = () => createGateway({ services: [new Failing()], errors: new Map([[OutOfStock, status]]) })
  expect(make).toThrow(/errors: OutOfStock has the status/)
})
