import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import { HttpError, SerializationException } from '../../dtos/contract'
import type { UploadedFile } from '../../services'
import { isReadable } from '../charset'
import { FileStore } from './file-store'
import { boundaryOf, watchCharsets } from './part-charsets'

/** What a multipart form may have; beyond it is 413. */
export interface UploadLimits {
  /** Bytes of a whole form, its files included. */
  readonly maxBytes: number
  /** Bytes of one file. */
  readonly maxFileBytes: number
  readonly maxFiles: number
  readonly maxFields: number
  /** Bytes of all text fields together: they are held in memory. */
  readonly maxFieldBytes: number
  /** Where long files wait for their service; the system's own folder for such unless said. */
  readonly folder?: string
}

export const defaultUploadLimits: UploadLimits = {
  maxBytes: 32 << 20,
  maxFileBytes: 32 << 20,
  maxFiles: 20,
  maxFields: 500,
  maxFieldBytes: 1 << 20,
}

/** A form in parts: texts in their order, files beside them. */
export interface MultipartForm {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly files: readonly UploadedFile[]
  /** Takes temporary files away. */
  discard(): void
}

const longestName = 200

/** Reads a form as it comes; nothing of it is held whole. What is no form is 400, what is too much 413. */
export async function readMultipart(body: Readable, headers: IncomingHttpHeaders, limits: UploadLimits): Promise<MultipartForm> {
  const parser = parserOf(headers, limits)
  const fields: (readonly [string, string])[] = []
  const store = new FileStore(limits.folder)
  const stored: Promise<void>[] = []
  const { promise: done, resolve, reject } = deferred()
  let over = false
  const fail = (error: unknown) => {
    if (over) return
    over = true
    body.unpipe(parser)
    // Who still sends is listened to, so that the answer reaches him.
    body.resume()
    parser.destroy()
    reject(error)
  }
  // busboy goes on in what it was doing when it told of something: it is not ended in the middle of that.
  const refuse = (error: unknown) => process.nextTick(fail, error)
  let size = 0
  let fieldSize = 0

  const look = watchCharsets(boundaryOf(headers['content-type'] ?? '') ?? '', (charset) => {
    if (!isReadable(charset)) fail(otherCharset(charset))
  })
  body.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > limits.maxBytes) fail(tooMuch(`${limits.maxBytes} bytes`))
    else if (!over) look(chunk)
  })
  body.on('error', (error) => fail(noForm(error.message)))
  body.on('close', () => {
    if (!body.readableEnded) fail(noForm('The connection broke before the form was whole'))
  })
  parser.on('field', (name, value: string | undefined, { nameTruncated, valueTruncated }) => {
    // busboy has no text where it does not know a charset that was not seen in passing, and writes U+FFFD where bytes are no UTF-8.
    if (value === undefined) return refuse(otherCharset('of a part'))
    if (value.includes('\ufffd')) return refuse(misencoded(name))
    fieldSize += Buffer.byteLength(value)
    if (nameTruncated || valueTruncated || fieldSize > limits.maxFieldBytes)
      refuse(tooMuch(`${limits.maxFieldBytes} bytes in its fields`))
    else if (name !== undefined) fields.push([name, value])
  })
  parser.on('file', (name, part, { filename, mimeType }) => {
    // A part that names no file is a file box that was left empty.
    if (!filename || over) return void part.on('error', () => {}).resume()
    part.on('limit', () => refuse(tooMuch(`${limits.maxFileBytes} bytes in one file`)))
    // A disk that is full ends the form, which would wait for ever for its file to be read.
    const taken = store.take(name ?? '', filename, mimeType, part)
    taken.catch(fail)
    stored.push(taken)
  })
  parser.on('filesLimit', () => refuse(tooMuch(`${limits.maxFiles} files`)))
  parser.on('fieldsLimit', () => refuse(tooMuch(`${limits.maxFields} fields`)))
  parser.on('error', (error: Error) => fail(noForm(error.message)))
  parser.on('close', () => resolve())
  body.pipe(parser)

  try {
    await done
    await Promise.all(stored)
  } catch (error) {
    await Promise.allSettled(stored)
    store.discard()
    throw error
  }
  return { fields, files: store.files, discard: () => store.discard() }
}

function deferred() {
  let resolve!: () => void
  let reject!: (error: unknown) => void
  const promise = new Promise<void>((...both) => {
    resolve = both[0]
    reject = both[1]
  })
  return { promise, resolve, reject }
}

function parserOf(
  headers: IncomingHttpHeaders,
  { maxFileBytes, maxFiles, maxFields, maxFieldBytes }: UploadLimits,
): busboy.Busboy {
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: longestName,
        // busboy cuts at its limits: what has one byte more is too much.
        fieldSize: maxFieldBytes + 1,
        fileSize: maxFileBytes + 1,
        fields: maxFields,
        files: maxFiles,
        headerPairs: 50,
      },
    })
  } catch (error) {
    throw noForm((error as Error).message)
  }
}

const noForm = (complaint: string) => new SerializationException(`The body is no multipart/form-data: ${complaint}`)

const said = (name: string | undefined) => (name === undefined || name.length > longestName ? 'A part' : `The part ${name}`)

const otherCharset = (charset: string) =>
  new HttpError(415, 'UnsupportedMediaType', `The charset ${charset.slice(0, 40)} is not read here; send UTF-8.`)

const misencoded = (name: string | undefined) => new SerializationException(`${said(name)} holds bytes that are no UTF-8.`)

const tooMuch = (most: string) =>
  new HttpError(413, 'RequestEntityTooLarge', `A form may have at most ${most} here; send less, or in several calls.`, {
    headers: { Connection: 'close' },
  })
