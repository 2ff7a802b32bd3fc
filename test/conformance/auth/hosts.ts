import {
  type AuthOptions,
  type AuthProvider,
  apiKey,
  authSecret,
  basic,
  createGateway,
  credentials,
  type Gateway,
  type GatewayOptions,
  type JwtOptions,
  jwt,
  tableKeys,
} from '../../../host'
import { GuardedService } from './guarded'
import { KeyedService } from './keyed'
import { deskUsers, tableKeyStore } from './people'
import { SevenService } from './seven'
import { WhoService } from './who'

/** `own`: denials in the gateway's own form; else as the reference gives them. */
const denials = process.env.DENIALS === 'own' ? 'own' : 'reference'

const deskKey = 'ZGVzay10ZXN0LWtleS1kZXNrLXRlc3Qta2V5LTAwMDE='
const tokens = (more: Partial<JwtOptions> = {}) =>
  jwt({ keys: [{ alg: 'HS256', secret: deskKey }], overPlainHttp: true, ...more })
const secret = authSecret({ secret: 'desk-secret', inQueryAndCookie: true })
/** Any text may be a key here, and only the places count that the reference reads. */
const userKeys = () => apiKey({ header: false, inQuery: true, shape: () => true, userKeys: true })
/** Ids are counted: the four users of the desk have 1 to 4. */
const registration = () => {
  let last = 4
  return { newId: () => String(++last), shortestPassword: 1 }
}

function deskGateway(
  providers: readonly AuthProvider[],
  access: AuthOptions = {},
  options: Partial<GatewayOptions> = {},
): Gateway {
  const gateway = createGateway({
    services: [new WhoService(), new GuardedService()],
    auth: providers,
    namespace: 'Desk',
    defaultFormat: 'html',
    echoValues: true,
    onError: () => {},
    access: { denials, loginPage: '/login', attempts: false, ...access },
    ...options,
  })
  gateway.app.get('/login', (_request, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.end('<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>')
  })
  return gateway
}

/** The eight hosts of services.md chapter 2, in the order of their ports. */
export const hosts: readonly (readonly [name: string, make: () => Promise<Gateway>])[] = [
  [
    'a1',
    async () =>
      deskGateway(
        [credentials({ registration: registration() }), basic(), tokens(), userKeys()],
        { scriptsFromAnywhere: true },
        { users: await deskUsers(true) },
      ),
  ],
  [
    'a2',
    async () =>
      deskGateway(
        [tokens({ inQueryAndForm: true, refreshAsBearer: true }), basic(), credentials()],
        {},
        { users: await deskUsers(false) },
      ),
  ],
  [
    'a3',
    async () =>
      deskGateway(
        [credentials(), basic(), secret],
        {
          sessionSeconds: 2,
          permanentSeconds: 6,
          sessionIdsInQuery: true,
          attempts: { free: 3, firstWait: 60_000 },
        },
        { users: await deskUsers(false) },
      ),
  ],
  [
    'a4',
    async () =>
      deskGateway(
        [
          credentials({ registration: registration() }),
          tokens({ tokenCookies: false, includeTokens: true, issuer: 'desk-issuer', audience: 'desk' }),
        ],
        {},
        { users: await deskUsers(false) },
      ),
  ],
  ['a5', async () => deskGateway([userKeys(), credentials()], {}, { users: await deskUsers(true) })],
  [
    'a6',
    async () =>
      deskGateway(
        [tokens({ overPlainHttp: false }), credentials()],
        { loginPage: false },
        { users: await deskUsers(false), trustedProxies: ['127.0.0.1'] },
      ),
  ],
  [
    'a7',
    async () =>
      deskGateway(
        [basic(), credentials(), secret],
        {},
        { services: [new WhoService(), new SevenService()], users: await deskUsers(false) },
      ),
  ],
  [
    'keys',
    async () => deskGateway([credentials(), tableKeys(), secret], {}, { services: [new KeyedService()], users: tableKeyStore() }),
  ],
]
