import { HttpResult, type RequestContext } from '../../../services'
import { Call } from '../../call'
import { queryValue } from '../../query-value'
import { ownTarget } from '../redirect'

/** The answer goes to a person's browser. */
export const isPage = (context: RequestContext): boolean =>
  context.format.page !== undefined && !(context instanceof Call && context.callback !== undefined)

/** Where the caller wants to be then, if that is on this host: `redirect`, `continue` or `ReturnUrl`; undefined: nowhere. Elsewhere is a 400. */
export function targetOf(returnUrl: string | undefined, context: RequestContext): string | undefined {
  const mark = context.url.indexOf('?')
  const query = mark < 0 ? '' : context.url.slice(mark + 1)
  const target = queryValue(query, 'redirect') || queryValue(query, 'continue') || queryValue(query, 'returnurl') || returnUrl
  return target ? ownTarget(target, context.baseUrl) : undefined
}

/** Browsers go there; programs are told where it is. */
export function answerTo<T extends { referrerUrl?: string }>(context: RequestContext, response: T, target: string | undefined) {
  if (target === undefined) return response
  if (isPage(context)) return new HttpResult(response, { location: target })
  response.referrerUrl = target
  return response
}
