import type { Reach } from '../../ledger/reach'
import type { Value } from './connection'

export interface Condition {
  readonly sql: string
  readonly values: readonly Value[]
}

/** What a caller may see, as a condition on the account `a`: no statement over usage is written without it (usage-domain 3.8). */
export const reachable = (reach: Reach): Condition => conditions[reach.kind](reach as never)

const conditions: { readonly [K in Reach['kind']]: (reach: Extract<Reach, { kind: K }>) => Condition } = {
  all: () => ({ sql: 'true', values: [] }),
  organization: ({ organization }) => ({ sql: 'a.org_id = (select id from organization where key = ?)', values: [organization] }),
  accounts: ({ accounts }) =>
    accounts.length === 1
      ? { sql: 'a.key = ?', values: [accounts[0]!] }
      : { sql: 'a.key in (select value from json_each(?))', values: [JSON.stringify(accounts)] },
}
