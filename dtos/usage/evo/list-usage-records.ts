import { IsInt, IsOptional, IsString, MaxLength } from 'class-validator'
import { Decimal } from 'decimal.js'
import { Api, ApiMember, Namespace, RequiresAnyRole, Returns, Route, Verb } from '../../contract'
import { evoNamespace, longestId } from './namespace'

/** Twilio's usage record in camel case; `count` is a number here and `usage` a text, as the vendor has them. */
@Namespace(evoNamespace)
export class UsageRecordInfo {
  @ApiMember({ type: 'string' })
  accountSid!: string

  @ApiMember({ type: 'string' })
  category!: string

  /** Absent for `totalprice`, which counts nothing. */
  @IsOptional()
  @IsInt()
  count?: number

  @ApiMember({ type: 'string' })
  countUnit!: string

  @ApiMember({ type: 'string' })
  description!: string

  @ApiMember({ type: 'string' })
  endDate!: string

  @ApiMember({ type: 'decimal' })
  price!: Decimal

  @ApiMember({ type: 'string' })
  priceUnit!: string

  @ApiMember({ type: 'string' })
  startDate!: string

  @ApiMember({ type: 'string' })
  usage!: string

  @ApiMember({ type: 'string' })
  usageUnit!: string

  @ApiMember({ type: 'string' })
  uri!: string
}

@Route('/billing/usage', 'GET')
@Verb('GET')
@Api('Gets all usage records for specified date range')
@Namespace(evoNamespace)
@RequiresAnyRole('SystemAdministrator', 'Manager')
export class ListUsageRecords extends Returns([UsageRecordInfo]) {
  constructor(init?: Partial<ListUsageRecords>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The account ID you are listing for')
  @IsOptional()
  @IsString()
  @MaxLength(longestId)
  accountId?: string

  @ApiMember('The start date to retrieve usage records for (YYYY-MM-DD)')
  @IsOptional()
  @IsString()
  @MaxLength(longestId)
  startDate?: string

  @ApiMember('The end date to retrieve usage records for (YYYY-MM-DD)')
  @IsOptional()
  @IsString()
  @MaxLength(longestId)
  endDate?: string
}
