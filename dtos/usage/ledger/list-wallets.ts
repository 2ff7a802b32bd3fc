import { IsOptional, IsString, MaxLength } from 'class-validator'
import { Api, ApiMember, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { Wallet } from './entities'
import { ledgerNamespace } from './namespace'

@Route('/ledger/wallets', 'GET')
@Verb('GET')
@Api('All wallets of the book')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListWallets extends Returns([Wallet]) {
  constructor(init?: Partial<ListWallets>) {
    super()
    Object.assign(this, init)
  }

  @ApiMember('Only wallets of this account')
  @IsOptional()
  @IsString()
  @MaxLength(64)
  account?: string
}
