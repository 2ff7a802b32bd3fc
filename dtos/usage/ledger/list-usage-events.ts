import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator'
import { Decimal } from 'decimal.js'
import { Api, ApiMember, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { ledgerNamespace } from './namespace'

/** An event as the book has it. */
@Namespace(ledgerNamespace)
export class RecordedEvent {
  @ApiMember('Position in the book', { type: 'int64' })
  seq!: number

  @ApiMember('usage, reversal or adjustment')
  kind!: string

  @ApiMember({ type: 'string' })
  source!: string

  @ApiMember({ type: 'string' })
  id!: string

  @ApiMember({ type: 'string' })
  account!: string

  @ApiMember({ type: 'string' })
  customer?: string

  @ApiMember({ type: 'string' })
  meter!: string

  @ApiMember({ type: 'string' })
  product!: string

  @ApiMember({ type: 'dateTime' })
  occurredAt!: Date

  @ApiMember({ type: 'dateTime' })
  ingestedAt!: Date

  @ApiMember({ type: 'int64' })
  count!: bigint

  @ApiMember('Before rounding, in raw units', { type: 'int64' })
  raw!: bigint

  @ApiMember('Billed units', { type: 'decimal' })
  billed!: Decimal

  @ApiMember({ type: 'decimal' })
  unitPrice!: Decimal

  @ApiMember({ type: 'string' })
  currency!: string

  @ApiMember({ type: 'string' })
  direction?: string

  @ApiMember({ type: 'string' })
  resolution?: string

  @ApiMember({ type: 'string' })
  wallet?: string

  @ApiMember('No rate was found: the price is 0')
  unrated!: boolean

  @ApiMember('It came after its month was closed')
  late!: boolean

  @ApiMember('The event that this one takes back', { type: 'int64', isOptional: true })
  reverses?: number

  @ApiMember("The sender's data, as JSON")
  data?: string
}

@Route('/ledger/events', 'GET')
@Verb('GET')
@Api('Events in the order of the book, for drill-down and export')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListUsageEvents extends Returns([RecordedEvent]) {
  constructor(init?: Partial<ListUsageEvents>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Only events after this position', { type: 'int64', isOptional: true })
  @IsOptional()
  @Min(0)
  after?: number

  @ApiMember('1 to 1000; 100 when left out')
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number

  @ApiMember('Only events that no rate was found for')
  @IsOptional()
  @IsBoolean()
  unratedOnly?: boolean
}
