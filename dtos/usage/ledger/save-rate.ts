import { Api, Namespace, RequiredRole, Returns, Route, Tag } from '../../contract'
import { Rate } from './entities'
import { ledgerNamespace } from './namespace'
import { SaveResult } from './save-result'

@Route('/ledger/rates', 'POST')
@Api('Adds a price, or changes the one with the same key. Safe to repeat')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class SaveRate extends Returns(SaveResult, Rate) {
  constructor(init?: Partial<SaveRate>) {
    super()
    Object.assign(this, init)
  }
}
