import { Api, Namespace, RequiredRole, Returns, Route, Tag, Verb } from '../../contract'
import { Organization } from './entities'
import { ledgerNamespace } from './namespace'

@Route('/ledger/organizations', 'GET')
@Verb('GET')
@Api('All organizations of the book')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class ListOrganizations extends Returns([Organization]) {
  constructor(init?: Partial<ListOrganizations>) {
    super()
    Object.assign(this, init)
  }
}
