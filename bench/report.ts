import type { Costs } from './measure'
import type { Work } from './works'

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** Where nothing else ran on the machine: what others do only adds to a slice. */
const quiet = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 4)]!

/** The bar of a server of ours for a work, and what it reached. */
export interface Verdict {
  readonly work: string
  readonly server: string
  readonly ratio: number
  readonly bar: number
}

const barOf = (work: Work, server: string): number | undefined =>
  server === 'tollgate-bare' ? work.bars?.[0] : server === 'tollgate-full' ? work.bars?.[1] : undefined

export function verdicts(costs: Costs, works: readonly Work[]): Verdict[] {
  const found: Verdict[] = []
  for (const work of works) {
    const byServer = costs.get(work.name)!
    const [base] = [...byServer.values()]
    for (const [server, slices] of byServer) {
      const bar = barOf(work, server)
      if (bar !== undefined) found.push({ work: work.name, server, ratio: median(slices) / median(base!), bar })
    }
  }
  return found
}

/**
 * A line a work, a column a server: the ratio to the first one, that of the quietest quarters of their slices, microseconds of CPU per request and
 * their spread.
 */
export function report(costs: Costs, works: readonly Work[], servers: readonly string[]): string {
  const rows = [['', ...servers]]
  for (const work of works) {
    const byServer = costs.get(work.name)!
    const base = byServer.get(servers[0]!)!
    rows.push([work.name, ...servers.map((server) => cell(byServer.get(server)!, base, barOf(work, server)))])
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function cell(slices: readonly number[], base: readonly number[], bar: number | undefined): string {
  const cost = median(slices)
  const ratio = cost / median(base)
  const verdict = bar === undefined ? '' : ` ${ratio <= bar ? 'within' : 'OVER'} ${bar.toFixed(2)}`
  const undisturbed = slices === base ? '' : `quiet ${(quiet(slices) / quiet(base)).toFixed(2)}, `
  return `${ratio.toFixed(2)}${verdict} (${undisturbed}${cost.toFixed(1)} us, ${Math.min(...slices).toFixed(1)}-${Math.max(...slices).toFixed(1)})`
}
