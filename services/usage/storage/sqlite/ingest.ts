import { type CheckedUsage, checkIdentity, checkUsage, checkVoid, hashOf, quoted, Refusal } from '../../ledger/check-event'
import { dayOf } from '../../ledger/days'
import type { Meter } from '../../ledger/meters'
import { rateAt } from '../../ledger/rating'
import type { IngestOptions, IngestResult, LedgerEvent, Rejection, UsageEvent, VoidEvent } from '../../ledger/usage-event'
import type { BookAccount, BookMemory } from './book-memory'
import type { Connection, Row } from './connection'
import { Periods } from './periods'
import { References } from './references'
import { RollupDeltas } from './rollups'

/** `IngestOptions` as they go to the writer's thread, the reach in plain words. */
export interface StoredIngestOptions extends Omit<IngestOptions, 'reach'> {
  readonly organization: string | undefined
  readonly sources: readonly string[]
  readonly receivedAt: number
}

/** Ends an atomic batch: the savepoint takes everything back, the caller is told what was wrong. */
export class AtomicRefusal extends Error {
  constructor(readonly result: IngestResult) {
    super('An atomic batch has rejected items.')
  }
}

/** One batch, inside a transaction: each item is booked, found to be there already, or refused with a code and a sentence. */
export const ingest = (
  connection: Connection,
  memory: BookMemory,
  meterByCode: ReadonlyMap<string, Meter>,
  events: readonly LedgerEvent[],
  options: StoredIngestOptions,
): IngestResult => {
  const batch = new Batch(connection, memory, meterByCode, options)
  for (const [index, event] of events.entries()) batch.add(event, index)
  return batch.finish()
}

class Batch {
  private accepted = 0
  private duplicates = 0
  private readonly rejected: Rejection[] = []
  private readonly deltas = new RollupDeltas()
  private readonly periods: Periods
  private readonly references: References
  private readonly sources: ReadonlySet<string> | undefined
  private seq: number

  constructor(
    private readonly connection: Connection,
    private readonly memory: BookMemory,
    private readonly meterByCode: ReadonlyMap<string, Meter>,
    private readonly options: StoredIngestOptions,
  ) {
    this.references = new References(connection, memory, options.organization)
    this.sources = options.sources.length > 0 ? new Set(options.sources) : undefined
    this.periods = new Periods(connection, options.receivedAt)
    this.seq = connection.get('select ifnull(max(seq), 0) as seq from usage_event')!.seq
  }

  add(event: LedgerEvent, index: number): void {
    try {
      checkIdentity(event)
      if (this.sources && !this.sources.has(event.source))
        throw new Refusal('ForeignSource', `This key may not send events of the source ${quoted(event.source)}.`)
      const isNew =
        event.kind === 'void' ? this.takeBack(checkVoid(event)) : this.book(checkUsage(usageOf(event), this.meterByCode))
      if (isNew) this.accepted++
      else this.duplicates++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const id = typeof (event as LedgerEvent | null)?.id === 'string' ? event.id.slice(0, 256) : ''
      this.rejected.push({ index, id, code: error.code, message: error.message })
    }
  }

  finish(): IngestResult {
    if (this.options.atomic && this.rejected.length > 0) {
      const watermark = this.seq - this.accepted
      throw new AtomicRefusal({ accepted: 0, duplicates: 0, rejected: this.rejected, watermark, rolledBack: true })
    }
    this.deltas.write(this.connection)
    this.periods.write()
    return { accepted: this.accepted, duplicates: this.duplicates, rejected: this.rejected, watermark: this.seq }
  }

  /** True where the event is new. */
  private book(checked: CheckedUsage): boolean {
    const { connection, memory } = this
    const { event, meter, raw, billed, count, direction, resolution } = checked
    const account = this.references.account(event.account)
    const customer = this.references.customerId(account, event.customer)
    const product = event.product || meter.product
    const productId = this.references.productId(product)
    const wallet = this.references.wallet(account, event.wallet)
    const hash = hashOf([
      'usage',
      account.key,
      event.customer,
      meter.code,
      event.occurredAt,
      raw,
      event.count,
      direction,
      event.resolution,
      event.product,
      wallet,
      checked.price,
      event.currency,
      checked.data,
    ])
    if (!this.withinWindow(event.occurredAt) && this.known(account.orgId, event, hash)) return false
    if (!this.withinWindow(event.occurredAt)) throw new Refusal('OutsideWindow', this.windowSentence(event.occurredAt))
    const rated = this.rate(checked, account, product)
    const seriesId = memory.seriesId(connection, [
      account.id,
      memory.meterId(connection, meter.code)!,
      productId,
      rated.price,
      rated.currency,
      direction,
      resolution,
      wallet,
    ])
    const late = this.periods.isClosed(account.id, event.occurredAt)
    const inserted = connection.run(
      `insert into usage_event(seq, org_id, source, event_id, hash, series_id, customer_id, occurred_at, ingested_at, cnt, raw_qty, billed, unrated, late,
       rate_id, data) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict(org_id, source, event_id) do nothing`,
      this.seq + 1,
      account.orgId,
      event.source,
      event.id,
      hash,
      seriesId,
      customer,
      event.occurredAt,
      this.options.receivedAt,
      count,
      raw,
      billed,
      rated.unrated ? 1 : 0,
      late ? 1 : 0,
      rated.rateId ?? null,
      checked.data ?? null,
    )
    if (inserted === 0) return !this.known(account.orgId, event, hash)
    this.seq++
    this.deltas.add({
      account: account.id,
      org: account.orgId,
      series: seriesId,
      customer,
      day: dayOf(event.occurredAt),
      cnt: count,
      raw,
      billed,
    })
    this.periods.touch(account.id, event.occurredAt, this.seq)
    return true
  }

  /** The target's numbers once more, negated, on its own day and series. */
  private takeBack(event: VoidEvent): boolean {
    const { connection } = this
    const account = event.account ? this.references.account(event.account) : undefined
    const orgId = account?.orgId ?? this.references.organizationId()
    const hash = hashOf(['void', event.target.source, event.target.id, event.reason])
    if (this.known(orgId, event, hash)) return false
    const target = connection.exactOne(
      `select e.seq, e.kind, e.series_id, e.customer_id, e.occurred_at, e.cnt, e.raw_qty, e.billed, s.account_id,
       exists(select 1 from usage_event r where r.ref_seq = e.seq) as reversed
       from usage_event e join series s on s.id = e.series_id where e.org_id = ? and e.source = ? and e.event_id = ?`,
      orgId,
      event.target.source,
      event.target.id,
    )
    if (!target || (account && Number(target.account_id) !== account.id))
      throw new Refusal(
        'UnknownTarget',
        `There is no event ${quoted(event.target.id)} of the source ${quoted(event.target.source)} to void.`,
      )
    if (target.kind === 'reversal')
      throw new Refusal('CannotVoidReversal', `${quoted(event.target.id)} is a void itself; send the usage again under a new id.`)
    if (target.reversed) return false
    this.reverse(event, orgId, hash, target)
    return true
  }

  private reverse(event: VoidEvent, orgId: number, hash: Buffer, target: Row): void {
    const accountId = Number(target.account_id)
    const occurredAt = Number(target.occurred_at)
    const late = this.periods.isClosed(accountId, occurredAt)
    this.connection.run(
      `insert into usage_event(seq, org_id, source, event_id, hash, series_id, customer_id, occurred_at, ingested_at, cnt, raw_qty, billed, kind, late, ref_seq,
       data) values(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'reversal', ?, ?, ?)`,
      this.seq + 1,
      orgId,
      event.source,
      event.id,
      hash,
      target.series_id,
      target.customer_id,
      occurredAt,
      this.options.receivedAt,
      -(target.cnt as bigint),
      -(target.raw_qty as bigint),
      -(target.billed as bigint),
      late ? 1 : 0,
      target.seq,
      event.reason ? JSON.stringify({ reason: event.reason }) : null,
    )
    this.seq++
    this.deltas.add({
      account: accountId,
      org: orgId,
      series: Number(target.series_id),
      customer: Number(target.customer_id),
      day: dayOf(occurredAt),
      cnt: -(target.cnt as bigint),
      raw: -(target.raw_qty as bigint),
      billed: -(target.billed as bigint),
    })
    this.periods.touch(accountId, occurredAt, this.seq)
  }

  /** A price that the event brings, else the rate of its day, else 0 and a flag for the operator: an event is never lost for want of a price. */
  private rate(
    { event, meter, price, currency }: CheckedUsage,
    account: BookAccount,
    product: string,
  ): { price: string; currency: string; unrated: boolean; rateId?: number } {
    if (price !== undefined) return { price, currency: currency ?? account.currency, unrated: false }
    const rate = rateAt(this.memory.ranked(this.connection, account, meter.code), product, event.occurredAt)
    if (rate)
      return {
        price: rate.unitPrice,
        currency: rate.currency,
        unrated: false,
        rateId: this.memory.rateId(this.connection, rate.id),
      }
    return { price: meter.unitPrice ?? '0', currency: currency ?? account.currency, unrated: meter.unitPrice === undefined }
  }

  /** Is the event in the book already? Another payload under its name is a conflict. */
  private known(orgId: number, { source, id }: LedgerEvent, hash: Buffer): boolean {
    const row = this.connection.get(
      'select hash from usage_event where org_id = ? and source = ? and event_id = ?',
      orgId,
      source,
      id,
    )
    if (!row) return false
    if (hash.equals(row.hash)) return true
    throw new Refusal(
      'ConflictingDuplicate',
      `${quoted(id)} of the source ${quoted(source)} is in the book with other content. To correct it, void it and send a new id.`,
    )
  }

  private withinWindow(occurredAt: number): boolean {
    const { window, receivedAt } = this.options
    return !window || (occurredAt >= receivedAt - window.backMs && occurredAt <= receivedAt + window.aheadMs)
  }

  private windowSentence(occurredAt: number): string {
    const { window, receivedAt } = this.options
    const at = (ms: number) => new Date(ms).toISOString()
    return `occurredAt ${at(occurredAt)} is outside what is taken live: ${at(receivedAt - window!.backMs)} to ${at(receivedAt + window!.aheadMs)}. Older usage comes by import.`
  }
}

const usageOf = (event: LedgerEvent): UsageEvent => {
  if (event.kind !== undefined && event.kind !== 'usage')
    throw new Refusal('InvalidEvent', `kind is usage or void, not ${quoted(event.kind)}.`)
  return event as UsageEvent
}
