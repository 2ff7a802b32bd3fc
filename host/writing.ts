import type { Format, ItemWriter, MessageType, TypeRef, WriteOptions } from '../dtos/contract'
import type { WriteConfig } from './negotiation/jsconfig'
import { type OtherWriter, otherKinds } from './results/other-kinds'
import type { Write, WriterOf } from './write'

/** What writes one message's answers. */
export interface Writing {
  readonly writers: ReadonlyMap<Format, Write>
  /** What writes long lists item by item, where the answer is or holds one; undefined: no format has any. */
  readonly streams: ReadonlyMap<Format, ItemWriter> | undefined
  /** Writes what is of another kind than the message answers. */
  readonly otherWriter: OtherWriter
  /** The answers of a batch as one list. */
  readonly listWriter: (format: Format) => Write
}

/** A message's writers, and those that a call's `?jsconfig=` asks for. */
export interface MessageWriting extends Writing {
  readonly variant: (config: WriteConfig) => Writing
}

/** How many variants of one message are remembered: clients ask for one or two, and who tries them all costs no memory. */
const remembered = 12

/** Compiled at start-up; variants when they are first asked for. Formats that do not heed `?jsconfig=` write as ever. */
export function compileWriting(
  message: MessageType,
  formats: readonly Format[],
  options: WriteOptions,
  writerOf: WriterOf,
): MessageWriting {
  const { response } = message
  // A stream goes out as it is: there is nothing to compile a writer for.
  const type = response?.kind === 'value' && response.type.kind !== 'stream' ? response.type : undefined
  const list: TypeRef | undefined = response?.kind === 'value' ? { kind: 'list', item: response.type } : undefined

  const writing = (write: WriteOptions): Writing => ({
    writers: new Map(formats.map((format) => [format, writerOf(format, type, write)])),
    streams: streamsOf(formats, type, write),
    otherWriter: otherKinds(message, write, writerOf),
    listWriter: onDemand((format) => writerOf(format, list, write)),
  })
  const base = writing(options)
  const heeding = formats.filter((format) => format.heedsConfig)
  const known = new Map<string, Writing>()

  function variantOf(config: WriteConfig): Writing {
    const write = { ...options, ...config }
    const otherWriter = otherKinds(message, write, writerOf)
    const listWriter = onDemand((format) => writerOf(format, list, write))
    return {
      writers: new Map([...base.writers, ...heeding.map((format) => [format, writerOf(format, type, write)] as const)]),
      streams: base.streams && new Map([...base.streams, ...(streamsOf(heeding, type, write) ?? [])]),
      otherWriter: (kind, format) => (format.heedsConfig ? otherWriter : base.otherWriter)(kind, format),
      listWriter: (format) => (format.heedsConfig ? listWriter : base.listWriter)(format),
    }
  }
  return { ...base, variant: (config) => recalled(known, config, () => variantOf(config)) }
}

function streamsOf(formats: readonly Format[], type: TypeRef | undefined, options: WriteOptions): Writing['streams'] {
  if (type === undefined) return undefined
  const streams = formats.flatMap((format) => {
    const writer = format.stream?.(type, options)
    return writer ? [[format, writer] as const] : []
  })
  return streams.length > 0 ? new Map(streams) : undefined
}

function onDemand(compile: (format: Format) => Write): (format: Format) => Write {
  const known = new Map<Format, Write>()
  return (format) => {
    let write = known.get(format)
    if (!write) known.set(format, (write = compile(format)))
    return write
  }
}

/** What is known of the same words in any order, else made; what was asked for least lately gives way. */
export function recalled<T>(known: Map<string, T>, config: WriteConfig, make: () => T): T {
  const key = JSON.stringify(Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1)))
  const value = known.get(key) ?? make()
  known.delete(key)
  known.set(key, value)
  if (known.size > remembered) known.delete(known.keys().next().value!)
  return value
}
