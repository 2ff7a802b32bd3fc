import {
  Any,
  apiKey,
  authSecret,
  basic,
  createGateway,
  credentials,
  isKeyShaped,
  MemoryUserStore,
  newApiKey,
  type RequestContext,
  Returns,
  Route,
  tableKeys,
  ValidateApiKey,
} from '../../../host'
import { apiKeyOf, basicOf, bearer, type Desk, DeskService, Done, json, openDesk, Who } from './desk'

const hour = 3_600_000

describe('keys of users (A-5.2)', () => {
  let desk: Desk
  const plain = newApiKey()
  const old = newApiKey()
  const dead = newApiKey()
  beforeAll(async () => {
    desk = await openDesk([apiKey({ userKeys: true }), credentials()])
    const of = (key: typeof plain, more = {}) =>
      desk.users.putApiKey({ ...apiKeyOf(key.key, 'manager'), hash: key.hash, userId: '3', environment: 'live', ...more })
    of(plain)
    of(old, { expiresAt: Date.now() - hour })
    of(dead, { revokedAt: Date.now() - hour })
  })
  afterAll(() => desk.close())

  test.each([
    ['X-Api-Key', () => ({ 'X-Api-Key': plain.key })],
    ['bearer', () => bearer(plain.key)],
    ['a Basic name', () => basicOf(plain.key, '')],
  ])('by %s it acts as its user, with the roles that he has then', async (_, headers) => {
    expect(await desk.who(headers())).toMatchObject({ user: 'manager', provider: 'apikey', roles: ['Manager'] })
  })

  test('it counts in no address', async () => {
    expect((await desk.get(`/who.json?apikey=${plain.key}`)).body).toEqual({})
  })

  test.each([
    ['ended', () => old.key, 'API Key has expired'],
    ['cancelled', () => dead.key, 'API Key has been cancelled'],
    ['unknown', () => newApiKey().key, 'Invalid API Key'],
  ])('%s: 401 where it is asked for, nobody where it is not', async (_, key, message) => {
    const res = await desk.get('/needauth.json', bearer(key()))
    expect([res.status, res.body.responseStatus.message]).toEqual([401, message])
    expect((await desk.get('/validauth.json', bearer(key()))).body.responseStatus.message).toBe('Not Authenticated')
    expect(await desk.who(bearer(key()))).toEqual({})
  })

  test('as a Basic name it is told the same where passwords come by Basic as well; what is no key has a wrong password', async () => {
    const both = await openDesk([basic(), apiKey(), credentials()], { users: desk.users })
    for (const [name, message] of [
      [old.key, 'API Key has expired'],
      [dead.key, 'API Key has been cancelled'],
      [newApiKey().key, 'Invalid API Key'],
      ['manager', 'Invalid Username or Password'],
    ] as const) {
      const res = await both.get('/needauth.json', basicOf(name, ''))
      expect([res.status, res.body.responseStatus.message]).toEqual([401, message])
      expect(await both.who(basicOf(name, ''))).toEqual({})
    }
    expect(await both.who(basicOf(plain.key, ''))).toMatchObject({ user: 'manager', provider: 'apikey' })
    await both.close()
  })

  test('A-5.3: users see what they have, and a new key once; the old ones are cancelled', async () => {
    const asked = await desk.get('/apikeys/live', { ...json, ...bearer(plain.key) })
    expect(asked.body.results).toEqual([{ key: plain.key.slice(0, 4), keyType: 'secret' }])
    expect((await desk.get('/apikeys', { ...json, ...bearer(plain.key) })).body.responseStatus.errorCode).toBe(
      'ArgumentNullException',
    )
    const made = await desk.post('/apikeys/regenerate/live', {}, { ...json, ...bearer(plain.key) })
    const [{ key }] = made.body.results
    expect(isKeyShaped(key)).toBe(true)
    expect(await desk.who(bearer(key))).toMatchObject({ user: 'manager' })
    expect(await desk.who(bearer(plain.key))).toEqual({})
    const seen = await desk.get('/apikeys/live', { ...json, ...bearer(key) })
    expect(seen.text).not.toContain(key)
    expect(desk.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['keyCreated', 'keyRevoked']))
  })
})

@Route('/keyed')
@ValidateApiKey()
class Keyed extends Returns(Done) {}

@Route('/keyed/read')
@ValidateApiKey('read')
class KeyedRead extends Returns(Done) {}

class KeyedService {
  @Any(Keyed) any(_request: Keyed, { apiKey: key }: RequestContext) {
    return { done: key!.name }
  }
  @Any(KeyedRead) read() {
    return { done: 'read' }
  }
}

describe('keys of operators (A-5.4)', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([credentials(), tableKeys()], { services: [new DeskService(), new KeyedService()] })
    const put = (text: string, more = {}) => desk.users.putApiKey(apiKeyOf(text, text, more))
    put('plain')
    put('reader', { scopes: ['read'] })
    put('chief', { scopes: ['Admin'], userId: '9' })
    put('only', { scopes: ['read'], messages: ['Keyed'] })
    put('old', { scopes: ['read'], expiresAt: 1 })
    put('dead', { scopes: ['read'], revokedAt: 1 })
  })
  afterAll(() => desk.close())

  test.each([
    ['plain', 200, 401],
    ['reader', 200, 200],
    ['chief', 200, 200],
    ['only', 200, 401],
    ['nobody', 401, 401],
  ])('%s: %i, and with a scope %i', async (key, any, scoped) => {
    for (const headers of [{ 'X-Api-Key': key }, bearer(key)]) {
      expect((await desk.get('/keyed.json', headers)).status).toBe(any)
      const res = await desk.get('/keyed/read.json', headers)
      expect(res.status).toBe(scoped)
      if (scoped === 401) expect(res.body.responseStatus.message).toBe('Invalid API Key')
    }
    expect((await desk.get('/keyed.json', { ...basicOf(key, '') })).status).toBe(401)
    expect((await desk.get(`/keyed.json?apikey=${key}`)).status).toBe(401)
  })

  test('they name nobody; who has the scope Admin is an administrator', async () => {
    expect(await desk.who(bearer('reader'))).toEqual({})
    expect((await desk.get('/needauth.json', bearer('reader'))).status).toBe(401)
    expect(await desk.who(bearer('chief'))).toMatchObject({ roles: ['Admin'] })
  })

  test.each([
    ['old', 'API Key has expired'],
    ['dead', 'API Key has been cancelled'],
  ])('%s is told so even where the message is open', async (key, message) => {
    for (const path of ['/who.json', '/keyed.json']) {
      const res = await desk.get(path, bearer(key))
      expect([res.status, res.body.responseStatus.message, res.headers['www-authenticate']]).toEqual([401, message, undefined])
    }
  })

  test('the key goes with whoever else is named, and with the secret; one that ended is told before both', async () => {
    for (const auth of [
      [tableKeys(), basic(), authSecret({ secret: 'desk-secret' })],
      [authSecret({ secret: 'desk-secret' }), basic(), tableKeys()],
    ]) {
      const both = await openDesk(auth, { services: [new DeskService(), new KeyedService()], users: desk.users })
      const manager = basicOf('manager', 'pw-manager')
      expect(await both.who({ 'X-Api-Key': 'reader', ...manager })).toMatchObject({ user: 'manager', provider: 'basic' })
      expect((await both.get('/keyed/read.json', { 'X-Api-Key': 'reader', ...manager })).status).toBe(200)
      expect((await both.get('/keyed/read.json', { 'X-Api-Key': 'plain', ...manager })).status).toBe(401)
      // what the secret satisfies it satisfies beside a lesser credential, too.
      for (const lesser of [{ 'X-Api-Key': 'plain' }, manager, basicOf('manager', 'wrong')]) {
        expect((await both.get('/keyed/read.json', { authsecret: 'desk-secret', ...lesser })).status).toBe(200)
        expect(await both.who({ authsecret: 'desk-secret', ...lesser })).toMatchObject({ provider: 'authsecret' })
      }
      for (const other of [manager, { authsecret: 'desk-secret' }]) {
        const res = await both.get('/who.json', { 'X-Api-Key': 'dead', ...other })
        expect([res.status, res.body.responseStatus.message]).toEqual([401, 'API Key has been cancelled'])
      }
      await both.close()
    }
  })

  test('the header wins over the bearer', async () => {
    expect((await desk.get('/keyed/read.json', { 'X-Api-Key': 'plain', ...bearer('reader') })).status).toBe(401)
  })
})

test('a gateway with providers says who may call each message, or does not start', () => {
  class Silent extends Returns(Done) {}
  class SilentService {
    @Any(Silent) any() {
      return new Done()
    }
  }
  const make = (options: object) =>
    createGateway({ services: [new SilentService()], auth: [apiKey()], users: new MemoryUserStore(), ...options })
  expect(() => make({})).toThrow('Silent says nothing about access')
  expect(() => make({ open: true })).not.toThrow()
  expect(Who.name).toBe('Who')
})
