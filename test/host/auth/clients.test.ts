import { JsonServiceClient } from '@servicestack/client'
import type { Gateway } from '../../../host'
import { hosts } from '../../conformance/auth/hosts'

// The TypeScript client signs in, calls what is guarded and renews its tokens by itself (clients.md, R-5.52).

const started: Gateway[] = []
afterAll(() => Promise.all(started.map((gateway) => gateway.close(1))))

async function open(name: string): Promise<string> {
  const gateway = await hosts.find(([known]) => known === name)![1]()
  started.push(gateway)
  const server = await gateway.listen(0, '127.0.0.1')
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

const message = (name: string, members: object = {}): never =>
  ({ getTypeName: () => name, getMethod: () => 'POST', createResponse: () => ({}), ...members }) as never
const login = (userName: string) => message('Authenticate', { provider: 'credentials', userName, password: `pw-${userName}` })
const guarded = { result: 'NeedManager ok' }

test('by cookie: it keeps the cookies, and asks for a new token when its own is refused (T5)', async () => {
  const client = new JsonServiceClient(await open('a1'))
  const signedIn = (await client.post(login('manager'))) as { userName: string }
  expect([signedIn.userName, client.useTokenCookie]).toEqual(['manager', true])
  expect(await client.get(message('NeedManager'))).toEqual(guarded)
  client.cookies['ss-tok']!.value = 'bad.bad.bad'
  expect(await client.get(message('NeedManager'))).toEqual(guarded)
  await client.post(message('AuthenticateLogout'))
  await expect(client.get(message('NeedManager'))).rejects.toBeDefined()
})

test('by bearer: it exchanges its refresh token and calls again', async () => {
  const url = await open('a4')
  const { refreshToken } = (await new JsonServiceClient(url).post(login('manager'))) as { refreshToken: string }
  const client = new JsonServiceClient(url)
  client.bearerToken = 'bad.bad.bad'
  client.refreshToken = refreshToken
  expect(await client.get(message('NeedManager'))).toEqual(guarded)
  expect(client.bearerToken).not.toBe('bad.bad.bad')
})

test('by API key, and by Basic', async () => {
  const url = await open('a1')
  const keyed = new JsonServiceClient(url)
  keyed.bearerToken = 'live-key-of-manager'
  expect(await keyed.get(message('NeedManager'))).toEqual(guarded)
  const basic = new JsonServiceClient(url)
  basic.setCredentials('manager', 'pw-manager')
  expect(await basic.get(message('NeedManager'))).toEqual(guarded)
})

test('T4: an empty 401 is read as what its reason says, a rule’s by its error', async () => {
  const client = new JsonServiceClient(await open('a1'))
  await expect(client.get(message('NeedAuth'))).rejects.toMatchObject({
    responseStatus: { errorCode: '401', message: 'Unauthorized' },
  })
  await expect(client.get(message('ValidAuth'))).rejects.toMatchObject({
    responseStatus: { errorCode: 'Unauthorized', message: 'Not Authenticated' },
  })
})
