import type { Usage } from '../data'

/**
 * The usage application's part of the bench. It is loaded by name, so that the bench of the framework builds without it.
 * `location`: the file of a book that all servers read.
 */
export const bookLocation = process.env.BENCH_BOOK

export interface Filter {
  accountId?: string
  customerId?: string
  startDate?: string
  endDate?: string
}

export const openWalk = (): ((filter: Filter) => Usage) | undefined =>
  bookLocation
    ? (require('../usage/walk') as { openWalk(location: string): (filter: Filter) => Usage }).openWalk(bookLocation)
    : undefined

export const openServices = async (): Promise<object[]> =>
  bookLocation
    ? [await (require('../usage/service') as { openService(location: string): Promise<object> }).openService(bookLocation)]
    : []
