import type { Format, TypeRef, WriteOptions } from '../dtos/contract'

/** Writes a body in one format; a format that is a page is told of the call too. */
export type Write = (body: unknown, call: object) => string | Uint8Array

/** Compiles what writes values of a type; undefined: of any. */
export type WriterOf = (format: Format, type: TypeRef | undefined, options: WriteOptions) => Write
