import http, { type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import request from 'supertest'
import { AllowAnonymous, ApiMember, HttpError, Nullable, Returns, Route } from '../../../dtos/contract'
import { createGateway, formats, type Gateway } from '../../../host'
import { Any, HttpResult } from '../../../services'

class Row {
  @ApiMember({ type: 'int32' }) id!: number
  @ApiMember({}) name!: string
}
class RowPage {
  @ApiMember({ type: 'int32' }) total!: number
  @ApiMember({ type: [Row] }) results!: Row[]
}

@Route('/rows/{Kind}/{Count}')
@AllowAnonymous()
class GetRows extends Returns(Nullable([Row])) {
  @ApiMember({}) kind!: string
  @ApiMember({ type: 'int32' }) count!: number
  @ApiMember({ type: 'int32', isOptional: true }) failsAt?: number
}

@Route('/page')
@AllowAnonymous()
class GetPage extends Returns(RowPage) {}

/** How many items were taken, and whether the source was closed. */
let taken = 0
let closed = 0
/** Rows of an endless list are wide: the sockets' own buffers are soon full of them. */
const row = (id: number, padding: string) => ({ id, name: `row ${id}, "quoted" é${padding}`, secret: 'never leaves' })

function* rows(count: number, failsAt?: number) {
  const padding = count > 1_000_000 ? 'x'.repeat(2000) : ''
  try {
    for (let id = 0; id < count; id++) {
      if (id === failsAt) throw new HttpError(409, 'Moved', 'The rows have moved.')
      taken++
      yield row(id, padding)
    }
  } finally {
    closed++
  }
}
async function* slowly(count: number, failsAt?: number) {
  for (const one of rows(count, failsAt)) {
    if (one.id % 50 === 0) await wait(1)
    yield one
  }
}

class RowService {
  @Any(GetRows) rows({ kind, count, failsAt }: GetRows) {
    if (kind === 'null') return null
    if (kind === 'list') return [...rows(count)]
    if (kind === 'set') return new Set(rows(count))
    if (kind === 'result') return new HttpResult(rows(count, failsAt), { status: 201 })
    return kind === 'async' ? slowly(count, failsAt) : rows(count, failsAt)
  }
  @Any(GetPage) page() {
    return { total: 3, results: rows(3) as unknown as Row[] }
  }
}

let gateway: Gateway
let server: Server
const errors: unknown[] = []
beforeAll(async () => {
  gateway = createGateway({ services: [new RowService()], onError: (error) => errors.push(error) })
  server = await gateway.listen()
})
beforeEach(() => {
  taken = closed = errors.length = 0
})
afterAll(() => gateway.close())

/** An empty element of XML, in two tags. */
const paired = (text: string) => text.replace(/<(\w+)([^<>]*) \/>$/, '<$1$2></$1>')

const text = async (path: string, accept?: string) => {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, accept ? { headers: { Accept: accept } } : {})
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe.each(formats.filter(({ page }) => !page))('$name', ({ name }) => {
  test.each(['iterable', 'async', 'set', 'result'])('%s is written as the list would be', async (kind) => {
    for (const count of [0, 1, 3, 5000]) {
      const whole = await text(`/rows/list/${count}.${name}`)
      const pieces = await text(`/rows/${kind}/${count}.${name}`)
      expect(pieces.text).toBe(paired(whole.text))
      expect(pieces.text).not.toContain('never leaves')
      expect(pieces.headers.get('content-type')).toBe(whole.headers.get('content-type'))
      expect(pieces.status).toBe(kind === 'result' ? 201 : 200)
    }
  })
})

test('a short list is sent with its length, a long one in pieces', async () => {
  expect((await text('/rows/iterable/3')).headers.get('content-length')).not.toBeNull()
  expect((await text('/rows/iterable/5000')).headers.get('transfer-encoding')).toBe('chunked')
})

test('JSONP wraps the whole; HEAD takes no item; null is 204 (R-2.20, R-1.29, R-6.10)', async () => {
  for (const kind of ['iterable', 'async']) {
    const script = await text(`/rows/${kind}/5000?callback=cb`)
    expect(JSON.parse(script.text.slice('/**/cb('.length, -1))).toHaveLength(5000)
    expect((await text(`/rows/${kind}/1?callback=cb&jsconfig=epcn`)).text).toContain('{"Id":0,')
    expect((await text(`/rows/${kind}/5000?jsconfig=epcn`)).text).toContain('{"Id":4999,')
  }
  taken = 0
  const head = await request(server).head('/rows/iterable/5000')
  expect([head.status, head.headers['content-type'], taken]).toEqual([200, 'application/json; charset=utf-8', 0])
  expect((await text('/rows/null/0')).status).toBe(204)
})

test('the list in an envelope is written by formats of rows as it comes (R-4.50)', async () => {
  expect((await text('/page.csv')).text).toContain('3')
  const { text: json } = await text('/page')
  expect(JSON.parse(json).results).toHaveLength(3)
})

describe.each(['iterable', 'async', 'result'])('%s that fails', (kind) => {
  test('before anything went out: an error like any other', async () => {
    const { status, text: body } = await text(`/rows/${kind}/5000?failsAt=3`)
    expect([status, JSON.parse(body).responseStatus.errorCode]).toEqual([409, 'Moved'])
  })
  test('after it: the connection ends, so that nobody takes it for the whole', async () => {
    await expect(text(`/rows/${kind}/5000?failsAt=4000`)).rejects.toThrow()
    await wait(10)
    expect(errors.length).toBeLessThanOrEqual(1)
    expect(closed).toBe(1)
  })
})

test.each(['iterable', 'async'])(
  '%s: who does not read is waited for, who goes away closes the source (threats P6)',
  async (kind) => {
    const { port } = server.address() as AddressInfo
    const response = await new Promise<http.IncomingMessage>((resolve) => {
      http.get({ port, path: `/rows/${kind}/10000000` }, resolve)
    })
    response.once('data', () => response.pause())
    let before = -1
    for (let time = 0; time < 30 && before !== taken; time++) {
      before = taken
      await wait(100)
    }
    expect(taken).toBe(before)
    expect(taken).toBeLessThan(1_000_000)
    response.destroy()
    for (let time = 0; time < 100 && closed === 0; time++) await wait(10)
    expect(closed).toBe(1)
  },
)

test('a source that never waits leaves room for others', async () => {
  const long = text('/rows/iterable/100000')
  let answered = 0
  for (let time = 0; time < 5; time++) {
    await text('/rows/iterable/1')
    answered++
    if (time === 0) expect(taken).toBeLessThan(100_001)
  }
  expect(answered).toBe(5)
  await long
})
