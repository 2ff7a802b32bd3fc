import type { Server } from 'node:http'
import type { Feature } from './features/feature'

/** Stops servers so that nothing begun is cut: say so, answer with `Connection: close` for a while, close, wait, then force (threats P7). */
export class GatewayStop {
  readonly #servers = new Set<Server>()
  draining = false
  #closing: Promise<void> | undefined

  constructor(private readonly features: readonly Feature[]) {}

  add(server: Server): void {
    this.#servers.add(server)
    server.once('close', () => this.#servers.delete(server))
  }

  /** Safe to call twice. */
  close(seconds = 10): Promise<void> {
    this.#closing ??= this.#close(seconds)
    return this.#closing
  }

  async #close(seconds: number): Promise<void> {
    this.draining = true
    const servers = [...this.#servers]
    const closed = Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))))
    const idle = setInterval(() => {
      for (const server of servers) server.closeIdleConnections()
    }, 50)
    const force = setTimeout(() => {
      for (const server of servers) server.closeAllConnections()
    }, seconds * 1000)
    for (const server of servers) server.closeIdleConnections()
    await closed
    clearInterval(idle)
    clearTimeout(force)
    for (const feature of this.features) await feature.close?.()
  }
}
