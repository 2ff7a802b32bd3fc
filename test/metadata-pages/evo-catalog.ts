import { IsInt, IsOptional, IsString } from 'class-validator'
import { Decimal } from 'decimal.js'
import {
  type AnyClass,
  Api,
  ApiMember,
  type Catalog,
  describeAll,
  Namespace,
  RequiredRole,
  RequiresAnyRole,
  Returns,
  Route,
  Tag,
  Verb,
} from '../../dtos/contract'

/*
 * The two Evo messages in classes of the test's own: the framework is tested without the application.
 */
const namespace = 'EvoVoice.ServiceModel'

@Namespace(namespace)
class AIAccountUsage {
  @ApiMember('The account ID this customer belongs to')
  accountId!: string

  @ApiMember('The total number of AI minutes used in the date range', { name: 'AIMinutes', type: 'int32' })
  aiMinutes!: number
}

@Namespace(namespace)
class AICustomerUsage {
  @ApiMember('The account ID this customer belongs to')
  accountId!: string

  @ApiMember('The customer ID for this uage')
  customerId!: string

  @ApiMember('The total number of AI minutes used in the date range', { name: 'AIMinutes', type: 'int32' })
  aiMinutes!: number
}

@Namespace(namespace)
class AIUsage {
  @ApiMember({ type: [AIAccountUsage] })
  accountUsage!: AIAccountUsage[]

  @ApiMember({ type: [AICustomerUsage] })
  customerUsage!: AICustomerUsage[]
}

@Route('/ai/usage')
@Verb('GET')
@Namespace(namespace)
@RequiredRole('SystemAdministrator')
export class GetAIUsage extends Returns(AIUsage) {
  @ApiMember('Filter by account ID. If not specified will return entries for all customers in all accounts in the date range')
  @IsOptional()
  @IsString()
  accountId?: string

  @ApiMember('Filter by customer ID. If not specified, will return all customers for the accounts considered')
  @IsOptional()
  @IsString()
  customerId?: string

  @ApiMember('The start of the date range to consider')
  @IsOptional()
  @IsString()
  startDate?: string

  @ApiMember('The end of the date range to consider')
  @IsOptional()
  @IsString()
  endDate?: string
}

@Namespace(namespace)
class UsageRecordInfo {
  @ApiMember({ type: 'string' })
  accountSid!: string

  @ApiMember({ type: 'string' })
  category!: string

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
@Namespace(namespace)
@RequiresAnyRole('SystemAdministrator', 'Manager')
export class ListUsageRecords extends Returns([UsageRecordInfo]) {
  @ApiMember('The account ID you are listing for')
  @IsOptional()
  @IsString()
  accountId?: string

  @ApiMember('The start date to retrieve usage records for (YYYY-MM-DD)')
  @IsOptional()
  @IsString()
  startDate?: string

  @ApiMember('The end date to retrieve usage records for (YYYY-MM-DD)')
  @IsOptional()
  @IsString()
  endDate?: string
}

@Namespace(namespace)
@Tag('open')
export class Ping extends Returns(String) {}

export const formats = [
  { name: 'json', contentType: 'application/json; charset=utf-8' },
  { name: 'csv', contentType: 'text/csv; charset=utf-8' },
  { name: 'jsv', contentType: 'text/jsv; charset=utf-8' },
]

export const catalogOf = (classes: readonly AnyClass[], more: Partial<Catalog> = {}): Catalog => ({
  serviceName: 'Evo Voice',
  version: '1.0',
  namespace,
  operations: describeAll(classes, { namespace }).map((message) => ({
    message,
    actions: [
      message.routes.length === 1 && message.routes[0]?.verbs.length === 1 ? (message.routes[0].verbs[0] ?? 'ANY') : 'ANY',
    ],
  })),
  formats,
  ...more,
})

export const evoCatalog = (): Catalog => catalogOf([GetAIUsage, ListUsageRecords])
