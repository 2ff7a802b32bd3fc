import { type Format, HttpError, type ResponseError, type ResponseStatus } from '../dtos/contract'
import type { Call } from './call'

/** What leaves when a call fails: status, reason phrase, body, headers. */
export interface ErrorReply {
  readonly status: number
  readonly reason: string | undefined
  readonly body: object
  readonly headers: Readonly<Record<string, string>>
}

/** No error body is larger (design.md section 6). */
const largestBody = 16 * 1024

/** Anything thrown as the error that the caller sees; strangers become a 500 with a reference, and are logged with their cause. */
export function toHttpError(thrown: unknown, reference: string): HttpError {
  if (thrown instanceof HttpError) return thrown
  return new HttpError(
    500,
    'InternalServerError',
    `The gateway could not answer; the reference of this call in its log is ${reference}.`,
    { cause: thrown },
  )
}

/** The reply by the message's contract, else `ResponseStatus`. */
export function errorReply(call: Call, error: HttpError): ErrorReply {
  const contract = call.plan?.contract
  if (contract) {
    const { status, body, headers } = contract.error(error)
    return { status, reason: undefined, body, headers: { ...error.details.headers, ...headers } }
  }
  return {
    status: error.status,
    reason: call.stage === 'service' || call.stage === 'access' ? phrase(reasonOf(error)) : undefined,
    body: { responseStatus: bounded(error.responseStatus) },
    headers: error.details.headers ?? {},
  }
}

/** a refused role says which; a service's error its code. */
const reasonOf = (error: HttpError) => (error.status === 401 || error.status === 403 ? error.message : error.errorCode)
/** Only harmless characters ever stand in the reason phrase: request text could split the header section (R chapter 11). */
const phrase = (text: string): string | undefined => (text.length <= 64 && /^[A-Za-z0-9 _-]+$/.test(text) ? text : undefined)

/** Cuts texts and errors until the whole is small, whatever was sent. */
function bounded(status: ResponseStatus): ResponseStatus {
  if (roughSize(status) <= largestBody) return status
  const errors: ResponseError[] = []
  let room = largestBody - 2048
  for (const error of status.errors) {
    const small = { ...error, message: cut(error.message), fieldName: cut(error.fieldName) }
    room -= roughSize(small)
    if (room < 0) break
    errors.push(small)
  }
  return { ...status, message: cut(status.message), errors }
}
const cut = (text: string) => (text.length > 512 ? `${text.slice(0, 512)}…` : text)
/** At most: every character could take six bytes as an escape. */
const roughSize = (value: object) =>
  JSON.stringify(value).length > largestBody / 3 ? Buffer.byteLength(JSON.stringify(value)) : 0

/** JSONP runs only with a 2xx: what was refused before the service, and missing rights, are 200 then; rules and services keep their status (R-2.20, R chapter 11). */
export function jsonpStatus(call: Call, status: number): number {
  return call.stage === 'binding' || call.stage === 'access' ? 200 : status
}

/** A format that writes an error of unknown type. */
export const errorWriters = (formats: readonly Format[]) =>
  new Map(formats.map((format) => [format, format.writer(undefined, { writeNulls: true })]))
