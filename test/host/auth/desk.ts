import type { Server } from 'node:http'
import request from 'supertest'
import {
  AllowAnonymous,
  Any,
  ApiMember,
  type AuthEvent,
  type AuthEvents,
  Authenticate,
  type AuthProvider,
  createGateway,
  type Gateway,
  type GatewayOptions,
  hashKey,
  hashPassword,
  MemorySessionStore,
  MemoryUserStore,
  Post,
  type RequestContext,
  RequiredClaim,
  RequiredPermission,
  RequiredRole,
  RequiresAnyPermission,
  RequiresAnyRole,
  Returns,
  Route,
  type StoredApiKey,
  type StoredUser,
  ValidateHasAnyRole,
  ValidateHasClaim,
  ValidateHasPermission,
  ValidateHasRole,
  ValidateIsAdmin,
  ValidateIsAuthenticated,
  Verb,
} from '../../../host'

// A small desk whose doors are guarded in every way, and the people who try them.

const maybe = (type: 'string' | 'boolean' | ['string']) => ApiMember({ type, isOptional: true })

export class Caller {
  @maybe('string') user?: string
  @maybe('string') provider?: string
  @maybe('boolean') fromToken?: boolean
  @maybe(['string']) roles?: string[]
  @maybe('string') sessionId?: string
}

export class Done {
  @maybe('string') done?: string
}

@Route('/who')
@AllowAnonymous()
export class Who extends Returns(Caller) {}

const messages: Record<string, new () => { getTypeName(): string }> = {}
function message(name: string, ...decorators: readonly ClassDecorator[]) {
  const made = { [name]: class extends Returns(Done) {} }[name]!
  Route(`/${name.toLowerCase()}`)(made)
  for (const decorate of decorators) decorate(made)
  messages[name] = made as never
  return made
}

/** Guards by attribute, and by type rule. */
export const attributes = {
  NeedAuth: message('NeedAuth', Authenticate()),
  NeedRole: message('NeedRole', RequiredRole('Manager')),
  NeedAnyRole: message('NeedAnyRole', RequiresAnyRole('Manager', 'Auditor')),
  NeedPermission: message('NeedPermission', RequiredPermission('CanSee')),
  NeedAnyPermission: message('NeedAnyPermission', RequiresAnyPermission('CanSee', 'CanDo')),
  NeedClaim: message('NeedClaim', RequiredClaim('perm', 'CanSee')),
}
export const rules = {
  ValidAuth: message('ValidAuth', ValidateIsAuthenticated()),
  ValidRole: message('ValidRole', ValidateHasRole('Manager')),
  ValidAnyRole: message('ValidAnyRole', ValidateHasAnyRole('Manager', 'Auditor')),
  ValidPermission: message('ValidPermission', ValidateHasPermission('CanSee')),
  ValidClaim: message('ValidClaim', ValidateHasClaim('perm', 'CanSee')),
  ValidAdmin: message('ValidAdmin', ValidateIsAdmin()),
}

@Route('/change')
@Authenticate()
@Verb('POST')
export class Change extends Returns(Done) {}

@Route('/read')
@Authenticate()
export class Read extends Returns(Done) {}

@Route('/note', 'POST')
@AllowAnonymous()
export class Note extends Returns(Done) {}

export class DeskService {
  @Any(Who) who(_request: Who, { session, sessionId }: RequestContext) {
    if (!session) return new Caller()
    const { userName, provider, fromToken, roles } = session
    return Object.assign(new Caller(), { user: userName, provider, fromToken, roles: [...roles], sessionId })
  }
  @Any(Change) change() {
    return { done: 'changed' }
  }
  @Any(Read) read() {
    return { done: 'read' }
  }
  @Post(Note) note(_request: Note, { session }: RequestContext) {
    return { done: session?.userName ?? 'nobody' }
  }
}
for (const [name, made] of Object.entries(messages)) {
  Object.defineProperty(DeskService.prototype, name, { value: () => ({ done: name }) })
  Any(made as never)(DeskService.prototype, name, Object.getOwnPropertyDescriptor(DeskService.prototype, name) as never)
}

const hashes = new Map<string, Promise<string>>()
const hashOf = (password: string) => {
  if (!hashes.has(password)) hashes.set(password, hashPassword(password))
  return hashes.get(password)!
}

export const people = {
  admin: { id: '1', roles: ['Admin'], permissions: [] },
  manager: { id: '3', roles: ['Manager'], permissions: ['CanSee'] },
  plain: { id: '4', roles: [], permissions: [] },
} as const

export async function user(userName: keyof typeof people, more: Partial<StoredUser> = {}): Promise<StoredUser> {
  return {
    ...people[userName],
    userName,
    email: `${userName}@desk.test`,
    displayName: `The ${userName}`,
    passwordHash: await hashOf(`pw-${userName}`),
    accounts: [],
    createdAt: 0,
    ...more,
  }
}

export const apiKeyOf = (text: string, userName: string, more: Partial<StoredApiKey> = {}): StoredApiKey => ({
  id: text,
  name: text,
  hash: hashKey(text),
  hint: text.slice(0, 4),
  userName,
  roles: [],
  permissions: [],
  scopes: [],
  accounts: [],
  sources: [],
  createdAt: 0,
  ...more,
})

export interface Desk {
  readonly gateway: Gateway
  readonly server: Server
  readonly users: MemoryUserStore
  readonly sessions: MemorySessionStore
  readonly events: AuthEvent[]
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => request.Test
  readonly post: (path: string, body?: object, headers?: Readonly<Record<string, string>>) => request.Test
  /** Signs in and answers the cookies as a browser sends them back. */
  readonly signIn: (userName: keyof typeof people, more?: object) => Promise<string>
  readonly who: (headers: Readonly<Record<string, string>>) => Promise<Caller>
  close(): Promise<void>
}

export const json = { Accept: 'application/json' }

export async function openDesk(auth: readonly AuthProvider[], options: Partial<GatewayOptions> = {}): Promise<Desk> {
  const users = new MemoryUserStore()
  const sessions = new MemorySessionStore()
  const events: AuthEvent[] = []
  const authEvents: AuthEvents = { record: (event) => void events.push(event), settled: () => Promise.resolve() }
  for (const name of Object.keys(people) as (keyof typeof people)[]) users.putUser(await user(name))
  const gateway = createGateway({
    services: [new DeskService()],
    auth,
    users,
    sessions,
    authEvents,
    namespace: 'Desk',
    onError: (error) => {
      throw error
    },
    ...options,
  })
  const server = await gateway.listen()
  const get: Desk['get'] = (path, headers = {}) => request(server).get(path).set(headers)
  const post: Desk['post'] = (path, body = {}, headers = {}) => request(server).post(path).set(headers).send(body)
  return {
    gateway,
    server,
    users,
    sessions,
    events,
    get,
    post,
    async signIn(userName, more = {}) {
      const res = await post('/auth/credentials', { userName, password: `pw-${userName}`, ...more }, json)
      if (res.status !== 200) throw new Error(`${userName} cannot sign in: ${res.status} ${res.text}`)
      return cookiesOf(res)
    },
    who: async (headers) => (await get('/who.json', headers)).body as Caller,
    close: () => gateway.close(1),
  }
}

/** What a browser would send back: deletions are gone. */
export function cookiesOf(res: request.Response): string {
  const jar = new Map<string, string>()
  for (const line of setCookies(res)) {
    const [name = '', value = ''] = line.split(';')[0]!.split(/=(.*)/s)
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}
export const setCookies = (res: request.Response): readonly string[] =>
  (res.headers['set-cookie'] as unknown as readonly string[] | undefined) ?? []
export const cookieOf = (cookies: string, name: string) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(cookies)?.[1]
export const basicOf = (name: string, password: string) => ({
  Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
})
export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
