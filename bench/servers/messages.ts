import { IsNumber, IsOptional, IsString, Matches, MaxLength } from 'class-validator'
import { Any, ApiMember, RequiredRole, Returns, Route } from '../../host'
import { type Minutes, records, role, type Usage, type UsageLine, usage } from '../data'

/** The work as messages and a service: what a team that uses the gateway would write. */
class AccountMinutes implements Minutes {
  @IsString() accountId!: string
  @ApiMember({ type: 'int32' }) aiMinutes!: number
}
class CustomerMinutes implements Minutes {
  @IsString() accountId!: string
  @IsString() customerId!: string
  @ApiMember({ type: 'int32' }) aiMinutes!: number
}
class UsageReply {
  @ApiMember({ type: [AccountMinutes] }) accountUsage!: AccountMinutes[]
  @ApiMember({ type: [CustomerMinutes] }) customerUsage!: CustomerMinutes[]
}

const day = /^\d{4}-\d{2}-\d{2}$/

@Route('/usage')
@RequiredRole(role)
export class GetUsage extends Returns(UsageReply) {
  @IsOptional() @IsString() @MaxLength(64) accountId?: string
  @IsOptional() @IsString() @MaxLength(64) customerId?: string
  @IsOptional() @IsString() @Matches(day) startDate?: string
  @IsOptional() @IsString() @Matches(day) endDate?: string
}

class UsageRecord implements UsageLine {
  @IsString() accountSid!: string
  @IsString() category!: string
  @IsNumber() count!: number
  @IsString() countUnit!: string
  @IsString() description!: string
  @IsString() endDate!: string
  @IsNumber() price!: number
  @IsString() priceUnit!: string
  @IsString() startDate!: string
  @IsString() usage!: string
  @IsString() usageUnit!: string
  @IsString() uri!: string
}

@Route('/records')
@RequiredRole(role)
export class ListRecords extends Returns([UsageRecord]) {}

export class BenchService {
  @Any(GetUsage)
  usage(_request: GetUsage): Usage & UsageReply {
    return usage as Usage & UsageReply
  }

  @Any(ListRecords)
  records(_request: ListRecords): UsageRecord[] {
    return records as UsageRecord[]
  }
}
