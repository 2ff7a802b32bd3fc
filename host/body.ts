import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { HttpError } from '../dtos/contract'
import { type BodyTaker, Incoming } from './incoming'

/** A request has a body when it says so; chunked ones count (R chapter 11). */
export const hasBody = ({ headers }: IncomingMessage): boolean => {
  const length = headers['content-length']
  return length === undefined ? headers['transfer-encoding'] !== undefined : length !== '0'
}

const encodings = new Map<string, () => NodeJS.ReadWriteStream>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])

/** What a body must be decoded from; undefined: nothing. */
function encodingOf({ headers }: IncomingMessage): string | undefined {
  const said = headers['content-encoding']
  if (said === undefined) return undefined
  const encoding = said.trim().toLowerCase()
  return encoding === '' || encoding === 'identity' ? undefined : encoding
}

/** The request's body as its sender wrote it: decompressed, as a stream. Unknown encodings are 415. */
export function decoded(request: IncomingMessage): NodeJS.ReadableStream {
  const encoding = encodingOf(request)
  if (encoding === undefined) return request
  const decoder = encodings.get(encoding)
  if (!decoder)
    throw new HttpError(
      415,
      'UnsupportedMediaType',
      `Content-Encoding ${encoding.slice(0, 40)} is not read here; send gzip, deflate, br or none.`,
    )
  const stream = decoder()
  // Whoever gave up reading hears no more of it; unheard, the error would end the process.
  stream.on('error', () => {})
  request.on('error', (error) => stream.emit('error', error))
  return request.pipe(stream)
}

/** The body for a service that reads it itself: one that is not of its encoding is 400 there too. */
export function rawStream(request: IncomingMessage): Readable {
  const stream = decoded(request)
  if (stream === request) return request
  const body = new PassThrough()
  stream.on('error', (cause) => body.destroy(misencoded(cause)))
  return stream.pipe(body)
}

/**
 * The whole body, at most `limit` bytes after decompression (413 beyond). `done` is called once; for a body that breaks off, which nobody waits for an
 * answer to, where `tellsBroken`.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  tellsBroken: boolean,
  done: (error: unknown, body?: Buffer) => void,
): void {
  if (Number(request.headers['content-length']) > limit) return done(tooLarge(limit))
  const whole = new WholeBody(limit, tellsBroken, done)
  if (request instanceof Incoming && encodingOf(request) === undefined && request.takeBody(whole)) return
  const stream = decoded(request)
  stream.on('data', (chunk: Buffer) => {
    whole.take(chunk)
    if (!whole.isOver) return
    request.unpipe()
    request.resume()
  })
  stream.on('end', () => whole.take(null))
  // Unheard, a request's error is nobody's; a decoder's would end the process.
  if (stream !== request) stream.on('error', (error) => whole.end(misencoded(error)))
  else if (tellsBroken) stream.on('error', (error) => whole.broken(error))
}

class WholeBody implements BodyTaker {
  private readonly chunks: Buffer[] = []
  private size = 0
  isOver = false

  constructor(
    private readonly limit: number,
    private readonly tellsBroken: boolean,
    private readonly done: (error: unknown, body?: Buffer) => void,
  ) {}

  take(chunk: Buffer | null): void {
    if (chunk === null) return this.end(undefined)
    this.size += chunk.length
    if (this.size > this.limit) this.end(tooLarge(this.limit))
    else this.chunks.push(chunk)
  }

  broken(error: unknown): void {
    if (this.tellsBroken) this.end(brokenOff(error))
  }

  end(error: unknown): void {
    if (this.isOver) return
    this.isOver = true
    this.done(error, error === undefined ? this.whole() : undefined)
  }

  private whole(): Buffer {
    return this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks)
  }
}

/** The caller went away: nobody's fault here, and nobody reads the answer. */
export const brokenOff = (cause: unknown) =>
  new HttpError(400, 'BadRequest', 'The connection broke before the body was whole.', { cause })

const misencoded = (cause: unknown) =>
  new HttpError(400, 'SerializationException', 'The body is not of the Content-Encoding that it is sent as.', { cause })

const tooLarge = (limit: number) =>
  new HttpError(413, 'RequestEntityTooLarge', `A body may have at most ${limit} bytes here; send less, or in several calls.`, {
    headers: { Connection: 'close' },
  })
