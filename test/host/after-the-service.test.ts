import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import request from 'supertest'
import { AllowAnonymous, ApiMember, ArgumentException, Returns, Route, ValidateNotEmpty } from '../../dtos/contract'
import { createGateway, type Gateway, requestLog } from '../../host'
import { Any, type RequestContext, type ServiceHooks } from '../../services'

class Reply {
  @ApiMember({}) result!: string
}
@Route('/slow/{Name}')
@AllowAnonymous()
class Slow extends Returns(Reply) {
  @ValidateNotEmpty() name!: string
  constructor(init?: Partial<Slow>) {
    super()
    Object.assign(this, init)
  }
}
@Route('/outer')
@AllowAnonymous()
class Outer extends Returns(Reply) {}

let seen: unknown[] = []
class SlowService implements ServiceHooks {
  onAfterExecute(_request: unknown, response: unknown) {
    seen.push(response)
  }
  @Any(Slow) async slow({ name }: Slow) {
    await new Promise((later) => setTimeout(later, 2))
    if (name === 'fails') throw new ArgumentException('no')
    return { result: name }
  }
}
class OuterService {
  @Any(Outer) async outer(_request: Outer, { gateway }: RequestContext) {
    const [first, ...rest] = await gateway.sendAll([new Slow({ name: 'a' }), new Slow({ name: 'b' })])
    await gateway.publish(new Slow({ name: 'c' }))
    return { result: [first!, ...rest].map(({ result }) => result).join() }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'once-'))
const log = join(folder, 'requests.log')
let gateway: Gateway
let server: Server
beforeAll(async () => {
  gateway = createGateway({
    services: [new SlowService(), new OuterService()],
    features: [requestLog({ to: log })],
    hooks: {
      requestFilters: [
        (_, context) => {
          if (context.url.includes('stop')) context.raw!.response.writeHead(299).end()
        },
      ],
    },
    onError: () => {},
  })
  server = await gateway.listen()
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  seen = []
})
const get = (path: string) => request(server).get(path).set('Accept', 'application/json')

test('who looks at an answer after the service gets the answer, not a promise of it (R-8.21)', async () => {
  expect((await get('/slow/a')).body).toEqual({ result: 'a' })
  expect(seen).toEqual([{ result: 'a' }])
})

test('after an error nobody looks (R-8.21)', async () => {
  expect((await get('/slow/fails')).status).toBe(400)
  expect(seen).toEqual([])
})

test('each request is one line of the log, whatever became of it; what services send each other is none (R-8.22)', async () => {
  const asked = [
    ['/slow/logged', 200],
    ['/slow/fails?n=1', 400],
    ['/slow/%20?n=2', 400],
    ['/slow/x?n=stop', 299],
    ['/api/Nope?n=4', 405],
    ['/outer?n=5', 200],
  ] as const
  for (const [path, status] of asked) expect((await get(path)).status).toBe(status)
  expect(seen).toHaveLength(4)
  const batch = await request(server)
    .post('/api/Slow[]?n=6')
    .send([{ name: 'a' }, { name: 'b' }])
  expect(batch.body).toHaveLength(2)
  await gateway.close()
  const lines = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ url, statusCode }) => [url, statusCode])
  const ours = lines.filter(([url]) => /logged|[?&]n=/.test(url))
  expect(ours).toEqual([...asked, ['/api/Slow[]?n=6', 200]])
})
