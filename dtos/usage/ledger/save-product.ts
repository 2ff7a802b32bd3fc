import { Api, Namespace, RequiredRole, Returns, Route, Tag } from '../../contract'
import { Product } from './entities'
import { ledgerNamespace } from './namespace'
import { SaveResult } from './save-result'

@Route('/ledger/products', 'POST')
@Api('Adds a product, or changes the one with the same key. Safe to repeat')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class SaveProduct extends Returns(SaveResult, Product) {
  constructor(init?: Partial<SaveProduct>) {
    super()
    Object.assign(this, init)
  }
}
