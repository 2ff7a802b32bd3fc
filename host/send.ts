import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import type { Call } from './call'
import { type Headers, replaced, valueOf } from './results/headers'
import { pump } from './results/pump'
import { scriptHeaders, scriptStart, scriptText } from './results/script'
import { writeHead } from './results/write-head'

/** Sends a whole body, wrapped where the call asked for JSONP. Text that is ASCII goes out as latin1, which node copies quickest. */
export function send(call: Call, status: number, reason: string | undefined, headers: Headers, body: string | Uint8Array): void {
  if (call.callback !== undefined) return sendScript(call, status, reason, headers, body)
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  write(call, status, reason, headers, body, length)
}

function sendScript(call: Call, status: number, reason: string | undefined, headers: Headers, body: string | Uint8Array): void {
  const json = typeof body === 'string' ? body : Buffer.from(body).toString('utf8')
  const script = `${scriptStart(call)}${scriptText(json)})`
  write(call, status, reason, scriptHeaders(call, headers), script, Buffer.byteLength(script))
}

/** A body that is what it is to be, under headers that say so. */
export function sendAsIs(
  call: Call,
  status: number,
  reason: string | undefined,
  headers: Headers,
  body: string | Uint8Array,
): void {
  write(call, status, reason, headers, body, typeof body === 'string' ? Buffer.byteLength(body) : body.length)
}

function write(
  call: Call,
  status: number,
  reason: string | undefined,
  headers: Headers,
  body: string | Uint8Array,
  length: number,
): void {
  const { encoder } = call
  if (encoder !== undefined && call.verb !== 'HEAD' && encoder.takes(status, headers, length))
    return encoder.whole(body, (encoded) => {
      // Nobody would catch what is thrown here, and it would be the end of the process.
      try {
        if (encoded === undefined) put(call, status, reason, headers, body, length)
        else put(call, status, reason, encodedHeaders(headers, encoder.name), encoded, encoded.length)
      } catch (error) {
        call.error = error
        call.outgoing.destroy()
        call.ended?.(call)
      }
    })
  put(call, status, reason, headers, body, length)
}

function put(
  call: Call,
  status: number,
  reason: string | undefined,
  said: Headers,
  body: string | Uint8Array,
  length: number,
): void {
  const { outgoing } = call
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy()
    return call.ended?.(call)
  }
  const headers = call.keep === undefined ? said : call.keep(status, said, body)
  call.status = status
  call.length = length
  const all = headers.slice()
  all.push('Content-Length', `${length}`)
  addOwn(call, all)
  writeHead(outgoing, status, reason, all)
  if (call.verb === 'HEAD') outgoing.end()
  else if (typeof body === 'string' && length === body.length) outgoing.end(body, 'latin1')
  else outgoing.end(body)
  call.ended?.(call)
}

/** What this call's answer has, whatever it is: the headers of features; what guards a key in the address. */
function addOwn({ extra, session, callback }: Call, all: string[]): void {
  if (extra !== undefined) for (let at = 0; at < extra.length; at++) all.push(extra[at]!)
  if (session?.browser && callback === undefined) guardAddress(all)
}

/** A key in the address: nobody keeps the answer, and the address goes to no other site (design.md section 6). */
function guardAddress(all: string[]): void {
  for (let at = all.length - 2; at >= 0; at -= 2) if (/^(cache-control|referrer-policy)$/i.test(all[at]!)) all.splice(at, 2)
  all.push('Cache-Control', 'private, no-store', 'Referrer-Policy', 'no-referrer')
}

/** No body at all. A script whose status lets it run still gets its call; 204 and 304 have no body whoever asks. */
export function sendEmpty(call: Call, status: number, reason: string | undefined, headers: Headers): void {
  const bare = status === 204 || status === 304
  if (call.callback !== undefined && !bare) return sendScript(call, status, reason, headers, '')
  head(call, status, reason, bare ? headers : [...headers, 'Content-Length', '0'])
  call.outgoing.end()
  call.ended?.(call)
}

/** What a HEAD tells of a body that nobody made. */
export function sendHead(call: Call, status: number, reason: string | undefined, headers: Headers, length: number): void {
  head(call, status, reason, [...headers, 'Content-Length', String(length)])
  call.outgoing.end()
  call.ended?.(call)
}

/** A body that is not held whole. `length`: bytes, where they are known. Rejects with what broke it; a caller that is gone is no error. */
export function sendStream(
  call: Call,
  status: number,
  reason: string | undefined,
  headers: Headers,
  source: Readable | AsyncIterable<unknown>,
  length?: number,
): Promise<void> {
  const { encoder, outgoing } = call
  const encode = length === undefined && call.verb !== 'HEAD' && encoder?.takes(status, headers, undefined)
  const sized = length === undefined ? headers : [...headers, 'Content-Length', String(length)]
  if (outgoing.destroyed) {
    close(source)
    call.ended?.(call)
    return Promise.resolve()
  }
  head(call, status, reason, encode ? encodedHeaders(headers, encoder!.name) : sized)
  if (call.verb === 'HEAD') {
    close(source)
    outgoing.end()
    call.ended?.(call)
    return Promise.resolve()
  }
  return pump(call, source, encode ? encoder!.stream() : undefined)
}

/** What nobody will read. */
function close(source: Readable | AsyncIterable<unknown>): void {
  if ('destroy' in source && typeof source.destroy === 'function') source.destroy()
}

function head(call: Call, status: number, reason: string | undefined, headers: Headers): void {
  call.status = status
  const all = [...headers]
  addOwn(call, all)
  writeHead(call.outgoing, status, reason, all)
}

/** A tag names bytes, and these are others: it is weak now (RFC 9110 8.8.3). */
function encodedHeaders(headers: Headers, name: string): Headers {
  const eTag = valueOf(headers, 'etag')
  const tagged = eTag === undefined || eTag.startsWith('W/') ? headers : replaced(headers, 'ETag', `W/${eTag}`)
  return [...tagged, 'Content-Encoding', name]
}
