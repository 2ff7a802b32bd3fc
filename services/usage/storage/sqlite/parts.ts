import { type DayRange, splitRange } from '../../ledger/days'

/** A part of a range and the rollup that answers it. */
export interface Part {
  readonly unit: 'day' | 'month'
  readonly from: number
  readonly to: number
}

export const partsOf = (range: DayRange): readonly Part[] => {
  const { months, edges } = splitRange(range)
  return [...(months ? [{ unit: 'month', ...months } as const] : []), ...edges.map((edge) => ({ unit: 'day', ...edge }) as const)]
}
