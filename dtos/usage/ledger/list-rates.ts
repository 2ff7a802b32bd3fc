import { Api, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { Rate } from './entities'
import { ledgerNamespace } from './namespace'

@Route('/ledger/rates', 'GET')
@Verb('GET')
@Api('All prices of the book')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListRates extends Returns([Rate]) {
  constructor(init?: Partial<ListRates>) {
    super()
    Object.assign(this, init)
  }
}
