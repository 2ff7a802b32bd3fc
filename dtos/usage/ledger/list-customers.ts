import { IsOptional, IsString, MaxLength } from 'class-validator'
import { Api, ApiMember, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { Customer } from './entities'
import { ledgerNamespace } from './namespace'

@Route('/ledger/customers', 'GET')
@Verb('GET')
@Api('All customers of the book')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListCustomers extends Returns([Customer]) {
  constructor(init?: Partial<ListCustomers>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Only customers of this account')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  account?: string
}
