import { HttpError, SerializationException } from '../dtos/contract'
import { FileBody, HttpResult } from '../services'
import type { BindInput } from './binder'
import type { Call } from './call'
import { handlerOf } from './plan'
import { isStream } from './results/result'
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
  /** An item is of another kind than its message answers: each is written as what it is. */
  readonly mixed?: boolean
}

/**
 * Messages in a list, answers in a list of the same order. Rights and rules of every item come before the first one is executed; an
 * error ends the batch and names its item (`withItem`).
 */
export async function runBatch(call: Call, steps: Steps, tools: BatchTools): Promise<BatchAnswer | undefined> {
  await run(steps.open, call)
  const inputs = itemsOf(call, tools)
  const requests = inputs.map((input, index) => {
    call.batchIndex = index
    return call.plan.binder.bind(input)
  })
  call.batchIndex = undefined
  await run(steps.convert, call)
  for (const [index, item] of requests.entries()) {
    call.batchIndex = index
    call.request = item
    await run(steps.admit, call)
    if (call.outgoing.writableEnded) return undefined
  }
  call.batchIndex = undefined
  if (requests.length === 0) return { answers: [], completed: undefined }
  const whole = call.plan.batchHandlers.get(call.verb) ?? call.plan.batchHandlers.get('ANY')
  if (whole) {
    call.enter('service')
    return { answers: [...((await whole(requests, call)) as Iterable<unknown>)], completed: undefined }
  }
  // No method for the verb is the batch's error, not an item's.
  handlerOf(call.plan, call.verb, call.format.name)
  if (answersStream(call)) throw noList(call)
  const answers: unknown[] = []
  let mixed = false
  for (const [index, request] of requests.entries()) {
    call.batchIndex = index
    call.request = request
    call.answer = undefined
    await run(steps.perform, call)
    if (call.outgoing.writableEnded) return undefined
    mixed ||= call.answer instanceof HttpResult && isOdd(call, call.answer)
    answers.push(valueOf(call, call.answer))
  }
  call.batchIndex = undefined
  return { answers, completed: answers.length, mixed }
}

/** What stands in the list for an answer: a result's words are the whole answer's to say, and a file has no place there. */
function valueOf(call: Call, answer: unknown): unknown {
  const value = (answer instanceof HttpResult ? answer.response : answer) ?? null
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof FileBody) throw noList(call)
  if (!isStream(value)) return value
  value.destroy()
  throw noList(call)
}

const noList = ({ message }: Call) =>
  new HttpError(
    405,
    'NotSupportedException',
    `${message.name} answers a file or a stream, and no list can hold one: call it alone.`,
  )

const answersStream = ({ message: { response } }: Call) => response?.kind === 'value' && response.type.kind === 'stream'

function isOdd({ message: { response: declared } }: Call, { response, options }: HttpResult): boolean {
  if (options.kind !== undefined) return true
  const isRaw = typeof response === 'string' || response instanceof Uint8Array
  return isRaw && !(declared?.kind === 'value' && declared.type.kind === 'scalar')
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
    // An item of a message that is itself a list is one, or one thing of it.
    if (item === null || typeof item !== 'object' || (Array.isArray(item) && call.message.items === undefined))
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
export function withItem(error: HttpError, { batchIndex, stage }: Call): HttpError {
  if (batchIndex === undefined) return error
  const { status, errorCode, message, details } = error
  const said = details.response?.responseStatus ?? error.responseStatus
  const response = { responseStatus: { ...said, meta: { ...said.meta, AutoBatchIndex: String(batchIndex) } } }
  const headers = stage === 'service' ? { ...details.headers, 'X-AutoBatch-Completed': String(batchIndex) } : details.headers
  return new HttpError(status, errorCode, message, { ...details, response, ...(headers ? { headers } : {}) })
}
