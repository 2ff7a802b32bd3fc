import { HttpError } from '../../dtos/contract'
import { decimalText } from '../../dtos/contract/decimal'
import { type IngestReport, IngestUsageEvents, type UsageEventInput, VoidUsageEvents } from '../../dtos/usage/ledger'
import type { RequestContext } from '../request-context'
import { Post } from '../verbs'
import { Fault } from './imports'
import { usageEvent } from './imports/event-fields'
import { type IngestWindow, ingestReach, type Ledger, liveWindow, maxBatchSize } from './ledger'
import { readRawEvents } from './raw-events'
import { ingestSent, type Sent } from './sent-events'

/** Takes usage over HTTP (usage-domain 4.3). What it answers as accepted is on disk. */
export class IngestService {
  constructor(
    private readonly ledger: Ledger,
    private readonly window: IngestWindow = liveWindow,
  ) {}

  @Post(IngestUsageEvents)
  async ingest({ events, atomic, backfill }: IngestUsageEvents, { session, body }: RequestContext): Promise<IngestReport> {
    const reach = ingestReach(session!)
    const sent = body ? await readRawEvents(body) : typedEvents(events)
    return ingestSent(this.ledger, sent, { reach, atomic: atomic ?? false, ...(backfill ? {} : { window: this.window }) })
  }

  @Post(VoidUsageEvents)
  async void({ events, reason, atomic }: VoidUsageEvents, { session }: RequestContext): Promise<IngestReport> {
    const sent = events.map(({ source, id, account }): Sent => {
      const event = { kind: 'void' as const, source, id: `void:${id}`, target: { source, id } }
      return { event: { ...event, ...(account ? { account } : {}), ...(reason ? { reason } : {}) } }
    })
    // No window: what is taken back may be of any age.
    return ingestSent(this.ledger, sent, { reach: ingestReach(session!), atomic: atomic ?? false })
  }
}

const wanted =
  "'Events' is required; or send CloudEvents as application/cloudevents+json, application/cloudevents-batch+json or application/x-ndjson, or CSV as text/csv."

function typedEvents(events: readonly UsageEventInput[] | undefined): readonly Sent[] {
  if (!events) throw new HttpError(400, 'NotNull', wanted, { fieldName: 'Events' })
  if (events.length > maxBatchSize)
    throw new HttpError(
      413,
      'BatchTooLarge',
      `A call takes at most ${maxBatchSize} events, not ${events.length}. Send them in parts.`,
    )
  return events.map(sentOf)
}

function sentOf(input: UsageEventInput): Sent {
  const event = usageEvent({
    ...input,
    occurredAt: input.occurredAt?.getTime(),
    quantity: input.quantity && decimalText(input.quantity),
    price: input.price && decimalText(input.price),
    count: input.count === undefined || input.count === null ? undefined : String(input.count),
  })
  return event instanceof Fault ? { rejected: { id: input.id ?? '', code: event.code, message: event.message } } : { event }
}
