import { Type } from 'class-transformer'
import { ArrayMaxSize, ArrayNotEmpty, IsBoolean, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag } from '../../contract'
import { IngestReport } from './ingest-usage-events'
import { ledgerNamespace } from './namespace'

@Namespace(ledgerNamespace)
export class EventToVoid {
  @ApiMember('The source of the event that is taken back')
  @IsString()
  @MaxLength(256)
  source!: string

  // `void:` goes before it, and the whole must be an id.
  @ApiMember('Its id')
  @IsString()
  @MaxLength(251)
  id!: string

  @ApiMember('Its account; needed where the caller is not bound to an organization')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  account?: string
}

@Route('/usage/events/void', 'POST')
@Api('Takes events back by reversals: nothing is removed, and doing it twice is a duplicate')
@Tag('ledger')
@Namespace(ledgerNamespace)
@Authenticate()
export class VoidUsageEvents extends Returns(IngestReport) {
  constructor(init?: Partial<VoidUsageEvents>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('At most 10,000', { isRequired: true })
  @Type(() => EventToVoid)
  @ValidateNested({ each: true })
  @ArrayNotEmpty()
  @ArrayMaxSize(10_000)
  events!: EventToVoid[]

  @ApiMember('Kept with the reversals')
  @IsOptional()
  @IsString()
  @MaxLength(256)
  reason?: string

  @ApiMember('One event that cannot be taken back leaves all of them')
  @IsOptional()
  @IsBoolean()
  atomic?: boolean
}
