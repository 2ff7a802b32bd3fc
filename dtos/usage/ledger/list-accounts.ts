import { IsOptional, IsString, MaxLength } from 'class-validator'
import { Api, ApiMember, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { Account } from './entities'
import { ledgerNamespace } from './namespace'

@Route('/ledger/accounts', 'GET')
@Verb('GET')
@Api('All accounts of the book')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListAccounts extends Returns([Account]) {
  constructor(init?: Partial<ListAccounts>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Only accounts of this organization')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  organization?: string
}
