import type { FieldError } from './error-status'
import { Exception } from './exceptions'
import { HttpError, type HttpErrorDetails } from './http-error'

/** A value that cannot be read as what its member is: 400, each wrong field named. */
export class SerializationException extends HttpError {
  constructor(message: string, errors: readonly FieldError[] = [], details: HttpErrorDetails = {}) {
    super(400, 'SerializationException', message, { ...details, errors })
    this.name = 'SerializationException'
  }
}

/** Failed property rules: code and message are the first failure's. */
export class ValidationError extends HttpError {
  constructor(errors: readonly FieldError[]) {
    const first = errors[0] ?? { errorCode: 'ValidationError', fieldName: '', message: 'The request is not valid.' }
    super(400, first.errorCode, first.message, { errors })
    this.name = 'ValidationError'
  }
}

/** A body that is not of the format that it is sent as; readers throw it, the binder answers. A service's is a 400 too. */
export class FormatException extends Exception {
  static override readonly status = 400
}
