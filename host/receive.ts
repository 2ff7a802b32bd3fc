import type { IncomingMessage } from 'node:http'
import { decoded, rawStream, readBody } from './body'
import type { Call } from './call'
import { readMultipart, type UploadLimits } from './forms/multipart'
import { isFormless } from './reader'

export interface ReceiveLimits {
  /** Bytes of a request body, after decompression. */
  readonly maxBody: number
  readonly uploads: UploadLimits
}

/** Takes the body of a call that has one off the wire: whole, as a form in parts, or left to the service that reads it itself. `done` is called once. */
export function receive(call: Call, limits: ReceiveLimits, done: (error?: unknown) => void): void {
  try {
    receiveBody(call, limits, done)
  } catch (error) {
    done(error)
  }
}

function receiveBody(call: Call, { maxBody, uploads }: ReceiveLimits, done: (error?: unknown) => void): void {
  if (takesRaw(call)) {
    call.body = { contentType: call.mediaType, stream: rawStream(call.incoming) }
    return done()
  }
  if (isMultipart(call)) {
    receiveForm(call, uploads).then(() => done(), done)
    return
  }
  readBody(call.incoming, maxBody, (error, bytes) => {
    call.bytes = bytes
    done(error)
  })
}

/** Texts and files of a form; the files are there until the answer is out. */
async function receiveForm(call: Call, uploads: UploadLimits): Promise<void> {
  const form = await readMultipart(decoded(call.incoming) as IncomingMessage, call.incoming.headers, uploads)
  if (call.outgoing.destroyed) form.discard()
  call.outgoing.once('close', () => form.discard())
  call.fields = form.fields
  call.files = form.files
}

/** The message reads bodies of this media type itself. */
const takesRaw = ({ message: { rawBody }, mediaType }: Call): boolean =>
  rawBody !== undefined && (rawBody.length === 0 || rawBody.includes(mediaType))

const isMultipart = (call: Call): boolean => !isFormless(call) && call.mediaType === 'multipart/form-data'
