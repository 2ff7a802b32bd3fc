import type { Transform } from 'node:stream'
import type { Headers } from './headers'

/** A content coding that the caller takes: what the compression feature gives to a call. */
export interface Encoder {
  /** As in `Content-Encoding`. */
  readonly name: string
  /** Whether an answer is worth it. `length`: bytes; undefined where it is not held whole. */
  takes(status: number, headers: Headers, length: number | undefined): boolean
  /** `undefined`: it could not, and the body goes out as it is. */
  whole(body: string | Uint8Array, done: (encoded: Uint8Array | undefined) => void): void
  stream(): Transform
}
