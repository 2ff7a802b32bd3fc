import { STATUS_CODES } from 'node:http'
import type { HttpError, ResponseError, ResponseStatus } from '../dtos/contract'
import type { Call } from './call'
import { debugged } from './errors/debug'
import { encoded } from './errors/encode'
import { UncaughtError } from './errors/uncaught'
import { sendable } from './results/headers'

/** What leaves when a call fails: status, reason phrase, body, headers. */
export interface ErrorReply {
  readonly status: number
  readonly reason: string | undefined
  readonly body: object
  readonly headers: Readonly<Record<string, string>>
}

/** No error body is larger (design.md section 6). */
const largestBody = 16 * 1024

/** The reply by the message's contract, else `ResponseStatus`. `thrown`: in debug mode its stack is told. */
export function errorReply(call: Call, error: HttpError, thrown?: Error): ErrorReply {
  const contract = call.plan?.contract
  if (contract) {
    const { status, body, headers } = contract.error(error)
    return { status, reason: undefined, body, headers: { ...ownHeaders(error), ...headers } }
  }
  const status = error.details.response?.responseStatus ? ownStatus(error) : error.responseStatus
  return {
    status: error.status,
    reason: reasonOf(call, error),
    body: { ...emptyLists(call), responseStatus: bounded(encoded(thrown ? debugged(status, thrown, call) : status)) },
    headers: ownHeaders(error),
  }
}

/** The answer's lists where it has none. Only JSON and what is like it: a table or a page is the error alone, XML has a document for errors. */
function emptyLists({ plan, format }: Call): Record<string, readonly never[]> | undefined {
  const lists = format.heedsConfig ? plan?.message.access.refusalLists : undefined
  return lists && Object.fromEntries(lists.map((name) => [name, []]))
}

const none: Readonly<Record<string, string>> = Object.freeze({})
const ownHeaders = ({ details: { headers } }: HttpError) => (headers ? sendable(headers) : none)

/** A status that the error brought along stays as it is: without errors where it has none. */
const ownStatus = ({ errorCode, message, details }: HttpError): ResponseStatus => ({
  errorCode,
  message,
  ...details.response?.responseStatus,
})

/** words of its own, else a service's code; a refused role says which; what comes before the service has the standard phrase, also where a script gets it with 200. */
function reasonOf(
  { stage, callback }: Call,
  { status, errorCode, message, details: { statusDescription } }: HttpError,
): string | undefined {
  if (statusDescription !== undefined) return described(statusDescription)
  if (stage === 'service' || stage === 'validation') return phrase(errorCode)
  const refused = stage === 'access' && (status === 401 || status === 403) ? phrase(message) : undefined
  return refused ?? (callback === undefined ? undefined : STATUS_CODES[status])
}
/** Only harmless characters ever stand in the reason phrase: request text could split the header section (R chapter 11). */
export const phrase = (text: string): string | undefined =>
  text.length <= 64 && /^[A-Za-z0-9 _-]+$/.test(text) ? text : undefined
/** The program's own words may have a few more, as those of refused rights do. */
export const described = (text: string): string | undefined =>
  text.length <= 100 && /^[A-Za-z0-9 _.,'=-]+$/.test(text) ? text : undefined

/** Cuts texts and errors until the whole is small, whatever was sent. */
function bounded(status: ResponseStatus): ResponseStatus {
  if (roughSize(status) <= largestBody) return status
  const errors: ResponseError[] = []
  let room = largestBody - 2048
  for (const error of status.errors ?? []) {
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

/** JSONP runs only with a 2xx: what is neither a service's error nor a failed rule's is 200 then, missing rights too (R-2.20, R chapter 11). */
export function jsonpStatus({ stage, error }: Call, status: number): number {
  return (stage === 'service' || stage === 'validation') && !(error instanceof UncaughtError) ? status : 200
}
