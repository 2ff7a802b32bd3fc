import { Api, Namespace, RequiredRole, Returns, Route, Tag } from '../../contract'
import { Customer } from './entities'
import { ledgerNamespace } from './namespace'
import { SaveResult } from './save-result'

@Route('/ledger/customers', 'POST')
@Api('Adds a customer, or changes the one with the same key. Safe to repeat')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class SaveCustomer extends Returns(SaveResult, Customer) {
  constructor(init?: Partial<SaveCustomer>) {
    super()
    Object.assign(this, init)
  }
}
