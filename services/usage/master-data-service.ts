import { Decimal } from 'decimal.js'
import { decimalText } from '../../dtos/contract/decimal'
import {
  type Account,
  type Customer,
  ListAccounts,
  ListCustomers,
  ListOrganizations,
  ListProducts,
  ListRates,
  ListWallets,
  type Organization,
  type Product,
  type Rate,
  SaveAccount,
  SaveCustomer,
  SaveOrganization,
  SaveProduct,
  SaveRate,
  type SaveResult,
  SaveWallet,
  type Wallet,
} from '../../dtos/usage/ledger'
import { Get, Post } from '../verbs'
import { type CatalogEntity, type KnownAccount, type Ledger, type Meter, type Reach, reachAll } from './ledger'

/** Master data, for administrators. What an entity may be, the book says: for messages as for catalog files. */
export class MasterDataService {
  constructor(private readonly ledger: Ledger) {}

  @Post(SaveOrganization) saveOrganization(request: SaveOrganization): Promise<SaveResult> {
    return this.save({ kind: 'organization', ...given(request) })
  }
  @Post(SaveAccount) saveAccount(request: SaveAccount): Promise<SaveResult> {
    return this.save({ kind: 'account', ...given(request) })
  }
  @Post(SaveCustomer) saveCustomer(request: SaveCustomer): Promise<SaveResult> {
    return this.save({ kind: 'customer', ...given(request) })
  }
  @Post(SaveProduct) saveProduct(request: SaveProduct): Promise<SaveResult> {
    return this.save({ kind: 'product', ...given(request) })
  }
  @Post(SaveRate) saveRate(request: SaveRate): Promise<SaveResult> {
    const { unitPrice, validFrom, validTo, meter, ...rest } = given(request)
    return this.save({
      kind: 'rate',
      ...rest,
      meter: meter as Meter['code'],
      unitPrice: decimalText(unitPrice),
      ...(validFrom ? { validFrom: validFrom.getTime() } : {}),
      ...(validTo ? { validTo: validTo.getTime() } : {}),
    })
  }
  @Post(SaveWallet) saveWallet(request: SaveWallet): Promise<SaveResult> {
    const { balance, ...rest } = given(request)
    return this.save({ kind: 'wallet', ...rest, ...(balance ? { balance: decimalText(balance) } : {}) })
  }

  @Get(ListOrganizations) async organizations(): Promise<Organization[]> {
    return [...(await this.ledger.organizations())]
  }
  @Get(ListAccounts) async accounts({ organization }: ListAccounts): Promise<Account[]> {
    const reach: Reach = organization ? { kind: 'organization', organization } : reachAll
    return (await this.ledger.accounts(reach)).map(accountOf)
  }
  @Get(ListCustomers) async customers({ account }: ListCustomers): Promise<Customer[]> {
    return [...(await this.ledger.customers(reachAll, account || undefined))]
  }
  @Get(ListProducts) async products(): Promise<Product[]> {
    return [...(await this.ledger.products())]
  }
  @Get(ListRates) async rates(): Promise<Rate[]> {
    return (await this.ledger.rates()).map(({ unitPrice, validFrom, validTo, ...rest }) => ({
      ...rest,
      unitPrice: new Decimal(unitPrice),
      ...(validFrom === undefined ? {} : { validFrom: new Date(validFrom) }),
      ...(validTo === undefined ? {} : { validTo: new Date(validTo) }),
    }))
  }
  @Get(ListWallets) async wallets({ account }: ListWallets): Promise<Wallet[]> {
    const reach: Reach = account ? { kind: 'accounts', accounts: [account] } : reachAll
    return (await this.ledger.wallets(reach)).map(({ balance, ...rest }) => ({
      ...rest,
      ...(balance === undefined ? {} : { balance: new Decimal(balance) }),
    }))
  }

  private async save(entity: CatalogEntity): Promise<SaveResult> {
    return { outcome: await this.ledger.put(entity) }
  }
}

/** What was said: null is how many clients leave out. */
const given = <T extends object>(request: T): T =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined && value !== null)) as T

const accountOf = ({ externalCodes, ...rest }: KnownAccount): Account => ({ ...rest, externalCodes: [...externalCodes] })
