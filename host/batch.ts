import { HttpError, SerializationException } from '../dtos/contract'
import { HttpResult } from '../services'
import type { BindInput } from './binder'
import type { Call } from './call'
import { handlerOf } from './plan'
import { run, type Steps } from './steps'

/** The path of the operation under a batch's path; undefined: no batch. `[]` may arrive escaped. */
export function operationPath(path: string): string | undefined {
  const last = path.charCodeAt(path.length - 1)
  if (last === 0x5d) return path.endsWith('[]') ? path.slice(0, -2) : undefined
  if (last !== 0x44 && last !== 0x64) return undefined
  return /%5b%5d$/i.test(path) ? path.slice(0, -6) : undefined
}

export interface BatchTools {
  readonly readInput: (call: Call) => BindInput
  /** Messages of one batch. */
  readonly most: number
}

export interface BatchAnswer {
  readonly answers: readonly unknown[]
  /** How many services ran; undefined: the answer tells no number. */
  readonly completed: number | undefined
}

/**
 * Messages in a list, answers in a list of the same order. Rights and rules of every item come before the first one is executed; an
 * error ends the batch and names its item (`withItem`).
 */
export async function runBatch(call: Call, steps: Steps, tools: BatchTools): Promise<BatchAnswer | undefined> {
  await run(steps.open, call)
  const inputs = itemsOf(call, tools)
  const requests = inputs.map((input, index) => {
    call.item = index
    return call.plan.binder.bind(input)
  })
  call.item = undefined
  await run(steps.convert, call)
  for (const [index, item] of requests.entries()) {
    call.item = index
    call.request = item
    await run(steps.admit, call)
    if (call.outgoing.writableEnded) return undefined
  }
  call.item = undefined
  if (requests.length === 0) return { answers: [], completed: undefined }
  const whole = call.plan.batchHandlers.get(call.verb) ?? call.plan.batchHandlers.get('ANY')
  if (whole) {
    call.enter('service')
    return { answers: [...((await whole(requests, call)) as Iterable<unknown>)], completed: undefined }
  }
  // No method for the verb is the batch's error, not an item's.
  handlerOf(call.plan, call.verb, call.format.name)
  const answers: unknown[] = []
  for (const [index, request] of requests.entries()) {
    call.item = index
    call.request = request
    call.answer = undefined
    await run(steps.perform, call)
    if (call.outgoing.writableEnded) return undefined
    answers.push(call.answer instanceof HttpResult ? call.answer.response : (call.answer ?? null))
  }
  call.item = undefined
  return { answers, completed: answers.length }
}

/** Each item as the binder reads it: the body alone, the query fills nothing. No body and a form are an empty list. */
function itemsOf(call: Call, { readInput, most }: BatchTools): BindInput[] {
  const input = readInput(call)
  if (input.contentKind !== 'tree') return []
  const { tree } = input
  if (!Array.isArray(tree)) throw new SerializationException(`A batch is a list of ${call.message.name}, not one value.`)
  if (tree.length > most)
    throw new HttpError(413, 'BatchTooLarge', `A batch has at most ${most} messages here, not ${tree.length}.`)
  return tree.map((item: unknown, index): BindInput => {
    if (item === null || typeof item !== 'object' || Array.isArray(item))
      throw new SerializationException(`Item ${index} of the batch is no ${call.message.name}.`)
    return {
      query: '',
      contentKind: 'tree',
      tree: item,
      predefined: true,
      ...(input.cells ? { cells: true } : {}),
      ...(input.contentType ? { contentType: input.contentType } : {}),
    }
  })
}

/** The same error with the item's number in its `meta`; once services ran, with how many had. */
export function withItem(error: HttpError, { item, stage }: Call): HttpError {
  if (item === undefined) return error
  const { status, errorCode, message, details } = error
  const said = details.response?.responseStatus ?? error.responseStatus
  const response = { responseStatus: { ...said, meta: { ...said.meta, AutoBatchIndex: String(item) } } }
  const headers = stage === 'service' ? { ...details.headers, 'X-AutoBatch-Completed': String(item) } : details.headers
  return new HttpError(status, errorCode, message, { ...details, response, ...(headers ? { headers } : {}) })
}
