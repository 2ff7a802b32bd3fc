import type { Format } from '../dtos/contract'
import type { RouteTable, RouteTarget } from './routing/route-match'

export type { FallbackRoute, RouteMatch, RouteRequest, RouteTable, RouteTarget } from './routing/route-match'

/** The routes of all messages as one table, and every fault that they have: a gateway with faults does not start. */
export const compileRoutes = <T extends RouteTarget>(
  _targets: readonly T[],
  _formats: readonly Format[],
): { table: RouteTable<T>; faults: string[] } => {
  throw new Error('The matcher follows in the next commit')
}
