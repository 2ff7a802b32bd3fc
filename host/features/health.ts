import type { Feature } from './feature'

export interface HealthOptions {
  /** What `/ready` asks: resolves when calls can be answered, rejects with the reason. */
  readonly ready?: () => void | Promise<void>
}

/** `/health`: the process is alive, no I/O. `/ready`: it can answer; 503 while it stops. Both with the names that clusters use. */
export const health = ({ ready }: HealthOptions = {}): Feature => ({
  name: 'health',
  mount(app, host) {
    app.get(['/health', '/healthz', '/livez'], (_, response) => {
      response.set('Cache-Control', 'no-store').json({ status: 'ok' })
    })
    app.get(['/ready', '/readyz'], async (_, response) => {
      response.set('Cache-Control', 'no-store')
      if (host.draining()) return void response.status(503).json({ status: 'stopping' })
      try {
        await ready?.()
        response.json({ status: 'ready' })
      } catch {
        response.status(503).set('Retry-After', '1').json({ status: 'unavailable' })
      }
    })
  },
})
