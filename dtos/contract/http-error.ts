import type { ErrorStatus, FieldError } from './error-status'

export interface HttpErrorDetails {
  /** The one field that is wrong, by its declared name (`EndDate`). */
  readonly fieldName?: string
  /** The field's own text, where it is not the error's. */
  readonly fieldMessage?: string
  readonly errors?: readonly FieldError[]
  readonly meta?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** The status line's words, where they are not the code. */
  readonly statusDescription?: string
  /** A reply of its own: what its `responseStatus` says is answered as it is, its other members are not. */
  readonly response?: { readonly responseStatus?: Partial<ErrorStatus> }
  readonly cause?: unknown
}

const names: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'LengthRequired',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
  414: 'RequestUriTooLong',
  415: 'UnsupportedMediaType',
  416: 'RequestedRangeNotSatisfiable',
  417: 'ExpectationFailed',
  422: 'UnprocessableEntity',
  423: 'Locked',
  428: 'PreconditionRequired',
  429: 'TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
}

/** The .NET name of a status, which is also its default error code. */
export const statusName = (status: number): string => names[status] ?? String(status)

/**
 * An error that is meant for the caller: status, stable code, and a sentence that says what, where and what to do.
 * `new HttpError(404, 'gone')` takes the code from the status; below 400 it is refused where it is made.
 */
export class HttpError extends Error {
  readonly status: number
  readonly errorCode: string
  readonly details: HttpErrorDetails

  constructor(status: number, message: string)
  constructor(status: number, errorCode: string, message: string, details?: HttpErrorDetails)
  constructor(status: number, codeOrMessage: string, message?: string, details: HttpErrorDetails = {}) {
    super(message ?? codeOrMessage, details.cause === undefined ? undefined : { cause: details.cause })
    if (!(status >= 400 && status <= 599)) throw new RangeError(`HttpError takes a status from 400 to 599, not ${status}`)
    this.name = 'HttpError'
    this.status = status
    this.errorCode = message === undefined ? statusName(status) : codeOrMessage
    this.details = details
  }

  /** The error as clients read it. A subclass that knows more says it here. */
  get responseStatus(): ErrorStatus {
    const { fieldName, fieldMessage = this.message, errors = [], meta } = this.details
    const own = fieldName === undefined ? [] : [{ errorCode: this.errorCode, fieldName, message: fieldMessage }]
    return {
      errorCode: this.errorCode,
      message: this.message,
      errors: [...own, ...errors],
      ...(meta ? { meta: { ...meta } } : {}),
      ...this.details.response?.responseStatus,
    }
  }

  static readonly badRequest = factory(400)
  static readonly unauthorized = factory(401)
  static readonly forbidden = factory(403)
  static readonly notFound = factory(404)
  static readonly methodNotAllowed = factory(405)
  static readonly conflict = factory(409)
  static readonly preconditionFailed = factory(412)
  static readonly expectationFailed = factory(417)
  static readonly notImplemented = factory(501)
  static readonly serviceUnavailable = factory(503)
  /** One field that is wrong: 400 under the rule's code. */
  static validation(errorCode: string, message: string, fieldName: string): HttpError {
    return new HttpError(400, errorCode, message, { fieldName })
  }
}

/** `HttpError.notFound('gone')`: the code is the status' name (R-5.10). */
function factory(status: number) {
  return (message: string, details?: HttpErrorDetails) => new HttpError(status, statusName(status), message, details)
}
