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
import type { RequestContext } from '../request-context'
import { Get, Post } from '../verbs'
import { administratorReach, type CatalogEntity, type KnownAccount, type Ledger, type Meter, wholeBookReach } from './ledger'

/** Master data, for administrators. What an entity may be, the book says: for messages as for catalog files. */
export class MasterDataService {
  constructor(private readonly ledger: Ledger) {}

  @Post(SaveOrganization) saveOrganization(request: SaveOrganization, context: RequestContext): Promise<SaveResult> {
    return this.save(context, { kind: 'organization', ...given(request) })
  }
  @Post(SaveAccount) saveAccount(request: SaveAccount, context: RequestContext): Promise<SaveResult> {
    return this.save(context, { kind: 'account', ...given(request) })
  }
  @Post(SaveCustomer) saveCustomer(request: SaveCustomer, context: RequestContext): Promise<SaveResult> {
    return this.save(context, { kind: 'customer', ...given(request) })
  }
  @Post(SaveProduct) saveProduct(request: SaveProduct, context: RequestContext): Promise<SaveResult> {
    return this.save(context, { kind: 'product', ...given(request) })
  }
  @Post(SaveRate) saveRate(request: SaveRate, context: RequestContext): Promise<SaveResult> {
    const { unitPrice, validFrom, validTo, meter, ...rest } = given(request)
    return this.save(context, {
      kind: 'rate',
      ...rest,
      meter: meter as Meter['code'],
      unitPrice: decimalText(unitPrice),
      ...(validFrom ? { validFrom: validFrom.getTime() } : {}),
      ...(validTo ? { validTo: validTo.getTime() } : {}),
    })
  }
  @Post(SaveWallet) saveWallet(request: SaveWallet, context: RequestContext): Promise<SaveResult> {
    const { balance, ...rest } = given(request)
    return this.save(context, { kind: 'wallet', ...rest, ...(balance ? { balance: decimalText(balance) } : {}) })
  }

  @Get(ListOrganizations) async organizations(_: ListOrganizations, { session }: RequestContext): Promise<Organization[]> {
    return [...(await this.ledger.organizations(administratorReach(session)))]
  }
  @Get(ListAccounts) async accounts({ organization }: ListAccounts, { session }: RequestContext): Promise<Account[]> {
    const all = administratorReach(session)
    return (await this.ledger.accounts(organization ? all.inOrganization(organization) : all)).map(accountOf)
  }
  @Get(ListCustomers) async customers({ account }: ListCustomers, { session }: RequestContext): Promise<Customer[]> {
    return [...(await this.ledger.customers(administratorReach(session), account || undefined))]
  }
  @Get(ListProducts) async products(_: ListProducts, { session }: RequestContext): Promise<Product[]> {
    return [...(await this.ledger.products(administratorReach(session)))]
  }
  @Get(ListRates) async rates(_: ListRates, { session }: RequestContext): Promise<Rate[]> {
    return (await this.ledger.rates(administratorReach(session))).map(({ unitPrice, validFrom, validTo, ...rest }) => ({
      ...rest,
      unitPrice: new Decimal(unitPrice),
      ...(validFrom === undefined ? {} : { validFrom: new Date(validFrom) }),
      ...(validTo === undefined ? {} : { validTo: new Date(validTo) }),
    }))
  }
  @Get(ListWallets) async wallets({ account }: ListWallets, { session }: RequestContext): Promise<Wallet[]> {
    const all = administratorReach(session)
    return (await this.ledger.wallets(account ? all.amongAccounts([account]) : all)).map(({ balance, ...rest }) => ({
      ...rest,
      ...(balance === undefined ? {} : { balance: new Decimal(balance) }),
    }))
  }

  private async save({ session }: RequestContext, entity: CatalogEntity): Promise<SaveResult> {
    return { outcome: await this.ledger.put(wholeBookReach(session), entity) }
  }
}

/** What was said: null is how many clients leave out. */
const given = <T extends object>(request: T): T =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined && value !== null)) as T

const accountOf = ({ externalCodes, ...rest }: KnownAccount): Account => ({ ...rest, externalCodes: [...externalCodes] })
