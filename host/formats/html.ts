import type { Format, WriteOptions } from '../../dtos/contract/format'
import type { TypeRef } from '../../dtos/contract/message-type'
import type { ReplyFacts } from '../../dtos/contract/reply-facts'
import {
  pageHeaders,
  type Report,
  type ReportError,
  type ReportFieldError,
  type ReportValue,
  reportPage,
} from '../../metadata-pages/report-pages'
import { isAbsent } from './any-text'
import { json } from './json'
import { reportLimits, reportTree } from './report-tree'

/** A page for a person. It is written only: on `/html/reply` the `Content-Type` says what the body is. */
export const html: Format = {
  name: 'html',
  contentType: 'text/html; charset=utf-8',
  mediaTypes: ['text/html'],
  mostItems: reportLimits.rows,
  page(type, options) {
    const toJson = json.writer(type, options)
    return (body, facts) => reportPage(reportOf(body, type, options, facts, toJson))
  },
  // For whoever writes without a call: the same page, with nothing to say about one.
  writer(type, options) {
    const page = html.page!(type, options)
    return (body) => page(body, noCall())
  },
  headers: () => headers,
}

/** The policy holds for texts of services too, which go out as pages of their own: an `HttpResult` with the header sets another. */
const { 'Content-Security-Policy': policy } = pageHeaders
const headers: Readonly<Record<string, string>> = { 'Content-Security-Policy': policy!, 'Referrer-Policy': 'same-origin' }

function reportOf(
  body: unknown,
  type: TypeRef | undefined,
  { writeNulls }: WriteOptions,
  facts: ReplyFacts,
  toJson: (body: unknown) => string | Uint8Array,
): Report {
  const began = performance.now()
  const error = errorOf(body) ?? (facts.status >= 400 ? contractError(body) : undefined)
  if (isAbsent(body) || (error && isOnlyError(body as object, error))) return { facts, ...(error ? { error } : {}) }
  const { value, isWhole } = reportTree(body, type, writeNulls)
  const text = isWhole ? jsonOrNothing(body, toJson) : undefined
  return {
    facts: { ...facts, stages: [...facts.stages, { name: 'write', ms: performance.now() - began }] },
    value: error ? withoutTold(value, error) : value,
    ...(error ? { error } : {}),
    ...(text === undefined ? {} : { json: text }),
  }
}

/** The error has a panel of its own. */
const withoutTold = (value: ReportValue, { path }: ReportError): ReportValue =>
  value.kind === 'object' ? { ...value, entries: value.entries.filter(({ name }) => !told[path].has(name)) } : value

/** What JSON refuses, the page can still show. */
function jsonOrNothing(body: unknown, toJson: (body: unknown) => string | Uint8Array): string | undefined {
  try {
    return toJson(body) as string
  } catch {
    return undefined
  }
}

/** An answer whose `responseStatus` has a code is an error, whatever its status. */
function errorOf(body: unknown): ReportError | undefined {
  const status = memberOf(body, 'responseStatus')
  const errorCode = textOf(status, 'errorCode')
  if (errorCode === '') return undefined
  const errors = memberOf(status, 'errors')
  const stackTrace = textOf(status, 'stackTrace')
  return {
    path: 'responseStatus',
    errorCode,
    message: textOf(status, 'message'),
    errors: Array.isArray(errors) ? errors.slice(0, mostErrors).map(fieldErrorOf) : [],
    ...(stackTrace === '' ? {} : { stackTrace }),
  }
}
const mostErrors = 200

/** A vendor's error: what it calls the error and its message; what else it says stays below (design.md section 6). */
function contractError(body: unknown): ReportError | undefined {
  const message = textOf(body, 'message')
  if (message === '') return undefined
  return { path: 'error', errorCode: textOf(body, 'error') || codeOf(body), message, errors: [] }
}

const fieldErrorOf = (error: unknown): ReportFieldError => ({
  errorCode: textOf(error, 'errorCode'),
  fieldName: textOf(error, 'fieldName'),
  message: textOf(error, 'message'),
})

/** The members that the panel says. */
const told = {
  responseStatus: new Set(['responseStatus']),
  error: new Set(['error', 'code', 'message']),
}
const isOnlyError = (body: object, { path }: ReportError): boolean => Object.keys(body).every((name) => told[path].has(name))

/** Twilio's are numbers. */
function codeOf(body: unknown): string {
  const code = memberOf(body, 'code')
  return typeof code === 'string' || typeof code === 'number' ? String(code) : ''
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

function textOf(value: unknown, name: string): string {
  const text = memberOf(value, name)
  return typeof text === 'string' ? text : ''
}

const noCall = (): ReplyFacts => ({
  serviceName: 'Tollgate',
  product: 'Tollgate',
  hasPages: false,
  mount: '',
  verb: 'GET',
  url: '/',
  status: 200,
  predefined: false,
  hasPathParams: false,
  formats: [],
  time: new Date(),
  stages: [],
  sent: () => new Map(),
})
