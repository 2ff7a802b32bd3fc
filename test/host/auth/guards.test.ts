import request from 'supertest'
import {
  AllowAnonymous,
  Any,
  Authenticate,
  basic,
  createGateway,
  credentials,
  MemoryUserStore,
  RequiredRole,
  Returns,
  Route,
  ValidateHasRole,
  Verb,
} from '../../../host'
import { forwardedBy } from '../../../host/forwarded'
import { basicOf, DeskService, Done, openDesk } from './desk'

@Route('/plain/one')
class One extends Returns(Done) {}

@Route('/plain/two')
@RequiredRole('Auditor')
class Two extends Returns(Done) {}

@RequiredRole('Manager')
class Guarded {
  @Any(One) one() {
    return { done: 'one' }
  }
  @Any(Two) two() {
    return { done: 'two' }
  }
}

@Route('/ruled')
class Ruled extends Returns(Done) {}

@ValidateHasRole('Manager')
class RuledService {
  @Any(Ruled) ruled() {
    return { done: 'ruled' }
  }
}

@Route('/some')
@Authenticate({ verbs: ['POST'] })
class Some extends Returns(Done) {}

@Route('/named')
@Authenticate('basic')
class Named extends Returns(Done) {}

@Route('/both')
@Authenticate({ verbs: ['POST'] })
@RequiredRole('Manager')
@Verb('GET')
class Both extends Returns(Done) {}

class Rest {
  @Any(Some) some() {
    return { done: 'some' }
  }
  @Any(Named) named() {
    return { done: 'named' }
  }
  @Any(Both) both() {
    return { done: 'both' }
  }
}

const open = () =>
  openDesk([credentials(), basic()], { services: [new DeskService(), new Guarded(), new RuledService(), new Rest()] })

test('what a service says of rights holds for all of its messages, beside what these say (R-8.2)', async () => {
  const desk = await open()
  expect((await desk.get('/plain/one.json')).status).toBe(401)
  expect((await desk.get('/plain/one.json', basicOf('plain', 'pw-plain'))).status).toBe(403)
  expect((await desk.get('/plain/one.json', basicOf('manager', 'pw-manager'))).status).toBe(200)
  expect((await desk.get('/plain/two.json', basicOf('manager', 'pw-manager'))).status).toBe(403)
  const ruled = await desk.get('/ruled.json', basicOf('plain', 'pw-plain'))
  expect([ruled.status, ruled.body.responseStatus.message]).toEqual([403, 'Manager Role Required'])
  // Pages and clients are told so as well.
  const { operations } = desk.gateway.catalog
  expect(operations.find(({ message }) => message.name === 'Two')!.message.access.requiredRoles).toEqual(['Auditor', 'Manager'])
  await desk.close()
})

test('A-1.6: an attribute that names verbs leaves the others open; a role is asked for on all', async () => {
  const desk = await open()
  expect((await desk.get('/some.json')).status).toBe(200)
  expect((await desk.post('/some.json')).status).toBe(401)
  expect((await desk.post('/some.json', {}, basicOf('plain', 'pw-plain'))).status).toBe(200)
  expect((await desk.get('/both.json')).status).toBe(401)
  await desk.close()
})

test('A-1.2: a message may name the provider to sign in by; another one’s session does as well', async () => {
  const desk = await open()
  expect((await desk.get('/named.json')).headers['www-authenticate']).toBe('basic realm="/auth/basic"')
  expect((await desk.get('/named.json', { Cookie: await desk.signIn('plain') })).status).toBe(200)
  await desk.close()
})

test('a service that guards what its message opens does not start', () => {
  @AllowAnonymous()
  class Opened extends Returns(Done) {}
  @Authenticate()
  class Closed {
    @Any(Opened) any() {
      return new Done()
    }
  }
  expect(() => createGateway({ services: [new Closed()], auth: [basic()], users: new MemoryUserStore() })).toThrow(
    'Opened is both guarded and @AllowAnonymous',
  )
})

test('A-7.3: a verb in disguise is not heard where a cookie is all that speaks', async () => {
  const desk = await open()
  const Cookie = await desk.signIn('plain')
  const disguised = (headers: Readonly<Record<string, string>>) =>
    request(desk.server)
      .post('/some.json')
      .set({ 'X-Http-Method-Override': 'GET', ...headers })
      .send({})
  // As a GET it would be open; as what it is, it is another site's.
  expect((await disguised({ Cookie, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
  expect((await disguised({})).status).toBe(200)
  expect((await disguised({ Cookie, ...basicOf('plain', 'pw-plain') })).status).toBe(200)
  await desk.close()
})

describe('what proxies say of callers (A-4.5)', () => {
  const read = forwardedBy(['10.0.0.0/8', '192.168.1.1', 'fd00::/8'])!
  const from = (remoteAddress: string, headers: Readonly<Record<string, string>>) =>
    read({ headers, socket: { remoteAddress } } as never)

  test('only trusted ones are heard', () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'desk.test' }
    expect(from('10.1.2.3', headers)).toEqual({ secure: true, address: '1.2.3.4', host: 'desk.test' })
    expect(from('::ffff:192.168.1.1', headers)).toMatchObject({ address: '1.2.3.4' })
    expect(from('fd00::1', headers)).toMatchObject({ address: '1.2.3.4' })
    for (const address of ['11.0.0.1', '192.168.1.2', '::1', '']) expect(from(address, headers)).toBeUndefined()
  })

  test('the caller is the nearest hop that is no proxy, and an address', () => {
    expect(from('10.0.0.1', { 'x-forwarded-for': '6.6.6.6, 1.2.3.4, 10.0.0.9' })!.address).toBe('1.2.3.4')
    expect(from('10.0.0.1', { 'x-forwarded-for': 'x"\r\n, 10.0.0.9' })!.address).toBe('10.0.0.9')
    expect(from('10.0.0.1', { 'x-forwarded-for': 'nonsense' })!.address).toBeUndefined()
    expect(from('10.0.0.1', { 'x-forwarded-proto': 'https, http' })!.secure).toBe(false)
  })

  test.each(['nonsense', '10.0.0.0/x', '10.0.0.0/129', ''])('%j is no proxy', (text) => {
    expect(() => forwardedBy([text])).toThrow(RangeError)
  })
})
