/** The most that |t| may be (dudect): beyond it two distributions of times are told apart. */
export const threshold = 4.5

export interface Timed {
  readonly t: number
  readonly samples: number
}

/** Welch's t of two samples. */
function welch(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [momentsOf(left), momentsOf(right)]
  const error = Math.sqrt(a.variance / left.length + b.variance / right.length)
  return error === 0 ? 0 : (a.mean - b.mean) / error
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) }
}

/** Values below that part of both samples: what a busy machine adds is all above, and hides what is looked for. */
function cropped(
  left: readonly number[],
  right: readonly number[],
  part: number,
): readonly [readonly number[], readonly number[]] {
  const all = [...left, ...right].sort((a, b) => a - b)
  const most = all[Math.floor(all.length * part)] ?? Number.POSITIVE_INFINITY
  return [left.filter((value) => value <= most), right.filter((value) => value <= most)]
}

/**
 * Times two works in pairs whose order is thrown for each, so that what the machine does meanwhile strikes both alike. An input is made before its
 * clock runs. Answers t over what is below the given percentile of all.
 */
export async function compare<T>(
  pairs: number,
  inputs: readonly [left: (round: number) => T, right: (round: number) => T],
  work: (input: T) => unknown,
  { below = 0.9, warmUp = 2_000, seconds = Number.POSITIVE_INFINITY } = {},
): Promise<Timed> {
  const times: [number[], number[]] = [[], []]
  const until = performance.now() + seconds * 1000
  for (let round = -warmUp; round < pairs && performance.now() < until; round++) {
    const order = Math.random() < 0.5 ? ([0, 1] as const) : ([1, 0] as const)
    for (const side of order) {
      // Made right before it is worked on: the one that was made earlier would have left the cache sooner.
      const input = inputs[side](round)
      const began = process.hrtime.bigint()
      const outcome = work(input)
      // A native module's promise is of another realm in tests.
      if (typeof (outcome as Partial<Promise<unknown>> | undefined)?.then === 'function') await outcome
      const took = Number(process.hrtime.bigint() - began)
      // The first rounds warm up.
      if (round >= 0) times[side].push(took)
    }
  }
  const [left, right] = cropped(...times, below)
  return { t: welch(left, right), samples: times[0].length }
}

/** A real difference is there each time; what a busy machine makes up is not. Measures anew, three times at most, until the two are not told apart. */
export async function steadily(measure: () => Promise<Timed>): Promise<Timed> {
  let timed = await measure()
  for (let again = 0; again < 2 && !(Math.abs(timed.t) < threshold); again++) timed = await measure()
  return timed
}
