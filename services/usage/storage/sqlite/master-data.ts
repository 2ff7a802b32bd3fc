import type {
  AccountStatus,
  Customer,
  KnownAccount,
  Organization,
  OrganizationStatus,
  Product,
  Rate,
  Wallet,
} from '../../ledger/entities'
import type { Reach } from '../../ledger/reach'
import type { MasterData } from '../engine'
import type { Connection, Row } from './connection'
import { organizationsReachable, reachable } from './reachable'

/** Reads of master data; `read` hands out the connection and turns SQLite's errors into the caller's. */
export const masterDataReads = (read: <T>(query: (connection: Connection) => T) => T): Omit<MasterData, 'put'> => ({
  organization: (reach, id) =>
    read((connection) => {
      const where = organizationsReachable(reach)
      return first(connection.all(`${organizationRows} where ${where.sql} and o.key = ?`, ...where.values, id), organizationFrom)
    }),

  organizations: (reach) =>
    read((connection) => {
      const where = organizationsReachable(reach)
      return connection.all(`${organizationRows} where ${where.sql} order by o.key`, ...where.values).map(organizationFrom)
    }),

  account: (reach, keyOrSid) =>
    read((connection) => {
      const where = reachable(reach)
      return first(
        connection.all(`${accountRows} where ${where.sql} and (a.key = ? or a.sid = ?)`, ...where.values, keyOrSid, keyOrSid),
        accountFrom,
      )
    }),

  accounts: (reach) => read((connection) => accountsOf(connection, reach)),

  descendants: (reach, keys) =>
    read((connection) => {
      const where = reachable(reach.amongAccounts(keys))
      return connection
        .rows(
          `with recursive below(id) as (select a.id from account a where ${where.sql}
           union select a.id from account a join below on a.parent_id = below.id) select key from account join below using(id) order by key`,
          ...where.values,
        )
        .map(([key]) => key)
    }),

  customers: (reach, account) =>
    read((connection) => {
      const where = reachable(reach)
      const own = account === undefined ? '' : ' and a.key = ?'
      const values = account === undefined ? where.values : [...where.values, account]
      return connection
        .all(
          `select c.key as id, a.key as account, p.key as parent, c.name, c.reference_id from customer c join account a on a.id = c.account_id
           left join customer p on p.id = c.parent_id where ${where.sql}${own} order by a.key, c.key`,
          ...values,
        )
        .map(customerFrom)
    }),

  wallets: (reach) =>
    read((connection) => {
      const where = reachable(reach)
      return connection
        .all(
          `select a.key as account, w.name, p.code as product, w.currency, w.balance from wallet w join account a on a.id = w.account_id
           left join product p on p.id = w.product_id where ${where.sql} order by a.key, w.name`,
          ...where.values,
        )
        .map(walletFrom)
    }),

  products: () => read((connection) => connection.all('select * from product order by code').map(productFrom)),

  rates: (reach) =>
    read((connection) => {
      const account = reachable(reach)
      const organization = organizationsReachable(reach)
      return connection
        .all(
          `select r.*, m.code as meter, p.code as product, a.key as account, o.key as organization from rate r join meter m on m.id = r.meter_id
           left join product p on p.id = r.product_id left join account a on a.id = r.account_id left join organization o on o.id = r.org_id
           where (a.id is null or (${account.sql})) and (o.id is null or (${organization.sql})) order by r.key`,
          ...account.values,
          ...organization.values,
        )
        .map(rateFrom)
    }),
})

const organizationRows = 'select o.*, p.key as parent from organization o left join organization p on p.id = o.parent_id'

const accountRows = `select a.*, o.key as organization, p.key as parent,
  (select json_group_array(code) from (select code from account_code c where c.account_id = a.id order by code)) as codes
  from account a join organization o on o.id = a.org_id left join account p on p.id = a.parent_id`

const accountsOf = (connection: Connection, reach: Reach): readonly KnownAccount[] => {
  const where = reachable(reach)
  return connection.all(`${accountRows} where ${where.sql} order by a.key`, ...where.values).map(accountFrom)
}

const first = <T>(rows: readonly Row[], from: (row: Row) => T): T | undefined => (rows[0] ? from(rows[0]) : undefined)

const orNothing = <T>(value: T | null | ''): T | undefined => (value === null || value === '' ? undefined : (value as T))

const organizationFrom = (row: Row): Organization => ({
  id: row.key,
  name: row.name,
  parent: orNothing<string>(row.parent),
  currency: row.currency,
  timeZone: orNothing<string>(row.time_zone),
  status: row.status as OrganizationStatus,
})

const accountFrom = (row: Row): KnownAccount => ({
  key: row.key,
  sid: row.sid,
  organization: row.organization,
  parent: orNothing<string>(row.parent),
  name: row.name,
  companyName: row.company_name,
  status: row.status as AccountStatus,
  currency: row.currency,
  externalCodes: JSON.parse(row.codes) as string[],
})

const customerFrom = (row: Row): Customer => ({
  id: row.id,
  account: row.account,
  parent: orNothing<string>(row.parent),
  name: row.name,
  referenceId: orNothing<string>(row.reference_id),
})

const walletFrom = (row: Row): Wallet => ({
  account: row.account,
  name: row.name,
  product: orNothing<string>(row.product),
  currency: row.currency,
  balance: row.balance,
})

const productFrom = (row: Row): Product => ({
  code: row.code,
  aggregate: row.aggregate,
  name: row.name,
  family: orNothing<string>(row.family),
  unitOfMeasure: orNothing<string>(row.unit_of_measure),
  chargeType: orNothing<string>(row.charge_type),
})

const rateFrom = (row: Row): Rate => ({
  id: row.key,
  meter: row.meter,
  product: orNothing<string>(row.product),
  account: orNothing<string>(row.account),
  organization: orNothing<string>(row.organization),
  currency: row.currency,
  unitPrice: row.unit_price,
  validFrom: row.valid_from ?? undefined,
  validTo: row.valid_to ?? undefined,
})
