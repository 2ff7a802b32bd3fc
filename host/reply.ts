import { HttpResult } from '../services/http-result'
import type { Call } from './call'
import type { MaybePromise } from './maybe'
import { headersFor } from './plan'
import { replaced, withCharset, without } from './results/headers'
import { longAnswer, sendItems } from './results/items'
import { bytesType, isStream, sendResult } from './results/result'
import { scriptHeaders, scriptStream, scriptValue } from './results/script'
import { send, sendEmpty, sendStream } from './send'

export { send } from './send'

/** Writes an answer: declared members in the negotiated format; null is 204, a text or bytes are raw. */
export function reply(call: Call, answer: unknown): MaybePromise<void> {
  const { plan, format } = call
  const { method } = call.incoming
  const headers = (method === 'GET' || method === 'HEAD' ? headersFor(call) : plan.uncachedHeaders).get(format)!
  if (typeof answer === 'object' && answer !== null) {
    if (answer instanceof HttpResult) return sendResult(call, answer)
    if (answer instanceof Uint8Array && call.callback !== undefined)
      return send(call, 200, undefined, headers, scriptValue(answer))
    if (answer instanceof Uint8Array)
      return send(call, 200, undefined, replaced(headers, 'Content-Type', bytesType(call)), answer)
    if (isStream(answer))
      return call.callback === undefined
        ? sendStream(call, 200, undefined, headers, answer)
        : sendStream(call, 200, undefined, scriptHeaders(call, headers), scriptStream(call, answer))
    const long = plan.streams === undefined || Array.isArray(answer) ? undefined : longAnswer(call, answer, format)
    if (long) return sendItems(call, long, { status: 200, reason: undefined, headers })
    call.status = 200
    return send(call, 200, undefined, headers, call.writing.writers.get(format)!(answer, call))
  }
  if (answer === null || answer === undefined) return sendNothing(call)
  if (typeof answer === 'string')
    return send(call, 200, undefined, withCharset(headers), call.callback === undefined ? answer : scriptValue(answer))
  call.status = 200
  send(call, 200, undefined, headers, call.writing.writers.get(format)!(answer, call))
}

/** 204, and no type of what is not there; what a HEAD or OPTIONS answers is empty anyway. */
function sendNothing(call: Call): void {
  const headers = without(headersFor(call).get(call.format)!, ['content-type'])
  sendEmpty(call, call.verb === 'HEAD' || call.verb === 'OPTIONS' ? 200 : 204, undefined, headers)
}
