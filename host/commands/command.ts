import type { Command as Program } from 'commander'

/** One command of the bin: a file, and a word in the list of the bin. */
export type Command = (program: Program) => void

/** The caller's mistake: one sentence on standard error, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Several values by repeating an option, or by commas. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  ...value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
]

/** Rows as a table for people, or as JSON lines for programs. */
export function printRows(rows: readonly Readonly<Record<string, string>>[], json: boolean): void {
  if (json) {
    for (const row of rows) console.log(JSON.stringify(row))
    return
  }
  if (rows.length === 0) return console.error('None.')
  const names = Object.keys(rows[0]!)
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => (row[name] ?? '').length)))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join('  ')
      .trimEnd()
  console.log(line(names.map((name) => name.toUpperCase())))
  for (const row of rows) console.log(line(names.map((name) => row[name] ?? '')))
}

export const dateText = (ms: number | undefined): string =>
  ms === undefined ? '' : new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
