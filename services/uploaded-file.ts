import type { Readable } from 'node:stream'

/** A file of a multipart form: in memory while it is small, else in a temporary file that goes with the call. */
export interface UploadedFile {
  /** The form's field. */
  readonly name: string
  /** The sender's name of it, without folders; never a path to write to. */
  readonly fileName: string
  /** What the sender says it is. */
  readonly contentType: string
  /** Bytes. */
  readonly length: number
  stream(): Readable
  bytes(): Promise<Uint8Array>
  text(): Promise<string>
}
