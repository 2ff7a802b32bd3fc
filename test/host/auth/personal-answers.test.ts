import {
  AllowAnonymous,
  Any,
  basic,
  CacheResponse,
  cacheResponses,
  credentials,
  HttpResult,
  type RequestContext,
  Returns,
  Route,
} from '../../../host'
import { basicOf, type Desk, DeskService, Done, json, openDesk } from './desk'

@Route('/greeting')
@AllowAnonymous()
class Greeting extends Returns(Done) {}

@Route('/kept')
@AllowAnonymous()
@CacheResponse({ duration: 60, maxAge: 60 })
class Kept extends Returns(Done) {}

class Greetings {
  @Any(Kept) kept(_: Kept, { session }: RequestContext) {
    return Object.assign(new Done(), { done: session?.userName ?? 'nobody' })
  }
  @Any(Greeting) greet(_: Greeting, { session }: RequestContext) {
    return new HttpResult(Object.assign(new Done(), { done: session?.userName ?? 'nobody' }), { maxAge: 60 })
  }
}

// usage-domain 3.8, threats 3.3: what an open message answers to somebody who is known is no one else's to keep.
describe('an open message that knows who calls', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([credentials(), basic()], {
      services: [new DeskService(), new Greetings()],
      features: [cacheResponses()],
    })
  })
  afterAll(() => desk.close())

  const told = async (path: string, headers = {}) => {
    const { headers: said } = await desk.get(path, { ...json, ...headers })
    return [said['cache-control'], said.vary]
  }
  const byCredentials = 'Accept, Authorization, X-API-Key, Cookie'

  test.each(['cookie', 'Basic'])('says so to every cache on the way, by %s; to nobody it says nothing', async (how) => {
    const who = how === 'cookie' ? { Cookie: await desk.signIn('plain') } : basicOf('plain', 'pw-plain')
    expect(await told('/who.json', who)).toEqual(['private', byCredentials])
    expect(await told('/who.csv', who)).toEqual(['private', byCredentials])
    expect(await told('/who.json')).toEqual([undefined, 'Accept'])
    expect(await told('/greeting.json', who)).toEqual(['max-age=60, private', byCredentials])
    expect(await told('/greeting.json')).toEqual(['max-age=60', 'Accept'])
    for (const _ of ['made', 'kept']) {
      expect(await told('/kept.json', who)).toEqual(['max-age=60, private', byCredentials])
      expect(await told('/kept.json')).toEqual(['max-age=60', 'Accept'])
    }
  })

  test('who one is, with the id of the session, is kept by nobody', async () => {
    const [said] = await told('/auth', { Cookie: await desk.signIn('plain') })
    expect(said).toContain('no-store')
  })
})
