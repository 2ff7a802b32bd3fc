import type { Feature } from './feature'

export interface HealthOptions {
  /** What `/ready` asks: resolves when calls can be answered, rejects with the reason. */
  readonly ready?: () => void | Promise<void>
  /** Milliseconds for which one answer of `ready` is told to everybody; 1000 unless said. Anybody may ask, and asking may cost a write. */
  readonly askEvery?: number
}

/** `/health`: the process is alive, no I/O. `/ready`: it can answer; 503 while it stops. Both with the names that clusters use. */
export const health = ({ ready = () => {}, askEvery = 1000 }: HealthOptions = {}): Feature => ({
  name: 'health',
  mount(app, host) {
    const isReady = askedEvery(askEvery, ready)
    app.get(['/health', '/healthz', '/livez'], (_, response) => {
      response.set('Cache-Control', 'no-store').json({ status: 'ok' })
    })
    app.get(['/ready', '/readyz'], async (_, response) => {
      response.set('Cache-Control', 'no-store')
      if (host.draining()) return void response.status(503).json({ status: 'stopping' })
      try {
        await isReady()
        response.json({ status: 'ready' })
      } catch {
        response.status(503).set('Retry-After', '1').json({ status: 'unavailable' })
      }
    })
  },
})

/** One question at a time, and its answer holds for a while. */
function askedEvery(milliseconds: number, ask: () => void | Promise<void>): () => Promise<void> {
  let answer: Promise<void> | undefined
  let until = 0
  return () => {
    if (answer === undefined || performance.now() >= until) {
      until = Number.POSITIVE_INFINITY
      const asked = Promise.resolve().then(ask)
      answer = asked
      const settled = () => {
        until = performance.now() + milliseconds
      }
      asked.then(settled, settled)
    }
    return answer
  }
}
