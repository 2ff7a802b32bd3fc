import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { HttpError } from '../../dtos/contract'
import type { FileBody } from '../../services'
import { mediaTypeOf } from './media-types'
import type { Range } from './ranges'

/** A body that goes out as it is: files, bytes, texts, streams. */
export interface Raw {
  /** Undefined: nobody knows; it is then sent to its end, and not in ranges. */
  readonly length: number | undefined
  /** What a script is given, where that is a value already. */
  readonly value?: string | Uint8Array
  readonly contentType?: string
  readonly lastModified?: Date
  /** The whole, or a part of it; called once at most. */
  read(range: Range | undefined): Uint8Array | Readable | AsyncIterable<unknown>
  /** It will not be read. */
  drop(): void
}

export const rawBytes = (bytes: Uint8Array, value: string | Uint8Array = bytes): Raw => ({
  length: bytes.length,
  value,
  read: (range) => (range ? bytes.subarray(range.start, range.end + 1) : bytes),
  drop() {},
})

/** `length`: what its service knows of it. A part is cut out of what comes by. */
export const rawStream = (stream: Readable, length: number | undefined): Raw => ({
  length,
  read: (range) => (range ? part(stream, range) : stream),
  drop() {
    stream.destroy?.()
  },
})

/** A file that is not there is 404, under the name that its service gave it, without the path. */
export async function rawFile({ path }: FileBody): Promise<Raw> {
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')
      throw new HttpError(404, 'FileNotFoundException', 'There is no such file (any more).', { cause })
    throw cause
  })
  const stat = await file.stat().catch(async (error) => {
    await file.close()
    throw error
  })
  if (!stat.isFile()) {
    await file.close()
    throw new HttpError(404, 'FileNotFoundException', 'There is no such file (any more).')
  }
  return {
    length: stat.size,
    contentType: mediaTypeOf(path),
    lastModified: stat.mtime,
    read: (range) =>
      // One byte beyond an empty file's end is none.
      createReadStream('', { fd: file, start: range?.start ?? 0, end: range?.end ?? Math.max(stat.size - 1, 0) }),
    drop() {
      file.close().catch(() => {})
    },
  }
}

async function* part(stream: AsyncIterable<unknown>, { start, end }: Range): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : (piece as Uint8Array)
    const from = Math.max(start - at, 0)
    const to = Math.min(end + 1 - at, bytes.length)
    if (from < to) yield bytes.subarray(from, to)
    at += bytes.length
    if (at > end) return
  }
}
