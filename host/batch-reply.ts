import type { BatchAnswer } from './batch'
import type { Call } from './call'
import { headersFor } from './plan'
import { send } from './reply'

/** Writes the answers of a batch as one list in the call's format; a message's list writers are compiled with its first batch. */
export function replyBatch(call: Call, answers: unknown, { completed, mixed }: Omit<BatchAnswer, 'answers'>): void {
  const { format } = call
  const headers = headersFor(call).get(format)!
  const named = format.headers ? withNames(headers, format.headers(`${call.message.name}[]`)) : headers
  send(
    call,
    200,
    undefined,
    completed === undefined ? named : [...named, 'X-AutoBatch-Completed', String(completed)],
    (mixed ? call.writing.otherWriter('any', format) : call.writing.listWriter(format))(answers, call),
  )
}

/** A batch's file is called after its list: `FindLoans[].csv`. */
function withNames(headers: readonly string[], own: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(own)
  return [...headers.filter((_, index) => !names.includes(headers[index - (index % 2)]!)), ...Object.entries(own).flat()]
}
