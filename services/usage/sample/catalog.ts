import type { CatalogEntity } from '../ledger/entities'
import { premiumTelephony, ratesOf, telephony } from './prices'
import { customersOf, type SampleWorld, walletName } from './world'

/** The sample's master data, in the order in which it can be put. */
export function* catalogOf(world: SampleWorld): Generator<CatalogEntity> {
  const { plan, organizations, accounts } = world
  for (const { id, name, currency, timeZone, parent } of organizations) {
    const reseller = parent === undefined ? {} : { parent: organizations[parent]!.id }
    yield { kind: 'organization', id, name, currency, timeZone, status: 'ACTIVE', ...reseller }
  }
  yield {
    kind: 'product',
    code: premiumTelephony,
    aggregate: telephony,
    name: 'Premium routes',
    family: 'CONSUMPTION',
    unitOfMeasure: 'PER_MINUTE',
    chargeType: 'USAGE',
  }
  for (const account of accounts) {
    const { key, sid, organization, name, companyName, status, externalCode, parent } = account
    const above = parent === undefined ? {} : { parent: accounts[parent]!.key }
    const known = { kind: 'account', key, sid, organization: organization.id, name, companyName, status } as const
    yield { ...known, externalCodes: [externalCode], ...above }
    if (account.wallet) yield { kind: 'wallet', account: key, name: walletName, currency: organization.currency, balance: '2500' }
    for (const customer of customersOf(plan, account)) yield { kind: 'customer', account: key, ...customer }
  }
  for (const rate of ratesOf(world)) yield { kind: 'rate', ...rate }
}
