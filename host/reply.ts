import { pipeline, Readable } from 'node:stream'
import { HttpResult } from '../services'
import type { Call } from './call'

type Headers = readonly string[]

/** Writes an answer: declared members in the negotiated format; null is 204, a text or bytes are raw. */
export function reply(call: Call, answer: unknown): void {
  let status = 200
  let body = answer
  let headers = call.plan.headers.get(call.format)!
  if (answer instanceof HttpResult) {
    status = answer.status
    body = answer.response
    headers = withResult(headers, answer)
  }
  if (body === null || body === undefined) {
    if (status === 200 && !(answer instanceof HttpResult) && call.verb !== 'HEAD' && call.verb !== 'OPTIONS') status = 204
    return sendEmpty(call, status, headers)
  }
  if (typeof body === 'object' && (body instanceof Readable || typeof (body as { pipe?: unknown }).pipe === 'function'))
    return sendStream(call, status, headers, body as Readable)
  if (typeof body === 'string' && !(answer instanceof HttpResult))
    return send(call, status, undefined, withCharset(headers), body)
  if (body instanceof Uint8Array)
    return send(call, status, undefined, replaced(headers, 'Content-Type', 'application/octet-stream'), body)
  call.status = status
  send(call, status, undefined, headers, call.plan.writers.get(call.format)!(body, call))
}

/** Sends a whole body, wrapped where the call asked for JSONP. Text that is ASCII goes out as latin1, which node copies quickest. */
export function send(call: Call, status: number, reason: string | undefined, headers: Headers, body: string | Uint8Array): void {
  if (call.callback !== undefined) return sendScript(call, status, reason, headers, body)
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  write(call, status, reason, headers, body, length)
}

/** The empty comment in front keeps the script from being taken for another file format, nosniff from being taken for a page (R-2.20, threats 3.3). */
function sendScript(call: Call, status: number, reason: string | undefined, headers: Headers, body: string | Uint8Array): void {
  const json = (typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
  const script = `/**/${call.callback}(${json})`
  const kept = without(headers, ['content-type', 'content-disposition', 'cache-control', 'x-content-type-options'])
  const guarded = call.session ? ['Cache-Control', 'private, no-store', 'Referrer-Policy', 'no-referrer'] : []
  const own = ['Content-Type', 'text/javascript; charset=utf-8', 'X-Content-Type-Options', 'nosniff', ...guarded]
  write(call, status, reason, [...own, ...kept], script, Buffer.byteLength(script))
}

function write(
  call: Call,
  status: number,
  reason: string | undefined,
  headers: Headers,
  body: string | Uint8Array,
  length: number,
): void {
  const { outgoing } = call
  if (outgoing.headersSent || outgoing.destroyed) {
    outgoing.destroy()
    return call.ended?.(call)
  }
  call.status = status
  call.length = length
  const all = [...headers, 'Content-Length', String(length)]
  if (call.extra) all.push(...call.extra)
  if (call.session?.browser && call.callback === undefined) all.push('Referrer-Policy', 'no-referrer')
  if (reason === undefined) outgoing.writeHead(status, all as unknown as string[])
  else outgoing.writeHead(status, reason, all as unknown as string[])
  if (call.verb === 'HEAD') outgoing.end()
  else if (typeof body === 'string' && length === body.length) outgoing.end(body, 'latin1')
  else outgoing.end(body)
  call.ended?.(call)
}

function sendEmpty(call: Call, status: number, headers: Headers): void {
  if (call.callback !== undefined && status < 300) return sendScript(call, 200, undefined, headers, 'null')
  const { outgoing } = call
  call.status = status
  outgoing.writeHead(status, without(headers, ['content-type', 'content-disposition']).concat(call.extra ?? []) as string[])
  outgoing.end()
  call.ended?.(call)
}

function sendStream(call: Call, status: number, headers: Headers, stream: Readable): void {
  call.status = status
  call.outgoing.writeHead(status, headers.concat(call.extra ?? []) as string[])
  pipeline(stream, call.outgoing, () => call.ended?.(call))
}

function withResult(headers: Headers, { headers: own, contentType }: HttpResult): Headers {
  const names = Object.keys(own).map((name) => name.toLowerCase())
  const kept = without(headers, contentType === undefined ? names : [...names, 'content-type'])
  return [...kept, ...Object.entries(own).flat(), ...(contentType === undefined ? [] : ['Content-Type', contentType])]
}

const without = (headers: Headers, names: readonly string[]): Headers =>
  headers.filter((_, index) => !names.includes(headers[index - (index % 2)]!.toLowerCase()))
const replaced = (headers: Headers, name: string, value: string): Headers => [
  name,
  value,
  ...without(headers, [name.toLowerCase()]),
]
const withCharset = (headers: Headers): Headers => {
  const type = headers[headers.indexOf('Content-Type') + 1]!
  return type.includes(';') ? headers : replaced(headers, 'Content-Type', `${type}; charset=utf-8`)
}
