import { IsBoolean, IsOptional } from 'class-validator'
import { Api, ApiMember, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { ledgerNamespace } from './namespace'

@Namespace(ledgerNamespace)
export class LedgerProof {
  @ApiMember('Whether the sums are those of the events')
  clean!: boolean

  @ApiMember({ type: 'int64' })
  events!: number

  @ApiMember('Rows of sums that were compared', { type: 'int64' })
  rows!: number

  @ApiMember('Rows that differ', { type: 'int64' })
  differences!: number
}

@Namespace(ledgerNamespace)
export class LedgerStatus {
  @ApiMember({ type: 'string' })
  engine!: string

  @ApiMember('Sequence number of the newest event', { type: 'int64' })
  watermark!: number

  @ApiMember('When that event came', { type: 'dateTime', isOptional: true })
  asOf?: Date

  @ApiMember('The first day with usage', { type: 'string' })
  firstDay?: string

  @ApiMember('The last day with usage', { type: 'string' })
  lastDay?: string

  @ApiMember({ type: 'int32' })
  organizations!: number

  @ApiMember({ type: 'int32' })
  accounts!: number

  @ApiMember('Whether there are events that no rate was found for; ListUsageEvents with unratedOnly has them')
  unrated!: boolean

  @ApiMember({ type: LedgerProof })
  proof?: LedgerProof
}

@Route('/ledger/status', 'GET')
@Verb('GET')
@Api('How far the book is, and what needs attention')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class GetLedgerStatus extends Returns(LedgerStatus) {
  constructor(init?: Partial<GetLedgerStatus>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Compare all sums with the events; takes a while on a large book')
  @IsOptional()
  @IsBoolean()
  verify?: boolean
}
