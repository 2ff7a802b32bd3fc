import type { Server } from 'node:http'

/** Starts listening on a free port of the loopback address. */
export type Start = () => Promise<Server>

/** Each loads its own modules only, when it is asked for. The first is what the others are compared with. */
export const servers: Readonly<Record<string, () => Start>> = {
  raw: () => (require('./raw') as typeof import('./raw')).start,
  fastify: () => (require('./fastify') as typeof import('./fastify')).start,
  'tollgate-bare': () => (require('./tollgate') as typeof import('./tollgate')).startBare,
  'tollgate-full': () => (require('./tollgate') as typeof import('./tollgate')).startFull,
}
