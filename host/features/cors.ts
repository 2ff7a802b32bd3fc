import type { RequestHandler } from 'express'
import type { Call } from '../call'
import { sendEmpty } from '../send'
import type { Feature } from './feature'

export interface CorsOptions {
  /** Exact texts, as browsers send them; any origin unless said. */
  readonly origins?: readonly string[]
  readonly methods?: readonly string[]
  readonly headers?: readonly string[]
  /** Cookies and remembered passwords go along: only with named origins. */
  readonly credentials?: boolean
  /** What scripts may read of an answer beside the usual. */
  readonly expose?: readonly string[]
  /** Seconds that a browser remembers a preflight. */
  readonly maxAge?: number
}

const verbs = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD']

/** Scripts of other sites may call: headers on every answer, errors and pages too; OPTIONS is answered at once, whatever the path. */
export function cors(options: CorsOptions = {}): Feature {
  const { origins, methods = verbs, headers = ['Content-Type'], credentials = false, expose = [], maxAge = 600 } = options
  if (credentials && !origins)
    throw new RangeError(
      'cors({ credentials: true }) without origins would open every user’s data to every site; name them: origins: [...]',
    )
  const allowed = origins && new Set(origins)
  const standing: readonly string[] = [
    ...(allowed ? ['Vary', 'Origin'] : ['Access-Control-Allow-Origin', '*']),
    'Access-Control-Allow-Methods',
    methods.join(', '),
    'Access-Control-Allow-Headers',
    headers.join(', '),
    ...(credentials ? ['Access-Control-Allow-Credentials', 'true'] : []),
    ...(expose.length > 0 ? ['Access-Control-Expose-Headers', expose.join(', ')] : []),
    'Access-Control-Max-Age',
    String(maxAge),
  ]
  const echoes = (call: Call) => {
    const { origin } = call.incoming.headers
    if (origin !== undefined && allowed!.has(origin)) call.addHeader('Access-Control-Allow-Origin', origin)
  }

  return {
    name: 'cors',
    headers: standing,
    beforeMatch(call) {
      if (allowed) echoes(call)
      if (call.incoming.method !== 'OPTIONS') return undefined
      sendEmpty(call, 200, undefined, standing)
      return 'answered'
    },
    mount(app) {
      app.use(onPages(standing, allowed))
    },
  }
}

/** The same for what express answers. */
const onPages =
  (standing: readonly string[], allowed: ReadonlySet<string> | undefined): RequestHandler =>
  (request, response, next) => {
    for (let index = 0; index < standing.length; index += 2)
      if (standing[index] === 'Vary') response.vary(standing[index + 1]!)
      else response.setHeader(standing[index]!, standing[index + 1]!)
    const { origin } = request.headers
    if (allowed && origin !== undefined && allowed.has(origin)) response.setHeader('Access-Control-Allow-Origin', origin)
    next()
  }
