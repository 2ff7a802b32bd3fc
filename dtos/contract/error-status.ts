/** One failure of one field; on the wire a `ResponseError`. */
export interface FieldError {
  errorCode: string
  /** The path in declared names (`Items[0].Value`), `''` if none. */
  fieldName: string
  message: string
  meta?: Record<string, string>
}

/** The `ResponseStatus` of an error: it always lists the wrong fields, if only none. */
export interface ErrorStatus {
  errorCode: string
  message: string
  stackTrace?: string
  errors: FieldError[]
  meta?: Record<string, string>
}
