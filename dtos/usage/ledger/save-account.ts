import { Api, Namespace, RequiredRole, Returns, Route, Tag } from '../../contract'
import { Account } from './entities'
import { ledgerNamespace } from './namespace'
import { SaveResult } from './save-result'

@Route('/ledger/accounts', 'POST')
@Api('Adds an account, or changes the one with the same key. Safe to repeat')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class SaveAccount extends Returns(SaveResult, Account) {
  constructor(init?: Partial<SaveAccount>) {
    super()
    Object.assign(this, init)
  }
}
