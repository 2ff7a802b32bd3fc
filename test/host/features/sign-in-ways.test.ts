import supertest from 'supertest'
import { Authenticate, RequiredScope, Returns } from '../../../dtos/contract'
import { type AuthProvider, apiKey, basic, createGateway, credentials, MemoryUserStore, metadata } from '../../../host'
import { Any } from '../../../services'

/** What tools and generic clients are told of the ways to sign in (M-5.6), and OpenAPI of its schemes: the gateway's own providers, no others. */
@Authenticate()
class Guarded extends Returns(String) {}
@RequiredScope('loans:read')
class Scoped extends Returns(String) {}
class DeskService {
  @Any(Guarded) guarded() {
    return 'in'
  }
  @Any(Scoped) scoped() {
    return 'in'
  }
}
const gatewayWith = (...auth: AuthProvider[]) =>
  createGateway({
    services: [new DeskService()],
    auth,
    users: new MemoryUserStore(),
    access: { loginPage: '/login' },
    features: [metadata()],
  })
const elsewhere: AuthProvider = { name: 'north', open: () => ({ signsInByGet: true }) }

const told = async (path: string, ...auth: AuthProvider[]) => {
  const gateway = gatewayWith(...auth)
  const { body } = await supertest(gateway.app).get(path)
  await gateway.close()
  return body
}

test('plugins.auth names the providers, with the form that each needs', async () => {
  const { plugins } = await told('/metadata/app.json', credentials(), basic(), apiKey(), elsewhere)
  expect(plugins.loaded).toContain('auth')
  expect(plugins.auth).toMatchObject({ hasAuthRepository: true, includesRoles: true, htmlRedirect: '/login', roleLinks: {} })
  expect(plugins.auth.authProviders.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
    ['credentials', 'credentials'],
    ['basic', 'Basic'],
    ['apikey', 'apikey'],
    ['north', 'oauth'],
  ])
  expect(plugins.auth.authProviders[0].formLayout.map(({ id }: { id: string }) => id)).toEqual([
    'UserName',
    'Password',
    'RememberMe',
  ])
  expect(plugins.auth.authProviders[3].navItem).toEqual({ href: '/auth/north', label: 'Sign in with north' })
})

test('the schemes of OpenAPI are those of the providers', async () => {
  const all = await told('/openapi.json', credentials(), basic(), apiKey())
  expect(Object.keys(all.components.securitySchemes)).toEqual(['Session', 'Basic', 'ApiKey'])
  expect(all.paths['/api/Guarded'].post.security).toEqual([{ Session: [] }, { Basic: [] }, { ApiKey: [] }])
  expect(all.paths['/api/Scoped'].post.security).toEqual([{ ApiKey: [] }])
  const one = await told('/openapi.json', basic())
  expect(Object.keys(one.components.securitySchemes)).toEqual(['Basic'])
})
