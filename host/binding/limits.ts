/** How much structure one text may have; everything else is bounded by the body's size. */
export interface ReadLimits {
  /** Levels of objects and lists in each other. */
  readonly depth: number
  /** Names of one object, and parameters of one query or form. */
  readonly keys: number
}

export const defaultLimits: ReadLimits = Object.freeze({ depth: 32, keys: 1_000 })
