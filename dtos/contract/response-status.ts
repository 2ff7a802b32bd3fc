/** One failure of one field. */
export interface ResponseError {
  errorCode: string
  /** The path in declared names (`Items[0].Value`), `''` if none. */
  fieldName: string
  message: string
  meta?: Record<string, string>
}

/** What every ServiceStack client reads from an error. */
export interface ResponseStatus {
  errorCode: string
  message: string
  stackTrace?: string
  errors: ResponseError[]
  meta?: Record<string, string>
}
