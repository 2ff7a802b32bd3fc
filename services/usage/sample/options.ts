import { type Seed, seedOf } from './random'

export interface SampleSize {
  readonly organizations: number
  readonly accounts: number
  readonly customers: number
  /** About so many. */
  readonly events: number
  readonly months: number
  /** Small samples need more faults than the model's rates to have any. */
  readonly faultFactor: number
}

/** Each holds the organizations and accounts of those before it. */
export const sampleSizes = {
  tiny: { organizations: 3, accounts: 6, customers: 40, events: 3_000, months: 6, faultFactor: 20 },
  small: { organizations: 8, accounts: 40, customers: 400, events: 50_000, months: 18, faultFactor: 1 },
  medium: { organizations: 20, accounts: 120, customers: 3_000, events: 2_000_000, months: 18, faultFactor: 1 },
  large: { organizations: 60, accounts: 600, customers: 20_000, events: 20_000_000, months: 18, faultFactor: 1 },
} as const satisfies Record<string, SampleSize>
export type SampleSizeName = keyof typeof sampleSizes

export interface SampleOptions {
  readonly size?: SampleSizeName
  /** 64 bits; default 1. */
  readonly seed?: bigint | number | string
  /** The sample ends with the last full month (UTC) before it; default: today. Milliseconds UTC, or a date. */
  readonly until?: number | string | Date
}

/** Options with nothing left open. Days count from 1970-01-01 UTC. */
export interface Plan {
  readonly sizeName: SampleSizeName
  readonly size: SampleSize
  readonly seed: Seed
  readonly seedText: string
  readonly firstDay: number
  /** Not included. */
  readonly endDay: number
  /** First days of the months, and the end. */
  readonly monthStarts: readonly number[]
}

export const msPerDay = 86_400_000

export function planOf({ size = 'small', seed = 1, until = Date.now() }: SampleOptions = {}): Plan {
  const chosen: SampleSize | undefined = sampleSizes[size]
  if (!chosen) throw new RangeError(`There is no sample size ${size}; there are ${Object.keys(sampleSizes).join(', ')}.`)
  const end = new Date(until)
  if (Number.isNaN(end.getTime())) throw new RangeError(`${String(until)} is not a date; expected one such as 2026-07-01.`)
  const monthStarts = Array.from(
    { length: chosen.months + 1 },
    (_, i) => Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - chosen.months + i, 1) / msPerDay,
  )
  return {
    sizeName: size,
    size: chosen,
    seed: seedOf(seed),
    seedText: BigInt.asUintN(64, BigInt(seed)).toString(),
    firstDay: monthStarts[0]!,
    endDay: monthStarts[chosen.months]!,
    monthStarts,
  }
}

export const monthName = (firstDay: number) => new Date(firstDay * msPerDay).toISOString().slice(0, 7)
