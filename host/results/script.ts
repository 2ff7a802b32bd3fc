import type { Readable } from 'node:stream'
import type { Call } from '../call'
import { type Headers, without } from './headers'

/** What stands before the JSON; after it a bracket. The empty comment keeps the script from being taken for another file format (R-2.20, threats 3.3). */
export const scriptStart = ({ callback }: Call): string => `/**/${callback}(`

/** JSON may hold two line ends that old scripts cannot. */
export const scriptText = (json: string): string => json.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

const dropped = ['content-type', 'content-disposition', 'x-content-type-options']
const own = [
  'Content-Type',
  'text/javascript; charset=utf-8',
  'X-Content-Type-Options',
  'nosniff',
  'Content-Disposition',
  'attachment; filename="f.txt"',
]
const guarded = ['Cache-Control', 'private, no-store', 'Referrer-Policy', 'no-referrer']

/** nosniff keeps it from being taken for a page; saved, it has a name that nobody runs, whatever the address ends in; what is somebody's is not kept (threats 3.3). */
export const scriptHeaders = ({ session }: Call, headers: Headers): Headers =>
  session ? [...own, ...guarded, ...without(headers, [...dropped, 'cache-control'])] : [...own, ...without(headers, dropped)]

/** A text or bytes whose value is called with, as JSON has them: raw they would be a script of their own (R chapter 11, R-2.20). */
export const scriptValue = (body: string | Uint8Array): string =>
  JSON.stringify(typeof body === 'string' ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('base64'))

/** The bytes of a stream or a file, as `scriptValue` writes them: each piece when it comes. */
export function scriptStream(call: Call, source: Readable | AsyncIterable<unknown>): AsyncIterable<string> & { destroy(): void } {
  return {
    [Symbol.asyncIterator]: () => base64Call(scriptStart(call), source),
    destroy: () => {
      if ('destroy' in source) source.destroy()
    },
  }
}
async function* base64Call(start: string, source: AsyncIterable<unknown>): AsyncGenerator<string> {
  yield `${start}"`
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of source) {
    const bytes = Buffer.concat([rest, typeof piece === 'string' ? Buffer.from(piece) : (piece as Uint8Array)])
    // Three bytes are four letters: what is over waits for the next piece.
    const whole = bytes.length - (bytes.length % 3)
    yield bytes.toString('base64', 0, whole)
    rest = bytes.subarray(whole)
  }
  yield `${rest.toString('base64')}")`
}
