import type { Format } from '../dtos/contract'
import type { Call } from './call'
import type { Plan } from './plan'
import { send } from './reply'
import type { Write, WriterOf } from './write'

/** Writes the answers of a batch as one list in the call's format; a message's list writers are compiled with its first batch. */
export function batchReplier(writerOf: WriterOf): (call: Call, answers: unknown, completed: number | undefined) => void {
  const writers = new Map<Plan, Map<Format, Write>>()
  return (call, answers, completed) => {
    const { plan, format } = call
    const known = writers.get(plan) ?? new Map<Format, Write>()
    writers.set(plan, known)
    let write = known.get(format)
    if (!write) known.set(format, (write = listWriter(plan, format, writerOf)))
    const headers = plan.headers.get(format)!
    const named = format.headers ? withNames(headers, format.headers(`${call.message.name}[]`)) : headers
    send(
      call,
      200,
      undefined,
      completed === undefined ? named : [...named, 'X-AutoBatch-Completed', String(completed)],
      write(answers, call),
    )
  }
}

function listWriter({ message, contract }: Plan, format: Format, writerOf: WriterOf): Write {
  const { response } = message
  const type = response?.kind === 'value' ? ({ kind: 'list', item: response.type } as const) : undefined
  return writerOf(format, type, { writeNulls: contract?.writeNulls ?? false })
}

/** A batch's file is called after its list: `FindLoans[].csv`. */
function withNames(headers: readonly string[], own: Readonly<Record<string, string>>): readonly string[] {
  const names = Object.keys(own)
  return [...headers.filter((_, index) => !names.includes(headers[index - (index % 2)]!)), ...Object.entries(own).flat()]
}
