import { IsInt, IsString, MaxLength } from 'class-validator'
import { Api, ApiMember, Authenticate, Namespace, PartOf, Returns, Route, Verb } from '../../contract'
import { infodeck } from './contract'

const namespace = 'Infodeck.ServiceModel'

@Namespace(namespace)
export class OrganizationUsage {
  @ApiMember({ type: 'int64' })
  usageSms!: number

  @ApiMember({ type: 'int64' })
  usageWhatsapp!: number

  @ApiMember({ type: 'int64' })
  usageEmail!: number

  @ApiMember({ type: 'int64' })
  usageSage!: number
}

@Namespace(namespace)
export class OrganizationUsageReply {
  @ApiMember('Organization usage object.', { type: OrganizationUsage })
  data!: OrganizationUsage
}

@Route('/organizations/{OrganizationId}/usage', 'GET')
@Verb('GET')
@Api('Usage of an organization between two instants, both included')
@Namespace(namespace)
@Authenticate()
@PartOf(infodeck)
export class GetOrganizationUsage extends Returns(OrganizationUsageReply) {
  constructor(init?: Partial<GetOrganizationUsage>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('The ID of organization.', { isRequired: true, parameterType: 'path' })
  @IsString()
  @MaxLength(64)
  organizationId!: string

  @ApiMember('Start date for usage request.', { isRequired: true, type: 'int64' })
  @IsInt()
  startDate!: number

  @ApiMember('End date for usage request.', { isRequired: true, type: 'int64' })
  @IsInt()
  endDate!: number
}
