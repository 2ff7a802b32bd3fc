/** A 64-bit seed as two halves: arithmetic stays in 32-bit integers, some forty times faster than BigInt. */
export interface Seed {
  readonly high: number
  readonly low: number
}

export const seedOf = (seed: bigint | number | string): Seed => {
  const value = BigInt.asUintN(64, BigInt(seed))
  return { high: Number(value >> 32n) | 0, low: Number(value & 0xffff_ffffn) | 0 }
}

const rotated = (x: number, by: number) => (x << by) | (x >>> (32 - by))

/** The finalizer of splitmix32: every bit of the input reaches every bit of the output. */
const mixed = (x: number) => {
  let z = (x + 0x9e37_79b9) | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0_aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a_2d97)
  return z ^ (z >>> 15)
}

/**
 * xoshiro128**, placed at the beginning of a sub-stream that a path of numbers names: (account, day, event). What one sub-stream draws
 * never moves another, so a larger sample holds the smaller one's events.
 */
export class Random {
  private a = 0
  private b = 0
  private c = 0
  private d = 0

  constructor(
    private readonly seed: Seed,
    ...path: readonly number[]
  ) {
    this.at(...path)
  }

  /** Goes to the beginning of another sub-stream of the same seed. */
  at(...path: readonly number[]): this {
    let a = mixed(this.seed.low)
    let b = mixed(this.seed.high ^ a)
    for (const step of path) {
      a = mixed(a ^ Math.imul(step, 0x85eb_ca6b))
      b = mixed(b ^ a ^ step)
    }
    this.a = a
    this.b = b
    this.c = mixed(a ^ rotated(b, 13))
    this.d = mixed(b ^ rotated(a, 7)) | 1 // never all zero
    return this
  }

  uint32(): number {
    const result = Math.imul(rotated(Math.imul(this.b, 5), 7), 9) >>> 0
    const t = this.b << 9
    this.c ^= this.a
    this.d ^= this.b
    this.b ^= this.c
    this.a ^= this.d
    this.c ^= t
    this.d = rotated(this.d, 11)
    return result
  }

  /** At least 0 and less than 1. */
  float(): number {
    return this.uint32() / 4_294_967_296
  }

  /** From 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.float() * end)
  }

  chance(probability: number): boolean {
    return this.float() < probability
  }

  /** The place in a table of weights, which need not add up to 1. */
  pick(weights: readonly number[]): number {
    let sum = 0
    for (const weight of weights) sum += weight
    let left = this.float() * sum
    for (let i = 0; i < weights.length - 1; i++) {
      left -= weights[i]!
      if (left < 0) return i
    }
    return weights.length - 1
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.float())) * Math.cos(2 * Math.PI * this.float())
  }

  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  /** Mean 1 (Marsaglia and Tsang's method; `shape` at least 1). */
  gamma(shape: number): number {
    const d = shape - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = this.normal()
      const v = (1 + c * x) ** 3
      if (v > 0 && Math.log(1 - this.float()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape
    }
  }

  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.float(); product > limit; product *= this.float()) count++
    return count
  }

  hex(digits: number): string {
    let text = ''
    while (text.length < digits) text += this.uint32().toString(16).padStart(8, '0')
    return text.slice(0, digits)
  }
}
