import { HttpError, type HttpErrorDetails } from '../../../../dtos/contract/http-error'

/** An error between two threads: what the caller needs of an HttpError, and what a log needs of any other. */
export type WireError =
  | {
      readonly kind: 'http'
      readonly status: number
      readonly code: string
      readonly message: string
      readonly details: HttpErrorDetails
      readonly cause?: string
    }
  | { readonly kind: 'other'; readonly message: string; readonly stack?: string }

export const toWire = (error: unknown): WireError => {
  if (error instanceof HttpError) {
    const { fieldName, headers, cause } = error.details
    return {
      kind: 'http',
      status: error.status,
      code: error.errorCode,
      message: error.message,
      details: { fieldName, headers },
      cause: cause === undefined ? undefined : String(cause),
    }
  }
  return error instanceof Error
    ? { kind: 'other', message: error.message, stack: error.stack }
    : { kind: 'other', message: String(error) }
}

export const fromWire = (error: WireError): Error => {
  if (error.kind === 'http')
    return new HttpError(error.status, error.code, error.message, { ...error.details, cause: error.cause })
  const made = new Error(error.message)
  made.stack = error.stack ?? made.stack
  return made
}
