import { HttpError } from '../../dtos/contract'
import type { RequestContext } from '../request-context'
import { formatByMediaType, type ImportSource, isRejection } from './imports'
import { type LedgerEvent, maxBatchSize } from './ledger'
import type { Sent } from './sent-events'

/** More than 10,000 events of ordinary size; what is read is held until the whole batch is answered. */
const largestBody = 16 * 1024 * 1024

/** The events of a body that is CloudEvents or CSV; an item that cannot be read is itself, with its reason. */
export async function readRawEvents({ contentType, stream }: NonNullable<RequestContext['body']>): Promise<readonly Sent[]> {
  const mediaType = contentType.split(';')[0]!.trim().toLowerCase()
  const format = formatByMediaType(mediaType)
  if (!format) throw new HttpError(415, 'UnsupportedMediaType', 'Send CloudEvents, CSV or an IngestUsageEvents message.')
  const sent: Sent[] = []
  for await (const item of format.read(limited(stream), { mediaType })) {
    if (sent.length === maxBatchSize)
      throw new HttpError(
        413,
        'BatchTooLarge',
        `A call takes at most ${maxBatchSize} events. Nothing of it was taken; send it in parts.`,
      )
    sent.push(
      isRejection<LedgerEvent>(item)
        ? { rejected: { id: item.id ?? '', code: item.code, message: item.message } }
        : { event: item.value },
    )
  }
  return sent
}

async function* limited(stream: AsyncIterable<Uint8Array | string>): ImportSource {
  let bytes = 0
  for await (const chunk of stream) {
    bytes += chunk.length
    if (bytes > largestBody)
      throw new HttpError(413, 'RequestEntityTooLarge', `A body may have at most ${largestBody} bytes here; send it in parts.`)
    yield chunk
  }
}
