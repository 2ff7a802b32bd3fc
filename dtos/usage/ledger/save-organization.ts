import { Api, Namespace, RequiredRole, Returns, Route, Tag } from '../../contract'
import { Organization } from './entities'
import { ledgerNamespace } from './namespace'
import { SaveResult } from './save-result'

@Route('/ledger/organizations', 'POST')
@Api('Adds an organization, or changes the one with the same key. Safe to repeat')
@Tag('ledger')
@Namespace(ledgerNamespace)
@RequiredRole('SystemAdministrator')
export class SaveOrganization extends Returns(SaveResult, Organization) {
  constructor(init?: Partial<SaveOrganization>) {
    super()
    Object.assign(this, init)
  }
}
