import { credentials } from '../../../host'
import { certificate } from './certificate'
import { type Desk, json, openDesk } from './desk'

describe('a provider of somebody’s own is one file and one word', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk([credentials(), certificate])
  })
  afterAll(() => desk.close())
  const cert = (name: string) => ({ 'X-Client-Subject': `CN=${name}` })

  test('it opens what its users may', async () => {
    expect(await desk.who(cert('manager'))).toMatchObject({ user: 'manager', provider: 'certificate', roles: ['Manager'] })
    expect((await desk.get('/needrole.json', cert('manager'))).status).toBe(200)
    expect((await desk.get('/needrole.json', cert('plain'))).status).toBe(403)
    expect((await desk.get('/auth', { ...json, ...cert('plain') })).body).toMatchObject({
      userId: '4',
      authProvider: 'certificate',
    })
  })

  test('it beats cookies, and what it refuses is in nobody’s way', async () => {
    const Cookie = await desk.signIn('plain')
    expect(await desk.who({ Cookie, ...cert('manager') })).toMatchObject({ user: 'manager' })
    expect((await desk.get('/needauth.json', cert('nobody'))).body.responseStatus.message).toBe(
      'The certificate is nobody’s here.',
    )
    expect(await desk.who(cert('nobody'))).toEqual({})
  })

  test('what it recognised is forgotten when users change', async () => {
    expect(await desk.who(cert('manager'))).toMatchObject({ roles: ['Manager'] })
    desk.users.putUser({ ...desk.users.userById('3')!, roles: [] })
    expect(await desk.who(cert('manager'))).toMatchObject({ roles: [] })
  })
})
