import type { IncomingMessage } from 'node:http'
import { brokenOff, decoded, rawStream, readBody } from './body'
import type { Call } from './call'
import { readMultipart, type UploadLimits } from './forms/multipart'
import { isPromise, type MaybePromise } from './maybe'
import { isFormless } from './reader'

export interface ReceiveLimits {
  /** Bytes of a request body, after decompression. */
  readonly maxBody: number
  readonly uploads: UploadLimits
}

export interface Receiving extends ReceiveLimits {
  /** Asked before a form's files are stored; throws where the caller may not call at all. */
  readonly beforeFiles: (call: Call) => MaybePromise<unknown>
  /** Somebody wants to hear of bodies that broke off: a log, or hooks of errors. */
  readonly tellsBroken: boolean
}

/** Takes the body of a call that has one off the wire: whole, as a form in parts, or left to the service that reads it itself. `done` is called once. */
export function receive(call: Call, receiving: Receiving, done: (error?: unknown) => void): void {
  try {
    receiveBody(call, receiving, done)
  } catch (error) {
    done(error)
  }
}

function receiveBody(
  call: Call,
  { maxBody, uploads, beforeFiles, tellsBroken }: Receiving,
  done: (error?: unknown) => void,
): void {
  if (takesRaw(call)) {
    call.body = { contentType: call.mediaType, stream: rawStream(call.incoming) }
    return done()
  }
  if (isMultipart(call)) {
    const waiting = beforeFiles(call)
    const received = isPromise(waiting) ? waiting.then(() => receiveForm(call, uploads)) : receiveForm(call, uploads)
    received.then(() => done(), done)
    return
  }
  readBody(call.incoming, maxBody, tellsBroken, (error, bytes) => {
    call.bytes = bytes
    done(error)
  })
}

/** Texts and files of a form; the files are there until the answer is out. */
async function receiveForm(call: Call, uploads: UploadLimits): Promise<void> {
  const { incoming } = call
  // Who left while his rights were looked up sends nothing more, and no end of it either.
  if (incoming.destroyed && !incoming.readableEnded) throw brokenOff(incoming.errored)
  const form = await readMultipart(decoded(incoming) as IncomingMessage, incoming.headers, uploads)
  if (call.outgoing.destroyed) form.discard()
  call.outgoing.once('close', () => form.discard())
  call.fields = form.fields
  call.files = form.files
}

/** The message reads bodies of this media type itself. */
const takesRaw = ({ message: { rawBody }, mediaType }: Call): boolean =>
  rawBody !== undefined && (rawBody.length === 0 || rawBody.includes(mediaType))

const isMultipart = (call: Call): boolean => !isFormless(call) && call.mediaType === 'multipart/form-data'
