/** The layout of Go's own formatter, as far as generated DTOs need it (M-22.1). */

/** A letter of two halves is one. */
const lettersOf = (text: string): number => (/[\ud800-\udbff]/.test(text) ? [...text].length : text.length)

/** Cells below each other; an empty cell keeps its column. */
export const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths: number[] = []
  for (const row of rows)
    row.slice(0, -1).forEach((cell, at) => {
      widths[at] = Math.max(widths[at] ?? 0, lettersOf(cell))
    })
  return rows.map((row) =>
    row
      .map((cell, at) => (at < row.length - 1 ? cell + ' '.repeat((widths[at] ?? 0) - lettersOf(cell)) : cell))
      .join(' ')
      .trimEnd(),
  )
}

/** Fields that follow one another stand in columns; a comment between them starts anew. */
export const alignedFields = (lines: readonly (string | readonly string[])[]): string[] => {
  const result: string[] = []
  let run: (readonly string[])[] = []
  const end = (): void => {
    result.push(...columns(run))
    run = []
  }
  for (const line of lines) {
    if (typeof line !== 'string') {
      run.push(line)
      continue
    }
    end()
    result.push(line)
  }
  end()
  return result
}

export interface GoFunction {
  readonly header: string
  readonly body: string
}

/** What fits on a line is one; the bodies of neighbours stand below each other. */
export const alignedFunctions = (functions: readonly GoFunction[]): string[] => {
  const fits = ({ header, body }: GoFunction): boolean => lettersOf(header) + lettersOf(body) <= 100
  const width = Math.max(0, ...functions.filter(fits).map(({ header }) => lettersOf(header)))
  const isAlone = functions.some((each) => !fits(each))
  return functions.flatMap((each) => {
    const { header, body } = each
    if (!fits(each)) return [`${header} {`, `\t${body}`, '}']
    return [`${isAlone ? header : header.padEnd(width)} {${body ? ` ${body} ` : ''}}`]
  })
}
