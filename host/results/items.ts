import type { Format, ItemWriter } from '../../dtos/contract'
import type { Call } from '../call'
import { after, type MaybePromise } from '../maybe'
import { send, sendAsIs, sendStream } from '../send'
import type { Headers } from './headers'
import { scriptHeaders, scriptStart, scriptText } from './script'

type Items = Iterable<unknown> | AsyncIterable<unknown>
interface Reply {
  readonly status: number
  readonly reason: string | undefined
  readonly headers: Headers
}

/** How many characters go out at once; a list that is shorter is sent whole, with its length. */
const chunkSize = 32 * 1024

const isItems = (value: unknown): value is Items =>
  typeof value === 'object' && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)

/** A list whose items come one by one (`function*`, a database's cursor), and who writes them so; no writer: the format writes a list whole only. */
export interface LongAnswer {
  readonly items: Items
  readonly format: Format
  readonly writer: ItemWriter | undefined
}

/** Undefined: `body` is no such list. */
export function longAnswer({ writing }: Call, body: object, format: Format): LongAnswer | undefined {
  const writer = writing.streams?.get(format)
  const items = writer ? writer.items(body) : body
  return Array.isArray(items) || !isItems(items) ? undefined : { items, format, writer }
}

/** Written while the items come; the iterator is closed when the caller goes away. */
export function sendItems(call: Call, { items, format, writer }: LongAnswer, reply: Reply): MaybePromise<void> {
  if (!writer) return collected(call, items, format, reply)
  const isScript = call.callback !== undefined
  const how = isScript ? inScript(call, writer) : writer
  const { status, reason } = reply
  const headers = isScript ? scriptHeaders(call, reply.headers) : reply.headers
  if (call.verb === 'HEAD') return sendStream(call, status, reason, headers, nothing())
  return Symbol.asyncIterator in items
    ? startAsync(call, asyncChunks(items, how), { status, reason, headers })
    : start(call, chunks(items, how), { status, reason, headers })
}

/** The list as what the callback is given. */
const inScript = (call: Call, writer: ItemWriter): ItemWriter => ({
  items: (body) => writer.items(body),
  head: scriptStart(call) + writer.head,
  item: (item, index) => scriptText(writer.item(item, index)),
  tail: (count) => `${writer.tail(count)})`,
})

/** For formats that write a list whole only; a page shows its beginning. */
function collected(call: Call, items: Items, format: Format, { status, reason, headers }: Reply): MaybePromise<void> {
  const write = call.writing.writers.get(format)!
  const most = format.mostItems ?? Number.POSITIVE_INFINITY
  call.status = status
  return after(call, Symbol.asyncIterator in items ? listOf(items, most) : startOf(items, most), (_, list) =>
    send(call, status, reason, headers, write(list, call)),
  )
}
/** An array where that is all; else an iterator, which does not say how many there are. */
const found = (list: unknown[], most: number): Iterable<unknown> => (list.length > most ? list.values() : list)

async function listOf(items: AsyncIterable<unknown>, most: number): Promise<Iterable<unknown>> {
  const list: unknown[] = []
  for await (const item of items) if (list.push(item) > most) break
  return found(list, most)
}
function startOf(items: Iterable<unknown>, most: number): Iterable<unknown> {
  const list: unknown[] = []
  for (const item of items) if (list.push(item) > most) break
  return found(list, most)
}

/** The text in pieces; the last one is returned. */
function* chunks(items: Iterable<unknown>, writer: ItemWriter): Generator<string, string> {
  let text = writer.head
  let index = 0
  for (const item of items) {
    text += writer.item(item, index++)
    if (text.length >= chunkSize) {
      yield text
      text = ''
    }
  }
  return text + writer.tail(index)
}
async function* asyncChunks(items: AsyncIterable<unknown>, writer: ItemWriter): AsyncGenerator<string, string> {
  let text = writer.head
  let index = 0
  for await (const item of items) {
    text += writer.item(item, index++)
    if (text.length >= chunkSize) {
      yield text
      text = ''
    }
  }
  return text + writer.tail(index)
}

type Pieces = Generator<string, string> | AsyncGenerator<string, string>

/** What fails before the first piece is an error like any other, with its own status. */
function start(call: Call, pieces: Generator<string, string>, reply: Reply): MaybePromise<void> {
  return proceed(call, pieces.next(), pieces, reply)
}
async function startAsync(call: Call, pieces: AsyncGenerator<string, string>, reply: Reply): Promise<void> {
  return proceed(call, await pieces.next(), pieces, reply)
}
function proceed(
  call: Call,
  first: IteratorResult<string, string>,
  pieces: Pieces,
  { status, reason, headers }: Reply,
): MaybePromise<void> {
  if (first.done) return sendAsIs(call, status, reason, headers, first.value)
  return sendStream(call, status, reason, headers, rest(first, pieces))
}

async function* rest(first: IteratorResult<string, string>, pieces: Pieces): AsyncGenerator<string> {
  try {
    let piece = first
    while (!piece.done) {
      yield piece.value
      // A source that never waits would keep the loop from everybody else.
      await new Promise(setImmediate)
      piece = await pieces.next()
    }
    yield piece.value
  } finally {
    await pieces.return('')
  }
}

async function* nothing(): AsyncGenerator<string> {}
