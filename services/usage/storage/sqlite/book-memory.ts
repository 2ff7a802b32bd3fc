import type { Rate } from '../../ledger/entities'
import { rank } from '../../ledger/rating'
import type { Connection, Row, Value } from './connection'
import type { Memory } from './group-commit'

export interface BookAccount {
  readonly id: number
  readonly key: string
  readonly orgId: number
  readonly organization: string
  readonly currency: string
}

/** Entries of one map before it is emptied: what is remembered is bounded. */
const maxEntries = 200_000

/**
 * What the writer remembers of the book. Another process may change the catalog, so at the start of each transaction `data_version` says whether
 * anything was written elsewhere, and the catalog's own version whether it was the catalog. Series are never changed or removed: their ids stay true,
 * but those made in a transaction that is taken back never were.
 */
export class BookMemory implements Memory {
  private dataVersion: number | undefined
  private catalogVersion: number | undefined
  private readonly accounts = new Map<string, BookAccount | null>()
  private readonly ids = new Map<string, number | null>()
  private readonly rates = new Map<string, readonly Rate[]>()
  private readonly series = new Map<string, number>()
  private made: string[] = []

  began(connection: Connection): void {
    this.made = []
    const dataVersion = connection.db.pragma('data_version', { simple: true }) as number
    if (dataVersion === this.dataVersion) return
    this.dataVersion = dataVersion
    const version = connection.get(`select value from version where name = 'catalog'`)?.value as number
    if (version !== this.catalogVersion) this.forgetCatalog()
    this.catalogVersion = version
  }

  mark(): number {
    return this.made.length
  }

  takeBack(to: number): void {
    for (const key of this.made.splice(to)) this.series.delete(key)
    // The catalog may have been changed in what is taken back.
    this.forgetCatalog()
  }

  forget(): void {
    this.forgetCatalog()
    this.series.clear()
    this.dataVersion = undefined
    this.catalogVersion = undefined
  }

  /** Also called when this connection itself writes master data. */
  forgetCatalog(): void {
    this.accounts.clear()
    this.ids.clear()
    this.rates.clear()
    this.catalogVersion = undefined
    this.dataVersion = undefined
  }

  /** By key, then sid, then external code; `organization` undefined: of any, where the code is not ambiguous. */
  account(connection: Connection, reference: string, organization: string | undefined): BookAccount | undefined {
    return (
      remember(this.accounts, `${organization ?? ''}\u0000${reference}`, () => {
        const [row, second] = [...accountsCalled(connection, reference, organization)]
        if (!row || second) return null
        return { id: row.id, key: row.key, orgId: row.org_id, organization: row.organization, currency: row.currency }
      }) ?? undefined
    )
  }

  customerId(connection: Connection, account: BookAccount, key: string): number | undefined {
    return this.id(
      connection,
      `c${account.id}\u0000${key}`,
      'select id from customer where account_id = ? and key = ?',
      account.id,
      key,
    )
  }

  meterId(connection: Connection, code: string): number | undefined {
    return this.id(connection, `m${code}`, 'select id from meter where code = ?', code)
  }

  productId(connection: Connection, code: string): number | undefined {
    return this.id(connection, `p${code}`, 'select id from product where code = ?', code)
  }

  rateId(connection: Connection, key: string): number | undefined {
    return this.id(connection, `r${key}`, 'select id from rate where key = ?', key)
  }

  hasWallet(connection: Connection, account: BookAccount, name: string): boolean {
    return (
      this.id(
        connection,
        `w${account.id}\u0000${name}`,
        'select 1 as id from wallet where account_id = ? and name = ?',
        account.id,
        name,
      ) !== undefined
    )
  }

  /** The rates of a meter for an account, best first. */
  ranked(connection: Connection, account: BookAccount, meter: string): readonly Rate[] {
    return remember(this.rates, `${account.id}\u0000${meter}`, () => {
      const rows = connection.all(
        `select r.key as id, p.code as product, a.key as account, o.key as organization, r.currency, r.unit_price, r.valid_from, r.valid_to
         from rate r left join product p on p.id = r.product_id left join account a on a.id = r.account_id left join organization o on o.id = r.org_id
         where r.meter_id = (select id from meter where code = ?) and (r.account_id is null or r.account_id = ?) and (r.org_id is null or r.org_id = ?)`,
        meter,
        account.id,
        account.orgId,
      )
      return rank(
        rows.map((row) => rateFrom(row, meter)),
        account2rated(account),
      )
    })
  }

  /** The series of these words, made where there is none. */
  seriesId(
    connection: Connection,
    words: readonly [
      account: number,
      meter: number,
      product: number,
      price: string,
      currency: string,
      direction: string,
      resolution: string,
      wallet: string,
    ],
  ): number {
    const key = words.join('\u0000')
    const known = this.series.get(key)
    if (known !== undefined) return known
    const found = connection.get(
      `select id from series where account_id = ? and meter_id = ? and product_id = ? and unit_price = ? and currency = ? and direction = ?
       and resolution = ? and wallet = ?`,
      ...words,
    )
    const id: number =
      found?.id ??
      connection.get(
        `insert into series(account_id, meter_id, product_id, unit_price, currency, direction, resolution, wallet) values(?, ?, ?, ?, ?, ?, ?, ?)
         returning id`,
        ...words,
      )!.id
    if (this.series.size >= maxEntries) this.series.clear()
    this.series.set(key, id)
    if (!found) this.made.push(key)
    return id
  }

  private id(connection: Connection, key: string, sql: string, ...values: Value[]): number | undefined {
    return remember(this.ids, key, () => (connection.get(sql, ...values)?.id as number | undefined) ?? null) ?? undefined
  }
}

const account2rated = ({ key, organization, currency }: BookAccount) => ({ account: key, organization, currency })

const rateFrom = (row: Row, meter: string): Rate => ({
  id: row.id,
  meter,
  product: row.product ?? undefined,
  account: row.account ?? undefined,
  organization: row.organization ?? undefined,
  currency: row.currency,
  unitPrice: row.unit_price,
  validFrom: row.valid_from ?? undefined,
  validTo: row.valid_to ?? undefined,
})

const found =
  'select a.id, a.key, a.org_id, o.key as organization, a.currency from account a join organization o on o.id = a.org_id'

function* accountsCalled(connection: Connection, reference: string, organization: string | undefined): Iterable<Row> {
  const within = organization === undefined ? '' : ' and o.key = ?'
  const values = organization === undefined ? [reference] : [reference, organization]
  for (const column of ['key', 'sid']) {
    const row = connection.get(`${found} where a.${column} = ?${within}`, ...values)
    if (row) return yield row
  }
  yield* connection.all(`${found} join account_code c on c.account_id = a.id where c.code = ?${within}`, ...values)
}

const remember = <V>(map: Map<string, V>, key: string, look: () => V): V => {
  const known = map.get(key)
  if (known !== undefined) return known
  if (map.size >= maxEntries) map.clear()
  const value = look()
  map.set(key, value)
  return value
}
