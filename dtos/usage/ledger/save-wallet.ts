import { Api, Namespace, RequiredRole, Returns, Route, Tag } from '../../contract'
import { Wallet } from './entities'
import { ledgerNamespace } from './namespace'
import { SaveResult } from './save-result'

@Route('/ledger/wallets', 'POST')
@Api('Adds a wallet, or changes the one with the same key. Safe to repeat')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class SaveWallet extends Returns(SaveResult, Wallet) {
  constructor(init?: Partial<SaveWallet>) {
    super()
    Object.assign(this, init)
  }
}
