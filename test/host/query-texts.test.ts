import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { AllowAnonymous, ApiMember, Returns, Verb } from '../../dtos/contract'
import { createGateway, type Gateway, remoteGateway } from '../../host'
import { Get, type ServiceGateway } from '../../services'

class Echo {
  @ApiMember({}) text?: string
  @ApiMember({ type: ['string'] }) items?: string[]
  @ApiMember({ type: { dictionary: 'string' } }) map?: Record<string, string>
}

@Verb('GET')
@AllowAnonymous()
class Ask extends Returns(Echo) {
  constructor(init?: Partial<Ask>) {
    super()
    Object.assign(this, init)
  }
  @ApiMember({}) text?: string
  @ApiMember({ type: ['string'] }) items?: string[]
  @ApiMember({ type: { dictionary: 'string' } }) map?: Record<string, string>
}

class AskService {
  @Get(Ask) ask({ text, items, map }: Ask): Echo {
    return { ...(text === undefined ? {} : { text }), ...(items ? { items } : {}), ...(map ? { map } : {}) }
  }
}

let gateway: Gateway
let remote: ServiceGateway
beforeAll(async () => {
  gateway = createGateway({ services: [new AskService()] })
  const server = await gateway.listen()
  remote = remoteGateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(() => gateway.close())

/** The query of a message that is sent to a host which takes anything. */
async function sentQuery(message: Ask): Promise<string> {
  let url = ''
  const host = createServer((request, response) => {
    url = request.url!
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  await new Promise<void>((ready) => host.listen(0, '127.0.0.1', ready))
  try {
    await remoteGateway(`http://127.0.0.1:${(host.address() as AddressInfo).port}`).send(message)
  } finally {
    host.closeAllConnections()
    host.close()
  }
  return url.slice(url.indexOf('?') + 1)
}

test.each<[Partial<Ask>, string, string]>([
  [{ text: 'a b&c=d' }, 'text', 'a b&c=d'],
  [{ text: 'a,b' }, 'text', 'a,b'],
  [{ text: '"q"' }, 'text', '"q"'],
  [{ items: ['a', 'b c'] }, 'items', '[a,b c]'],
  [{ items: ['a,b', '"q"', ''] }, 'items', '["a,b","""q""",""]'],
  [{ items: ['null'] }, 'items', '[null,]'],
  [{ items: ['\\n,'] }, 'items', '["\\n,",]'],
  [{ map: { 'x:y': '\\n,' } }, 'map', '"x:y":"\\n,"'],
  [{ map: { 'x:y': '1 ' } }, 'map', '{"x:y":"1 "}'],
  [{ map: { k: 'a,b', 'x:y': '{' } }, 'map', '{k:"a,b","x:y":"{"}'],
])('%j is sent as percent-encoded text, only what would be split is quoted (R-4.34)', async (members, name, text) => {
  const query = await sentQuery(new Ask(members))
  expect(query).not.toMatch(/[\s"<>{}]/)
  expect(new URLSearchParams(query).get(name)).toBe(text)
})

const texts = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('null', '1', ...'ab ,:"[]{}&=+%#?/\\\n\'é🚀') })

test('what one gateway writes into a query, another reads as it was (R-4.34, R-3.12)', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.array(texts, { minLength: 1, maxLength: 3 }), async (text, items) => {
      const map = Object.fromEntries(items.map((item) => [item, text]))
      expect(await remote.send(new Ask({ text, items, map }))).toEqual({ text, items, map })
    }),
    { numRuns: 40 },
  )
})
