import { ApiMember, Namespace } from '../../../dtos/contract/api'
import { describe } from '../../../dtos/contract/describe'
import type { TypeRef } from '../../../dtos/contract/message-type'
import { ResponseStatus } from '../../../dtos/contract/response-status'

/** The body of errors that are no part of a declared reply. */
@Namespace('ServiceStack')
class ErrorResponse {
  @ApiMember({ type: () => ResponseStatus }) responseStatus?: ResponseStatus
}

export const errorResponse = (): TypeRef => ({ kind: 'object', type: describe(ErrorResponse) })
