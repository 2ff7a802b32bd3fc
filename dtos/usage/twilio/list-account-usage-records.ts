import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  Api,
  ApiMember,
  DataContract,
  DataMember,
  Namespace,
  NullAsNull,
  PartOf,
  RequiresAnyRole,
  Returns,
  Route,
  Verb,
} from '../../contract'
import { twilio } from './contract'

const namespace = 'Twilio.ServiceModel'

/** One category in one currency; `count` and `usage` are texts. */
@Namespace(namespace)
@DataContract()
export class AccountUsageRecord {
  @DataMember({ name: 'account_sid' })
  @ApiMember({ type: 'string' })
  accountSid!: string

  @DataMember({ name: 'api_version' })
  @ApiMember({ type: 'string' })
  apiVersion!: string

  @DataMember({ name: 'as_of' })
  @ApiMember('Everything that came in until then is counted, GMT')
  asOf!: string

  @DataMember({ name: 'category' })
  @ApiMember({ type: 'string' })
  category!: string

  @DataMember({ name: 'count' })
  @ApiMember({ type: 'string' })
  @NullAsNull()
  count!: string | null

  @DataMember({ name: 'count_unit' })
  @ApiMember({ type: 'string' })
  countUnit!: string

  @DataMember({ name: 'description' })
  @ApiMember({ type: 'string' })
  description!: string

  @DataMember({ name: 'end_date' })
  @ApiMember({ type: 'string' })
  endDate!: string

  @DataMember({ name: 'price' })
  @ApiMember({ type: 'decimal' })
  price!: Decimal

  @DataMember({ name: 'price_unit' })
  @ApiMember({ type: 'string' })
  priceUnit!: string

  @DataMember({ name: 'start_date' })
  @ApiMember({ type: 'string' })
  startDate!: string

  @DataMember({ name: 'uri' })
  @ApiMember({ type: 'string' })
  uri!: string

  @DataMember({ name: 'usage' })
  @ApiMember({ type: 'string' })
  usage!: string

  @DataMember({ name: 'usage_unit' })
  @ApiMember({ type: 'string' })
  usageUnit!: string
}

@Namespace(namespace)
@DataContract()
export class AccountUsageRecordPage {
  @DataMember({ name: 'usage_records' })
  @ApiMember({ type: [AccountUsageRecord] })
  usageRecords!: AccountUsageRecord[]

  @DataMember({ name: 'first_page_uri' })
  @ApiMember({ type: 'string' })
  firstPageUri!: string

  @DataMember({ name: 'next_page_uri' })
  @ApiMember({ type: 'string' })
  @NullAsNull()
  nextPageUri!: string | null

  @DataMember({ name: 'previous_page_uri' })
  @ApiMember({ type: 'string' })
  @NullAsNull()
  previousPageUri!: string | null

  @DataMember({ name: 'page' })
  @ApiMember({ type: 'int32' })
  page!: number

  @DataMember({ name: 'page_size' })
  @ApiMember({ type: 'int32' })
  pageSize!: number

  @DataMember({ name: 'start' })
  @ApiMember({ type: 'int32' })
  start!: number

  @DataMember({ name: 'end' })
  @ApiMember({ type: 'int32' })
  end!: number

  @DataMember({ name: 'uri' })
  @ApiMember({ type: 'string' })
  uri!: string
}

/** Where the `uri` of Evo's usage records leads. */
@Route('/2010-04-01/Accounts/{AccountSid}/Usage/Records', 'GET')
@Verb('GET')
@Api('Usage of an account by category, with its sub-accounts unless told otherwise')
@Namespace(namespace)
@RequiresAnyRole('SystemAdministrator', 'Manager')
@PartOf(twilio)
export class ListAccountUsageRecords extends Returns(AccountUsageRecordPage) {
  constructor(init?: Partial<ListAccountUsageRecords>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The SID of the account', { isRequired: true, parameterType: 'path' })
  @IsString()
  @MaxLength(64)
  accountSid!: string

  @ApiMember('Only this category, such as calls-inbound')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  category?: string

  @ApiMember('The first day, GMT: YYYY-MM-DD, or an offset from today such as -30days')
  @IsOptional()
  @IsString()
  @MaxLength(32)
  startDate?: string

  @ApiMember('The last day, GMT: YYYY-MM-DD, or an offset from today such as -1days')
  @IsOptional()
  @IsString()
  @MaxLength(32)
  endDate?: string

  @ApiMember('Whether usage of sub-accounts is added; true when left out')
  @IsOptional()
  @IsBoolean()
  includeSubaccounts?: boolean

  @ApiMember('Records on a page, 1 to 1000; 50 when left out')
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1000)
  pageSize?: number

  @ApiMember('The page, from 0')
  @IsOptional()
  @IsInt()
  @Min(0)
  page?: number
}
