import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import busboy from 'busboy'
import { HttpError, SerializationException } from '../../dtos/contract'
import type { UploadedFile } from '../../services'
import { FileStore } from './file-store'

export interface UploadLimits {
  /** Bytes of a whole form, its files included. */
  readonly maxBytes: number
  readonly maxFiles: number
  readonly maxFields: number
  /** Bytes of one text field. */
  readonly maxFieldBytes: number
}

export const defaultUploadLimits: UploadLimits = { maxBytes: 32 << 20, maxFiles: 20, maxFields: 500, maxFieldBytes: 1 << 20 }

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
  const store = new FileStore()
  const stored: Promise<void>[] = []
  let size = 0

  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (error: Error) => {
        body.unpipe(parser)
        // Who still sends is listened to, so that the answer reaches him.
        body.resume()
        parser.destroy()
        reject(error)
      }
      const beyond = (what: string) =>
        fail(new HttpError(413, 'RequestEntityTooLarge', `The form has ${what} than are read here.`))
      body.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > limits.maxBytes) beyond(`more than ${limits.maxBytes} bytes, more`)
      })
      parser.on('field', (name, value, { nameTruncated, valueTruncated }) => {
        if (nameTruncated || valueTruncated) beyond('a longer field')
        else fields.push([name ?? '', value])
      })
      parser.on('file', (name, part, { filename, mimeType }) => {
        // A part that names no file is a file box that was left empty.
        if (!filename) return void part.resume()
        part.on('error', () => {})
        stored.push(store.take(name ?? '', filename, mimeType, part))
      })
      parser.on('filesLimit', () => beyond('more files'))
      parser.on('fieldsLimit', () => beyond('more fields'))
      parser.on('partsLimit', () => beyond('more parts'))
      parser.on('error', (error: Error) => fail(noForm(error.message)))
      parser.on('close', () => resolve())
      body.on('error', (error) => fail(noForm(error.message)))
      body.on('close', () => {
        if (!body.readableEnded) fail(noForm('The connection broke before the form was whole'))
      })
      body.pipe(parser)
    })
    await Promise.all(stored)
  } catch (error) {
    await Promise.allSettled(stored)
    store.discard()
    throw error
  }
  return { fields, files: store.files, discard: () => store.discard() }
}

function parserOf(headers: IncomingHttpHeaders, { maxBytes, maxFiles, maxFields, maxFieldBytes }: UploadLimits): busboy.Busboy {
  try {
    return busboy({
      headers,
      defParamCharset: 'utf8',
      limits: {
        fieldNameSize: longestName,
        fieldSize: maxFieldBytes,
        fields: maxFields,
        files: maxFiles,
        fileSize: maxBytes,
        headerPairs: 50,
      },
    })
  } catch (error) {
    throw noForm((error as Error).message)
  }
}

const noForm = (complaint: string) => new SerializationException(`The body is no multipart/form-data: ${complaint}`)
