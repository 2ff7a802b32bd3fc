import { HttpError, type HttpErrorDetails } from './http-error'
import type { ResponseError } from './response-status'

/** A value that cannot be read as what its member is: 400, each wrong field named. */
export class SerializationException extends HttpError {
  constructor(message: string, errors: readonly ResponseError[] = [], details: HttpErrorDetails = {}) {
    super(400, 'SerializationException', message, { ...details, errors })
    this.name = 'SerializationException'
  }
}

/** Failed property rules: code and message are the first failure's. */
export class ValidationError extends HttpError {
  constructor(errors: readonly ResponseError[]) {
    const first = errors[0] ?? { errorCode: 'ValidationError', fieldName: '', message: 'The request is not valid.' }
    super(400, first.errorCode, first.message, { errors })
    this.name = 'ValidationError'
  }
}

/** A body that is not of the format that it is sent as; readers throw it, the binder answers. */
export class FormatException extends Error {
  override readonly name = 'FormatException'
}
