import type { Transform } from 'node:stream'
import {
  brotliCompress,
  constants,
  createBrotliCompress,
  createDeflate,
  createGzip,
  deflate,
  gzip,
  type InputType,
} from 'node:zlib'
import type { MessageType } from '../../dtos/contract'
import type { Encoder } from '../results/encoder'
import { type Headers, valueOf } from '../results/headers'
import { acceptedEncodings } from './accept-encoding'
import type { Feature } from './feature'

export interface CompressionOptions {
  /** Bytes of an answer below which it is not worth it; 1,024 unless said. */
  readonly minimum?: number
  /** Messages whose answers are compressed; all unless said. Leave out those that mix secrets with what the caller sent (BREACH). */
  readonly messages?: (message: MessageType) => boolean
  /** How many answers are compressed at the same time; others go out as they are. 32 unless said. */
  readonly most?: number
}

type Done = (error: Error | null, bytes: Buffer) => void
interface Coding {
  readonly whole: (body: InputType, done: Done) => void
  readonly stream: () => Transform
}

/** Full strength costs ten times as much for a twentieth less. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }

/** In the order in which we like them. */
const codings: Readonly<Record<string, Coding>> = {
  br: { whole: (body, done) => brotliCompress(body, brotli, done), stream: () => createBrotliCompress(brotli) },
  gzip: { whole: (body, done) => gzip(body, done), stream: () => createGzip() },
  deflate: { whole: (body, done) => deflate(body, done), stream: () => createDeflate() },
}
const names = Object.keys(codings)

/** Texts; pictures, archives and the like are compressed already. */
const compressible = /^(?:text\/|application\/(?:(?:[\w.+-]+\+)?(?:json|xml)|jsv|jsonl|x-ndjson|javascript|wasm)\b|image\/svg)/i

const longestRemembered = 200
const remembered = 100

/** Answers in fewer bytes for those who take them so. */
export function compression({ minimum = 1024, messages = () => true, most = 32 }: CompressionOptions = {}): Feature {
  let running = 0
  const encoders = new Map(names.map((name) => [name, encoder(name)]))
  const known = new Map<string, Encoder | undefined>()
  const asked = new WeakMap<MessageType, boolean>()

  function encoder(name: string): Encoder {
    const { whole, stream } = codings[name]!
    return {
      name,
      takes: (status, headers, length) =>
        running < most && (length === undefined || length >= minimum) && hasTextBody(status, headers),
      whole(body, done) {
        running++
        whole(body, (error, bytes) => {
          running--
          done(error ? undefined : bytes)
        })
      },
      stream() {
        running++
        return stream().once('close', () => running--)
      },
    }
  }

  function chosen(accept: string): Encoder | undefined {
    if (known.has(accept)) return known.get(accept)
    const [best] = acceptedEncodings(accept, names)
    const found = best === undefined ? undefined : encoders.get(best)
    if (known.size >= remembered) known.clear()
    if (accept.length <= longestRemembered) known.set(accept, found)
    return found
  }

  function compresses(message: MessageType): boolean {
    let answer = asked.get(message)
    if (answer === undefined) asked.set(message, (answer = messages(message)))
    return answer
  }

  return {
    name: 'compression',
    headers: ['Vary', 'Accept-Encoding'],
    before(call) {
      const accept = call.incoming.headers['accept-encoding']
      if (typeof accept === 'string' && compresses(call.message)) call.encoder = chosen(accept)
      return undefined
    },
  }
}

const hasTextBody = (status: number, headers: Headers): boolean =>
  status !== 206 &&
  status !== 204 &&
  status !== 304 &&
  valueOf(headers, 'content-encoding') === undefined &&
  !/\bno-transform\b/.test(valueOf(headers, 'cache-control') ?? '') &&
  compressible.test(valueOf(headers, 'content-type') ?? '')
