import { validateHeaderName } from 'node:http'
import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { type Format, HttpError } from '../../dtos/contract'
import { FileBody, type HttpResult, type HttpResultOptions } from '../../services'
import { asciiAddress } from '../../services/address'
import type { Call } from '../call'
import { phrase } from '../error-reply'
import type { MaybePromise } from '../maybe'
import { headersFor, isPersonal } from '../plan'
import { send, sendEmpty, sendHead, sendStream } from '../send'
import { cacheControl, cacheHeaders, validatorsOf } from './cache-headers'
import { precondition, type Validators } from './conditional'
import { disposition } from './disposition'
import { type Headers, headerValue, isFraming, replaced, valueOf, without } from './headers'
import { longAnswer, sendItems } from './items'
import { rangeOf } from './ranges'
import { type Raw, rawBytes, rawFile, rawStream } from './raw'
import { scriptHeaders, scriptStream, scriptValue } from './script'
import { setCookie } from './set-cookie'
import { phraseOf } from './status-phrase'
import { StoredResult, sendStored } from './stored'

export const isStream = (body: object): body is Readable => typeof (body as { pipe?: unknown }).pipe === 'function'

/** Writes an `HttpResult`: what it says beside its body comes first, then the body by its kind. */
export function sendResult(call: Call, result: HttpResult): MaybePromise<void> {
  const { response: body, options } = result
  if (result instanceof StoredResult) return sendStored(call, result)
  if (body instanceof FileBody) return rawFile(body).then((raw) => sendRaw(call, result, raw, basename(body.path)))
  if (typeof body === 'object' && body !== null && isStream(body)) return sendRaw(call, result, rawStream(body, options.length))
  const isText = typeof body === 'string' && options.contentType !== undefined && options.kind === undefined
  if (!isText && !(body instanceof Uint8Array)) return sendValue(call, result)
  return sendRaw(call, result, isText ? rawBytes(Buffer.from(body), body) : rawBytes(body as Uint8Array))
}

/** A value is written in the format of the type that the result gives it, else as negotiated. */
function sendValue(call: Call, result: HttpResult): MaybePromise<void> {
  const { response: body, status, options } = result
  const reason = reasonOf(result)
  const headers = headersOf(call, result, options)
  if (answersCondition(call, status, options, headers)) return
  if (body === null || body === undefined || isBareRedirect(call, result) || holdsNothing(status))
    return sendEmpty(call, status, reason, headers)
  // What the service says of the form wins over the query.
  if (options.write) call.config = { ...call.config, ...options.write }
  const format = writtenIn(call, options.contentType)
  // A text where a DTO is declared is a text of the format.
  const kind = options.kind ?? (typeof body === 'string' ? 'string' : undefined)
  const long = kind === undefined && call.plan.streams && typeof body === 'object' ? longAnswer(call, body, format) : undefined
  if (long) return sendItems(call, long, { status, reason, headers })
  const { writers, otherWriter } = call.writing
  const write = kind === undefined ? writers.get(format)! : otherWriter(kind, format)
  call.status = status
  send(call, status, reason, headers, write(body, call))
}

/** Files, bytes, streams and texts: as they are, in parts where that is asked for. */
function sendRaw(call: Call, result: HttpResult, raw: Raw, fileName?: string): MaybePromise<void> {
  const { status } = result
  const options: HttpResultOptions = {
    ...result.options,
    lastModified: result.options.lastModified ?? raw.lastModified,
    contentType: result.options.contentType ?? raw.contentType ?? bytesType(call),
  } as HttpResultOptions
  try {
    const headers = headersOf(call, result, options, fileName)
    if (answersCondition(call, status, options, headers)) return raw.drop()
    if (holdsNothing(status)) {
      raw.drop()
      return sendEmpty(call, status, reasonOf(result), headers)
    }
    if (call.callback !== undefined) return sendScriptOf(call, status, reasonOf(result), headers, raw)
    const ranged = raw.length === undefined ? headers : [...headers, 'Accept-Ranges', 'bytes']
    const reads = call.verb === 'GET' || call.verb === 'HEAD'
    const range =
      raw.length !== undefined && reads && status === 200 && !valueOf(headers, 'content-encoding')
        ? rangeOf(call.incoming.headers, raw.length, validatorsOf(options))
        : undefined
    if (range === 'unsatisfiable') throw outside(raw.length!)
    if (range === undefined) return sendPart(call, status, reasonOf(result), ranged, raw.length, raw, undefined)
    const told = [...ranged, 'Content-Range', `bytes ${range.start}-${range.end}/${raw.length}`]
    return sendPart(call, 206, undefined, told, range.end - range.start + 1, raw, range)
  } catch (error) {
    raw.drop()
    throw error
  }
}

function sendPart(
  call: Call,
  status: number,
  reason: string | undefined,
  headers: Headers,
  length: number | undefined,
  raw: Raw,
  range: Parameters<Raw['read']>[0],
): MaybePromise<void> {
  if (call.verb === 'HEAD' && length !== undefined) {
    raw.drop()
    return sendHead(call, status, reason, headers, length)
  }
  if (call.outgoing.destroyed) {
    raw.drop()
    return call.ended?.(call)
  }
  const body = raw.read(range)
  return body instanceof Uint8Array
    ? send(call, status, reason, headers, body)
    : sendStream(call, status, reason, headers, body, length)
}

/** The whole as the value that a script is called with. */
function sendScriptOf(call: Call, status: number, reason: string | undefined, headers: Headers, raw: Raw): MaybePromise<void> {
  if (raw.value !== undefined) return send(call, status, reason, headers, scriptValue(raw.value))
  const source = raw.read(undefined) as AsyncIterable<unknown>
  return sendStream(call, status, reason, scriptHeaders(call, headers), scriptStream(call, source))
}

const outside = (length: number) =>
  new HttpError(416, 'RequestedRangeNotSatisfiable', `There are ${length} bytes; ask for a range within them.`, {
    headers: { 'Content-Range': `bytes */${length}` },
  })

/** True: answered already, by 304 without a body and its type. */
function answersCondition(call: Call, status: number, options: HttpResultOptions, headers: Headers): boolean {
  if (status !== 200 || !isCacheable(call)) return false
  const known: Validators = validatorsOf(options)
  const verdict = precondition(call.incoming.headers, known)
  if (verdict === undefined) return false
  if (verdict === 412)
    throw new HttpError(412, 'PreconditionFailed', 'What is here is not what the request wants it to be; ask for it anew.')
  sendEmpty(call, 304, phraseOf(304), without(headers, ['content-type', 'content-disposition']))
  return true
}

/** By RFC 9110 no body belongs to these, whatever a service gives: written, the next answer would begin with it. */
const holdsNothing = (status: number) => status === 204 || status === 205 || status === 304

const isCacheable = ({ verb }: Call) => verb === 'GET' || verb === 'HEAD'

/** The page that a browser would not show. */
const isBareRedirect = (call: Call, { status, options, headers }: HttpResult) =>
  (options.location !== undefined || Object.keys(headers).some((name) => name.toLowerCase() === 'location')) &&
  status !== 201 &&
  call.format.name === 'html' &&
  call.callback === undefined

/** R-5.7: the result's words, else the status' .NET name. */
const reasonOf = ({ status, options }: HttpResult): string | undefined =>
  (options.statusDescription === undefined ? undefined : phrase(options.statusDescription)) ?? phraseOf(status)

function headersOf(call: Call, result: HttpResult, options: HttpResultOptions, fileName?: string): Headers {
  const own = ownHeaders(result)
  const cookies = (options.cookies ?? []).flatMap((cookie) => ['Set-Cookie', setCookie(cookie, call.secure)])
  const httpOnly = (options.cookies ?? []).filter((cookie) => cookie.httpOnly !== false).map((cookie) => cookie.name)
  let headers: Headers = standingHeaders(call, options.contentType)
  headers = [
    ...without(
      headers,
      own.map(([name]) => name.toLowerCase()),
    ),
    ...own.flat(),
  ]
  if (options.location !== undefined) headers = replaced(headers, 'Location', asciiAddress(options.location))
  if (options.asAttachment || options.fileName !== undefined) {
    const name = options.fileName ?? fileName ?? call.message.name
    headers = replaced(headers, 'Content-Disposition', disposition(options.asAttachment ? 'attachment' : 'inline', name))
  }
  if (isCacheable(call)) headers = withCacheWords(call, options, headers, own)
  // scripts cannot see these cookies, and are told their names.
  return httpOnly.length > 0 ? [...headers, ...cookies, 'X-Cookies', httpOnly.join(',')] : [...headers, ...cookies]
}

/** names with a dot stay inside, and so does what frames the body. A value may be a list: the header stands as often. */
function ownHeaders({ headers }: HttpResult): (readonly [name: string, value: string])[] {
  return Object.entries(headers).flatMap(([name, said]) => {
    if (name.includes('.') || isFraming(name)) return []
    validateHeaderName(name)
    return (typeof said === 'string' ? [said] : said).map((value) => [name, headerValue(value)] as const)
  })
}

function withCacheWords(call: Call, options: HttpResultOptions, headers: Headers, own: ReturnType<typeof ownHeaders>): Headers {
  const words = own.some(([name]) => name.toLowerCase() === 'cache-control') ? undefined : cacheControl(options, isPersonal(call))
  const told = [...headers, ...cacheHeaders(options, headers)]
  return words === undefined ? told : replaced(told, 'Cache-Control', words)
}

/** Those of the format, under the result's own type. A type that is a format's says its charset as that does. */
function standingHeaders(call: Call, contentType: string | undefined): Headers {
  const headers = headersFor(call)
  if (contentType === undefined) return headers.get(call.format)!
  const format = formatOf(call, contentType)
  if (format && isBareType(contentType)) return headers.get(format)!
  return replaced(
    without(headers.get(format ?? call.format)!, format ? [] : ['content-disposition']),
    'Content-Type',
    headerValue(contentType),
  )
}

const isBareType = (contentType: string) => !contentType.includes(';')

function formatOf(call: Call, contentType: string): Format | undefined {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase()
  for (const format of call.plan.writers.keys()) if (format.mediaTypes.includes(type)) return format
  return undefined
}

/** JSON under any type that is no format's (R chapter 11, R-6.12). */
function writtenIn(call: Call, contentType: string | undefined): Format {
  if (contentType === undefined || call.callback !== undefined) return call.format
  const json = (format: Format) => format.name === 'json'
  return formatOf(call, contentType) ?? [...call.plan.writers.keys()].find(json) ?? call.format
}

/** Bytes whose type nobody says: under the name of the format that was asked for, and a page that nobody asked for is none. */
export function bytesType(call: Call): string {
  const { format } = call
  return format.name === 'html' || !wasAskedFor(call) ? 'application/octet-stream' : format.contentType
}

function wasAskedFor({ format, match, query, incoming }: Call): boolean {
  if (match.predefined || match.format !== undefined || /(?:^|&)format=/i.test(query)) return true
  const accept = incoming.headers.accept?.toLowerCase() ?? ''
  return format.mediaTypes.some((type) => accept.includes(type))
}
