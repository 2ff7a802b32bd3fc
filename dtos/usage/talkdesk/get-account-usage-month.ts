import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  Api,
  ApiMember,
  DataContract,
  DataMember,
  Namespace,
  NullAsNull,
  PartOf,
  RequiredScope,
  Returns,
  Route,
  Tag,
  Verb,
} from '../../contract'
import { talkdesk } from './contract'
import { PagedResponse } from './hal'
import { talkdeskNamespace, UsageDirection, UsageResolution, UsageType, UsageUnit } from './vocabulary'

/** What one account used of one product in a month, at one price. */
@Namespace(talkdeskNamespace)
@DataContract()
export class AccountUsageMonth {
  @DataMember({ name: 'id' })
  @ApiMember({ type: 'string' })
  id!: string

  @DataMember({ name: 'account_id' })
  @ApiMember({ type: 'string' })
  accountId!: string

  @DataMember({ name: 'product_id' })
  @ApiMember({ type: 'string' })
  productId!: string

  @DataMember({ name: 'aggr_product_id' })
  @ApiMember({ type: 'string' })
  aggrProductId!: string

  @DataMember({ name: 'month' })
  @ApiMember('Year and month: 2023-08', { type: 'string' })
  month!: string

  @DataMember({ name: 'type' })
  @ApiMember({ type: UsageType })
  type!: UsageType

  @DataMember({ name: 'description' })
  @ApiMember({ type: 'string' })
  description!: string

  @DataMember({ name: 'currency' })
  @ApiMember({ type: 'string' })
  currency!: string

  @DataMember({ name: 'direction' })
  @ApiMember({ type: UsageDirection })
  @IsOptional()
  @NullAsNull()
  direction!: UsageDirection | null

  /** Of calls only. */
  @DataMember({ name: 'resolution' })
  @ApiMember({ type: UsageResolution })
  @IsOptional()
  @NullAsNull()
  resolution!: UsageResolution | null

  @DataMember({ name: 'unit' })
  @ApiMember({ type: UsageUnit })
  unit!: UsageUnit

  @DataMember({ name: 'price' })
  @ApiMember('Price of one unit', { type: 'decimal' })
  price!: Decimal

  @DataMember({ name: 'wallet_name' })
  @ApiMember({ type: 'string' })
  walletName?: string

  @DataMember({ name: 'number_of_units' })
  @ApiMember({ type: 'decimal' })
  numberOfUnits!: Decimal

  @DataMember({ name: 'total_amount' })
  @ApiMember('Price times number of units, to the last digit', { type: 'decimal' })
  totalAmount!: Decimal
}

@Namespace(talkdeskNamespace)
@DataContract()
export class AccountUsageMonths {
  @DataMember({ name: 'usage' })
  @ApiMember({ type: [AccountUsageMonth] })
  usage!: AccountUsageMonth[]
}

@Namespace(talkdeskNamespace)
@DataContract()
export class AccountUsageMonthPage extends PagedResponse {
  @DataMember({ name: '_embedded' })
  @ApiMember({ type: AccountUsageMonths })
  embedded!: AccountUsageMonths
}

@Route('/express/usage/month', 'GET')
@Verb('GET')
@Api('Usage aggregated by month for each product')
@Tag('usage', 'billing')
@Namespace(talkdeskNamespace)
@RequiredScope('express-accounts-usage:read')
@PartOf(talkdesk)
@DataContract()
export class GetAccountUsageMonth extends Returns(AccountUsageMonthPage) {
  constructor(init?: Partial<GetAccountUsageMonth>) {
    super()
    Object.assign(this, init)
  }

  @DataMember({ name: 'page' })
  @ApiMember('Page number, from 1')
  @IsOptional()
  @IsInt()
  @Min(1)
  page?: number

  @DataMember({ name: 'per_page' })
  @ApiMember('Rows on a page, 1 to 250; 50 when left out')
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(250)
  perPage?: number

  @DataMember({ name: 'order_by' })
  @ApiMember('id:desc (when left out) or id:asc')
  @IsOptional()
  @IsIn(['id:desc', 'id:asc'])
  orderBy?: 'id:desc' | 'id:asc'

  @DataMember({ name: 'filter' })
  @ApiMember("A condition over account_id and month, such as month eq '2023-08' and account_id eq '5ea75fe7aa224700012eae40'")
  @IsOptional()
  @IsString()
  @MaxLength(1600)
  filter?: string
}
