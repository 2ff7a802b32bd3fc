import { IsBoolean, IsOptional } from 'class-validator'
import { Decimal } from 'decimal.js'
import { Api, ApiMember, Authenticate, Namespace, RawBody, Returns, Route, Tag } from '../../contract'
import { ledgerNamespace } from './namespace'

/** One use of a meter. Nothing is required by the type: an event that cannot be taken is one rejected item, and the others are taken. */
@Namespace(ledgerNamespace)
export class UsageEventInput {
  @ApiMember('What sent the event; with id it is the identity of the event within the organization, for ever')
  source!: string

  @ApiMember('The event at its source')
  id!: string

  @ApiMember('The account: its key, its SID, or an external code')
  account!: string

  @ApiMember("The account's customer; left out for usage without one")
  customer?: string

  @ApiMember('Such as call.outbound')
  meter!: string

  @ApiMember('The start of the call, session or message', { type: 'dateTime' })
  occurredAt!: Date

  @ApiMember("In the meter's raw unit: seconds, segments, characters", { type: 'decimal' })
  quantity!: Decimal

  @ApiMember("The unit of quantity, where it is not the meter's raw unit")
  unit?: string

  @ApiMember('How many calls or messages the event stands for', { type: 'int64', isOptional: true })
  count?: number

  @ApiMember({ type: 'string' })
  direction?: string

  @ApiMember('How a call ended')
  resolution?: string

  @ApiMember({ type: 'string' })
  product?: string

  @ApiMember({ type: 'string' })
  wallet?: string

  @ApiMember('Price of one billed unit; the event then keeps it', { type: 'decimal', isOptional: true })
  price?: Decimal

  @ApiMember('ISO 4217, for price')
  currency?: string

  @ApiMember('Whatever else the sender wants to find again', { type: { dictionary: 'any' } })
  data?: Record<string, unknown>
}

@Namespace(ledgerNamespace)
export class RejectedEvent {
  @ApiMember('Position in what was sent, from 0', { type: 'int32' })
  index!: number

  @ApiMember({ type: 'string' })
  id!: string

  @ApiMember({ type: 'string' })
  code!: string

  @ApiMember({ type: 'string' })
  message!: string
}

@Namespace(ledgerNamespace)
export class IngestReport {
  @ApiMember('New events, on disk now', { type: 'int32' })
  accepted!: number

  @ApiMember('Events that the book had already', { type: 'int32' })
  duplicates!: number

  @ApiMember({ type: [RejectedEvent] })
  rejected!: RejectedEvent[]

  @ApiMember('Sequence number of the newest event in the book', { type: 'int64' })
  watermark!: number
}

@Route('/usage/events', 'POST')
@Api('Takes usage events: CloudEvents (one, a list, JSON Lines), CSV with a header, or this message. Safe to send again')
@Tag('ledger')
@Namespace(ledgerNamespace)
@Authenticate()
@RawBody(
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
  'application/x-ndjson',
  'application/jsonl',
  'text/csv',
)
export class IngestUsageEvents extends Returns(IngestReport) {
  constructor(init?: Partial<IngestUsageEvents>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('At most 10,000; absent where the body is CloudEvents or CSV', { type: [UsageEventInput], isOptional: true })
  events?: UsageEventInput[]

  @ApiMember('One event that cannot be taken takes all of them back: 409 or 422')
  @IsOptional()
  @IsBoolean()
  atomic?: boolean

  @ApiMember('Events of any age, for imports; else those of the last 400 days')
  @IsOptional()
  @IsBoolean()
  backfill?: boolean
}
