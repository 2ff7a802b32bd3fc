import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  AllowAnonymous,
  Any,
  type AuthEvent,
  Authenticate,
  type AuthProvider,
  createGateway,
  type Gateway,
  type GatewayOptions,
  MemoryUserStore,
  type RequestContext,
  RequiredRole,
  RequiredScope,
  Returns,
  Route,
  type Session,
} from '../../../../host'

@Route('/whoami')
@Authenticate()
export class WhoAmI extends Returns(String) {}

@Route('/scoped')
@RequiredScope('loans:read')
export class ScopedLoans extends Returns(String) {}

@Route('/clerks')
@RequiredRole('Clerk')
export class ClerksOnly extends Returns(String) {}

@Route('/open')
@AllowAnonymous()
export class OpenHours extends Returns(String) {}

export class LoanDesk {
  readonly sessions: (Session | undefined)[] = []
  #seen({ session }: RequestContext) {
    this.sessions.push(session)
    return session?.userId ?? 'nobody'
  }
  @Any(WhoAmI) whoAmI(_: WhoAmI, context: RequestContext) {
    return this.#seen(context)
  }
  @Any(ScopedLoans) scoped(_: ScopedLoans, context: RequestContext) {
    return this.#seen(context)
  }
  @Any(ClerksOnly) clerks(_: ClerksOnly, context: RequestContext) {
    return this.#seen(context)
  }
  @Any(OpenHours) open(_: OpenHours, context: RequestContext) {
    return this.#seen(context)
  }
}

export interface Desk {
  readonly gateway: Gateway
  readonly server: Server
  readonly address: string
  readonly users: MemoryUserStore
  readonly events: AuthEvent[]
  /** Errors that were answered by 500, which none should. */
  readonly failures: unknown[]
  /** Of the last call. */
  readonly session: () => Session | undefined
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  close(): Promise<void>
}

export async function openDesk(auth: readonly AuthProvider[], more: Partial<GatewayOptions> = {}, port = 0): Promise<Desk> {
  const users = new MemoryUserStore()
  const events: AuthEvent[] = []
  const failures: unknown[] = []
  const desk = new LoanDesk()
  const gateway = createGateway({
    services: [desk],
    auth,
    users,
    authEvents: { record: (event) => void events.push(event), settled: async () => {} },
    onError: (error) => void failures.push(error),
    ...more,
  })
  const server = await gateway.listen(port, '127.0.0.1')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    gateway,
    server,
    address,
    users,
    events,
    failures,
    session: () => desk.sessions.at(-1),
    get: (path, headers = {}) =>
      fetch(address + path, { headers: { accept: 'application/json', ...headers }, redirect: 'manual' }),
    close: async () => {
      server.closeAllConnections()
      await gateway.close(0)
    },
  }
}

export const bearing = (token: string) => ({ authorization: `Bearer ${token}` })
