import { HttpResult } from '../../services'
import type { Call } from '../call'
import { sendAsIs, sendEmpty } from '../send'
import { precondition } from './conditional'
import { type Headers, valueOf, without } from './headers'

/** A whole answer as it went out before: its bytes and its headers, without those of the call that it answered. */
export class StoredResult extends HttpResult<never> {
  constructor(
    readonly sent: Headers,
    readonly body: string | Uint8Array,
  ) {
    super(undefined as never)
  }
}

export function sendStored(call: Call, { sent, body }: StoredResult): void {
  const eTag = valueOf(sent, 'etag')
  if (eTag !== undefined && precondition(call.incoming.headers, { eTag }) === 304)
    return sendEmpty(call, 304, undefined, without(sent, ['content-type', 'content-disposition', 'content-encoding']))
  sendAsIs(call, 200, undefined, sent, body)
}
