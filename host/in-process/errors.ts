import { type FieldError, ValidationError, WebServiceException } from '../../dtos/contract'
import type { ErrorMapper } from '../errors/error-mapper'

/** Whatever was thrown as what a client of another host would catch. */
export function asWebServiceException(thrown: unknown, toHttpError: ErrorMapper, reference: string): WebServiceException {
  if (thrown instanceof WebServiceException) return thrown
  const { status, errorCode, responseStatus, details } = toHttpError(thrown, reference)
  const { statusDescription = errorCode, headers, cause } = details
  return new WebServiceException(status, statusDescription, responseStatus, {
    ...(headers ? { headers } : {}),
    ...(cause === undefined ? {} : { cause }),
  })
}

/** Failed rules of a message that came in process tell their severity too. */
export const failedRules = (errors: readonly FieldError[]): ValidationError =>
  new ValidationError(errors.map((error) => ({ ...error, meta: { Severity: 'Error', ...error.meta } })))

/** Which of several messages it was. */
export function atItem(error: WebServiceException, item: number): WebServiceException {
  const { status, statusDescription, responseStatus, details } = error
  const meta = { ...responseStatus.meta, AutoBatchIndex: String(item) }
  return new WebServiceException(status, statusDescription, { ...responseStatus, meta }, { ...details })
}
