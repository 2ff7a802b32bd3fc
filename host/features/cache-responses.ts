import { createHash } from 'node:crypto'
import type { CacheWords, MessageType } from '../../dtos/contract'
import type { Session } from '../../services'
import { hasBody } from '../body'
import { Call } from '../call'
import { after } from '../maybe'
import { type Handler, isPersonal } from '../plan'
import { cacheControl } from '../results/cache-headers'
import { type Headers, replaced, valueOf } from '../results/headers'
import { StoredResult } from '../results/stored'
import type { Feature } from './feature'
import { ReplyStore } from './reply-store'

export interface CacheResponsesOptions {
  /** Bytes of all answers that are kept; 32 MiB unless said. */
  readonly maxBytes?: number
}

export interface CacheResponses extends Feature {
  /** Forgets the answers of a message, or all. */
  clear(message?: Function): void
}

/**
 * What `@CacheResponse` asks for: whole answers in memory. It stands around the service only, so that each call has been recognised, let in
 * and found valid before a kept answer is looked for. Every gateway has one; give your own to say how much it may keep, and to clear it.
 */
export function cacheResponses({ maxBytes = 32 << 20 }: CacheResponsesOptions = {}): CacheResponses {
  const store = new ReplyStore(maxBytes)
  return {
    name: 'cacheResponses',
    around(message) {
      const { cacheResponse: words } = message
      return words && ((handler) => caching(store, message, words, handler))
    },
    clear(message) {
      store.clear(message?.name)
    },
  }
}

function caching(store: ReplyStore, message: MessageType, words: CacheWords, handler: Handler): Handler {
  return (request, context) => {
    if (!(context instanceof Call) || !isAlone(context)) return handler(request, context)
    const key = keyOf(context, words)
    const stored = store.get(key)
    if (stored) return stored
    return after(context, handler(request, context), (call, answer) => {
      call.keep = (status, headers, body) => {
        if (status !== 200 || call.error !== undefined || isNotToKeep(headers)) return headers
        const told = words.maxAge === undefined ? headers : tagged(headers, body, words.maxAge, isPersonal(call))
        store.put(key, message.name, new StoredResult(told, owned(body)), words.duration)
        return told
      }
      return answer
    })
  }
}

/** Bytes are their service's, and may change under its hands. */
const owned = (body: string | Uint8Array) => (typeof body === 'string' ? body : Buffer.from(body))

/** The address says all of the request: reading, without a body, not one of a batch. */
const isAlone = ({ verb, batch, incoming }: Call): boolean => (verb === 'GET' || verb === 'HEAD') && !batch && !hasBody(incoming)

/** Everything that an answer may depend on, the host that links are made of too. */
function keyOf(call: Call, { varyByHeaders = [], ...words }: CacheWords): string {
  const { originalUrl = call.url } = call.incoming as { originalUrl?: string }
  return JSON.stringify([
    call.message.namespace,
    call.message.name,
    call.verb,
    call.baseUrl,
    originalUrl,
    call.format.name,
    call.callback,
    call.encoder?.name,
    whoOf(call.session, words),
    varyByHeaders.map((name) => call.header(name.toLowerCase())),
  ])
}

/** Nobody gets what was made for another one, unless the message says that it is the same; never across tenants (threats P3). */
function whoOf(session: Session | undefined, { varyByUser, varyByRoles }: Omit<CacheWords, 'varyByHeaders'>): unknown {
  if (session === undefined) return 'anonymous'
  const { organization, provider, userId, userName, credentialId, roles, permissions, scopes } = session
  const shared = varyByRoles ? [...roles].sort() : []
  if (varyByUser === false || (varyByRoles && varyByUser === undefined)) return [organization, shared]
  return [organization, shared, provider, userId, userName, credentialId, permissions, scopes]
}

const isNotToKeep = (headers: Headers): boolean =>
  valueOf(headers, 'set-cookie') !== undefined || /\bno-store\b/.test(valueOf(headers, 'cache-control') ?? '')

function tagged(headers: Headers, body: string | Uint8Array, maxAge: number, personal: boolean): Headers {
  const eTag = valueOf(headers, 'etag') ?? `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const words = cacheControl({ eTag, maxAge }, personal)!
  return replaced(replaced(headers, 'ETag', eTag), 'Cache-Control', words)
}
