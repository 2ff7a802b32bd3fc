import { pipeline, type Readable, type Transform } from 'node:stream'
import type { Call } from '../call'

/**
 * Everything of `source` into the reply, as fast as the caller reads. A source that breaks closes the connection, since nothing else can tell that the
 * answer is not whole, and rejects; when the caller goes away the source is closed, and that is no error.
 */
export function pump(call: Call, source: Readable | AsyncIterable<unknown>, through?: Transform): Promise<void> {
  const { outgoing } = call
  return new Promise((resolve, reject) => {
    const done = (error: NodeJS.ErrnoException | null | undefined) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
        outgoing.destroy()
        return reject(error)
      }
      if (error) call.status = 0
      call.ended?.(call)
      resolve()
    }
    if (through) pipeline(source as Readable, through, outgoing, done)
    else pipeline(source as Readable, outgoing, done)
  })
}
