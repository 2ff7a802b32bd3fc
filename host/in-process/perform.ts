import { HttpError, type MessageType, WebServiceException } from '../../dtos/contract'
import { HttpResult, type ServiceHooks } from '../../services'
import { handlerOf } from '../plan'
import type { InProcessCall } from './in-process-call'

/** The service with what stands around it (R-8.1 stages 12 to 15), and its answer as the response alone. */
export async function perform(call: InProcessCall, request: object, services: readonly ServiceHooks[]): Promise<unknown> {
  const handler = handlerOf(call.plan, call.verb, call.format.name)
  for (const service of services) await service.onBeforeExecute?.(request, call)
  let answer = await handler(request, call)
  if (answer instanceof HttpError) throw answer
  for (const service of services) answer = (await service.onAfterExecute?.(request, answer, call)) ?? answer
  return responseOf(call, answer)
}

/** What an `HttpResult` carries; a response that tells an error is one. */
export async function responseOf(call: InProcessCall, answer: unknown): Promise<unknown> {
  const result = answer instanceof HttpResult ? answer : undefined
  const response = result ? (result.response as unknown) : answer
  if (result) call.addCookies(result.options.cookies ?? [])
  const status = (response as { responseStatus?: { errorCode?: string; message?: string } } | null | undefined)?.responseStatus
  const failed = result !== undefined && result.status >= 400
  if (failed || status?.errorCode) {
    const statusDescription = result?.options.statusDescription ?? status?.errorCode ?? ''
    throw new WebServiceException(failed ? result.status : 500, statusDescription, status ?? {})
  }
  return isListOf(call.message, response) ? listOf(response) : (response ?? null)
}

const isListOf = ({ response }: MessageType, value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> =>
  response?.kind === 'value' &&
  response.type.kind === 'list' &&
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  (Symbol.iterator in value || Symbol.asyncIterator in value)

/** A list whose items come one by one is a list when it arrives. */
async function listOf(items: Iterable<unknown> | AsyncIterable<unknown>): Promise<unknown[]> {
  const list: unknown[] = []
  for await (const item of items) list.push(item)
  return list
}
