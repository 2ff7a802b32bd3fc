import { HttpError } from '../../dtos/contract'
import type { IngestReport, RejectedEvent } from '../../dtos/usage/ledger'
import { type IngestOptions, type Ledger, type LedgerEvent, maxIdLength } from './ledger'

/** One item of a call, in its place: an event, or why it is none. */
export type Sent = { readonly event: LedgerEvent } | { readonly rejected: Omit<RejectedEvent, 'index'> }

/** Hands the events of a call to the book and tells what became of each item, by its place in the call. */
export async function ingestSent(ledger: Ledger, sent: readonly Sent[], options: IngestOptions): Promise<IngestReport> {
  const events: LedgerEvent[] = []
  const places: number[] = []
  const rejected: RejectedEvent[] = []
  for (const [index, item] of sent.entries())
    if ('event' in item) {
      events.push(item.event)
      places.push(index)
    } else rejected.push({ index, ...item.rejected, id: item.rejected.id.slice(0, maxIdLength) })
  if (options.atomic && rejected.length > 0) throw takenBack(rejected)
  const result = await ledger.ingest(events, options)
  for (const { index, id, code, message } of result.rejected) rejected.push({ index: places[index]!, id, code, message })
  rejected.sort((left, right) => left.index - right.index)
  if (options.atomic && rejected.length > 0) throw takenBack(rejected)
  return { accepted: result.accepted, duplicates: result.duplicates, rejected, watermark: result.watermark }
}

/** An atomic batch is all or nothing: 409 where an id is taken by another event, else 422 (usage-domain 4.3). */
function takenBack(rejected: readonly RejectedEvent[]): HttpError {
  const conflict = rejected.find(({ code }) => code === 'ConflictingDuplicate')
  const { code, message } = conflict ?? rejected[0]!
  const errors = rejected.map((each) => ({
    errorCode: each.code,
    fieldName: `Events[${each.index}]`,
    message: each.message,
  }))
  const more = rejected.length > 1 ? ` ${rejected.length} events were refused.` : ''
  return new HttpError(conflict ? 409 : 422, code, `Nothing of the batch was taken.${more} ${message}`, { errors })
}
