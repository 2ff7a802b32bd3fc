import { Api, ApiMember, Authenticate, Namespace, Returns, Route, Tag, Verb } from '../../contract'
import { ownNamespace } from '../own-namespace'
import { AuditRecord } from './audit'

@Namespace(ownNamespace)
export class AdministrationState {
  @ApiMember('Users', { type: 'int32' }) users!: number
  @ApiMember('Users that may not sign in', { type: 'int32' }) disabledUsers!: number
  @ApiMember('Keys that work', { type: 'int32' }) activeKeys!: number
  @ApiMember('Keys that end within 14 days', { type: 'int32' }) endingKeys!: number
  @ApiMember('OAuth2 clients that work', { type: 'int32' }) clients!: number
  @ApiMember('Refusals and failed sign-ins of the last day, at most 1,000', { type: 'int32' }) refusals!: number
  @ApiMember('The newest changes of rights, keys, users and clients', { type: [AuditRecord] }) changes!: AuditRecord[]
}

@Route('/admin', 'GET')
@Api('How many users, keys and clients there are, and what was changed last')
@Tag('admin')
@Authenticate()
@Verb('GET')
@Namespace(ownNamespace)
export class GetAdministration extends Returns(AdministrationState) {
  constructor(init?: Partial<GetAdministration>) {
    super()
    Object.assign(this, init)
  }
}
