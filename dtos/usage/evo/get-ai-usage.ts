import { IsOptional, IsString, MaxLength } from 'class-validator'
import { ApiMember, Namespace, RequiredRole, Returns, Route, Verb } from '../../contract'
import { evoNamespace, longestId, longestText } from './namespace'

@Namespace(evoNamespace)
export class AIAccountUsage {
  @ApiMember('The account ID this customer belongs to')
  accountId!: string

  @ApiMember('The total number of AI minutes used in the date range', { name: 'AIMinutes', type: 'int32' })
  aiMinutes!: number
}

@Namespace(evoNamespace)
export class AICustomerUsage {
  @ApiMember('The account ID this customer belongs to')
  accountId!: string

  // The vendor's own spelling: generated clients are compared byte for byte.
  @ApiMember('The customer ID for this uage')
  customerId!: string

  @ApiMember('The total number of AI minutes used in the date range', { name: 'AIMinutes', type: 'int32' })
  aiMinutes!: number
}

@Namespace(evoNamespace)
export class AIUsage {
  @ApiMember({ type: [AIAccountUsage] })
  accountUsage!: AIAccountUsage[]

  @ApiMember({ type: [AICustomerUsage] })
  customerUsage!: AICustomerUsage[]
}

@Route('/ai/usage')
@Verb('GET')
@Namespace(evoNamespace)
@RequiredRole('SystemAdministrator')
export class GetAIUsage extends Returns(AIUsage) {
  constructor(init?: Partial<GetAIUsage>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Filter by account ID. If not specified will return entries for all customers in all accounts in the date range')
  @IsOptional()
  @IsString()
  @MaxLength(longestId)
  accountId?: string

  @ApiMember('Filter by customer ID. If not specified, will return all customers for the accounts considered')
  @IsOptional()
  @IsString()
  @MaxLength(longestText)
  customerId?: string

  @ApiMember('The start of the date range to consider')
  @IsOptional()
  @IsString()
  @MaxLength(longestId)
  startDate?: string

  @ApiMember('The end of the date range to consider')
  @IsOptional()
  @IsString()
  @MaxLength(longestId)
  endDate?: string
}
