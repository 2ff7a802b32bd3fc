import type { HttpError, MessageType } from '../../dtos/contract'
import { UncaughtError } from '../errors/uncaught'
import { cut } from './values'

const longestMessage = 500

/**
 * The first condition on the whole request that does not hold; it answers alone, before any property rule, its message also as the reason phrase. Rights among the type's rules are the
 * authorizer's. In a batch each item is one request.
 */
export function checkTypeConditions(type: MessageType, request: object): HttpError | undefined {
  for (const rule of type.typeRules) {
    if (rule.name !== 'Condition' || !rule.test || rule.test(request)) continue
    const {
      status = 400,
      errorCode = 'InvalidRequest',
      message = `The specified condition was not met for '${type.name}'`,
    } = rule
    return new UncaughtError(status, errorCode, cut(message, longestMessage), { statusDescription: message })
  }
  return undefined
}
