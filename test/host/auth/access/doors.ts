import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  AllowAnonymous,
  Any,
  Authenticate,
  type AuthProvider,
  apiKey,
  authSecret,
  basic,
  bearer,
  createGateway,
  credentials,
  type Gateway,
  type GatewayOptions,
  Get,
  jwt,
  MemorySessionStore,
  MemoryUserStore,
  openTokens,
  Post,
  type RequestContext,
  RequiredClaim,
  RequiredPermission,
  RequiredRole,
  RequiredScope,
  RequiresAnyPermission,
  RequiresAnyRole,
  Returns,
  Route,
  type Tokens,
  ValidateApiKey,
  ValidateAuthSecret,
  ValidateHasAnyPermission,
  ValidateHasAnyRole,
  ValidateHasClaim,
  ValidateHasPermission,
  ValidateHasRole,
  ValidateIsAdmin,
  ValidateIsAuthenticated,
  Verb,
} from '../../../../host'
import { Done } from '../desk'

// A gateway with a door for every word that guards one, of both families, on messages and on services, and a service behind each that counts.

type Guards = readonly ((target: Function) => void)[]

/** What stands on each message. Every one of them is a route for all verbs unless it says another. */
const guards: Readonly<Record<string, Guards>> = {
  Open: [AllowAnonymous()],
  NeedAuth: [Authenticate()],
  NeedAuthOnPost: [Authenticate({ verbs: ['POST', 'DELETE'] })],
  NeedAuthByBasic: [Authenticate('basic')],
  NeedRole: [RequiredRole('Manager')],
  NeedTwoRoles: [RequiredRole('Manager', 'Auditor')],
  NeedAnyRole: [RequiresAnyRole('Manager', 'Auditor')],
  NeedPermission: [RequiredPermission('CanSee')],
  NeedAnyPermission: [RequiresAnyPermission('CanSee', 'CanDo')],
  NeedScope: [RequiredScope('desk:read')],
  NeedTwoScopes: [RequiredScope('desk:read', 'desk:write')],
  NeedClaim: [RequiredClaim('perm', 'CanSee')],
  NeedRoleAndScope: [RequiredRole('Manager'), RequiredScope('desk:read')],
  ValidAuth: [ValidateIsAuthenticated()],
  ValidAdmin: [ValidateIsAdmin()],
  ValidRole: [ValidateHasRole('Manager')],
  ValidAnyRole: [ValidateHasAnyRole('Manager', 'Auditor')],
  ValidPermission: [ValidateHasPermission('CanSee')],
  ValidAnyPermission: [ValidateHasAnyPermission('CanSee', 'CanDo')],
  ValidClaim: [ValidateHasClaim('perm', 'CanSee')],
  ValidKey: [ValidateApiKey()],
  ValidKeyScope: [ValidateApiKey('desk:read')],
  ValidSecret: [ValidateAuthSecret()],
  RoleAndRule: [RequiredRole('Manager'), ValidateHasPermission('CanSee')],
  ChangeDoor: [Authenticate(), Verb('POST')],
}

export const doorNames: readonly string[] = [...Object.keys(guards), 'GuardedByService', 'RuledByService', 'OnlyGet', 'OnlyPost']

const made = (name: string, decorators: Guards) => {
  const message = { [name]: class extends Returns(Done) {} }[name]!
  for (const decorate of [...decorators, Route(`/${name.toLowerCase()}`)]) decorate(message)
  return message
}

/** A service whose method counts the calls that reach it. */
function serviceOf(name: string, message: ReturnType<typeof made>, executed: Set<string>, answers: typeof Any = Any): object {
  class DoorService {
    open(_request: object, { raw }: RequestContext) {
      executed.add(String(raw!.request.headers['x-probe']))
      return { done: name }
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(DoorService.prototype, 'open')!
  answers(message)(DoorService.prototype, 'open', descriptor as never)
  return new (Object.defineProperty(DoorService, 'name', { value: `${name}Service` }))()
}

export const secret = "the operators' own secret of the doors"
export const audience = 'https://desk.test'
export const issuer = 'https://desk.test'

export interface Doors {
  readonly gateway: Gateway
  readonly users: MemoryUserStore
  readonly sessions: MemorySessionStore
  readonly executed: Set<string>
  readonly port: number
  readonly tokens: Tokens
  /** The keys of `jwt()`. */
  readonly jwtKeys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject; readonly secret: Buffer }
  /** The file of `bearer()`'s. */
  readonly signingFile: string
  end(): Promise<void>
}

export interface DoorsOptions {
  /** Other guards than the names say: a planted fault. */
  readonly plantGuards?: Readonly<Record<string, Guards>>
  /** What stands between the gateway and its providers: another one. */
  readonly plantProvider?: (provider: AuthProvider) => AuthProvider
  readonly options?: Partial<GatewayOptions>
  /** Calls that reached a service, by their number. */
  readonly executed?: Set<string>
}

export async function openDoors({
  plantGuards = {},
  plantProvider = (it) => it,
  options = {},
  executed = new Set(),
}: DoorsOptions = {}): Promise<Doors> {
  const folder = mkdtempSync(path.join(tmpdir(), 'doors-'))
  const file = path.join(folder, 'signing-key.json')
  const tokens = await openTokens(file, issuer)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const hs256 = Buffer.alloc(32, 7)
  const users = new MemoryUserStore()
  const sessions = new MemorySessionStore()
  const services = Object.entries({ ...guards, ...plantGuards }).map(([name, words]) =>
    serviceOf(name, made(name, words), executed),
  )
  // What a service says holds for its messages; a method for one verb leaves the others without a service.
  const onService = serviceOf('GuardedByService', made('GuardedByService', []), executed)
  RequiredRole('Manager')(onService.constructor)
  const validOnService = serviceOf('RuledByService', made('RuledByService', []), executed)
  ValidateHasRole('Manager')(validOnService.constructor)
  const onlyGet = serviceOf('OnlyGet', made('OnlyGet', [RequiredRole('Manager')]), executed, Get)
  const onlyPost = serviceOf('OnlyPost', made('OnlyPost', [ValidateHasRole('Manager')]), executed, Post)
  const gateway = createGateway({
    services: [...services, onService, validOnService, onlyGet, onlyPost],
    auth: [
      credentials(),
      basic(),
      apiKey(),
      jwt({
        keys: [
          { alg: 'ES256', key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string },
          { alg: 'HS256', secret: hs256 },
        ],
        issuer,
        audience,
        overPlainHttp: true,
      }),
      bearer(tokens),
      authSecret({ secret }),
    ].map(plantProvider),
    users,
    sessions,
    namespace: 'Doors',
    access: { attempts: false },
    onError: () => undefined,
    ...options,
  })
  const server = await gateway.listen(0, '127.0.0.1')
  return {
    gateway,
    users,
    sessions,
    executed,
    port: (server.address() as AddressInfo).port,
    tokens,
    jwtKeys: { privateKey, publicKey, secret: hs256 },
    signingFile: file,
    async end() {
      await gateway.close(1)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
