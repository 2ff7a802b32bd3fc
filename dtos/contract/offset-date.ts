/**
 * An instant, and how far from Greenwich its sender's clock stood: what a `dateTimeOffset` with an offset is read as, so that it is written back as
 * it came. Wherever one is written a plain `Date` will do: its offset is none.
 */
export class OffsetDate extends Date {
  constructor(
    instant: number,
    /** East of Greenwich. */
    readonly offsetMinutes: number,
  ) {
    super(instant)
  }
}

export const offsetOf = (date: Date): number => (date instanceof OffsetDate ? date.offsetMinutes : 0)
