import type { Server } from 'node:http'
import { Readable } from 'node:stream'
import request from 'supertest'
import { AllowAnonymous, ApiMember, HttpError, Returns, ReturnsVoid, ValidateNotEmpty } from '../../dtos/contract'
import { createGateway, type Gateway } from '../../host'
import { Any, HttpResult, Post, type RequestContext, RequestFilter } from '../../services'

class Added {
  @ApiMember({ type: 'int32' }) id!: number
}
@AllowAnonymous()
class Add extends Returns(Added) {
  @ValidateNotEmpty() title!: string
}
@AllowAnonymous()
class Drop extends ReturnsVoid() {
  @ApiMember({ type: 'int32' }) id!: number
}
const done: string[] = []
class Desk {
  @Post(Add) async add({ title }: Add) {
    if (title === 'boom') throw new HttpError(409, 'Exists', 'There is one.')
    done.push(title)
    return { id: done.length }
  }
  @Any(Drop) drop() {}
}

let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({ services: [new Desk(), new Window()], maxBatch: 3, onError: () => {} })
  server = await gateway.listen()
})
afterAll(() => gateway.close())
beforeEach(() => void done.splice(0))

const post = (path: string, body: unknown) =>
  request(server).post(path).set('Content-Type', 'application/json').send(JSON.stringify(body))

@AllowAnonymous()
class Show extends Returns(Added) {
  @ApiMember({}) how!: string
}
class Window {
  @Any(Show) show({ how }: Show): Added | HttpResult<any> {
    if (how === 'text') return new HttpResult('plain')
    if (how === 'bytes') return new HttpResult(Buffer.from([1, 2]))
    if (how === 'file') return HttpResult.file(__filename)
    if (how === 'stream') return new HttpResult(Readable.from(['x']))
    if (how === 'other') return HttpResult.of([Added], [{ id: 8 }])
    return how === 'result' ? new HttpResult({ id: 7 }, { status: 201 }) : { id: 9 }
  }
}

describe('what items may answer (R-1.31)', () => {
  const shown = (...how: string[]) =>
    post(
      '/api/Show[]',
      how.map((each) => ({ how: each })),
    )
  test('results stand by their values, of whatever kind', async () => {
    expect((await shown('dto', 'result')).text).toBe('[{"id":9},{"id":7}]')
    expect((await shown('text', 'bytes', 'result')).text).toBe('["plain","AQI=",{"id":7}]')
    expect((await shown('dto', 'other')).text).toBe('[{"id":9},[{"id":8}]]')
  })
  test.each(['file', 'stream'])('a %s has no place in a list', async (how) => {
    const { status, body, headers } = await shown('dto', how)
    expect([status, body.responseStatus.errorCode, body.responseStatus.meta]).toEqual([
      405,
      'NotSupportedException',
      { AutoBatchIndex: '1' },
    ])
    expect(headers['x-autobatch-completed']).toBe('1')
  })
})

describe('batches (R-1.31 to R-1.36)', () => {
  test.each(['/api/Add[]', '/api/Add%5B%5D', '/api/add%5b%5d', '/json/reply/Add[]', '/json/oneway/Add[]'])(
    '%s answers each in order',
    async (path) => {
      const { status, body, headers } = await post(path, [{ title: 'a' }, { TITLE: 'b' }])
      expect([status, body, headers['x-autobatch-completed']]).toEqual([200, [{ id: 1 }, { id: 2 }], '2'])
    },
  )
  test('nothing in, nothing out, and no count (R-1.32)', async () => {
    for (const send of [
      post('/api/Add[]', []),
      request(server).post('/api/Add[]'),
      request(server).post('/api/Add[]').type('form').send('title=a'),
    ]) {
      const { status, text, headers } = await send
      expect([status, text, headers['x-autobatch-completed']]).toEqual([200, '[]', undefined])
    }
  })
  test('messages that answer nothing give nulls', async () => {
    const { text, headers } = await post('/api/Drop[]', [{ id: 1 }, { id: 2 }])
    expect([text, headers['x-autobatch-completed']]).toEqual(['[null,null]', '2'])
  })
  test('rules of all items come before the first is executed (R-1.34)', async () => {
    const { status, body, headers } = await post('/api/Add[]', [{ title: 'a' }, { title: '' }])
    expect([status, body.responseStatus.errorCode, body.responseStatus.meta]).toEqual([400, 'NotEmpty', { AutoBatchIndex: '1' }])
    expect([headers['x-autobatch-completed'], done]).toEqual([undefined, []])
  })
  test('a service’s error keeps what came before it, and says how many', async () => {
    const { status, body, headers } = await post('/api/Add[]', [{ title: 'a' }, { title: 'boom' }, { title: 'c' }])
    expect([status, body.responseStatus.errorCode, body.responseStatus.meta]).toEqual([409, 'Exists', { AutoBatchIndex: '1' }])
    expect([headers['x-autobatch-completed'], done]).toEqual(['1', ['a']])
  })
  test.each([
    ['an object', { title: 'a' }, 400],
    ['null', null, 400],
    ['a null item', [null], 400],
    ['a list in the list', [[]], 400],
    ['a value that cannot be read', [{ title: 'a' }, { title: {} }], 400],
    ['too many', [{ title: 'a' }, { title: 'b' }, { title: 'c' }, { title: 'd' }], 413],
  ])('%s is refused', async (_, body, status) => {
    const answer = await post('/api/Add[]', body)
    expect(answer.status).toBe(status)
    expect(done).toEqual([])
  })
  test('an unknown operation is 405, a user route has no batches', async () => {
    expect((await post('/api/Nope[]', [])).status).toBe(405)
    expect((await post('/add[]', [])).status).toBe(404)
  })
  test('in CSV the file is called after the list', async () => {
    const { headers, text } = await request(server)
      .post('/csv/reply/Drop[]')
      .set('Content-Type', 'text/csv')
      .send('Id\r\n1\r\n2\r\n')
    expect(headers['content-disposition']).toBe('attachment;filename="Drop[].csv"')
    expect(text).not.toContain('Exception')
  })
})

test('the verb may be said by a header or the query (R-1.28)', async () => {
  expect((await request(server).get('/api/Add?title=x').set('X-Http-Method-Override', 'post')).body).toEqual({ id: 1 })
  expect((await request(server).get('/api/Add?title=x&X-Http-Method-Override=POST')).body).toEqual({ id: 2 })
  expect((await request(server).get('/api/Add?title=x').set('X-Http-Method-Override', '')).status).toBe(405)
  expect((await request(server).get('/api/Add?title=x').set('X-Http-Method-Override', 'FOO')).status).toBe(400)
})

describe('the place in the batch (R-1.35)', () => {
  const places: string[] = []
  const place = (what: string, { batchIndex }: RequestContext) => void places.push(`${what} ${batchIndex ?? '-'}`)
  @AllowAnonymous()
  @RequestFilter((_, context) => place('early', context), -5)
  @RequestFilter((_, context) => place('late', context))
  class Placed extends Returns(Added) {}
  class Places {
    onBeforeExecute(_: Placed, context: RequestContext) {
      place('before', context)
    }
    @Any(Placed) placed(_: Placed, context: RequestContext) {
      place('service', context)
      return { id: context.batchIndex ?? 7 }
    }
  }

  test('is told to filters and services of each item, and to nobody afterwards or outside a batch', async () => {
    const own = createGateway({
      services: [new Places()],
      hooks: {
        requestFilters: [(_, context) => place('global', context)],
        responseConverters: [(_, context) => place('converter', context)],
      },
    })
    const at = await own.listen()
    const send = (path: string, body: unknown) =>
      request(at)
        .post(path)
        .send(body as object)
    expect((await send('/api/Placed[]', [{}, {}])).body).toEqual([{ id: 0 }, { id: 1 }])
    const admitted = (index: number) => ['early', 'global', 'late'].map((what) => `${what} ${index}`)
    const executed = (index: number) => ['before', 'service'].map((what) => `${what} ${index}`)
    expect(places.splice(0)).toEqual([...admitted(0), ...admitted(1), ...executed(0), ...executed(1), 'converter -'])
    expect((await send('/api/Placed', {})).body).toEqual({ id: 7 })
    expect(places).toEqual(['early -', 'global -', 'late -', 'before -', 'service -', 'converter -'])
    await own.close(0)
  })
})
