import { Api, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { Product } from './entities'
import { ledgerNamespace } from './namespace'

@Route('/ledger/products', 'GET')
@Verb('GET')
@Api('All products of the book')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListProducts extends Returns([Product]) {
  constructor(init?: Partial<ListProducts>) {
    super()
    Object.assign(this, init)
  }
}
