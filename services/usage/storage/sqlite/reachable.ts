import type { Limit, Reach } from '../../ledger/reach'
import type { Value } from './connection'

export interface Condition {
  readonly sql: string
  readonly values: readonly Value[]
}

type Conditions = { readonly [K in Limit['kind']]: (limit: Extract<Limit, { kind: K }>) => Condition }

/** The limits of a reach as one condition, each told by its table. */
const allOf = ({ limits }: Reach, conditions: Conditions): Condition => {
  const parts = limits.map((limit) => conditions[limit.kind](limit as never))
  return parts.length === 0
    ? { sql: 'true', values: [] }
    : { sql: parts.map(({ sql }) => sql).join(' and '), values: parts.flatMap(({ values }) => values) }
}

const keyAmong = (column: string, keys: readonly string[]): Condition =>
  keys.length === 1
    ? { sql: `${column} = ?`, values: [keys[0]!] }
    : { sql: `${column} in (select value from json_each(?))`, values: [JSON.stringify(keys)] }

const organizationId = '(select id from organization where key = ?)'

/** What a caller may see, as a condition on the account `a`: no statement over usage is written without it (usage-domain 3.8). */
export const reachable = (reach: Reach): Condition => allOf(reach, ofAccount)

const ofAccount: Conditions = {
  organization: ({ organization }) => ({ sql: `a.org_id = ${organizationId}`, values: [organization] }),
  accounts: ({ accounts }) => keyAmong('a.key', accounts),
}

/** The same on a row `r` of the account rollups, which carry their organization so that its page is one run of the index. */
export const rowsReachable = (reach: Reach): Condition => allOf(reach, ofRow)

const ofRow: Conditions = {
  organization: ({ organization }) => ({ sql: `r.org_id = ${organizationId}`, values: [organization] }),
  accounts: ({ accounts }) => {
    const { sql, values } = keyAmong('a.key', accounts)
    return { sql: `r.account_id in (select a.id from account a where ${sql})`, values }
  },
}

/** The same on the organization `o`: who manages accounts sees whose they are. */
export const organizationsReachable = (reach: Reach): Condition => allOf(reach, ofOrganization)

const ofOrganization: Conditions = {
  organization: ({ organization }) => ({ sql: 'o.key = ?', values: [organization] }),
  accounts: ({ accounts }) => {
    const { sql, values } = keyAmong('a.key', accounts)
    return { sql: `o.id in (select a.org_id from account a where ${sql})`, values }
  },
}
