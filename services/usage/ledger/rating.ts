import type { Rate } from './entities'

/** What a rate is looked up for. */
export interface Rated {
  readonly account: string
  readonly organization: string
  /** The account's. */
  readonly currency: string
}

const scopes: readonly ((rate: Rate, rated: Rated) => boolean)[] = [
  (rate, { account }) => rate.account === account,
  (rate, { organization }) => rate.organization === organization,
  (rate) => rate.account === undefined && rate.organization === undefined,
]

/**
 * The rates of one meter that can hold for an account, best first: account before organization before default, in each the account's
 * currency first, then the named product before any, then the younger version. A total order: what was stored first makes no difference.
 */
export const rank = (rates: readonly Rate[], rated: Rated): readonly Rate[] => {
  const scopeOf = (rate: Rate) => scopes.findIndex((holds) => holds(rate, rated))
  const order = (left: Rate, right: Rate): number =>
    scopeOf(left) - scopeOf(right) ||
    Number(right.currency === rated.currency) - Number(left.currency === rated.currency) ||
    Number(right.product !== undefined) - Number(left.product !== undefined) ||
    (right.validFrom ?? Number.MIN_SAFE_INTEGER) - (left.validFrom ?? Number.MIN_SAFE_INTEGER) ||
    (left.id < right.id ? -1 : 1)
  return rates.filter((rate) => scopeOf(rate) >= 0).sort(order)
}

/** The rate that holds at an instant; it depends on the event alone, never on the order of arrival (usage-domain 3.3). */
export const rateAt = (ranked: readonly Rate[], product: string, at: number): Rate | undefined =>
  ranked.find(
    (rate) =>
      (rate.product === undefined || rate.product === product) &&
      (rate.validFrom === undefined || rate.validFrom <= at) &&
      (rate.validTo === undefined || at < rate.validTo),
  )
