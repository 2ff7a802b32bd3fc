import { hash } from 'node:crypto'
import { HttpError } from '../../../../dtos/contract/http-error'
import { entityFault } from '../../ledger/check-entity'
import type { Account, CatalogEntity, Customer, Organization, Product, PutOutcome, Rate, Wallet } from '../../ledger/entities'
import { canonicalPrice } from '../../ledger/money'
import type { Connection, Row, Value } from './connection'

type Outcome = 'created' | 'changed' | 'unchanged'
type Columns = Readonly<Record<string, Value>>

/** Entities in turn, each in a savepoint: what is wrong with one is said of that one. Any change grows the catalog's version. */
export const putEntities = (connection: Connection, entities: readonly CatalogEntity[]): readonly PutOutcome[] => {
  const outcomes = entities.map((entity) => putEntity(connection, entity))
  if (outcomes.some(({ outcome }) => outcome === 'created' || outcome === 'changed'))
    connection.run(`update version set value = value + 1 where name = 'catalog'`)
  return outcomes
}

const putEntity = (connection: Connection, entity: CatalogEntity): PutOutcome => {
  const fault = entityFault(entity)
  if (fault) return { outcome: 'rejected', status: 400, ...fault }
  connection.run('savepoint entity')
  try {
    const outcome = put[entity.kind](connection, entity as never)
    connection.run('release entity')
    return { outcome }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    connection.run('rollback to entity')
    connection.run('release entity')
    return {
      outcome: 'rejected',
      status: error.status,
      code: error.errorCode,
      message: error.message,
      fieldName: error.details.fieldName,
    }
  }
}

const put: {
  readonly [K in CatalogEntity['kind']]: (connection: Connection, entity: Extract<CatalogEntity, { kind: K }>) => Outcome
} = {
  organization: (connection, { id, name, parent, currency, timeZone, status }: Organization) => {
    const stored = connection.get('select * from organization where key = ?', id)
    const parentId = reference(connection, 'organization', 'key', parent, 'parent')
    if (parentId !== undefined) refuseCycle(connection, 'organization', stored?.id, parentId)
    return upsert(connection, 'organization', { key: id }, stored, {
      parent_id: parentId ?? keep(stored, 'parent_id', null),
      name,
      currency,
      time_zone: timeZone ?? keep(stored, 'time_zone', ''),
      status: status ?? keep(stored, 'status', 'ACTIVE'),
    })
  },

  account: (connection, { key, sid, organization, parent, name, companyName, status, currency, externalCodes }: Account) => {
    const stored = connection.get('select * from account where key = ?', key)
    const org = connection.get('select id, currency from organization where key = ?', organization)
    if (!org) throw unknown('organization', organization, 'organization')
    if (stored && stored.org_id !== org.id)
      throw new HttpError(
        409,
        'AccountMoved',
        `Account ${key} belongs to another organization and stays there: its usage is booked under it.`,
        { fieldName: 'organization' },
      )
    const parentId =
      parent === undefined ? undefined : connection.get('select id from account where key = ? and org_id = ?', parent, org.id)?.id
    if (parent !== undefined && parentId === undefined) throw unknown(`account of organization ${organization}`, parent, 'parent')
    if (parentId !== undefined) refuseCycle(connection, 'account', stored?.id, parentId)
    const ownSid = sid ?? keep(stored, 'sid', sidOf(key))
    if (connection.get('select 1 from account where sid = ? and key <> ?', ownSid, key))
      throw new HttpError(409, 'SidTaken', `The sid ${ownSid} is another account's.`, { fieldName: 'sid' })
    const outcome = upsert(connection, 'account', { key }, stored, {
      sid: ownSid,
      org_id: org.id,
      parent_id: parentId ?? keep(stored, 'parent_id', null),
      name,
      company_name: companyName ?? keep(stored, 'company_name', name),
      status: status ?? keep(stored, 'status', 'ACTIVE'),
      currency: currency ?? keep(stored, 'currency', org.currency),
    })
    if (externalCodes === undefined) return outcome
    const recoded = putCodes(connection, connection.get('select id from account where key = ?', key)!.id, org.id, externalCodes)
    return outcome === 'unchanged' && recoded ? 'changed' : outcome
  },

  customer: (connection, { id, account, parent, name, referenceId }: Customer) => {
    const accountId = reference(connection, 'account', 'key', account, 'account')!
    const stored = connection.get('select * from customer where account_id = ? and key = ?', accountId, id)
    const parentId =
      parent === undefined
        ? undefined
        : connection.get('select id from customer where account_id = ? and key = ?', accountId, parent)?.id
    if (parent !== undefined && parentId === undefined) throw unknown(`customer of account ${account}`, parent, 'parent')
    if (parentId !== undefined) refuseCycle(connection, 'customer', stored?.id, parentId)
    return upsert(connection, 'customer', { account_id: accountId, key: id }, stored, {
      parent_id: parentId ?? keep(stored, 'parent_id', null),
      name,
      reference_id: referenceId ?? keep(stored, 'reference_id', ''),
    })
  },

  product: (connection, { code, aggregate, name, family, unitOfMeasure, chargeType }: Product) => {
    const stored = connection.get('select * from product where code = ?', code)
    return upsert(connection, 'product', { code }, stored, {
      aggregate: aggregate ?? keep(stored, 'aggregate', code),
      name,
      family: family ?? keep(stored, 'family', ''),
      unit_of_measure: unitOfMeasure ?? keep(stored, 'unit_of_measure', ''),
      charge_type: chargeType ?? keep(stored, 'charge_type', ''),
    })
  },

  rate: (connection, { id, meter, product, account, organization, currency, unitPrice, validFrom, validTo }: Rate) => {
    const stored = connection.get('select * from rate where key = ?', id)
    const from = validFrom ?? keep(stored, 'valid_from', null)
    const to = validTo ?? keep(stored, 'valid_to', null)
    if (from !== null && to !== null && to <= from)
      throw new HttpError(400, 'InvalidRange', 'validTo is exclusive and lies after validFrom.', { fieldName: 'validTo' })
    return upsert(connection, 'rate', { key: id }, stored, {
      meter_id: reference(connection, 'meter', 'code', meter, 'meter')!,
      product_id: reference(connection, 'product', 'code', product, 'product') ?? keep(stored, 'product_id', null),
      account_id:
        reference(connection, 'account', 'key', account, 'account') ??
        (organization === undefined ? keep(stored, 'account_id', null) : null),
      org_id:
        reference(connection, 'organization', 'key', organization, 'organization') ??
        (account === undefined ? keep(stored, 'org_id', null) : null),
      currency,
      unit_price: canonicalPrice(unitPrice)!,
      valid_from: from,
      valid_to: to,
    })
  },

  wallet: (connection, { account, name, product, currency, balance }: Wallet) => {
    const owner = connection.get('select id, currency from account where key = ?', account)
    if (!owner) throw unknown('account', account, 'account')
    const stored = connection.get('select * from wallet where account_id = ? and name = ?', owner.id, name)
    return upsert(connection, 'wallet', { account_id: owner.id, name }, stored, {
      product_id: reference(connection, 'product', 'code', product, 'product') ?? keep(stored, 'product_id', null),
      currency: currency ?? keep(stored, 'currency', owner.currency),
      balance: balance === undefined ? keep(stored, 'balance', '0') : canonicalPrice(balance)!,
    })
  },
}

/** A sid of Twilio's form for accounts that come without one; the same key has the same sid in every book. */
export const sidOf = (key: string): string => `AC${hash('sha256', `account ${key}`).slice(0, 32)}`

/** What an entity that is already there keeps when a member is left out. */
const keep = <T>(stored: Row | undefined, column: string, otherwise: T): T => (stored ? stored[column] : otherwise)

const upsert = (connection: Connection, table: string, key: Columns, stored: Row | undefined, values: Columns): Outcome => {
  const names = Object.keys(values)
  if (stored && names.every((name) => stored[name] === values[name])) return 'unchanged'
  if (stored) {
    const sets = names.map((name) => `${name} = ?`).join(', ')
    const where = Object.keys(key)
      .map((name) => `${name} = ?`)
      .join(' and ')
    connection.run(`update ${table} set ${sets} where ${where}`, ...Object.values(values), ...Object.values(key))
    return 'changed'
  }
  const all = { ...key, ...values }
  connection.run(
    `insert into ${table}(${Object.keys(all).join(', ')}) values(${Object.keys(all)
      .map(() => '?')
      .join(', ')})`,
    ...Object.values(all),
  )
  return 'created'
}

const reference = (
  connection: Connection,
  table: string,
  column: string,
  value: string | undefined,
  fieldName: string,
): number | undefined => {
  if (value === undefined || value === null) return undefined
  const id = connection.get(`select id from ${table} where ${column} = ?`, value)?.id
  if (id === undefined) throw unknown(table, value, fieldName)
  return id
}

const unknown = (what: string, value: string, fieldName: string): HttpError =>
  new HttpError(
    404,
    `Unknown${what[0]!.toUpperCase()}${what.slice(1).split(' ')[0]}`,
    `There is no ${what} ${JSON.stringify(value)}. Make it first.`,
    { fieldName },
  )

const refuseCycle = (
  connection: Connection,
  table: 'organization' | 'account' | 'customer',
  id: number | undefined,
  parentId: number,
): void => {
  if (id === undefined) return
  const above = connection.get(
    `with recursive up(id) as (select ? union select parent_id from ${table} t join up on t.id = up.id where parent_id is not null)
     select 1 from up where id = ?`,
    parentId,
    id,
  )
  if (above) throw new HttpError(409, 'ParentCycle', `That parent is below this ${table} itself.`, { fieldName: 'parent' })
}

/** True where the codes are others than before. */
const putCodes = (connection: Connection, accountId: number, orgId: number, codes: readonly string[]): boolean => {
  const stored = new Set(
    connection.rows('select code from account_code where account_id = ?', accountId).map(([code]) => code as string),
  )
  const gone = [...stored].filter((code) => !codes.includes(code))
  const fresh = codes.filter((code) => !stored.has(code))
  for (const code of gone) connection.run('delete from account_code where org_id = ? and code = ?', orgId, code)
  for (const code of fresh) {
    if (connection.get('select 1 from account_code where org_id = ? and code = ?', orgId, code))
      throw new HttpError(
        409,
        'CodeTaken',
        `The external code ${JSON.stringify(code)} is another account's of the same organization.`,
        { fieldName: 'externalCodes' },
      )
    connection.run('insert into account_code(org_id, code, account_id) values(?, ?, ?)', orgId, code, accountId)
  }
  return gone.length + fresh.length > 0
}
