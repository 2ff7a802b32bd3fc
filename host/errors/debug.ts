import type { ResponseStatus } from '../../dtos/contract'
import type { Call } from '../call'
import { jsvText } from '../formats/jsv-text'

/** What only developers may see: where it was thrown, by which request, and what caused it. */
export function debugged(status: ResponseStatus, thrown: Error, call: Call): ResponseStatus {
  const stackTrace = [
    `[${call.plan?.message.name ?? call.path}: ${new Date().toISOString()}]:`,
    `[REQUEST: ${call.request === undefined ? '' : jsvText(call.request, { kind: 'object', type: call.message })}]`,
    thrown.stack ?? thrown.message,
  ].join('\n')
  const inner = innerMessages(thrown)
  return {
    ...status,
    stackTrace,
    ...(inner.length > 0 ? { meta: { ...status.meta, InnerMessages: inner.join('\n') } } : {}),
  }
}

const deepest = 10

function innerMessages(thrown: Error): string[] {
  const messages: string[] = []
  for (let at = thrown.cause; at instanceof Error && messages.length < deepest; at = at.cause) messages.push(at.message)
  return messages
}
