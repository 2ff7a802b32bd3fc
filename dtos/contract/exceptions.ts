import type { ErrorStatus } from './error-status'
import { HttpError, type HttpErrorDetails } from './http-error'

/**
 * A failure with a .NET name (R-5.10). It is declared: the class' own name is the code, its message is for the caller, also as a 500.
 * A subclass inherits the status, or says its own: `static override readonly status = 423`.
 */
export class Exception extends HttpError {
  static readonly status: number = 500

  constructor(message: string, details: HttpErrorDetails = {}) {
    super(new.target.status, new.target.name, message, details)
    this.name = new.target.name
  }
}

/** A parameter that is wrong: 400; its name makes one field error, whose text lacks the tail of the message. */
export class ArgumentException extends Exception {
  static override readonly status: number = 400

  constructor(message: string, paramName?: string, details: HttpErrorDetails = {}) {
    super(
      paramName === undefined ? message : `${message} (Parameter '${paramName}')`,
      paramName === undefined ? details : { fieldName: paramName, fieldMessage: message, ...details },
    )
  }
}
export class ArgumentNullException extends ArgumentException {
  constructor(paramName?: string, message = 'Value cannot be null.') {
    super(message, paramName)
  }
}
export class ArgumentOutOfRangeException extends ArgumentException {
  constructor(paramName?: string, message = 'Specified argument was out of the range of valid values.') {
    super(message, paramName)
  }
}

export class FileNotFoundException extends Exception {
  static override readonly status = 404
}
export class NotImplementedException extends Exception {
  static override readonly status = 405
}
export class NotSupportedException extends Exception {
  static override readonly status = 405
}
/** Who calls is known, and may not: 403; who is not known gets an `AuthenticationException`. */
export class UnauthorizedAccessException extends Exception {
  static override readonly status = 403
}
export class AuthenticationException extends Exception {
  static override readonly status: number = 401
}
export class TokenException extends AuthenticationException {}
export class SecurityTokenException extends AuthenticationException {}
export class OptimisticConcurrencyException extends Exception {
  static override readonly status = 409
}

// Everything else is a 500 that says what it is.
export class InvalidOperationException extends Exception {}
export class KeyNotFoundException extends Exception {}
export class IndexOutOfRangeException extends Exception {}
export class NullReferenceException extends Exception {}
export class ArithmeticException extends Exception {}
export class OverflowException extends ArithmeticException {}
export class DivideByZeroException extends ArithmeticException {}
export class TimeoutException extends Exception {}
export class OperationCanceledException extends Exception {}
export class TaskCanceledException extends OperationCanceledException {}
export class IOException extends Exception {}
export class DirectoryNotFoundException extends IOException {}

/** A call to another host failed: answered with what that host said. */
export class WebServiceException extends HttpError {
  constructor(status: number, statusDescription: string, responseStatus: Partial<ErrorStatus>, details: HttpErrorDetails = {}) {
    const { errorCode = statusDescription, message = statusDescription } = responseStatus
    super(status, errorCode, message, { ...details, statusDescription, response: { responseStatus } })
    this.name = 'WebServiceException'
  }

  /** The status under the name that clients give it. */
  get statusCode(): number {
    return this.status
  }
  get statusDescription(): string {
    return this.details.statusDescription ?? this.errorCode
  }
}
