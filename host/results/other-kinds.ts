import { describeKind, type Format, type MemberKind, type MessageType, type WriteOptions } from '../../dtos/contract'
import type { Write, WriterOf } from '../write'

/** Writes a value that is of another kind than its message answers (`HttpResult.of`). */
export type OtherWriter = (kind: MemberKind, format: Format) => Write

/** Compiled when a kind is first met; kept as long as whoever says the kind keeps it. */
export function otherKinds({ namespace }: MessageType, options: WriteOptions, writerOf: WriterOf): OtherWriter {
  const scalars = new Map<string, Map<Format, Write>>()
  const others = new WeakMap<object, Map<Format, Write>>()
  return (kind, format) => {
    const known = typeof kind === 'string' ? scalars.get(kind) : others.get(kind)
    const writers = known ?? new Map<Format, Write>()
    let write = writers.get(format)
    if (!write) writers.set(format, (write = writerOf(format, describeKind(kind, { namespace }), options)))
    if (!known) typeof kind === 'string' ? scalars.set(kind, writers) : others.set(kind, writers)
    return write
  }
}
